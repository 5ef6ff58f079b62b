"""The power goes off between any two steps of the owner, and the broker's last writes are lost."""

import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from tests.end2end.chaos import asked, comparable
from tests.fakes.ollama_server import FakeOllama
from tests.pdf_files import a_paper
from tests.program import SUNTO
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

NEVER = 10**9
LIMIT_S = 120.0
A_FEW = 3


class Desk:
    """Data directories, one for each cut, and what an undisturbed run gives."""

    def __init__(self, folder: Path, engine: FakeOllama, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder, self._engine, self._patch = folder, engine, monkeypatch
        self._paper = a_paper(folder, pages=4)
        self.steps = self.run("undisturbed", NEVER)
        self._expected = self._summary("undisturbed")
        self._undisturbed = asked(engine)
        engine.requests.clear()

    def run(self, name: str, last: int) -> list[str]:
        """Add the document, and work until the power goes off or all is done; the steps taken."""
        library = Library(self._paths(name).library)
        library.add([NewJob(self._paper, SummaryOptions())])
        library.close()
        trace = self._folder / f"{name}.trace"
        command = [sys.executable, "-m", "tests.end2end.power_cut", str(last), str(trace)]
        done = subprocess.run(command, capture_output=True, timeout=LIMIT_S, check=False)
        # A run may take a step less than the one that was counted: progress is told as it comes.
        assert done.returncode in (0, -signal.SIGKILL), done.stderr
        return trace.read_text().splitlines()

    def cut_and_go_on(self, last: int) -> None:
        """Cut the power after that step; the next start does the job, once and as ever."""
        self._engine.requests.clear()
        name = f"cut-{last}"
        self.run(name, last)
        paths = self._paths(name)
        lost = _lose_the_end(paths, random.Random(last))
        done = subprocess.run([*SUNTO, "wait"], capture_output=True, timeout=LIMIT_S, check=False)
        assert done.returncode == 0, done.stderr
        library = Library(paths.library)
        (job,) = library.jobs()
        library.close()
        assert (job.state, job.strikes) == (JobState.DONE, 0)
        assert self._summary(name) == self._expected
        again = (asked(self._engine) - self._undisturbed).total()
        assert again <= (self._undisturbed.total() if lost else 2)

    def _paths(self, name: str) -> DataPaths:
        self._patch.setenv("SUNTO_DATA_DIR", str(self._folder / name))
        paths = DataPaths.locate()
        paths.create()
        return paths

    def _summary(self, name: str) -> object:
        library = Library(self._paths(name).library)
        (job,) = library.jobs()
        summary = library.summary(job.id)
        library.close()
        assert summary is not None
        return comparable(summary)


@pytest.fixture
def desk(
    paths: DataPaths, engine: FakeOllama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    return Desk(tmp_path, engine, monkeypatch)


def test_a_few_steps(desk: Desk) -> None:
    count = len(desk.steps)
    for last in random.Random(count).sample(range(1, count), A_FEW):
        desk.cut_and_go_on(last)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_every_step(desk: Desk) -> None:
    print(f"\n{len(desk.steps)} steps: {dict(Counter(desk.steps))}")
    for last in range(1, len(desk.steps)):
        desk.cut_and_go_on(last)


def _lose_the_end(paths: DataPaths, chance: random.Random) -> int:
    """Take back what the broker wrote last: it syncs once a second. Returns how many bytes."""
    lost = 0
    for file in paths.broker.rglob("*.incr.aof"):
        content = file.read_bytes()
        kept = chance.randint(len(content) // 2, len(content))
        file.write_bytes(content[:kept])
        lost += len(content) - kept
    return lost
