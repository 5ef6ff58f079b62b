from collections.abc import Callable
from functools import partial
from pathlib import Path

from desktop.jobs import transitions
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from tests.desktop.commands.conftest import Run, jobs_of
from tests.pdf_files import a_paper
from worker.contract.errors import ErrorCode
from worker.contract.messages import Progress
from worker.contract.paths import DataPaths
from worker.contract.states import JobState, Stage


def test_cancel(sunto: Run, add: Callable[..., Job], done_job: Job) -> None:
    job = add()
    assert jobs_of(sunto("cancel", job.id, "--json"))[0].state == "cancelled"
    sunto("cancel", job.id)
    assert "it is done" in sunto("cancel", done_job.id, code=1).stderr


def test_pause_and_resume(
    sunto: Run, add: Callable[..., Job], library: Library, done_job: Job
) -> None:
    first, second = add("1.pdf"), add("2.pdf")

    def states() -> list[JobState]:
        return [job.state for job in library.jobs()]

    sunto("pause", first.id)
    assert states() == ["done", "paused", "waiting"]
    sunto("pause", "--json")
    assert states() == ["done", "paused", "paused"]
    assert add("3.pdf").state is JobState.PAUSED
    sunto("resume", second.id)
    assert states() == ["done", "paused", "waiting", "paused"]
    sunto("resume")
    assert states() == ["done", "waiting", "waiting", "waiting"]
    assert "it is done" in sunto("pause", done_job.id, code=1).stderr


def test_retry_is_a_new_job_of_the_document(sunto: Run, done_job: Job) -> None:
    (again,) = jobs_of(sunto("retry", done_job.id, "--style", "detailed", "--json"))
    assert (again.redo_of, again.sha256, again.style) == (done_job.id, done_job.sha256, "detailed")
    assert again.state == "waiting"
    assert "is not finished" in sunto("retry", again.id, code=2).stderr


def test_retry_failed_does_each_once(sunto: Run, tmp_path: Path) -> None:
    (job,) = jobs_of(sunto("add", tmp_path / "late.pdf", "--json", code=1))
    assert "The file is not there" in sunto("retry", "--failed", code=1).stderr
    a_paper(tmp_path, pages=1, name="late.pdf")
    (again,) = jobs_of(sunto("retry", "--failed", "--json"))
    assert again.redo_of == job.id
    assert again.sha256 is not None
    assert jobs_of(sunto("retry", "--failed", "--json")) == []


def test_retry_takes_in_a_mended_file_and_else_the_copy(
    sunto: Run, library: Library, paper: Path, tmp_path: Path
) -> None:
    (first,) = jobs_of(sunto("add", paper, "--json"))

    def fail(job_id: str) -> None:
        library.change(job_id, lambda job: transitions.failed(job, ErrorCode.DAMAGED, {}, 1.0))

    fail(first.id)
    a_paper(tmp_path, pages=2)
    (mended,) = jobs_of(sunto("retry", "--failed", "--json"))
    assert mended.sha256 not in (None, first.sha256)
    fail(mended.id)
    paper.unlink()
    (kept,) = jobs_of(sunto("retry", "--failed", "--json"))
    assert kept.sha256 == mended.sha256


def test_remove(sunto: Run, done_job: Job, paths: DataPaths, paper: Path) -> None:
    (again,) = jobs_of(sunto("retry", done_job.id, "--json"))
    sunto("remove", done_job.id)
    assert paths.document("a" * 64).exists()
    sunto("remove", again.id)
    assert not paths.document("a" * 64).exists()
    assert jobs_of(sunto("jobs", "--json")) == []


def test_next_and_move_change_the_order(
    sunto: Run, add: Callable[..., Job], library: Library, done_job: Job
) -> None:
    jobs = {name: add(f"{name}.pdf") for name in "abcd"}

    def order() -> str:
        return "".join(job.file.stem for job in library.unfinished())

    running = Progress(stage=Stage.READING, done=0, total=3)
    work = partial(transitions.progressed, progress=running, now=1.0, eta_s=None)
    library.change(jobs["a"].id, work)
    told = jobs_of(sunto("next", jobs["d"].id, "--json"))
    assert [job.id for job in told] == [jobs[name].id for name in "adbc"]
    sunto("move", jobs["d"].id, jobs["b"].id, "--last")
    assert order() == "acdb"
    sunto("move", jobs["b"].id, "--before", jobs["c"].id)
    assert order() == "abcd"
    assert "no place in the order" in sunto("next", done_job.id, code=2).stderr
    sunto("move", jobs["b"].id, code=2)


def test_the_log_of_a_job_tells_of_it_and_of_no_other(
    sunto: Run, add: Callable[..., Job], library: Library, paths: DataPaths
) -> None:
    job, other = add("secret name.pdf"), add("2.pdf")
    failed = partial(
        transitions.failed, code=ErrorCode.DAMAGED, params={"file": "secret name.pdf"}, now=1.0
    )
    library.change(job.id, failed)
    entries = [
        f"2026-11-25 01:00:00,0 ERROR task of {job.id}.1 broke",
        "Traceback: here",
        f"2026-11-25 01:00:01,0 ERROR task of {other.id}.1 broke",
        "Traceback: elsewhere",
    ]
    (paths.logs / "worker.log").write_text("\n".join(entries))
    said = sunto("log", job.id).stdout
    assert "error damaged" in said
    assert "Traceback: here" in said
    assert "elsewhere" not in said
    assert "secret name" not in said
