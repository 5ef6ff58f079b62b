from dataclasses import replace
from pathlib import Path

import pytest

from desktop.jobs.job import Job, JobError
from desktop.notices import NoticeKind, group, notice_for, notices
from worker.contract.errors import ErrorCode
from worker.contract.messages import SummaryOptions
from worker.contract.states import JobState, WaitReason


def a_job(number: int = 1, **fields: object) -> Job:
    job = Job(
        id=f"job{number}",
        batch="b",
        file=Path("/documents/paper.pdf"),
        title=f"Paper {number}",
        options=SummaryOptions(),
        position=float(number),
        added_at=0.0,
    )
    return replace(job, **fields)  # type: ignore[arg-type]


RUNNING = a_job(state=JobState.RUNNING, reason=None)
DONE = a_job(state=JobState.DONE, reason=None)
FAILED = a_job(state=JobState.FAILED, reason=None, error=JobError(ErrorCode.DAMAGED, {}))
LOCKED = a_job(reason=WaitReason.PASSWORD)


@pytest.mark.parametrize(
    ("after", "kind"),
    [(DONE, NoticeKind.DONE), (FAILED, NoticeKind.FAILED), (LOCKED, NoticeKind.PASSWORD)],
)
def test_endings_and_needs_are_said(after: Job, kind: NoticeKind) -> None:
    notice = notice_for(RUNNING, after)
    assert notice is not None
    assert notice.kind is kind
    assert "Paper 1" in notice.text
    assert notice.job_ids == ("job1",)


def test_a_job_that_was_not_there_may_end_at_once() -> None:
    notice = notice_for(None, FAILED)
    assert notice is not None
    assert notice.title == "The PDF is damaged"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (DONE, replace(DONE, unread=False)),
        (LOCKED, replace(LOCKED, title="Other")),
        (a_job(), RUNNING),
        (RUNNING, a_job()),
        (RUNNING, a_job(state=JobState.PAUSED, reason=None)),
        (RUNNING, a_job(state=JobState.CANCELLED, reason=None)),
        (None, a_job()),
    ],
)
def test_the_rest_is_not_said(before: Job | None, after: Job) -> None:
    assert notice_for(before, after) is None


def test_a_missing_engine_is_said_once_a_spell() -> None:
    before = {f"job{n}": a_job(n) for n in range(3)}
    after = [a_job(n, reason=WaitReason.ENGINE) for n in range(3)]
    assert [notice.kind for notice in notices(before, after)] == [NoticeKind.ENGINE]
    assert notices({"job9": a_job(9)}, [a_job(9, reason=WaitReason.ENGINE)], after) == []
    assert notices({"job9": a_job(9)}, [a_job(9, reason=WaitReason.ENGINE)], [a_job(8)]) != []


def test_several_become_one_and_needs_come_first() -> None:
    found = notices(
        {"job1": RUNNING, "job2": RUNNING, "job3": RUNNING},
        [replace(DONE, id="job1"), replace(LOCKED, id="job2"), replace(FAILED, id="job3")],
    )
    one = group(found)
    assert one.title == "1 needs you, 1 failed, 1 summary ready"
    assert one.job_ids == ("job2", "job3", "job1")
    assert group(found[:1]) == found[0]


def test_many_summaries_are_counted() -> None:
    found = notices({}, [replace(a_job(n), state=JobState.DONE, reason=None) for n in range(5)])
    one = group(found)
    assert one.title == "5 summaries ready"
    assert one.text == "Paper 0, and 4 more"


def test_titles_of_unknown_origin_are_bounded() -> None:
    notice = notice_for(RUNNING, replace(DONE, title="A\n" + "b" * 500))
    assert notice is not None
    assert "\n" not in notice.text
    assert len(notice.text) <= 80
