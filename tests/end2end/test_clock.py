"""A clock that is set while jobs run, back and forth, and a computer that sleeps and wakes."""

import os
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from tests.end2end.chaos import asked, comparable
from tests.end2end.conftest import Desk
from tests.fakes.ollama_server import FakeOllama, Reply
from tests.pdf_files import a_paper
from worker.contract.celery_app import BrokerAddress
from worker.contract.messages import SummaryOptions
from worker.contract.names import Database
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

SOURCE = Path(__file__).parents[1] / "fakes" / "clock.c"
COMPILER = shutil.which("cc")
HOUR_S, DAY_S = 3600, 24 * 3600
OWNER = """
import os, sys
from desktop.services import broker
plain = broker._environment
broker._environment = lambda: {**plain(), **{k: os.environ[k] for k in ("LD_PRELOAD", CLOCK)}}
from desktop.__main__ import main
sys.exit(main(["wait"]))
""".replace("CLOCK", '"SUNTO_TEST_CLOCK"')
"""The broker's environment is bare: it gets the clock with it."""

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(COMPILER is None or sys.platform != "linux", reason="needs Linux and cc"),
]


class Clock:
    """The wall clock of what is started with its environment."""

    def __init__(self, folder: Path) -> None:
        assert COMPILER is not None
        self._file, library = folder / "clock", folder / "clock.so"
        self.set(0)
        command = [COMPILER, "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
        subprocess.run(command, check=True)
        self.environment = {
            **os.environ,
            "LD_PRELOAD": str(library),
            "SUNTO_TEST_CLOCK": str(self._file),
        }

    def set(self, offset_s: int) -> None:
        """So many seconds beside the real time, for all at once."""
        with self._file.open("r+b" if self._file.exists() else "wb") as file:
            file.write(struct.pack("<q", offset_s))


class Run:
    """Jobs, their owner on another clock, and what they came to."""

    def __init__(self, paths: DataPaths, engine: FakeOllama, folder: Path, clock: Clock) -> None:
        self.engine = engine
        self._socket = paths.broker_socket
        self.library = Library(paths.library)
        papers = [a_paper(folder, seed=seed, pages=8) for seed in (1, 2)]
        self.expected = _undisturbed(paths, papers)
        self.undisturbed = asked(engine)
        engine.requests.clear()
        engine.default = Reply(token_s=0.02)
        self.library.add([NewJob(paper, SummaryOptions()) for paper in papers])
        log = (paths.logs / "owner.log").open("ab")
        self.owner = psutil.Popen([sys.executable, "-c", OWNER], env=clock.environment, stderr=log)
        log.close()

    def until_asked(self, times: int) -> None:
        """Until the engine was asked so often."""
        _wait(lambda: len(self.engine.requests) >= times)

    def family(self) -> list[psutil.Process]:
        """The owner and all that it has started."""
        return [self.owner, *self.owner.children(recursive=True)]

    def broker_time(self) -> float:
        """What the broker takes for the time."""
        with BrokerAddress(socket=self._socket).connect(Database.RESULTS) as broker:
            seconds, _ = broker.time()
            return float(seconds)

    def finish(self, most_again: int) -> None:
        """All is done once and as ever."""
        self.engine.default = Reply()
        assert self.owner.wait(120) == 0
        jobs = self.library.jobs()
        assert [(job.state, job.strikes) for job in jobs] == [(JobState.DONE, 0)] * 2
        for job in jobs:
            found = self.library.summary(job.id)
            assert found is not None
            assert comparable(found) == self.expected[job.file.name]
            assert found.timings.total_s >= 0
            assert found.timings.waited_s >= 0
        assert (asked(self.engine) - self.undisturbed).total() <= most_again


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path)


@pytest.fixture
def run(paths: DataPaths, engine: FakeOllama, tmp_path: Path, clock: Clock) -> Iterator[Run]:
    found = Run(paths, engine, tmp_path, clock)
    try:
        yield found
    finally:
        for process in found.family() if found.owner.is_running() else []:
            process.kill()
        found.library.close()


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "offsets_s",
    [(-HOUR_S,), (HOUR_S,), (-400 * DAY_S, 0), (30 * DAY_S, -DAY_S, 0)],
    ids=["an hour back", "an hour forward", "last year and back", "forth and back and forth"],
)
def test_a_clock_that_is_set(run: Run, clock: Clock, offsets_s: tuple[int, ...]) -> None:
    for at, offset_s in enumerate(offsets_s):
        run.until_asked(2 + 2 * at)
        clock.set(offset_s)
        assert abs(run.broker_time() - time.time() - offset_s) < 60
    # Keys that live a week are gone after a month: what is in hand is then begun again.
    run.finish(most_again=2 * len(offsets_s))


@pytest.mark.timeout(300)
def test_a_computer_that_sleeps_for_a_night(run: Run, clock: Clock) -> None:
    run.until_asked(3)
    asleep = run.family()
    for process in asleep:
        process.send_signal(signal.SIGSTOP)
    clock.set(8 * HOUR_S)
    time.sleep(10)
    for process in reversed(asleep):
        process.send_signal(signal.SIGCONT)
    woken_at = time.monotonic()
    before = len(run.engine.requests)
    run.until_asked(before + 1)
    assert time.monotonic() - woken_at < 15
    assert {each.pid for each in run.family()} >= {each.pid for each in asleep if each.is_running()}
    run.finish(most_again=2)


def _undisturbed(paths: DataPaths, papers: list[Path]) -> dict[str, object]:
    quiet = DataPaths(paths.root.parent / "quiet", paths.runtime / "quiet")
    quiet.create()
    desk = Desk(quiet)
    try:
        desk.add(*papers)
        found = {job.file.name: desk.library.summary(job.id) for job in desk.finish()}
    finally:
        desk.close()
    return {name: comparable(summary) for name, summary in found.items() if summary}


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 90
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)
