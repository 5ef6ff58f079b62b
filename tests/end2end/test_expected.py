"""Rows that wait say how long their document is, and how long it will take."""

from pathlib import Path

from desktop.jobs import speeds
from tests.end2end.conftest import Desk
from tests.fakes.ollama_server import FakeOllama, Reply
from tests.pdf_files import a_paper, prose, write_pdf
from worker.contract.states import JobState, Stage


def test_a_job_that_waits_shows_its_length_and_what_it_will_take(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    engine.default = Reply(before_s=0.2)
    (first,) = desk.add(a_paper(tmp_path, pages=4, seed=1))
    desk.finish()
    assert [speed.model for speed in speeds.read(desk.paths)] == ["small:latest"]
    assert desk.job(first.id).tokens
    # As many as the worker has in hand at once, and one that waits behind them.
    engine.default = Reply(before_s=1.0)
    papers = [a_paper(tmp_path, pages=6, seed=seed) for seed in (2, 3)]
    desk.add(*papers)
    waiting = write_pdf(tmp_path / "waits.pdf", [prose(seed, sentences=30) for seed in range(5)])
    (last,) = desk.add(waiting)
    desk.run_until(lambda: desk.job(last.id).tokens is not None, timeout_s=30)
    desk.run_until(lambda: desk.job(last.id).eta_s is not None, timeout_s=5)
    job = desk.job(last.id)
    assert (job.state, job.pages, job.attempt) == (JobState.WAITING, 5, 0)
    words = sum(len(prose(seed, sentences=30).split()) for seed in range(5))
    assert job.tokens is not None
    assert words < job.tokens < 3 * words
    assert job.eta_s is not None
    assert job.eta_s > 1.0
    for job in desk.library.unfinished():
        desk.library.change(job.id, lambda job: job)  # nothing is held up by looking
    engine.default = Reply()
    assert all(job.state is JobState.DONE for job in desk.finish()), desk.report()


def test_a_job_that_is_worked_on_has_a_time_left_from_the_start(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    desk.add(a_paper(tmp_path, pages=4, seed=1))
    desk.finish()
    engine.default = Reply(before_s=0.5)
    (job,) = desk.add(a_paper(tmp_path, pages=8, seed=2))
    desk.run_until(lambda: desk.job(job.id).stage is Stage.SUMMARISING)
    assert desk.job(job.id).done == 0
    assert desk.job(job.id).eta_s is not None
    engine.default = Reply()
    desk.finish()


def test_what_a_first_document_took_so_far_is_not_known_before(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    """A short part that came first told of the whole document twice: as its own, and as known."""
    engine.default = Reply(before_s=0.3)
    (job,) = desk.add(a_paper(tmp_path, pages=8))
    desk.run_until(lambda: speeds.read(desk.paths) != ())
    assert desk.job(job.id).stage is Stage.SUMMARISING
    desk.run_until(lambda: desk.job(job.id).done >= 2)
    session = desk.owner._session
    assert session is not None
    (pace,) = session._harvester._paces.values()
    assert pace.expected is None
    engine.default = Reply()
    desk.finish()
