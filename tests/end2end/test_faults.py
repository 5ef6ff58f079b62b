"""No job fails because its engine was away: it waits, says for what, and goes on by itself."""

from pathlib import Path

import pytest

from tests.end2end.conftest import Desk
from tests.fakes.ollama_server import FakeModel, FakeOllama, Fault, Reply
from tests.pdf_files import a_paper
from worker.contract.states import JobState, Stage, WaitReason


@pytest.mark.parametrize("fault", [Fault.ERROR, Fault.BUSY, Fault.TOO_MANY, Fault.ERROR_LINE])
def test_a_short_trouble_is_tried_over(
    desk: Desk, engine: FakeOllama, tmp_path: Path, fault: Fault
) -> None:
    engine.script(*[Reply(fault=fault)] * 3)
    desk.add(a_paper(tmp_path))
    (job,) = desk.finish()
    assert (job.state, job.attempt) == (JobState.DONE, 1), desk.report()


@pytest.mark.parametrize("fault", [Fault.ERROR, Fault.TOO_MANY, Fault.CUT, Fault.GARBAGE])
def test_a_long_trouble_is_waited_out(
    desk: Desk, engine: FakeOllama, tmp_path: Path, fault: Fault
) -> None:
    engine.default = Reply(fault=fault)
    (job,) = desk.add(a_paper(tmp_path))
    desk.run_until(lambda: desk.job(job.id).reason is WaitReason.ENGINE)
    asked = len(engine.requests)
    desk.run_for(1.0)
    assert len(engine.requests) == asked, "it is left alone for a while"
    engine.default = Reply()
    (job,) = desk.finish()
    assert job.state is JobState.DONE, desk.report()
    assert job.attempt > 1
    assert job.strikes == 0


def test_an_engine_that_is_stopped_and_started_again(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    engine.default = Reply(before_s=0.5)
    (job,) = desk.add(a_paper(tmp_path))
    desk.run_until(lambda: desk.job(job.id).stage is Stage.SUMMARISING)
    engine.__exit__()
    desk.run_until(lambda: desk.job(job.id).reason is WaitReason.ENGINE)
    desk.run_until(lambda: not desk.engine_is_ready())
    status = desk.owner.status().engine
    assert status is not None
    assert (status.missing, status.address) == ("engine", engine.address)
    with FakeOllama(port=engine.port):
        (job,) = desk.finish()
    assert job.state is JobState.DONE, desk.report()


def test_a_model_that_is_deleted_and_comes_back(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    engine.default = Reply(before_s=0.5)
    (job,) = desk.add(a_paper(tmp_path))
    desk.run_until(lambda: desk.job(job.id).stage is Stage.SUMMARISING)
    engine.models = []
    desk.run_until(lambda: desk.job(job.id).reason is WaitReason.MODEL)
    engine.models = [FakeModel()]
    (job,) = desk.finish()
    assert job.state is JobState.DONE, desk.report()


def test_a_first_token_that_takes_longer_than_any_later_one_may(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    engine.script(Reply(before_s=5.0))
    desk.add(a_paper(tmp_path))
    (job,) = desk.finish()
    assert (job.state, job.attempt) == (JobState.DONE, 1), desk.report()
