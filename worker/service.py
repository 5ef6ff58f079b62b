"""Celery's worker with our tasks: the process that `sunto worker` and the owner start."""

import gc
import logging
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass

from celery import Celery
from celery.signals import worker_ready, worker_shutdown

from worker.contract.celery_app import BrokerAddress, make_app
from worker.contract.fleet import worker_name
from worker.contract.messages import EngineStatus
from worker.contract.names import ENGINE_STATUS_KEY, LOOK_QUEUE, Database, QueueName
from worker.contract.paths import DataPaths
from worker.documents import Documents
from worker.engine_watch import EngineWatch
from worker.engines.engine_settings import EngineSettings
from worker.flights import Flights
from worker.lease import Leases
from worker.parent import wait_for_go, watch_parent
from worker.pool_watch import Beats, Consumer, PoolWatch, maintain
from worker.priority import give_way
from worker.station import NO_QUEUE, Station
from worker.steps import Bench
from worker.tasks import register

HEARTBEAT_S = 10

POOL = "threads" if sys.platform == "win32" else "prefork"


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
    # What is loaded by now stays shared with the processes of the pool: a collector that looks at
    # every object would write to its page, and so copy it (17 MB for two processes).
    gc.collect()
    gc.freeze()
    gc.enable()
    if options.is_child:
        if not wait_for_go():
            return 0
        watch_parent(options.broker)
    # Only now: somebody waits for a start, and it is short.
    give_way()
    app = build_app(options)
    node = f"sunto-{os.getpid()}@{socket.gethostname()}"
    queues = [*map(str, QueueName), LOOK_QUEUE]
    look: Callable[[EngineStatus], None] = lambda _: None  # noqa: E731
    if not options.broker.is_bundled:
        station = _station(app, options, node)
        queues, look = [NO_QUEUE], station.look
        worker_ready.connect(lambda **_: station.start(), weak=False)
        worker_shutdown.connect(lambda **_: station.leave(), weak=False)
    if POOL == "prefork":
        _watch_pool(options)
    # Threads begin after the pool has forked: a lock they held would stay locked in the children.
    worker_ready.connect(lambda **_: _watch_engine(options, look), weak=False)
    worker = app.Worker(
        hostname=node,
        pool=POOL,
        concurrency=options.concurrency,
        queues=queues,
        loglevel="INFO",
        without_mingle=True,
        without_gossip=True,
        task_events=True,
        # For Flower. The usual two seconds would be a quarter of what an idle worker costs.
        heartbeat_interval=HEARTBEAT_S,
        quiet=True,
    )
    worker.start()
    return int(worker.exitcode or 0)


def build_app(options: ServiceOptions) -> Celery:
    """The Celery app with our tasks."""
    broker, worker = options.broker, worker_name(os.getpid())
    app = make_app(broker)
    app.set_default()

    def bench() -> Bench:
        return Bench(
            paths=options.paths,
            engines=EngineSettings.from_environment().with_kept_key(options.paths),
            leases=Leases(broker.connect(Database.RESULTS), broker.prefix),
            documents=Documents(broker, options.paths),
            flights=Flights(broker, worker),
            is_shared=not broker.is_bundled,
        )

    register(app, broker, bench)
    return app


def _watch_engine(options: ServiceOptions, look: Callable[[EngineStatus], None]) -> None:
    client = options.broker.connect(Database.RESULTS)
    key = options.broker.prefix + ENGINE_STATUS_KEY
    EngineWatch(
        client,
        key,
        EngineSettings.from_environment().with_kept_key(options.paths),
        options.paths,
        look,
    ).start()


def _watch_pool(options: ServiceOptions) -> None:
    beats = Beats(options.concurrency)
    beats.watch_tasks()

    def start(sender: Consumer, **_: object) -> None:
        maintain(sender, beats)
        client = options.broker.connect(Database.RESULTS) if options.broker.is_bundled else None
        PoolWatch(beats, client).start()

    worker_ready.connect(start, weak=False)


def _station(app: Celery, options: ServiceOptions, node: str) -> Station:
    return Station(
        app,
        options.broker.connect(Database.RESULTS),
        worker=worker_name(os.getpid()),
        node=node,
        concurrency=options.concurrency,
        prefix=options.broker.prefix,
    )
