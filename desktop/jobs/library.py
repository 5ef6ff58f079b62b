"""The library: the truth about jobs, their order and their summaries, in one SQLite file.

Any process may read it, add rows and write wishes (cancel, pause, order); only the owner writes
what became of an attempt. Every change of a job goes through `change` and a function of
`transitions`, inside one transaction, so that no two writers can undo each other.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.delivery.outbox import Outbox, forget_job
from desktop.jobs import rows, transitions
from desktop.jobs.database import Database
from desktop.jobs.flags import flag, next_seq, set_flag
from desktop.jobs.job import Job, new_id
from desktop.jobs.records import Changes, LiveAttempt, NewJob, Removal
from desktop.jobs.unfinished import NOT_FINAL, Unfinished
from worker.contract.names import QueueName
from worker.contract.states import JobState, WaitReason, Wish

if TYPE_CHECKING:
    from worker.contract.messages import SummaryOptions
    from worker.contract.summary import Summary


class Library:
    """Jobs and summaries of one data directory. Safe to use from any thread and process."""

    def __init__(self, path: Path) -> None:
        """Open or make the library.

        Raises:
            CannotStart: see `schema.connect`.
        """
        self._database = Database(path)
        self._unfinished = Unfinished(self._database)
        self.outbox = Outbox(self._database)

    def close(self) -> None:
        """Close every connection of this process."""
        self._database.close()

    # Reading

    def job(self, job_id: str) -> Job | None:
        """One job, or None."""
        return self._one("SELECT * FROM jobs WHERE id = ?", job_id)

    def jobs(self, state: JobState | None = None) -> list[Job]:
        """All jobs in their order, or those in one state."""
        if state is None:
            return self._many("SELECT * FROM jobs ORDER BY position")
        return self._many("SELECT * FROM jobs WHERE state = ? ORDER BY position", state)

    def unfinished(self) -> list[Job]:
        """Jobs that are not final, in their order."""
        return self._unfinished.jobs()

    def not_taken_in(self, limit: int) -> list[Job]:
        """Jobs whose document has not been copied yet and for which there is room, in order."""
        return self._many(
            f"SELECT * FROM jobs WHERE sha256 IS NULL AND {NOT_FINAL} "
            "AND reason IS NOT 'disk' ORDER BY position LIMIT ?",
            limit,
        )

    def find(self, prefix: str) -> list[Job]:
        """Jobs whose id begins with `prefix`."""
        return self._many("SELECT * FROM jobs WHERE substr(id, 1, ?) = ?", len(prefix), prefix)

    def same_document(self, sha256: str, options: SummaryOptions, *, but: str = "") -> Job | None:
        """A job of this document with these options that is not failed or cancelled."""
        return self._one(
            "SELECT * FROM jobs WHERE sha256 = ? AND options = ? AND id != ? "
            "AND state NOT IN ('failed', 'cancelled') ORDER BY added_at LIMIT 1",
            sha256,
            rows.options_text(options),
            but,
        )

    def is_document_needed(self, sha256: str) -> bool:
        """Whether any job is about this document."""
        return self._one("SELECT * FROM jobs WHERE sha256 = ? LIMIT 1", sha256) is not None

    def documents(self) -> frozenset[str]:
        """Every document that a job is about."""
        found = self._database.connection().execute("SELECT DISTINCT sha256 FROM jobs")
        return frozenset(row["sha256"] for row in found if row["sha256"])

    def has_orphaned_attempts(self) -> bool:
        """Whether an attempt is not harvested yet whose job was removed."""
        query = "SELECT 1 FROM attempts WHERE job_id NOT IN (SELECT id FROM jobs) LIMIT 1"
        return self._database.connection().execute(query).fetchone() is not None

    def summary(self, job_id: str) -> Summary | None:
        """The summary of a job, once it is done."""
        # Imported here: the window is to be seen before what validates is loaded.
        from worker.contract.summary import Summary

        row = self._database.connection().execute(
            "SELECT json FROM summaries WHERE job_id = ?", (job_id,)
        )
        found = row.fetchone()
        return Summary.model_validate_json(found["json"]) if found else None

    def changes(self, since: int) -> Changes:
        """What changed after `since`; 0 gives everything there is."""
        with self._database.reading() as db:
            seq = int(flag(db, "seq") or 0)
            if seq <= since:
                return Changes(seq, (), ())
            found = db.execute("SELECT * FROM jobs WHERE seq > ? ORDER BY seq", (since,))
            jobs = tuple(rows.from_row(row) for row in found)
            gone = db.execute("SELECT * FROM removals WHERE seq > ? ORDER BY seq", (since,))
            return Changes(seq, jobs, tuple(Removal(r["job_id"], r["duplicate_of"]) for r in gone))

    def attempts(self) -> list[LiveAttempt]:
        """All dispatched attempts that are not harvested yet."""
        found = self._database.connection().execute("SELECT * FROM attempts ORDER BY rowid")
        return [
            LiveAttempt(r["id"], r["job_id"], QueueName(r["queue"]), Wish(r["wish"])) for r in found
        ]

    def flag(self, name: str) -> str | None:
        """A small fact of the whole library."""
        return flag(self._database.connection(), name)

    @property
    def id(self) -> str:
        """A name for this library that is unique among those who share a broker."""
        with self._database.writing() as db:
            found = flag(db, "library")
            if found is None:
                found = new_id()
                set_flag(db, "library", found)
            return found

    @property
    def is_paused(self) -> bool:
        """Whether everything was paused: what is added now is held as well."""
        return self.flag("paused") == "1"

    # Writing

    def add(self, new_jobs: Iterable[NewJob], *, batch: str = "") -> list[Job]:
        """Add a row for each, in one transaction; they are on disk when this returns."""
        with self._database.writing() as db:
            state = JobState.PAUSED if flag(db, "paused") == "1" else JobState.WAITING
            last = db.execute("SELECT max(position) FROM jobs").fetchone()[0] or 0.0
            added = []
            for number, new in enumerate(new_jobs, start=1):
                job = _made(new, batch or new_id(), last + number)
                if state is JobState.PAUSED:
                    job = transitions.paused(job)
                batch = job.batch
                job = replace(job, seq=next_seq(db))
                db.execute(rows.INSERT, rows.to_row(job))
                added.append(job)
            return added

    def change(self, job_id: str, transition: Callable[[Job], Job]) -> Job | None:
        """Put one job through a transition; the job after it, or None if there is no such job."""
        with self._database.writing() as db:
            return _change(db, job_id, transition)

    def change_many(self, changes: Sequence[tuple[str, Callable[[Job], Job]]]) -> None:
        """Put several jobs through a transition each, in one transaction."""
        with self._database.writing() as db:
            for job_id, transition in changes:
                _change(db, job_id, transition)

    def store_summary(
        self, job_id: str, summary: Summary, transition: Callable[[Job], Job]
    ) -> Job | None:
        """Store a summary and what it makes of its job, in one transaction.

        A job that became final in the meantime keeps its state, and no summary is stored.
        """
        with self._database.writing() as db:
            before = _get(db, job_id)
            if before is None or before.state.is_final:
                return before
            db.execute(
                "INSERT OR REPLACE INTO summaries VALUES (?, ?)", (job_id, summary.to_json())
            )
            return _change(db, job_id, transition)

    def remove(self, job_id: str, *, duplicate_of: str | None = None) -> None:
        """Remove a job and its summary; a live attempt of it is cancelled by the owner."""
        with self._database.writing() as db:
            db.execute("DELETE FROM jobs WHERE id = ?", (job_id,))
            forget_job(db, job_id)
            db.execute(
                "INSERT INTO removals VALUES (?, ?, ?)", (next_seq(db), job_id, duplicate_of)
            )

    def pause_all(self, *, hold: bool) -> None:
        """Pause or resume every unfinished job, and hold or release what is added later."""
        transition = transitions.paused if hold else transitions.resumed
        with self._database.writing() as db:
            set_flag(db, "paused", "1" if hold else "0")
            live = db.execute(f"SELECT id FROM jobs WHERE {NOT_FINAL}").fetchall()
            for row in live:
                _change(db, row["id"], transition)

    # What only the owner writes

    def replace_reason(self, old: WaitReason, new: WaitReason) -> None:
        """Let every job that waits for one thing wait for another."""
        found = self._many("SELECT * FROM jobs WHERE reason = ?", old)
        if found:
            self.change_many(
                [(job.id, partial(_reason_replaced, old=old, new=new)) for job in found]
            )

    def begin_attempt(self, job_id: str, queue: QueueName) -> Job | None:
        """Record a new attempt before its message is sent; None if the job may not be sent."""
        with self._database.writing() as db:
            job = _get(db, job_id)
            if job is None or job.state is not JobState.WAITING:
                return None
            job = _change(db, job_id, transitions.dispatched)
            if job is not None:
                values = (job.attempt_id, job.id, str(queue), str(Wish.RUN))
                db.execute("INSERT INTO attempts VALUES (?, ?, ?, ?)", values)
            return job

    def set_wish(self, attempt: str, wish: Wish) -> None:
        """Record what the worker has been told about an attempt."""
        with self._database.writing() as db:
            db.execute("UPDATE attempts SET wish = ? WHERE id = ?", (str(wish), attempt))

    def end_attempt(self, attempt: str) -> None:
        """Forget an attempt that has been harvested."""
        with self._database.writing() as db:
            db.execute("DELETE FROM attempts WHERE id = ?", (attempt,))

    def lose_attempts(self, *attempts: str) -> None:
        """These attempts, or without any all, died with worker or broker: their jobs wait again."""
        which = f" WHERE id IN ({', '.join('?' * len(attempts))})" if attempts else ""
        with self._database.writing() as db:
            query = f"SELECT DISTINCT job_id FROM attempts{which}"
            for row in db.execute(query, attempts).fetchall():
                _change(db, row["job_id"], transitions.attempt_lost)
            db.execute(f"DELETE FROM attempts{which}", attempts)

    def shed(self) -> None:
        """Empty the journal beside the file: what was deleted may still stand in it."""
        self._database.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _one(self, query: str, *values: object) -> Job | None:
        row = self._database.connection().execute(query, values).fetchone()
        return rows.from_row(row) if row else None

    def _many(self, query: str, *values: object) -> list[Job]:
        return [rows.from_row(row) for row in self._database.connection().execute(query, values)]


def _made(new: NewJob, batch: str, position: float) -> Job:
    return Job(
        id=new.id or new_id(),
        batch=batch,
        file=new.file,
        title=new.file.stem.encode("utf-8", "replace").decode(),
        options=new.options,
        position=position,
        added_at=time.time(),
        sha256=new.sha256,
        size_bytes=new.size_bytes,
        email=new.email,
        redo_of=new.redo_of,
    )


def _reason_replaced(job: Job, old: WaitReason, new: WaitReason) -> Job:
    return transitions.waits_for(job, new) if job.reason is old else job


def _get(db: sqlite3.Connection, job_id: str) -> Job | None:
    row = db.execute("SELECT * FROM jobs WHERE id = ?", (job_id,)).fetchone()
    return rows.from_row(row) if row else None


def _change(db: sqlite3.Connection, job_id: str, transition: Callable[[Job], Job]) -> Job | None:
    before = _get(db, job_id)
    if before is None:
        return None
    after = transition(before)
    if after != before:
        after = replace(after, seq=next_seq(db))
        db.execute(rows.UPDATE, rows.to_row(after))
    return after
