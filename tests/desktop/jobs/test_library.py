"""The library on a real file: order, changes, duplicates, and what it must not do."""

import os
import sqlite3
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from desktop.jobs import schema, transitions
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from tests.samples import a_summary
from worker.contract.errors import CannotStart, ErrorCode
from worker.contract.messages import SummaryOptions
from worker.contract.names import QueueName
from worker.contract.paths import DataPaths
from worker.contract.states import JobState, Style, WaitReason


def test_jobs_come_back_as_they_were_added(library: Library) -> None:
    new = [NewJob(Path(f"/x/{i}.pdf"), SummaryOptions(style=Style.BRIEF)) for i in range(3)]
    added = library.add(new, batch="b")
    assert library.jobs() == added
    assert {job.batch for job in added} == {"b"}
    assert library.job(added[1].id) == added[1]


def test_a_file_name_that_is_no_text_survives(library: Library) -> None:
    file = Path(os.fsdecode(b"/x/\xff\xfe name.pdf"))
    added = library.add([NewJob(file, SummaryOptions())])[0]
    found = library.job(added.id)
    assert found is not None
    assert os.fsencode(found.file) == b"/x/\xff\xfe name.pdf"


def test_the_unfinished_are_those_of_the_file_whoever_changes_it(
    library: Library, paths: DataPaths
) -> None:
    """They are kept between two looks: each look is compared with one that has kept nothing."""
    files = [NewJob(Path(f"/x/{number}.pdf"), SummaryOptions()) for number in range(4)]
    other = Library(paths.library)
    first, second, third, last = (job.id for job in library.add(files))
    acts: list[Callable[[], object]] = [
        lambda: other.change(second, transitions.paused),
        lambda: other.change(last, partial(transitions.placed, position=0.5)),
        lambda: library.change(first, partial(transitions.cancelled, now=1.0)),
        lambda: other.remove(third),
        lambda: other.add(files[:1]),
        lambda: library.pause_all(hold=True),
    ]
    for act in acts:
        library.unfinished()
        act()
        fresh = Library(paths.library)
        assert library.unfinished() == other.unfinished() == fresh.unfinished()
        assert fresh.unfinished() == [job for job in library.jobs() if not job.state.is_final]
        fresh.close()
    assert [job.id for job in library.unfinished()][:2] == [last, second]
    other.close()


def test_changes_tell_what_is_new_and_only_that(library: Library, add: Callable[..., Job]) -> None:
    first, second = add("a.pdf"), add("b.pdf", sha256="b" * 64)
    seen = library.changes(0)
    assert [job.id for job in seen.jobs] == [first.id, second.id]
    assert library.changes(seen.seq).jobs == ()
    library.change(first.id, transitions.paused)
    library.remove(second.id, duplicate_of=first.id)
    new = library.changes(seen.seq)
    assert [job.state for job in new.jobs] == [JobState.PAUSED]
    assert [(gone.job_id, gone.duplicate_of) for gone in new.removals] == [(second.id, first.id)]


def test_a_change_that_changes_nothing_is_no_change(
    library: Library, add: Callable[..., Job]
) -> None:
    job = add()
    before = library.changes(0).seq
    library.change(job.id, transitions.resumed)
    assert library.changes(0).seq == before


def test_the_same_document_is_found_until_its_job_failed(
    library: Library, add: Callable[..., Job]
) -> None:
    job = add(sha256="c" * 64)
    assert library.same_document("c" * 64, SummaryOptions()) == job
    assert library.same_document("c" * 64, SummaryOptions(style=Style.BRIEF)) is None
    library.change(job.id, partial(transitions.failed, code=ErrorCode.DAMAGED, params={}, now=1.0))
    assert library.same_document("c" * 64, SummaryOptions()) is None


def test_a_cancelled_job_takes_no_summary(library: Library, add: Callable[..., Job]) -> None:
    job = add()
    library.change(job.id, partial(transitions.cancelled, now=1.0))
    done = partial(transitions.summarised, pages=1, title="t", now=2.0)
    after = library.store_summary(job.id, a_summary(), done)
    assert after is not None
    assert after.state is JobState.CANCELLED
    assert library.summary(job.id) is None


def test_a_summary_is_stored_with_its_state(library: Library, add: Callable[..., Job]) -> None:
    job = add()
    done = partial(transitions.summarised, pages=1, title="t", now=2.0)
    library.store_summary(job.id, a_summary(), done)
    assert library.summary(job.id) == a_summary()
    found = library.job(job.id)
    assert found is not None
    assert found.state is JobState.DONE


def test_pausing_all_holds_what_is_added_later(library: Library, add: Callable[..., Job]) -> None:
    first = add("a.pdf")
    library.pause_all(hold=True)
    second = add("b.pdf", sha256="b" * 64)
    assert [library.job(job.id).state for job in (first, second)] == [JobState.PAUSED] * 2  # type: ignore[union-attr]
    library.pause_all(hold=False)
    assert [job.reason for job in library.jobs()] == [WaitReason.TURN] * 2


def test_attempts_are_recorded_before_and_lost_together(
    library: Library, add: Callable[..., Job]
) -> None:
    job = add()
    begun = library.begin_attempt(job.id, QueueName.SMALL)
    assert begun is not None
    assert begun.attempt_id == f"{job.id}.1"
    assert [attempt.id for attempt in library.attempts()] == [begun.attempt_id]
    library.lose_attempts()
    assert library.attempts() == []
    again = library.begin_attempt(job.id, QueueName.SMALL)
    assert again is not None
    assert again.attempt == 2
    assert again.strikes == 0


def test_a_paused_job_is_not_begun(library: Library, add: Callable[..., Job]) -> None:
    job = add()
    library.change(job.id, transitions.paused)
    assert library.begin_attempt(job.id, QueueName.SMALL) is None
    assert library.attempts() == []


def test_many_threads_write_without_losing_anything(
    library: Library, add: Callable[..., Job]
) -> None:
    job = add()

    def strike() -> None:
        for _ in range(20):
            library.change(job.id, transitions.dispatched)

    threads = [threading.Thread(target=strike) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = library.job(job.id)
    assert found is not None
    assert found.attempt == 80


def test_a_newer_library_is_refused_and_not_touched(paths: DataPaths) -> None:
    Library(paths.library).close()
    with sqlite3.connect(paths.library) as db:
        db.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    db.close()
    before = paths.library.read_bytes()
    with pytest.raises(CannotStart, match="newer version"):
        Library(paths.library)
    assert paths.library.read_bytes() == before


def test_another_programs_file_is_refused(paths: DataPaths) -> None:
    with sqlite3.connect(paths.library) as db:
        db.execute("CREATE TABLE theirs (x)")
        db.execute("PRAGMA application_id = 77")
    db.close()
    with pytest.raises(CannotStart, match="another program"):
        Library(paths.library)


def test_a_damaged_file_is_refused_with_its_name(paths: DataPaths) -> None:
    paths.library.write_bytes(b"no database at all, but long enough to be taken for one" * 50)
    with pytest.raises(CannotStart, match=r"library\.sqlite3"):
        Library(paths.library)
