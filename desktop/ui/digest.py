"""What rows and the status line tell about finished summaries, without holding the summaries."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.jobs.job import Job
from worker.contract.states import ClaimState, JobState

if TYPE_CHECKING:
    from worker.contract.summary import Summary

log = logging.getLogger(__name__)

BATCH = 25
"""Summaries read per poll: a long library is gone through without holding up anything."""


@dataclass(frozen=True, slots=True)
class Digest:
    """The figures of one summary."""

    points: int
    weak: int
    left_out: int
    hidden_pages: tuple[int, ...]
    bytes_sent_elsewhere: int


def digest(summary: Summary) -> Digest:
    """The figures of `summary`."""
    points = [*summary.points, *(p for section in summary.sections for p in section.points)]
    return Digest(
        points=len(points),
        weak=sum(claim.state is ClaimState.WEAK for claim in points),
        left_out=len(summary.left_out),
        hidden_pages=summary.coverage.hidden_text_pages,
        bytes_sent_elsewhere=summary.bytes_sent_elsewhere,
    )


class Digests:
    """Reads the summaries that were not read yet, newest first, some at a time."""

    def __init__(self, summary_of: Callable[[str], Summary | None]) -> None:
        self._summary_of = summary_of
        self._unread: dict[str, float] = {}

    def note(self, jobs: Iterable[Job]) -> None:
        """Remember the finished ones among `jobs`."""
        for job in jobs:
            if job.state is JobState.DONE:
                self._unread[job.id] = job.finished_at or 0

    def read(self) -> dict[str, Digest]:
        """The next few digests by job."""
        newest = sorted(self._unread, key=self._unread.__getitem__, reverse=True)[:BATCH]
        read = {job_id: self._digest_of(job_id) for job_id in newest}
        for job_id in newest:
            del self._unread[job_id]
        return {job_id: found for job_id, found in read.items() if found is not None}

    def _digest_of(self, job_id: str) -> Digest | None:
        try:
            summary = self._summary_of(job_id)
        except ValueError as error:
            # The error itself quotes the summary, and a log holds nothing of documents.
            log.warning("the summary of %s cannot be read: %s", job_id, type(error).__name__)
            return None
        return digest(summary) if summary is not None else None

    @property
    def is_finished(self) -> bool:
        """Whether every finished job has been read."""
        return not self._unread
