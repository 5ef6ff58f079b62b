"""The worker that sends: Celery with one task, for the queue of this computer alone.

A process of its own, started while there is something to send: no summary keeps a message waiting,
no slow mail server a summary, and it costs nothing while there is no mail.
"""

import logging
import os
import socket
from typing import Any

from celery import Celery

from worker.contract.celery_app import BrokerAddress, make_app
from worker.contract.delivery import DeliverRequest
from worker.contract.names import TaskName
from worker.contract.paths import DataPaths
from worker.parent import watch_parent
from worker.refusals import Refusals
from worker.sending.deliver import deliver

AT_ONCE = 2
"""A slow server holds up one message, not all; more at once is what servers take for spam."""


def run(broker: BrokerAddress, paths: DataPaths) -> int:
    """Send until told to stop, or until the process that started us is gone."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    paths.create()
    watch_parent(broker)
    app = make_app(broker)
    app.set_default()
    register(app, broker, paths)
    worker = app.Worker(
        hostname=f"sunto-post-{os.getpid()}@{socket.gethostname()}",
        # Sending is waiting; a fork of its own would cost memory and a second.
        pool="threads",
        concurrency=AT_ONCE,
        queues=[broker.local_queue],
        loglevel="INFO",
        without_mingle=True,
        without_gossip=True,
        task_events=True,
        quiet=True,
    )
    worker.start()
    return int(worker.exitcode or 0)


def register(app: Celery, broker: BrokerAddress, paths: DataPaths) -> None:
    """Register the task that sends."""
    refusals = Refusals(broker)
    refusals.watch()

    def send(message: dict[str, Any]) -> None:
        request = refusals.understood(DeliverRequest, message)
        deliver(paths, request.delivery)

    # The outcome is a file: a broker may lose its data, and then nobody would know.
    app.task(send, name=str(TaskName.DELIVER), ignore_result=True)
