"""Which jobs go to the worker next: few at a time, in the library's order, short beside long.

The queue in the broker stays short, so that order, "do this next", pause and fairness are decided
here, from the library, and never by what was sent an hour ago.
"""

from collections.abc import Iterable, Sequence

from desktop.jobs.job import Job
from desktop.jobs.records import LiveAttempt
from desktop.jobs.routes import Route
from worker.contract.names import QueueName
from worker.contract.states import JobState, WaitReason

SMALL_PAGES = 20
SMALL_BYTES = 1_000_000
"""Used until the pages have been counted."""


def size_of(job: Job) -> QueueName:
    """Whether a document is a short or a long one."""
    if job.pages is not None:
        return QueueName.SMALL if job.pages <= SMALL_PAGES else QueueName.LARGE
    return QueueName.SMALL if (job.size_bytes or 0) <= SMALL_BYTES else QueueName.LARGE


def choose(
    unfinished: Iterable[Job],
    live: Sequence[LiveAttempt],
    route: Route,
    *,
    held_back: frozenset[str] = frozenset(),
    disk_low: bool = False,
) -> list[tuple[Job, QueueName]]:
    """Jobs to dispatch now, in order, each with its size.

    `unfinished` is in the library's order; `held_back` are ids of jobs that just came back and
    are not to be tried again yet.
    """
    busy = {attempt.job_id for attempt in live}
    room = {
        size: route.places() - sum(attempt.queue is size for attempt in live) for size in QueueName
    }
    chosen = []
    for job in unfinished:
        if job.id in busy or job.id in held_back or disk_low or not _may_go(job, route):
            continue
        size = size_of(job)
        if room[size] > 0:
            room[size] -= 1
            chosen.append((job, size))
    return chosen


def _may_go(job: Job, route: Route) -> bool:
    if job.state is not JobState.WAITING or job.sha256 is None or not route.is_ready(job):
        return False
    match job.reason:
        case WaitReason.ENGINE | WaitReason.MODEL:
            return route.could_do(job.options)
        case WaitReason.PASSWORD:
            return False
        case _:
            return True
