"""The state machine of a job: every change of state, as pure functions from job to job.

Final states stay: a function given a finished job returns it unchanged, so that whatever comes
late (a result after a cancel, progress after a result) changes nothing.
See `JobState` for the diagram.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from desktop.jobs.job import Job, JobError
from worker.contract.errors import ErrorCode, Params
from worker.contract.states import JobState, ParkReason, Stage, WaitReason

if TYPE_CHECKING:
    from worker.contract.messages import Looked, Progress

P = ParamSpec("P")

MAX_STRIKES = 3
"""Attempts in a row that may break, with no part done in between, before the job is set aside."""

_WAITS: dict[ParkReason, WaitReason] = {
    ParkReason.ENGINE: WaitReason.ENGINE,
    ParkReason.MODEL: WaitReason.MODEL,
    ParkReason.PASSWORD: WaitReason.PASSWORD,
    ParkReason.DISK: WaitReason.DISK,
}


def _unless_final(
    change: Callable[Concatenate[Job, P], Job],
) -> Callable[Concatenate[Job, P], Job]:
    @wraps(change)
    def guarded(job: Job, /, *args: P.args, **kwargs: P.kwargs) -> Job:
        return job if job.state.is_final else change(job, *args, **kwargs)

    return guarded


def _waiting(job: Job, reason: WaitReason) -> Job:
    """It waits, and how far it was stays: what was noted of it is kept, too."""
    return replace(job, state=JobState.WAITING, reason=reason, eta_s=None)


def _final(job: Job, state: JobState, now: float) -> Job:
    return replace(job, state=state, reason=None, stage=None, eta_s=None, finished_at=now)


@_unless_final
def taken_in(job: Job, sha256: str, size_bytes: int) -> Job:
    """The document has been copied into the data directory."""
    return replace(job, sha256=sha256, size_bytes=size_bytes)


@_unless_final
def looked_at(job: Job, looked: Looked) -> Job:
    """Somebody has looked how long the document is; what its own attempt tells is better."""
    if job.tokens is not None:
        return job
    pages = job.pages or looked.pages
    return replace(job, pages=pages, tokens=looked.tokens, pictures=looked.pictures)


@_unless_final
def expected(job: Job, eta_s: float) -> Job:
    """How long it will take once it is its turn; says nothing to a job that is worked on."""
    return replace(job, eta_s=eta_s) if job.state is JobState.WAITING else job


@_unless_final
def placed(job: Job, position: float) -> Job:
    """The person gave it another place in the order."""
    return replace(job, position=position)


@_unless_final
def dispatched(job: Job) -> Job:
    """A new attempt is about to be sent; recorded before the message is."""
    return replace(_waiting(job, WaitReason.TURN), attempt=job.attempt + 1)


@_unless_final
def progressed(job: Job, progress: Progress, now: float, eta_s: float | None) -> Job:
    """The worker works on it. Says nothing to a paused job: its part in hand may still end."""
    known = replace(
        job,
        pages=progress.pages or job.pages,
        tokens=progress.tokens or job.tokens,
        title=progress.title or job.title,
    )
    if job.state is JobState.PAUSED:
        return known
    stage, done, total = progress.stage, progress.done, progress.total
    strikes = job.strikes
    is_behind = job.stage is not Stage.READING or not total
    if stage is Stage.READING and job.stage is not None and is_behind:
        # A second attempt reads once more, and then goes on with the parts that are missing.
        stage, done, total = job.stage, job.done, job.total
    elif job.stage is stage and job.total == total:
        done = max(done, job.done)
        # A part more is done: what broke before was not what always breaks.
        strikes = 0 if done > job.done and job.stage is Stage.SUMMARISING else strikes
    return replace(
        known,
        strikes=strikes,
        state=JobState.RUNNING,
        reason=None,
        stage=stage,
        done=done,
        total=total,
        points=max(job.points, progress.points),
        eta_s=eta_s,
        started_at=job.started_at or now,
    )


@_unless_final
def parked(job: Job, reason: ParkReason) -> Job:
    """The attempt ended without an outcome; the job waits, and goes on when it can."""
    if job.stage in (None, Stage.READING):
        # Nothing but reading was done: the time it took belongs to the waiting.
        job = replace(job, started_at=None)
    if job.state is JobState.PAUSED:
        return replace(job, eta_s=None)
    return _waiting(job, _WAITS.get(reason, WaitReason.TURN))


@_unless_final
def attempt_lost(job: Job) -> Job:
    """The attempt died with a process or a broker; that is no fault of the job."""
    return job if job.state is JobState.PAUSED else _waiting(job, job.reason or WaitReason.TURN)


@_unless_final
def attempt_broke(job: Job, code: ErrorCode, params: Params, now: float) -> Job:
    """Something of ours broke under the attempt; after three times the job is set aside."""
    struck = replace(job, strikes=job.strikes + 1)
    if struck.strikes >= MAX_STRIKES:
        return failed(struck, code, params, now)
    return struck if job.state is JobState.PAUSED else _waiting(struck, WaitReason.TURN)


@_unless_final
def waits_for(job: Job, reason: WaitReason) -> Job:
    """A waiting job waits for something else now; says nothing to a job in another state."""
    return replace(job, reason=reason) if job.state is JobState.WAITING else job


@_unless_final
def summarised(job: Job, *, pages: int, title: str, now: float) -> Job:
    """Its summary is stored."""
    ended = _final(job, JobState.DONE, now)
    return replace(ended, pages=pages, title=title, done=job.total, unread=True)


@_unless_final
def failed(job: Job, code: ErrorCode, params: Params, now: float) -> Job:
    """It cannot be done, for a reason a person can read."""
    ended = _final(job, JobState.FAILED, now)
    return replace(ended, error=JobError(code, params), unread=True)


@_unless_final
def cancelled(job: Job, now: float) -> Job:
    """A person does not want it any more."""
    return _final(job, JobState.CANCELLED, now)


@_unless_final
def paused(job: Job) -> Job:
    """A person wants it to hold; the part in hand may end."""
    return replace(job, state=JobState.PAUSED, reason=None, eta_s=None)


def resumed(job: Job) -> Job:
    """A person wants a paused job to go on."""
    return _waiting(job, WaitReason.TURN) if job.state is JobState.PAUSED else job


def unlocked(job: Job) -> Job:
    """A person has given the document's password."""
    return waits_for(job, WaitReason.TURN) if job.reason is WaitReason.PASSWORD else job


def mailed_to(job: Job, address: str | None) -> Job:
    """A person says who is told by email when it has ended, or that nobody is.

    Of a job that has ended as well: whoever was not told of it yet is told now.
    """
    return replace(job, email=address)


def seen(job: Job) -> Job:
    """A person has looked at what became of it."""
    return replace(job, unread=False)
