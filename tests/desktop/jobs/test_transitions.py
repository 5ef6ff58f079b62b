"""The state machine, by random walks: final is final, and every state can be reached."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.jobs import transitions
from desktop.jobs.job import Job
from worker.contract.errors import ErrorCode
from worker.contract.messages import Progress, SummaryOptions
from worker.contract.states import JobState, ParkReason, Stage, WaitReason

NEW = Job(
    id="job1",
    batch="batch1",
    file=Path("/x.pdf"),
    title="x",
    options=SummaryOptions(),
    position=1.0,
    added_at=0.0,
)

PROGRESS = st.builds(
    Progress,
    stage=st.sampled_from(Stage),
    done=st.integers(0, 9),
    total=st.integers(0, 9),
    pages=st.none() | st.integers(0, 9),
)

EVENTS = st.one_of(
    st.just(partial(transitions.taken_in, sha256="a" * 64, size_bytes=1)),
    st.just(transitions.dispatched),
    PROGRESS.map(lambda p: partial(transitions.progressed, progress=p, now=1.0, eta_s=None)),
    st.sampled_from(ParkReason).map(lambda r: partial(transitions.parked, reason=r)),
    st.just(transitions.attempt_lost),
    st.just(partial(transitions.attempt_broke, code=ErrorCode.INTERNAL, params={}, now=1.0)),
    st.sampled_from(WaitReason).map(lambda r: partial(transitions.waits_for, reason=r)),
    st.just(partial(transitions.summarised, pages=3, title="t", now=1.0)),
    st.just(partial(transitions.failed, code=ErrorCode.DAMAGED, params={}, now=1.0)),
    st.just(partial(transitions.cancelled, now=1.0)),
    st.just(transitions.paused),
    st.just(transitions.resumed),
    st.just(transitions.unlocked),
)


@given(st.lists(EVENTS, max_size=30))
def test_final_states_stay_and_every_job_makes_sense(events: list) -> None:
    job = NEW
    for event in events:
        after = event(job)
        if job.state.is_final:
            assert after == job
        assert (after.reason is not None) == (after.state is JobState.WAITING)
        assert (after.finished_at is not None) == after.state.is_final
        assert (after.error is not None) == (after.state is JobState.FAILED)
        assert after.state is not JobState.RUNNING or after.stage is not None
        assert after.attempt >= job.attempt
        job = after


def test_every_state_is_reached() -> None:
    running = transitions.progressed(
        NEW, Progress(stage=Stage.READING, done=0, total=1), now=1.0, eta_s=None
    )
    reached = {
        NEW.state,
        running.state,
        transitions.paused(running).state,
        transitions.cancelled(running, now=2.0).state,
        transitions.failed(running, ErrorCode.DAMAGED, {}, 2.0).state,
        transitions.summarised(running, pages=1, title="t", now=2.0).state,
    }
    assert reached == set(JobState)


def test_progress_of_a_paused_job_does_not_set_it_running() -> None:
    paused = transitions.paused(NEW)
    moved = transitions.progressed(
        paused, Progress(stage=Stage.SUMMARISING, done=1, total=2, pages=7), now=1.0, eta_s=None
    )
    assert moved.state is JobState.PAUSED
    assert moved.pages == 7


def test_progress_never_goes_back_within_a_stage() -> None:
    job = NEW
    for done in (3, 2, 5):
        progress = Progress(stage=Stage.SUMMARISING, done=done, total=9)
        job = transitions.progressed(job, progress, now=1.0, eta_s=None)
    assert job.done == 5


def test_the_third_strike_sets_a_job_aside() -> None:
    job = NEW
    for _ in range(2):
        job = transitions.attempt_broke(job, ErrorCode.WORKER_LOST, {}, 1.0)
        assert job.state is JobState.WAITING
    job = transitions.attempt_broke(job, ErrorCode.WORKER_LOST, {}, 1.0)
    assert job.state is JobState.FAILED
    assert job.error is not None
    assert job.error.code is ErrorCode.WORKER_LOST


def test_a_part_done_in_between_takes_the_strikes_back() -> None:
    broke = partial(transitions.attempt_broke, code=ErrorCode.INTERNAL, params={}, now=1.0)
    job = broke(broke(NEW))
    for done in (4, 4, 5):
        progress = Progress(stage=Stage.SUMMARISING, done=done, total=9)
        assert job.strikes == 2, "parts that were there before are no progress"
        job = transitions.progressed(job, progress, now=1.0, eta_s=None)
    assert job.strikes == 0
    assert broke(broke(job)).state is JobState.WAITING


def test_a_lost_attempt_costs_no_strike_and_keeps_what_it_waits_for() -> None:
    waiting = replace(NEW, reason=WaitReason.PASSWORD)
    assert transitions.attempt_lost(waiting) == waiting


def after(job: Job, stage: Stage, done: int, total: int) -> Job:
    progress = Progress(stage=stage, done=done, total=total)
    return transitions.progressed(job, progress, now=1.0, eta_s=None)


@pytest.mark.parametrize(
    "end",
    [
        transitions.attempt_lost,
        partial(transitions.parked, reason=ParkReason.ENGINE),
        partial(transitions.attempt_broke, code=ErrorCode.INTERNAL, params={}, now=1.0),
        lambda job: transitions.resumed(
            transitions.parked(transitions.paused(job), ParkReason.PAUSED)
        ),
    ],
)
def test_a_second_attempt_goes_on_where_the_first_was(end: Callable[[Job], Job]) -> None:
    first = after(NEW, Stage.SUMMARISING, 4, 9)
    job = transitions.dispatched(end(first))
    assert job.state is JobState.WAITING
    for stage, done, total in (
        *((Stage.READING, 0, 0), (Stage.READING, 3, 12)),
        (Stage.SUMMARISING, 3, 9),
    ):
        job = after(job, stage, done, total)
        assert (job.stage, job.done, job.total) == (Stage.SUMMARISING, 4, 9)
    assert after(job, Stage.SUMMARISING, 5, 9).done == 5


def test_a_second_attempt_reads_from_where_the_first_was() -> None:
    job = transitions.dispatched(transitions.attempt_lost(after(NEW, Stage.READING, 7, 12)))
    for done, total in ((0, 0), (2, 12)):
        job = after(job, Stage.READING, done, total)
        assert (job.done, job.total) == (7, 12)


def test_a_second_attempt_with_other_parts_counts_them_anew() -> None:
    job = transitions.dispatched(transitions.attempt_lost(after(NEW, Stage.SUMMARISING, 4, 9)))
    assert after(job, Stage.SUMMARISING, 1, 5).done == 1
