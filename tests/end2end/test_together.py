"""Window and command line on one data directory, in every order of starting and ending."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from tests.end2end.chaos import COMMAND, WINDOW, asked
from tests.fakes.ollama_server import FakeOllama, Reply
from tests.pdf_files import a_paper
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

LIMIT_S = 120.0


@pytest.mark.long
@pytest.mark.parametrize("ends", ["first", "second"])
@pytest.mark.parametrize("order", [(WINDOW, COMMAND), (COMMAND, WINDOW)], ids=["window", "command"])
def test_whoever_starts_and_whoever_ends_the_work_is_done_once(
    paths: DataPaths,
    engine: FakeOllama,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    order: tuple[list[str], list[str]],
    ends: str,
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    engine.default = Reply(token_s=0.02)
    library = Library(paths.library)
    (job,) = library.add([NewJob(a_paper(tmp_path, pages=8), SummaryOptions())])
    programs = [_started(order[0])]
    try:
        _wait(lambda: len(engine.requests) >= 1)
        programs.append(_started(order[1]))
        _wait(lambda: len(engine.requests) >= 3)
        leaver = programs[0 if ends == "first" else 1]
        leaver.terminate()
        leaver.wait(30)
        engine.default = Reply()
        _wait(lambda: _state(library, job.id) is JobState.DONE)
    finally:
        for program in programs:
            program.terminate()
            program.wait(30)
        library.close()
    again = [question for question, times in asked(engine).items() if times > 1]
    assert len(again) <= 2, "more was done again than was in flight"


def _started(command: list[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _state(library: Library, job_id: str) -> JobState:
    job = library.job(job_id)
    assert job is not None
    return job.state


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + LIMIT_S
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)
