"""The workers of a shared broker as an owner sees them: who is there, and what has died with whom.

Nothing is delivered again on a timer, which would run slow parts twice. A worker gives signs of
life and says what it has in hand; only what a silent one had in hand is given up, with its
attempt, and the job sent again: finished notes are kept, and parts that others are still at are
waited for (`names.claim_key`).
"""

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from pydantic import ValidationError
from redis import Redis

from desktop.jobs.records import LiveAttempt
from worker.contract import names
from worker.contract.celery_app import BrokerAddress
from worker.contract.fleet import WorkerStatus
from worker.contract.messages import EngineStatus, SummaryOptions
from worker.contract.names import PROTOCOL, Database, QueueName
from worker.contract.states import Wish

log = logging.getLogger(__name__)

LOOK_EVERY_S = 2.0
LOST_AFTER_S = 30.0
"""An attempt in nobody's hands and in no queue for so long fell between two steps."""

# Celery's header: the task that a task came from, here the attempt's.
_ROOTS = """
local found = {}
for _, message in ipairs(redis.call('lrange', KEYS[1], 0, -1)) do
  local root = string.match(message, '"root_id": "([^"]+)"')
  if root then found[#found + 1] = root end
end
return found
"""

GIVEN_UP_S = 3600
"""Longer than any part takes."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where one attempt is, by the broker's account."""

    workers: frozenset[str]
    """Who has tasks of it in hand."""
    queue: str
    """Where its messages wait, if there are any."""


class Fleet:
    """One for each time the data directory is owned; for one thread."""

    def __init__(self, address: BrokerAddress) -> None:
        """Connects at its first use."""
        self._prefix = address.prefix
        self._client: Redis = address.connect(Database.RESULTS)
        self._next_look = 0.0
        self._alone_since: dict[str, float] = {}
        self._was_missing: set[str] = set()
        self.workers: tuple[WorkerStatus, ...] = ()
        """Those that are alive and speak our protocol, as of the last look."""

    def close(self) -> None:
        """Drop the connection."""
        self._client.close()

    def look(self, attempts: Sequence[LiveAttempt], queues: Mapping[str, str]) -> tuple[str, ...]:
        """The attempts that will not come to an end; `queues` says where each was sent.

        Does nothing more often than every two seconds.

        Raises:
            redis.RedisError
        """
        now = time.monotonic()
        if now < self._next_look:
            return ()
        self._next_look = now + LOOK_EVERY_S
        alive = self._look_for_workers()
        read = {queue for worker in self.workers for queue in worker.queues}
        standings = self._standings(attempts, queues)
        lost = [
            attempt
            for attempt, standing in standings.items()
            if standing.workers - alive or self._is_lost(attempt, standing, read, now)
        ]
        self._alone_since = {key: at for key, at in self._alone_since.items() if key in standings}
        self._was_missing &= standings.keys()
        for attempt in lost:
            log.warning("attempt %s has died with its worker, or on its way", attempt)
        return tuple(lost)

    def give_up(self, attempts: Sequence[str]) -> None:
        """Let what others still have in hand of these be finished, and nothing more be begun."""
        for attempt in attempts:
            key = self._prefix + names.wish_key(attempt)
            self._client.set(key, str(Wish.PAUSE), ex=GIVEN_UP_S)

    def engine(self) -> EngineStatus | None:
        """What the workers can do together; None while there is no worker."""
        ready = [worker.engine for worker in self.workers if worker.engine.ready]
        if not ready:
            return self.workers[0].engine if self.workers else None
        models = {model.name: model for engine in ready for model in engine.models}
        return ready[0].model_copy(update={"models": tuple(models.values())})

    def places(self) -> int:
        """How many tasks can be in hand at once."""
        return sum(worker.concurrency for worker in self.workers if worker.engine.ready)

    def queue_for(self, size: QueueName, options: SummaryOptions) -> str | None:
        """The queue for a document; None while no worker has its model."""
        if not self.places():
            return None
        if options.model is None:
            return names.shared_queue(size)
        engine = self.engine()
        wanted = (model_name(options), f"{options.model}:latest")
        for model in engine.models if engine else ():
            if model.fit and model.name in wanted:
                return names.model_queue(size, model.name, model.digest)
        return None

    def _look_for_workers(self) -> frozenset[str]:
        """Learn who is there; returns all who are alive, whatever they speak."""
        known = self._prefix + names.WORKERS_KEY
        found = sorted(_text(name) for name in self._client.smembers(known))
        keys = [self._prefix + names.worker_key(name) for name in found]
        values = dict(zip(found, self._client.mget(keys) if keys else [], strict=True))
        gone = [name for name, value in values.items() if value is None]
        if gone:
            self._client.srem(known, *gone)
        told = {name: _status(value) for name, value in values.items() if value is not None}
        self.workers = tuple(status for status in told.values() if status)
        return frozenset(told)

    def _standings(
        self, attempts: Sequence[LiveAttempt], queues: Mapping[str, str]
    ) -> dict[str, _Standing]:
        pipe = self._client.pipeline(transaction=False)
        for attempt in attempts:
            pipe.hvals(self._prefix + names.flights_key(attempt.id))
            pipe.get(self._prefix + names.parts_queue_key(attempt.id))
        found = pipe.execute()
        hands, told = found[::2], found[1::2]
        waits = [
            _text(queue) if queue else queues.get(attempt.id, names.shared_queue(attempt.queue))
            for attempt, queue in zip(attempts, told, strict=True)
        ]
        return {
            attempt.id: _Standing(frozenset(map(_text, workers)), queue)
            for attempt, workers, queue in zip(attempts, hands, waits, strict=True)
        }

    def _is_lost(self, attempt: str, standing: _Standing, read: set[str], now: float) -> bool:
        """Whether nobody has had it for long: not in hand, and in no queue that somebody reads."""
        if standing.workers:
            self._alone_since.pop(attempt, None)
            self._was_missing.discard(attempt)
            return False
        if now - self._alone_since.setdefault(attempt, now) <= LOST_AFTER_S:
            return False
        if standing.queue in read and attempt in self._waiting_in(standing.queue):
            # Looked at again after as long: a busy team's queue is long.
            self._alone_since[attempt] = now
            self._was_missing.discard(attempt)
            return False
        if attempt not in self._was_missing:
            # A worker may have taken it this moment, and not yet said so.
            self._was_missing.add(attempt)
            return False
        return True

    def _waiting_in(self, queue: str) -> frozenset[str]:
        """The attempts that messages of a queue belong to.

        That there are messages says nothing: one may have been lost with a cable, and a team's
        queue is never empty.
        """
        roots = self._client.eval(_ROOTS, 1, self._prefix + queue)
        return frozenset(map(_text, cast(list[object], roots)))


def model_name(options: SummaryOptions) -> str | None:
    """The model as machines elsewhere know it: a file by its name, not by its path here."""
    return options.model_file.name if options.model_file else options.model


def _status(value: object) -> WorkerStatus | None:
    try:
        status = WorkerStatus.model_validate_json(_text(value))
    except ValidationError:
        log.debug("a worker of another version tells what this one does not understand")
        return None
    return status if status.protocol == PROTOCOL else None


def _text(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
