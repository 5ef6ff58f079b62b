"""When worker and built-in model have had nothing to do for so long that they end.

They hold half a gigabyte of memory and more, and are back within seconds of a drop.
"""

import time
from collections.abc import Iterable

from desktop.jobs.job import Job
from worker.contract.states import JobState, WaitReason

IDLE_S = 600.0


class Rest:
    """Watches how long there was nothing to do."""

    def __init__(self, after_s: float = IDLE_S) -> None:
        self._after_s = after_s
        self._last_work = time.monotonic()

    def is_due(self, unfinished: Iterable[Job]) -> bool:
        """Whether nothing has wanted the worker for long enough; ask with every round."""
        now = time.monotonic()
        if any(map(wants_engine, unfinished)):
            self._last_work = now
        return now - self._last_work > self._after_s

    def disturb(self) -> None:
        """Somebody needs the worker to look around, though no document does."""
        self._last_work = time.monotonic()


def wants_engine(job: Job) -> bool:
    """Whether a job goes on by itself, now or when what it waits for is there."""
    return job.state is JobState.RUNNING or (
        job.state is JobState.WAITING and job.reason is not WaitReason.PASSWORD
    )
