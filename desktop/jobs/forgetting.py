"""What the broker keeps of documents: forgotten with their last job, and bounded for the others.

Nothing says what is to be forgotten: each time, what the broker knows is held against what the
library has. So a removal is carried out whoever removed the job and whoever was killed meanwhile.
In a broker that several share, notes are everybody's and go by their age.
"""

import logging
import shutil
import time
from typing import cast

from redis import Redis, ResponseError

from desktop.jobs.library import Library
from worker.contract import names
from worker.contract.celery_app import BrokerAddress
from worker.contract.names import Database
from worker.contract.paths import DataPaths

log = logging.getLogger(__name__)

EVERY_S = 1.0
ASK_EVERY_S = 0.1
"""How often the broker is asked whether its file is rewritten."""

MOST_KEPT_BYTES = 200_000_000
"""Notes of some ten thousand pages. They cost engine time to make again, and memory to keep."""

AT_ONCE = 20
"""Documents whose notes go in one round, where there are too many."""


class Forgetting:
    """One for each connection to a broker; used by the owner's thread."""

    def __init__(self, paths: DataPaths, library: Library, address: BrokerAddress) -> None:
        """Connects at its first use."""
        self._paths, self._library, self._address = paths, library, address
        self._notes: Redis = address.connect(Database.NOTES)
        self._next_at = 0.0
        self._being_rewritten: frozenset[str] = frozenset()

    def close(self) -> None:
        """Close the connection."""
        self._notes.close()

    def is_done(self) -> bool:
        """Whether nothing is left to be forgotten.

        Raises:
            redis.RedisError
        """
        return not self._gone(self._documents())

    def round(self) -> None:
        """Forget what no job needs any more; call it a few times a second.

        Raises:
            redis.RedisError: nothing is lost; the next round goes on.
        """
        now = time.monotonic()
        if now < self._next_at or not self._address.is_bundled:
            return
        self._next_at = now + (ASK_EVERY_S if self._being_rewritten else EVERY_S)
        if self._being_rewritten:
            self._end_of_rewriting()
            return
        known = self._documents()
        gone = self._gone(known)
        if gone:
            self._forget(gone)
        elif self._is_too_much():
            self._thin_out(known)

    def _gone(self, known: list[str]) -> frozenset[str]:
        return frozenset(known) - self._library.documents()

    def _forget(self, gone: frozenset[str]) -> None:
        if self._library.has_orphaned_attempts():
            # Their texts are in the broker until they are harvested.
            return
        self._delete_notes(gone)
        shutil.rmtree(self._paths.broker_damaged, ignore_errors=True)
        self._library.shed()
        try:
            # What is deleted still stands in the file.
            self._notes.bgrewriteaof()
        except ResponseError as error:
            log.info("the broker's file is rewritten later: %s", error)
            return
        self._being_rewritten = gone

    def _end_of_rewriting(self) -> None:
        """Documents are known until their text is off the disk, so that it is never forgotten."""
        state = self._notes.info("persistence")
        if state["aof_rewrite_in_progress"] or state["aof_rewrite_scheduled"]:
            return
        if state["aof_last_bgrewrite_status"] != "ok":
            log.warning("the broker's file could not be rewritten; it is tried again")
            self._being_rewritten = frozenset()
            return
        self._notes.zrem(names.DOCUMENTS_KEY, *self._being_rewritten)
        log.info("%d documents are forgotten", len(self._being_rewritten))
        self._being_rewritten = frozenset()

    def _is_too_much(self) -> bool:
        return int(self._notes.info("memory")["used_memory"]) > MOST_KEPT_BYTES

    def _thin_out(self, known: list[str]) -> None:
        """Let the notes go that were not used for longest; what is under way keeps its own."""
        busy = {job.sha256 for job in self._library.unfinished()}
        oldest = [sha256 for sha256 in known if sha256 not in busy][:AT_ONCE]
        if oldest:
            log.info("the broker keeps too much; notes of %d documents go", len(oldest))
            self._delete_notes(frozenset(oldest))
            self._notes.zrem(names.DOCUMENTS_KEY, *oldest)

    def _documents(self) -> list[str]:
        """Those of which anything is kept, the ones not used for longest first."""
        found = self._notes.zrange(names.DOCUMENTS_KEY, 0, -1)
        return [member.decode() for member in cast(list[bytes], found)]

    def _delete_notes(self, documents: frozenset[str]) -> None:
        for sha256 in documents:
            kept = names.kept_key(sha256)
            members = cast(set[bytes], self._notes.smembers(kept))
            keys = [member.decode() for member in members]
            self._notes.delete(*keys, kept)
