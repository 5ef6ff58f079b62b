from pathlib import Path

import pytest

from desktop.jobs.engine_care import wanted_file
from desktop.jobs.job import Job
from tests.desktop.jobs.test_dispatcher import job
from worker.contract.messages import EngineStatus, SummaryOptions
from worker.contract.states import JobState, WaitReason

STARTER = EngineStatus(ready=False, missing="model_server", detail="/models/starter.gguf")


def own(number: int, **fields: object) -> Job:
    return job(number, options=SummaryOptions(model="/models/own.gguf"), **fields)


@pytest.mark.parametrize(
    ("working", "wanted"),
    [
        ([job(1)], "starter.gguf"),
        ([own(1, reason=WaitReason.ENGINE)], "own.gguf"),
        ([own(1, state=JobState.RUNNING, reason=None)], "own.gguf"),
        ([own(1, reason=WaitReason.TURN)], None),
        ([own(1, reason=WaitReason.TURN), job(2)], "starter.gguf"),
        ([job(1), own(2, reason=WaitReason.ENGINE)], "starter.gguf"),
        ([], None),
    ],
)
def test_the_file_of_the_first_job_that_wants_one(working: list[Job], wanted: str | None) -> None:
    found = wanted_file(STARTER, working, lambda file: file)
    assert (found.name if found else None) == wanted


def test_nothing_is_started_beside_an_engine_that_answers() -> None:
    assert wanted_file(EngineStatus(ready=True), [job(1)], lambda file: file) is None
    assert wanted_file(None, [job(1)], lambda file: file) is None
    own_path = Path("/models/own.gguf")
    waiting = [own(1, reason=WaitReason.ENGINE)]
    assert wanted_file(EngineStatus(ready=True), waiting, lambda file: file) == own_path
