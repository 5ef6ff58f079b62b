"""Celery's worker with our tasks: the process that `sunto worker` and the owner start."""

import gc
import logging
import os
import socket
import sys
from dataclasses import dataclass

from celery import Celery
from celery.signals import worker_ready

from worker.contract.celery_app import BrokerAddress, make_app
from worker.contract.names import ENGINE_STATUS_KEY, Database, QueueName
from worker.contract.paths import DataPaths
from worker.engine_watch import EngineWatch
from worker.engines.engine_settings import EngineSettings
from worker.lease import Leases
from worker.parent import watch_parent
from worker.steps import Bench
from worker.tasks import register

NICENESS = 5
"""The person's own programs go first."""


@dataclass(frozen=True, slots=True)
class ServiceOptions:
    """How a worker is started."""

    broker: BrokerAddress
    paths: DataPaths
    concurrency: int
    is_child: bool
    """Whether to end when standard input closes: the process that started us is gone then."""


def run(options: ServiceOptions) -> int:
    """Work until told to stop; returns the exit code."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # It warns of every odd font.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    # It tells of every request, and the engine is looked at every few seconds.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    options.paths.create()
    if os.name == "posix":
        os.nice(NICENESS)
    if options.is_child:
        watch_parent(options.broker)
    app = build_app(options)
    # What is loaded by now stays shared with the processes of the pool: a collector that looks at
    # every object would write to its page, and so copy it (17 MB for two processes).
    gc.collect()
    gc.freeze()
    # Threads begin after the pool has forked: a lock they held would stay locked in the children.
    worker_ready.connect(lambda **_: _watch_engine(options), weak=False)
    worker = app.Worker(
        hostname=f"sunto-{os.getpid()}@{socket.gethostname()}",
        pool="threads" if sys.platform == "win32" else "prefork",
        concurrency=options.concurrency,
        queues=[str(name) for name in QueueName],
        loglevel="INFO",
        without_mingle=True,
        without_gossip=True,
        task_events=True,
        quiet=True,
    )
    worker.start()
    return int(worker.exitcode or 0)


def build_app(options: ServiceOptions) -> Celery:
    """The Celery app with our tasks."""
    app = make_app(options.broker)
    app.set_default()

    def bench() -> Bench:
        client = options.broker.connect(Database.RESULTS)
        settings = EngineSettings.from_environment()
        return Bench(options.paths, settings, Leases(client, options.broker.prefix))

    register(app, options.broker, bench)
    return app


def _watch_engine(options: ServiceOptions) -> None:
    client = options.broker.connect(Database.RESULTS)
    key = options.broker.prefix + ENGINE_STATUS_KEY
    EngineWatch(client, key, EngineSettings.from_environment(), options.paths).start()
