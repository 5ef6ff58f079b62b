"""What a worker tells of itself at a shared broker, for the owners of several machines."""

import socket

from worker.contract.messages import EngineStatus
from worker.contract.names import PROTOCOL
from worker.contract.summary import Record
from worker.contract.version import __version__

WORKER_LIFE_S = 20.0
"""A worker that has told nothing for this long is taken for dead."""

TELL_EVERY_S = 5.0


def worker_name(pid: int) -> str:
    """What the worker with this process id on this machine is called at its broker."""
    return f"{socket.gethostname()}-{pid}"


class WorkerStatus(Record):
    """One worker's sign of life."""

    worker: str
    """Unique among those at the broker."""
    machine: str
    """What its machine is called."""
    version: str = __version__
    protocol: int = PROTOCOL
    concurrency: int
    engine: EngineStatus
    queues: tuple[str, ...] = ()
    """What it takes work from."""
