import signal
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from desktop.jobs.engine_care import DEAF_AFTER, MOST_IN_VAIN, EngineCare, wanted_file
from desktop.jobs.job import Job
from desktop.services.model_server import ModelServer
from tests.desktop.jobs.test_dispatcher import job
from worker.contract.messages import EngineStatus, SummaryOptions
from worker.contract.paths import DataPaths
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


def test_a_server_that_was_ready_and_never_answers_is_started_again(
    paths: DataPaths, small_model: Path
) -> None:
    server = ModelServer(paths, {})
    care = EngineCare(paths, {}, server)
    missing = EngineStatus(ready=False, missing="model_server", detail=str(small_model))
    try:
        care.tend(missing, [job(1)])
        _wait(lambda: server.is_ready)
        first = _process(server)
        first.send_signal(signal.SIGSTOP)
        for beat in range(1, MOST_IN_VAIN + 1):
            care.tend(missing.model_copy(update={"beat": beat}), [job(1)])
            # The same news again says nothing new.
            care.tend(missing.model_copy(update={"beat": beat}), [job(1)])
            assert care.is_server_deaf == (beat >= DEAF_AFTER)
            assert first.is_running()
        care.tend(missing.model_copy(update={"beat": MOST_IN_VAIN + 1}), [job(1)])
        assert not first.is_running() or first.status() == psutil.STATUS_ZOMBIE
        _wait(lambda: (care.tend(missing, [job(1)]), server.is_ready)[1])
        assert _process(server).pid != first.pid
        care.tend(missing.model_copy(update={"ready": True, "missing": ""}), [job(1)])
        assert not care.is_server_deaf
    finally:
        server.stop()


def _process(server: ModelServer) -> psutil.Process:
    assert server.is_running
    (found,) = [child for child in psutil.Process().children() if "model-server" in child.cmdline()]
    return found


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)
