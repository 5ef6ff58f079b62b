"""Sends jobs to the workers: which ones now, and what becomes of a try that fails."""

import time
from collections.abc import Iterable

from desktop.jobs.dispatcher import choose
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.routes import Route
from desktop.jobs.wire import BROKER_ERRORS, Wire
from worker.contract.states import JobState, WaitReason

PAUSE_S = 2.0
"""What has just failed (a job by its engine, a message by its broker) is not sent again before."""

LONGEST_PAUSE_S = 60.0
"""For a job that comes back again and again from an engine that answers."""


class Sending:
    """One for each time the data directory is owned; for one thread."""

    def __init__(self, library: Library, route: Route) -> None:
        self._library = library
        self._route = route
        self._send_from = 0.0
        self._unsent: set[str] = set()
        self._held_back: dict[str, float] = {}
        self._came_back: dict[str, tuple[int, int]] = {}
        """How often a job came back in a row, and its points then: more points are a new row."""

    @property
    def is_due(self) -> bool:
        """Whether the broker may be tried: not right after it failed."""
        return time.monotonic() >= self._send_from

    def send(self, wire: Wire, *, disk_low: bool) -> None:
        """Send what is next.

        Raises:
            BROKER_ERRORS: what could not be sent for sure is given up, and called stale.
        """
        unfinished = self._library.unfinished()
        chosen = choose(
            unfinished,
            self._library.attempts(),
            self._route,
            held_back=self._too_soon(unfinished),
            disk_low=disk_low,
        )
        for job, size in chosen:
            begun = self._library.begin_attempt(job.id, size)
            if begun is not None:
                self._send(wire, begun, self._route.queue_for(size, job.options))
        while self._unsent:
            wire.forget(next(iter(self._unsent)))
            self._unsent.pop()

    def _send(self, wire: Wire, job: Job, queue: str) -> None:
        try:
            wire.send(job, queue, self._route.document_of(job))
        except BROKER_ERRORS:
            self._send_from = time.monotonic() + PAUSE_S
            self._unsent.add(job.attempt_id)
            self._library.lose_attempts(job.attempt_id)
            raise
        self._route.sent(job, queue)

    def _too_soon(self, unfinished: Iterable[Job]) -> frozenset[str]:
        """Jobs that failed a moment ago, by their engine or by us: at once, they would again."""
        now = time.monotonic()
        waiting = {
            job.id: job
            for job in unfinished
            if job.reason is WaitReason.ENGINE or (job.strikes and job.state is JobState.WAITING)
        }
        for job_id in waiting.keys() - self._held_back.keys():
            self._held_back[job_id] = now + self._pause_s(waiting[job_id])
        self._held_back = {
            job_id: until for job_id, until in self._held_back.items() if job_id in waiting
        }
        return frozenset(job_id for job_id, until in self._held_back.items() if until > now)

    def _pause_s(self, job: Job) -> float:
        """How long a job that came back is held: longer each time that brought nothing."""
        times, points = self._came_back.get(job.id, (0, -1))
        times = times + 1 if job.points == points else 1
        self._came_back[job.id] = times, job.points
        return min(PAUSE_S * 2.0 ** (times - 1), LONGEST_PAUSE_S)
