"""One attempt as its tasks see it in the broker: what is wanted, how far it is, plan, parts, notes.

Everything but the notes ends with the attempt; the notes are kept, for they cost engine time.
"""

import time
from collections.abc import Sequence
from typing import cast

from redis import Redis

from worker.contract import names, page_texts
from worker.contract.celery_app import BrokerAddress
from worker.contract.errors import Parked
from worker.contract.messages import FoundPoint, Measured, Progress
from worker.contract.names import Database
from worker.contract.states import ParkReason, Stage, Wish
from worker.contract.summary import Record
from worker.kept import NOTE_TTL_S, remember
from worker.plan import Plan
from worker.reading.recognised import OCR_VERSION, RecognisedPage
from worker.summarising.chunks import Chunk
from worker.summarising.notes import Note

LOOK_EVERY_S = 0.1
"""How often the wish is read while an answer streams."""

ATTEMPT_TTL_S = 7 * 24 * 3600
"""What an attempt leaves behind without an owner that clears it is gone after this."""

MOST_TRIES = 3
"""Deliveries of one message: the brake for a part that kills its process each time."""

MOST_FOUND = 40
"""Points of an attempt under way that can be looked at."""

MOST_MEASURED = 200
"""Measurements that wait for the owner, who takes them several times a minute."""

_PARKS = {
    None: ParkReason.STALE,
    Wish.CANCEL: ParkReason.CANCELLED,
    Wish.STOP: ParkReason.STOPPED,
    Wish.PAUSE: ParkReason.PAUSED,
}


class Attempt:
    """The broker's record of one attempt. Every method may raise `redis.RedisError`."""

    def __init__(self, broker: BrokerAddress, attempt_id: str) -> None:
        """Connects at its first use."""
        self.id = attempt_id
        self._prefix = broker.prefix
        self._results: Redis = broker.connect(Database.RESULTS)
        self._notes: Redis = broker.connect(Database.NOTES)
        self._looked_at = 0.0
        self._is_wanted = True
        self._progress: Progress | None = None

    def close(self) -> None:
        """Close the connections."""
        self._results.close()
        self._notes.close()

    # What is wanted

    def wish(self) -> Wish | None:
        """What the owner wants; None if it knows nothing of this attempt any more."""
        value = self._results.get(self._key(names.wish_key(self.id)))
        return Wish(_text(value)) if value else None

    def is_interrupted(self) -> bool:
        """Whether to stop at once. Cheap enough to ask at every token."""
        now = time.monotonic()
        if now - self._looked_at > LOOK_EVERY_S:
            self._looked_at = now
            self._is_wanted = self.wish() in (Wish.RUN, Wish.PAUSE)
        return not self._is_wanted

    def require_wanted(self) -> None:
        """Go on only if the owner wants it; asked before each piece of work.

        Raises:
            Parked: it is cancelled, paused, stopped or stale.
        """
        wish = self.wish()
        if wish is not Wish.RUN:
            raise Parked(_PARKS[wish])

    def park_reason(self) -> ParkReason:
        """Why work that was interrupted is parked."""
        return _PARKS.get(self.wish(), ParkReason.STOPPED)

    def count_try(self, celery_task_id: str) -> bool:
        """Count this delivery of a message; False once it has been delivered too often."""
        key = self._key(names.tries_key(self.id))
        pipe = self._results.pipeline()
        pipe.hincrby(key, celery_task_id, 1)
        pipe.expire(key, ATTEMPT_TTL_S)
        return int(pipe.execute()[0]) <= MOST_TRIES

    def spoil(self) -> None:
        """Let the parts that have not begun end at once: the attempt cannot succeed any more."""
        self._results.set(self._key(names.spoiled_key(self.id)), 1, ex=ATTEMPT_TTL_S)

    def is_spoiled(self) -> bool:
        """Whether a part has already decided that the attempt ends without a summary."""
        return bool(self._results.exists(self._key(names.spoiled_key(self.id))))

    # How far it is

    def report(self, progress: Progress) -> None:
        """Leave the newest progress for the owner."""
        key = self._key(names.progress_key(self.id))
        self._results.set(key, progress.model_dump_json(), ex=ATTEMPT_TTL_S)

    def count_part(self, plan: Plan, index: int, points: int, worked_s: float) -> None:
        """One more part is done, for which the engine worked so long."""
        key = self._key(names.done_key(self.id))
        pipe = self._results.pipeline()
        pipe.hincrby(key, "parts", 1)
        pipe.hincrby(key, "bytes", plan.part_bytes[index])
        pipe.hincrby(key, "points", points)
        pipe.hincrbyfloat(key, "worked_s", worked_s)
        pipe.expire(key, ATTEMPT_TTL_S)
        done, size, found, worked, _ = pipe.execute()
        self._report_parts(plan, int(done), int(size), int(found), float(worked))

    def leave_measured(self, measured: Measured) -> None:
        """Leave what a part cost for the owner, who keeps the speed of every model."""
        self._append(names.MEASURED_KEY, [measured], MOST_MEASURED)

    def start_count(self, plan: Plan, there: Sequence[int]) -> None:
        """Begin with the parts whose notes were there already."""
        key = self._key(names.done_key(self.id))
        size = sum(plan.part_bytes[index] for index in there)
        self._results.hset(key, mapping={"parts": len(there), "bytes": size, "points": 0})
        self._results.expire(key, ATTEMPT_TTL_S)
        self._report_parts(plan, len(there), size, points=0, worked_s=0.0)

    def start_pages(self, done: int, total: int) -> None:
        """Begin with the pages that need no recognition, or no more."""
        key = self._key(names.done_key(self.id))
        self._results.hset(key, mapping={"pages": done})
        self._results.expire(key, ATTEMPT_TTL_S)
        self.report(Progress(stage=Stage.READING, done=done, total=total, pages=total))

    def count_page(self, total: int) -> None:
        """One more page is recognised."""
        done = int(self._results.hincrby(self._key(names.done_key(self.id)), "pages", 1))
        self.report(Progress(stage=Stage.READING, done=min(done, total), total=total, pages=total))

    def _report_parts(self, plan: Plan, done: int, size: int, points: int, worked_s: float) -> None:
        total = len(plan.note_keys)
        self.report(
            Progress(
                stage=Stage.SUMMARISING,
                # A part whose process died after it was counted is counted again.
                done=min(done, total),
                total=total,
                pages=len(plan.facts.page_states),
                title=plan.facts.title,
                points=points,
                tokens=plan.facts.tokens,
                done_share=min(1.0, size / max(1, sum(plan.part_bytes))),
                worked_s=worked_s,
            )
        )

    def add_found(self, points: Sequence[FoundPoint]) -> None:
        """Leave points for whoever looks at the job; the newest `MOST_FOUND` are kept."""
        if points:
            self._append(names.found_key(self.id), points, MOST_FOUND)

    def _append(self, name: str, records: Sequence[Record], most: int) -> None:
        """Put records at the end of a list that keeps its newest."""
        key = self._key(name)
        pipe = self._results.pipeline()
        pipe.rpush(key, *(record.model_dump_json() for record in records))
        pipe.ltrim(key, -most, -1)
        pipe.expire(key, ATTEMPT_TTL_S)
        pipe.execute()

    # Plan, parts and notes

    def store_plan(self, plan: Plan, chunks: Sequence[Chunk]) -> None:
        """Keep the plan and the text of every part for the tasks to come."""
        remember(self._notes, self._prefix, plan.request.document, plan.note_keys)
        pipe = self._results.pipeline()
        pipe.set(self._key(names.plan_key(self.id)), plan.model_dump_json(), ex=ATTEMPT_TTL_S)
        parts = self._key(names.parts_key(self.id))
        for chunk in chunks:
            pipe.hset(parts, str(chunk.index), chunk.model_dump_json())
        pipe.expire(parts, ATTEMPT_TTL_S)
        pipe.execute()

    def store_page_texts(self, sha256: str, texts: Sequence[str]) -> None:
        """Leave the words of every page for the owner, who keeps them for search."""
        remember(self._notes, self._prefix, sha256, [])
        key = self._key(names.page_texts_key(self.id))
        self._results.set(key, page_texts.pack(texts), ex=ATTEMPT_TTL_S)

    def plan(self) -> Plan:
        """The plan.

        Raises:
            Parked: it is gone, and the attempt with it.
        """
        value = self._results.get(self._key(names.plan_key(self.id)))
        if value is None:
            raise Parked(ParkReason.STALE, "no plan")
        return Plan.model_validate_json(_text(value))

    def part(self, index: int) -> Chunk:
        """The text of one part.

        Raises:
            Parked: it is gone, and the attempt with it.
        """
        return self.parts([index])[0]

    def parts(self, indices: Sequence[int]) -> list[Chunk]:
        """The texts of several parts, in one round trip.

        Raises:
            Parked: one is gone, and the attempt with it.
        """
        if not indices:
            return []
        parts = self._key(names.parts_key(self.id))
        values = self._results.hmget(parts, list(map(str, indices)))
        return [Chunk.model_validate_json(text) for text in _complete(values, "part")]

    def missing_notes(self, keys: Sequence[str]) -> list[int]:
        """Indices of the notes that have to be made."""
        pipe = self._notes.pipeline(transaction=False)
        for key in keys:
            pipe.exists(self._prefix + key)
        return [index for index, there in enumerate(pipe.execute()) if not there]

    def notes(self, keys: Sequence[str]) -> list[Note]:
        """Stored notes, in order.

        Raises:
            Parked: one is gone; the next attempt makes it again.
        """
        if not keys:
            return []
        values = self._notes.mget([self._prefix + key for key in keys])
        return [Note.model_validate_json(text) for text in _complete(values, "note")]

    def store_note(self, key: str, note: Note) -> None:
        """Keep a note for every job that would make the same one."""
        self._notes.set(self._prefix + key, note.model_dump_json(), ex=NOTE_TTL_S)

    def recognised(self, sha256: str, numbers: Sequence[int]) -> dict[int, RecognisedPage]:
        """What is kept of pages that were recognised, by this attempt or an earlier one."""
        of_page = names.recognised_key
        keys = [self._prefix + of_page(sha256, number, OCR_VERSION) for number in numbers]
        values = list(self._notes.mget(keys)) if keys else []
        found = [RecognisedPage.model_validate_json(_text(value)) for value in values if value]
        return {page.number: page for page in found}

    def store_recognised(self, sha256: str, page: RecognisedPage) -> None:
        """Keep a recognised page: a crash must not cost it again."""
        key = names.recognised_key(sha256, page.number, OCR_VERSION)
        remember(self._notes, self._prefix, sha256, [key])
        self._notes.set(self._prefix + key, page.model_dump_json(), ex=NOTE_TTL_S)

    def clear(self) -> None:
        """Delete plan and parts: the text of the document leaves the broker with the job."""
        keys = (names.parts_key, names.plan_key, names.done_key, names.found_key)
        self._results.delete(*(self._key(key(self.id)) for key in keys))

    def _key(self, name: str) -> str:
        return self._prefix + name


def _complete(values: object, what: str) -> list[str]:
    """The texts that a batched read brought; all of them, or the attempt has lost its ground."""
    read = cast(list[bytes | None], values)
    found = [_text(value) for value in read if value is not None]
    if len(found) < len(read):
        raise Parked(ParkReason.STALE, f"{len(read) - len(found)} of {len(read)} {what}s are gone")
    return found


def _text(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
