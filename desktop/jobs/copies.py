"""The copies of documents: how long they are kept, how much they may take, and what of them goes.

A job whose copy has gone keeps its summary; its pages are shown while the file itself is still
there as it was.
"""

import logging
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.delivery.states import DeliveryState
from desktop.jobs import documents
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.settings import Settings
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

log = logging.getLogger(__name__)

EVERY_S = 30.0
DAY_S = 24 * 3600.0

LEFTOVER_AFTER_S = 3600.0
"""A file that no job is about is a copy in the making, or what somebody killed has left behind."""

_MAILED = (DeliveryState.SENT, DeliveryState.GIVEN_UP)


class Copies:
    """Looks after the folder of documents; used by the owner's thread."""

    def __init__(self, paths: DataPaths, library: Library, settings: Settings) -> None:
        """Touches nothing before the first round."""
        self._paths, self._library = paths, library
        self._settings = settings
        self._next_at = 0.0

    def use(self, settings: Settings) -> None:
        """Go on with other settings, at once."""
        self._settings = settings
        self._next_at = 0.0

    def ended(self) -> None:
        """A job has ended: its copy may be one that goes."""
        self._next_at = 0.0

    def round(self) -> None:
        """Delete what is not to be kept; call it a few times a second."""
        now = time.monotonic()
        if now < self._next_at:
            return
        self._next_at = now + EVERY_S
        jobs = self._library.jobs()
        for sha256 in to_go(jobs, _sizes(self._paths), self._settings, time.time()):
            log.info("the copy of a document is not kept any longer")
            documents.discard_copy(self._paths, sha256)
        self._clear_leftovers({job.sha256 for job in jobs})

    def _clear_leftovers(self, known: set[str | None]) -> None:
        for file in self._paths.documents.iterdir():
            if file.stem not in known and _age_s(file) > LEFTOVER_AFTER_S:
                log.info("%s belongs to no job and goes", file.name)
                file.unlink(missing_ok=True)


def to_go(
    jobs: Sequence[Job], sizes: Mapping[str, int], settings: Settings, now: float
) -> list[str]:
    """Documents whose copies are not to be kept, the oldest first; `sizes` are those there are.

    Only what is done is given up: a job under way needs its document, and so does one to be
    retried. What is still to be mailed stays as well.
    """
    needed = {job.sha256 for job in jobs if _needs_copy(job)}
    ended: dict[str, float] = {}
    for job in jobs:
        if job.sha256 is not None and job.sha256 in sizes.keys() - needed:
            ended[job.sha256] = max(job.finished_at or now, ended.get(job.sha256, 0.0))
    oldest_first = sorted(ended, key=lambda sha256: ended[sha256])
    if settings.delete_copies:
        return oldest_first
    days = settings.keep_copies.days
    keep_from = now - days * DAY_S if days else 0.0
    old = [sha256 for sha256 in oldest_first if ended[sha256] < keep_from]
    left = {sha256: size for sha256, size in sizes.items() if sha256 not in old}
    return old + _over(oldest_first[len(old) :], left, settings.copies_limit.size_bytes)


def readable(paths: DataPaths, job: Job) -> Path | None:
    """The copy of a job's document; else the file itself, if nobody has changed it since."""
    if job.sha256 is None:
        return None
    copy = paths.document(job.sha256)
    if copy.exists():
        return copy
    try:
        there = job.file.stat()
    except OSError:
        return None
    is_same = there.st_size == job.size_bytes and there.st_mtime <= job.added_at
    return job.file if is_same else None


def _over(oldest_first: Sequence[str], sizes: Mapping[str, int], limit_bytes: int) -> list[str]:
    """The oldest, as many as it takes to stay within the limit; 0 is no limit."""
    surplus = sum(sizes.values()) - limit_bytes if limit_bytes else 0
    going = []
    for sha256 in oldest_first:
        if surplus <= 0:
            break
        surplus -= sizes[sha256]
        going.append(sha256)
    return going


def _sizes(paths: DataPaths) -> dict[str, int]:
    """What each copy takes."""
    return {copy.stem: copy.stat().st_size for copy in paths.documents.glob("*.pdf")}


def _needs_copy(job: Job) -> bool:
    waits_for_mail = job.email is not None and job.mail not in _MAILED
    return job.state is not JobState.DONE or waits_for_mail


def _age_s(file: Path) -> float:
    try:
        return time.time() - file.stat().st_mtime
    except OSError:
        return 0.0
