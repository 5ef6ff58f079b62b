"""kill -9 of the owner itself, in a process of its own: nothing stays, nothing is lost."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from desktop.jobs.library import Library
from tests.fakes.ollama_server import FakeOllama, Reply
from tests.pdf_files import a_paper
from tests.program import SUNTO
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

LIMIT_S = 60.0


def test_killed_in_the_middle_and_gone_on_with(
    paths: DataPaths, engine: FakeOllama, tmp_path: Path
) -> None:
    engine.default = Reply(token_s=0.02)
    paper = a_paper(tmp_path, pages=8)
    first = subprocess.Popen([*SUNTO, "add", str(paper), "--wait"])
    library = Library(paths.library)
    _wait(lambda: any(job.done >= 2 for job in library.jobs()))
    started = psutil.Process(first.pid).children(recursive=True)
    assert len(started) >= 4
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    _, alive = psutil.wait_procs(started, timeout=5)
    assert [child for child in alive if child.status() != psutil.STATUS_ZOMBIE] == []
    before = len(engine.requests)
    noted = {str(seen.body["messages"]) for seen in engine.requests[: before - 2]}
    engine.default = Reply()
    second = subprocess.run(
        [*SUNTO, "wait", "--json"], capture_output=True, timeout=LIMIT_S, check=True
    )
    (told,) = json.loads(second.stdout)["jobs"]
    (job,) = library.jobs()
    assert (told["id"], told["state"], job.state) == (job.id, "done", JobState.DONE)
    again = [str(seen.body["messages"]) for seen in engine.requests[before:]]
    assert not noted & set(again), "a part was noted again"
    library.close()


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + LIMIT_S
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)
