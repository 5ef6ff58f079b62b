"""Which copies go: by what was chosen, never one that is still needed."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.choices import CopiesLimit, KeepCopies
from desktop.delivery.states import DeliveryState
from desktop.jobs.copies import DAY_S, Copies, readable, to_go
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.settings import Settings
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

NOW = 1_800_000_000.0
GB = 10**9


def done(sha256: str, days_ago: float) -> Job:
    return Job(
        id=f"job{sha256}",
        batch="b",
        file=Path("/x.pdf"),
        title="x",
        options=SummaryOptions(),
        position=1.0,
        added_at=0.0,
        state=JobState.DONE,
        reason=None,
        sha256=sha256,
        finished_at=NOW - days_ago * DAY_S,
    )


OLD, NEW = done("old", 400), done("new", 1)
SIZES = {"old": 3 * GB, "new": 3 * GB}
KEEP = Settings(keep_copies=KeepCopies.ALWAYS, copies_limit=CopiesLimit.NONE)


@pytest.mark.parametrize(
    ("settings", "going"),
    [
        (KEEP, []),
        (Settings(), ["old"]),
        (replace(KEEP, copies_limit=CopiesLimit.GB_5), ["old"]),
        (replace(KEEP, copies_limit=CopiesLimit.GB_1), ["old", "new"]),
        (replace(KEEP, keep_copies=KeepCopies.MONTH), ["old"]),
        (replace(KEEP, delete_copies=True), ["old", "new"]),
    ],
)
def test_age_limit_and_choice(settings: Settings, going: list[str]) -> None:
    assert to_go([NEW, OLD], SIZES, settings, NOW) == going


@pytest.mark.parametrize(
    "other",
    [
        replace(OLD, id="again", state=JobState.WAITING),
        replace(OLD, id="again", state=JobState.FAILED),
        replace(OLD, id="again", email="ada@example.org"),
        replace(OLD, id="again", email="ada@example.org", mail=DeliveryState.WAITING),
    ],
)
def test_a_copy_that_another_job_needs_stays(other: Job) -> None:
    delete = replace(KEEP, delete_copies=True)
    assert to_go([OLD, other, NEW], SIZES, delete, NOW) == ["new"]
    mailed = replace(OLD, email="ada@example.org", mail=DeliveryState.SENT)
    assert to_go([mailed], SIZES, delete, NOW) == ["old"]


def test_leftovers_go_after_a_while_and_copies_in_the_making_stay(
    paths: DataPaths, library: Library
) -> None:
    fresh, stale = paths.documents / "taking-in-1", paths.documents / "taking-in-2"
    for file in (fresh, stale):
        file.touch()
    os.utime(stale, (0, 0))
    Copies(paths, library, Settings()).round()
    assert fresh.exists()
    assert not stale.exists()


def test_the_file_itself_serves_while_it_is_as_it_was(paths: DataPaths, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7")
    job = replace(NEW, file=file, size_bytes=8, added_at=time.time() + 1)
    assert readable(paths, job) == file
    os.utime(file, (job.added_at + 9, job.added_at + 9))
    assert readable(paths, job) is None
    paths.document("new").touch()
    assert readable(paths, job) == paths.document("new")
