"""The owner's end of the broker: sends attempts, reads what became of them, says what it wants.

Results and progress of all live attempts are read in one round trip: asking each `AsyncResult`
for its state costs one each (105 ms for 1,000 of them; one `MGET` takes 3).
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from celery import states
from celery.exceptions import CeleryError
from celery.result import AsyncResult
from kombu.exceptions import KombuError, OperationalError
from pydantic import ValidationError
from redis import RedisError

from desktop.jobs.job import Job
from worker.contract import names
from worker.contract.celery_app import BrokerAddress, make_app
from worker.contract.delivery import DeliverRequest
from worker.contract.egress import host_of, is_local_address
from worker.contract.messages import (
    EngineStatus,
    Looked,
    LookRequest,
    Measured,
    Progress,
    SummariseRequest,
    SummaryOptions,
    to_wire,
)
from worker.contract.names import LOOK_QUEUE, Database, TaskName, attempt_id
from worker.contract.states import Wish
from worker.contract.summary import Record

log = logging.getLogger(__name__)

R = TypeVar("R", bound=Record)

BROKER_ERRORS = (
    RedisError,
    OperationalError,
    KombuError,
    CeleryError,
    ConnectionError,
    TimeoutError,
)
"""What a broker that is away, full or just restarted ends a call with."""


ATTEMPT_KEYS = (
    names.progress_key,
    names.done_key,
    names.found_key,
    names.wish_key,
    names.plan_key,
    names.parts_key,
    names.tries_key,
    names.spoiled_key,
    names.page_texts_key,
    names.flights_key,
    names.parts_queue_key,
    names.machines_key,
)


@dataclass(frozen=True, slots=True)
class AttemptReading:
    """What the broker holds about one attempt at one moment."""

    id: str
    meta: dict[str, Any] | None
    """Celery's own record, decoded; None while no worker has taken the task."""
    progress: Progress | None
    is_known: bool = True
    """Whether the broker has heard of it: one that came back empty has not."""

    @property
    def has_ended(self) -> bool:
        """Whether Celery has its final word."""
        return self.meta is not None and self.meta["status"] in states.READY_STATES


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one round trip brought."""

    attempts: tuple[AttemptReading, ...]
    engine: EngineStatus | None
    silent: frozenset[str]
    """Attempts that a process of the worker has in hand which shows no sign of life."""


class Wire:
    """Talks to one broker. Used by one thread at a time."""

    def __init__(self, address: BrokerAddress) -> None:
        """Connects at its first use."""
        self._address = address
        self._app = make_app(address)
        self._redis = address.connect(Database.RESULTS)

    @property
    def is_elsewhere(self) -> bool:
        """Whether what is sent leaves this computer."""
        address = self._address
        return not (address.is_bundled or is_local_address(host_of(address.url)))

    def close(self) -> None:
        """Drop all connections."""
        self._redis.close()
        self._app.close()

    def send(self, job: Job, queue: str, document: str | None) -> None:
        """Send a job's newest attempt. The wish goes first: a task without one ends as stale."""
        if document is None:
            raise ValueError(f"job {job.id} has no document yet")
        attempt = attempt_id(job.id, job.attempt)
        request = SummariseRequest(
            attempt=attempt, document=document, title=job.title, options=self._options(job)
        )
        self.tell(attempt, Wish.RUN)
        self._app.send_task(
            TaskName.SUMMARISE,
            args=[to_wire(request)],
            task_id=attempt,
            queue=queue,
            # A broker that is away is the owner's business; it must not block here.
            retry=False,
        )

    def _options(self, job: Job) -> SummaryOptions:
        """What was chosen; elsewhere a model file is known by its name, not by its path here."""
        file = job.options.model_file
        if self._address.is_bundled or file is None:
            return job.options
        return job.options.model_copy(update={"model": file.name})

    def deliver(self, try_id: str) -> None:
        """Have an order of the outbox carried out on this computer; the message names it only."""
        self._app.send_task(
            TaskName.DELIVER,
            args=[to_wire(DeliverRequest(delivery=try_id))],
            task_id=f"deliver-{try_id}",
            queue=self._address.local_queue,
            ignore_result=True,
            retry=False,
        )

    @property
    def is_bundled(self) -> bool:
        """Whether this is the broker inside Sunto, whose worker has the documents beside it."""
        return self._address.is_bundled

    def ask_look(self, sha256: str) -> None:
        """Have a document looked at; `looked` tells what was found."""
        self._app.send_task(
            TaskName.LOOK,
            args=[to_wire(LookRequest(document=sha256))],
            queue=LOOK_QUEUE,
            ignore_result=True,
            retry=False,
        )

    def looked(self, documents: Sequence[str]) -> dict[str, Looked]:
        """What was found of these documents; each is told once."""
        if not documents:
            return {}
        keys = [self._key(names.look_key(sha256)) for sha256 in documents]
        values = cast(list[bytes | None], self._redis.mget(keys))
        found = {sha: value for sha, value in zip(documents, values, strict=True) if value}
        if found:
            self._redis.delete(*(self._key(names.look_key(sha256)) for sha256 in found))
        looked = {sha256: _said(Looked, value) for sha256, value in found.items()}
        return {sha256: each or Looked() for sha256, each in looked.items()}

    def take_measured(self) -> list[Measured]:
        """What workers measured since the last time."""
        key = self._key(names.MEASURED_KEY)
        pipe = self._redis.pipeline()
        pipe.lrange(key, 0, -1)
        pipe.delete(key)
        found = (_said(Measured, value) for value in pipe.execute()[0])
        return [measured for measured in found if measured is not None]

    def tell(self, attempt: str, wish: Wish) -> None:
        """Say what is wanted of an attempt."""
        self._redis.set(self._key(names.wish_key(attempt)), str(wish))

    def read(self, attempts: Sequence[str]) -> Reading:
        """Results, progress and the engine's state, in one round trip."""
        results = [AsyncResult(attempt, app=self._app) for attempt in attempts]
        backend = self._app.backend
        keys = [backend.get_key_for_task(result.id) for result in results]
        for key in (names.progress_key, names.wish_key):
            keys += [self._key(key(attempt)) for attempt in attempts]
        keys += [self._key(names.ENGINE_STATUS_KEY), self._key(names.SILENT_KEY)]
        *values, engine, silent = cast(list[bytes | None], self._redis.mget(keys))
        count = len(attempts)
        metas, progress, wishes = (values[at * count : (at + 1) * count] for at in range(3))
        beats = [
            self._heard(Progress, key, beat)
            for key, beat in zip(keys[count : 2 * count], progress, strict=True)
        ]
        return Reading(
            tuple(
                AttemptReading(
                    attempt,
                    backend.decode_result(meta) if meta else None,
                    beat,
                    is_known=wish is not None,
                )
                for attempt, meta, beat, wish in zip(attempts, metas, beats, wishes, strict=True)
            ),
            self._heard(EngineStatus, keys[-2], engine),
            _names_in(silent),
        )

    def _heard(self, kind: type[R], key: str | bytes, value: bytes | None) -> R | None:
        """What stands at a key; what is no such message is refused, once."""
        said = _said(kind, value)
        if value is not None and said is None:
            self._redis.delete(key)
            self.count_refused()
        return said

    def count_refused(self) -> None:
        """One more message that is none of ours."""
        self._redis.incr(self._key(names.REFUSED_KEY))

    def page_texts(self, attempt: str) -> bytes | None:
        """The words of the document's pages, packed, if the worker left them."""
        found = self._redis.get(self._key(names.page_texts_key(attempt)))
        return found if isinstance(found, bytes) else None

    def forget(self, attempt: str) -> None:
        """Delete what the broker holds about an attempt that has been harvested."""
        AsyncResult(attempt, app=self._app).forget()
        self._redis.delete(*(self._key(key(attempt)) for key in ATTEMPT_KEYS))

    def clear(self) -> None:
        """Delete messages, results and progress of the bundled broker; the notes stay."""
        self._redis.flushdb()
        with self._address.connect(Database.MESSAGES) as messages:
            messages.flushdb()

    def _key(self, name: str) -> str:
        return self._address.prefix + name


def _names_in(value: bytes | None) -> frozenset[str]:
    """The words of a JSON list; of anything else none."""
    try:
        found = json.loads(value or b"[]")
    except ValueError:
        return frozenset()
    return frozenset(each for each in found if isinstance(each, str))


def _said(kind: type[R], value: bytes | None) -> R | None:
    """A message of the worker's; one of another version says nothing."""
    try:
        return kind.model_validate_json(value) if value else None
    except ValidationError:
        log.warning("a %s does not fit this version and is ignored", kind.__name__)
        return None
