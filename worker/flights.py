"""What this worker has in hand, for owners at a shared broker: if it dies, they know what died.

At the bundled broker the owner sees its own worker die, and nothing of this is needed.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from redis import Redis, RedisError

from worker.contract import names
from worker.contract.celery_app import BrokerAddress
from worker.contract.names import Database
from worker.contract.summary import MachineShare

FLIGHT_TTL_S = 7 * 24 * 3600


class Flights:
    """The tasks of one worker, seen from all its processes."""

    def __init__(self, broker: BrokerAddress, worker: str) -> None:
        """Connects at its first use."""
        self._prefix = broker.prefix
        self._worker = worker
        self._client: Redis | None = None if broker.is_bundled else broker.connect(Database.RESULTS)

    @contextmanager
    def of(self, attempt_id: str, task: str) -> Iterator[None]:
        """Have this Celery task of an attempt in hand for the length of the `with` block.

        Raises:
            RedisError: the broker is gone; nothing was begun.
        """
        if self._client is None:
            yield
            return
        key = self._prefix + names.flights_key(attempt_id)
        pipe = self._client.pipeline()
        pipe.hset(key, task, self._worker)
        pipe.expire(key, FLIGHT_TTL_S)
        pipe.execute()
        try:
            yield
        finally:
            with suppress(RedisError):
                self._client.hdel(key, task)

    def made_part(self, attempt_id: str) -> None:
        """Count a part for this machine."""
        if self._client is not None:
            key = self._prefix + names.machines_key(attempt_id)
            self._client.hincrby(key, socket.gethostname(), 1)
            self._client.expire(key, FLIGHT_TTL_S)

    def machines(self, attempt_id: str) -> tuple[MachineShare, ...]:
        """Who made the parts of an attempt, the busiest first; nobody at the bundled broker."""
        if self._client is None:
            return ()
        found = self._client.hgetall(self._prefix + names.machines_key(attempt_id))
        shares = {_text(name): int(parts) for name, parts in found.items()}
        # The summary is this machine's work, also where every part was there already.
        shares.setdefault(socket.gethostname(), 0)
        ordered = sorted(shares.items(), key=lambda share: (-share[1], share[0]))
        return tuple(MachineShare(name=name, parts=parts) for name, parts in ordered)

    def wait_in(self, attempt_id: str, queue: str) -> None:
        """Say in which queue the parts of an attempt wait, so that its owner can look there."""
        if self._client is not None:
            key = self._prefix + names.parts_queue_key(attempt_id)
            self._client.set(key, queue, ex=FLIGHT_TTL_S)


def _text(value: bytes | str) -> str:
    return value.decode() if isinstance(value, bytes) else value
