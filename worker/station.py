"""A worker's place at a shared broker: its sign of life, and the queues it reads.

Which queues depends on the engine: a machine without one takes nothing, and a machine takes the
parts that were planned for a model only if it has that model.
"""

import logging
import socket
import threading
import time
from contextlib import suppress

from celery import Celery
from kombu.exceptions import OperationalError
from redis import Redis, RedisError

from worker.contract import names
from worker.contract.celery_app import BrokerAddress
from worker.contract.fleet import TELL_EVERY_S, WORKER_LIFE_S, WorkerStatus
from worker.contract.messages import EngineStatus
from worker.contract.names import Database, QueueName
from worker.leftovers import sweep

log = logging.getLogger(__name__)

SWEEP_EVERY_S = 3600.0

NO_QUEUE = "none"
"""What a worker reads before it knows its engine: nobody sends anything there."""


class Station:
    """Tells of one worker. `look` may be called from any thread."""

    def __init__(
        self, app: Celery, client: Redis, *, worker: str, node: str, concurrency: int, prefix: str
    ) -> None:
        """`node` is Celery's name of the worker; `client` is used by the station's thread alone."""
        self._app = app
        self._client = client
        self._worker, self._node, self._prefix = worker, node, prefix
        self._concurrency = concurrency
        self._engine = EngineStatus(ready=False, missing="engine")
        self._read: frozenset[str] = frozenset()
        self._next_sweep = 0.0
        self._ended = threading.Event()
        self._changed = threading.Event()

    def start(self) -> None:
        """Begin to tell; it ends with the process."""
        threading.Thread(target=self._run, name="station", daemon=True).start()

    def look(self, engine: EngineStatus) -> None:
        """Take in what the engine is like now."""
        is_news = wanted_queues(engine) != wanted_queues(self._engine)
        self._engine = engine
        if is_news:
            self._changed.set()

    def leave(self) -> None:
        """Say that this worker has ended, so that nobody waits for its sign of life."""
        self._ended.set()
        with suppress(RedisError, OSError):
            self._client.delete(self._prefix + names.worker_key(self._worker))

    def _run(self) -> None:
        while not self._ended.is_set():
            wanted = frozenset(wanted_queues(self._engine))
            try:
                # First the sign of life: whoever has work in hand must be known to be alive.
                self._tell(wanted)
                self._read_from(wanted)
                self._sweep()
            except (RedisError, OSError, OperationalError) as error:
                log.info("the broker is not told: %s", error)
            self._changed.wait(TELL_EVERY_S)
            self._changed.clear()

    def _read_from(self, wanted: frozenset[str]) -> None:
        # Each time: what was told while the worker was not connected has reached nobody.
        for queue in wanted:
            self._app.control.add_consumer(queue, destination=[self._node])
        for queue in self._read - wanted:
            self._app.control.cancel_consumer(queue, destination=[self._node])
        self._read = wanted

    def _sweep(self) -> None:
        now = time.monotonic()
        if now >= self._next_sweep:
            self._next_sweep = now + SWEEP_EVERY_S
            sweep(self._client, self._prefix)

    def _tell(self, queues: frozenset[str]) -> None:
        status = WorkerStatus(
            worker=self._worker,
            machine=socket.gethostname(),
            concurrency=self._concurrency,
            engine=self._engine,
            queues=tuple(sorted(queues)),
        )
        pipe = self._client.pipeline()
        pipe.set(
            self._prefix + names.worker_key(self._worker),
            status.model_dump_json(),
            px=int(WORKER_LIFE_S * 1000),
        )
        pipe.sadd(self._prefix + names.WORKERS_KEY, self._worker)
        pipe.execute()


def is_alive(broker: BrokerAddress) -> bool:
    """Whether a worker of this machine shows signs of life at a shared broker."""
    try:
        with broker.connect(Database.RESULTS) as client:
            pattern = broker.prefix + names.worker_key(f"{socket.gethostname()}-*")
            return any(True for _ in client.scan_iter(match=pattern, count=1000))
    except RedisError:
        return False


def wanted_queues(engine: EngineStatus) -> tuple[str, ...]:
    """The queues for a worker with this engine, small documents and large ones in turn."""
    if not engine.ready:
        return ()
    found = []
    for size in QueueName:
        found.append(names.shared_queue(size))
        found.append(names.model_queue(size, engine.model, engine.digest))
        found += [
            names.model_queue(size, model.name, model.digest)
            for model in engine.models
            if model.fit
        ]
    return tuple(dict.fromkeys(found))
