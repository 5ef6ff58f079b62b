"""Which jobs go to the worker next: few at a time, in the library's order, short beside long.

The queue in the broker stays short, so that order, "do this next", pause and fairness are decided
here, from the library, and never by what was sent an hour ago.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from desktop.jobs.job import Job
from desktop.jobs.records import LiveAttempt
from worker.contract.catalogue import files_for
from worker.contract.messages import EngineStatus, SummaryOptions
from worker.contract.names import QueueName
from worker.contract.states import JobState, WaitReason

LIVE_PER_QUEUE = 2
"""One that summarises and one that is read meanwhile, so that the engine never waits."""

SMALL_PAGES = 20
SMALL_BYTES = 1_000_000
"""Used until the pages have been counted."""


def queue_for(job: Job) -> QueueName:
    """The queue a job belongs to by its size."""
    if job.pages is not None:
        return QueueName.SMALL if job.pages <= SMALL_PAGES else QueueName.LARGE
    return QueueName.SMALL if (job.size_bytes or 0) <= SMALL_BYTES else QueueName.LARGE


def choose(
    unfinished: Iterable[Job],
    live: Sequence[LiveAttempt],
    engine: EngineStatus | None,
    *,
    held_back: frozenset[str] = frozenset(),
    disk_low: bool = False,
    served: Path | None = None,
) -> list[tuple[Job, QueueName]]:
    """Jobs to dispatch now, in order, each with its queue.

    `unfinished` is in the library's order; `held_back` are ids of jobs that just came back and
    are not to be tried again yet; `served` is the file the built-in engine runs now.
    """
    busy = {attempt.job_id for attempt in live}
    room = {
        queue: LIVE_PER_QUEUE - sum(attempt.queue is queue for attempt in live)
        for queue in QueueName
    }
    chosen = []
    for job in unfinished:
        if job.id in busy or job.id in held_back or not _may_go(job, engine, disk_low, served):
            continue
        queue = queue_for(job)
        if room[queue] > 0:
            room[queue] -= 1
            chosen.append((job, queue))
    return chosen


def _may_go(job: Job, engine: EngineStatus | None, disk_low: bool, served: Path | None) -> bool:
    if job.state is not JobState.WAITING or job.sha256 is None or disk_low:
        return False
    match job.reason:
        case WaitReason.ENGINE | WaitReason.MODEL:
            return _has_engine(job.options, engine, served)
        case WaitReason.PASSWORD:
            return False
        case _:
            return True


def _has_engine(options: SummaryOptions, engine: EngineStatus | None, served: Path | None) -> bool:
    if options.model_file is not None:
        return served is not None and served.name in files_for(options.model_file.name)
    if engine is None or not engine.ready:
        return False
    if options.model is None:
        return True
    # As Ollama reads it: a name without a tag means the newest.
    names = (options.model, f"{options.model}:latest")
    return any(model.name in names and model.fit for model in engine.models)
