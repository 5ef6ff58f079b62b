"""An owner to test with: real broker, real worker, and an engine of the test's choice."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from desktop.jobs.intake import expand
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.owner import Owner
from desktop.jobs.records import NewJob
from desktop.settings_file import load
from tests.fakes.ollama_server import FakeOllama
from worker.contract.celery_app import BrokerAddress
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths

TICK_S = 0.05


class Desk:
    """A library and the owner that works for it, ticked by hand."""

    def __init__(self, paths: DataPaths) -> None:
        self.paths = paths
        self.library = Library(paths.library)
        self.owner = Owner(paths, self.library, load(paths))
        self._before = set(psutil.Process().children(recursive=True))

    def add(self, *files: Path, options: SummaryOptions | None = None) -> list[Job]:
        wanted = options or SummaryOptions()
        return self.library.add([NewJob(file, wanted) for file in expand(files).files])

    def job(self, job_id: str) -> Job:
        found = self.library.job(job_id)
        assert found is not None
        return found

    def run_until(self, condition: Callable[[], bool], timeout_s: float = 60.0) -> float:
        """Tick until something holds; the seconds it took."""
        started = time.monotonic()
        while not condition():
            self.owner.tick()
            took = time.monotonic() - started
            assert took < timeout_s, self.report()
            time.sleep(TICK_S)
        return time.monotonic() - started

    def run_for(self, seconds: float) -> None:
        """Tick for a while: what should not happen has had its time then."""
        end = time.monotonic() + seconds
        self.run_until(lambda: time.monotonic() > end)

    def finish(self, timeout_s: float = 60.0) -> list[Job]:
        """Tick until every job is final."""
        self.run_until(lambda: not self.library.unfinished(), timeout_s)
        return self.library.jobs()

    def engine_is_ready(self) -> bool:
        """Whether the worker found a usable engine lately."""
        status = self.owner.status().engine
        return status is not None and status.ready

    def report(self) -> str:
        """What is to be known when a test waits in vain."""
        logs = [f"== {log.name}\n{log.read_text()[-4000:]}" for log in self.paths.logs.iterdir()]
        jobs = "\n".join(map(str, self.library.jobs()))
        return "\n".join([str(self.owner.status()), jobs, *logs])

    def wait_until(self, condition: Callable[[], bool], timeout_s: float = 60.0) -> None:
        """Wait for what happens without this owner."""
        end = time.monotonic() + timeout_s
        while not condition():
            assert time.monotonic() < end, self.report()
            time.sleep(TICK_S)

    def owner_address(self) -> BrokerAddress:
        """Where the bundled broker listens."""
        return BrokerAddress(socket=self.paths.broker_socket)

    def children(self) -> list[psutil.Process]:
        """Every process that was started since and lives."""
        found = set(psutil.Process().children(recursive=True)) - self._before
        return [child for child in found if child.status() != psutil.STATUS_ZOMBIE]

    def close(self) -> None:
        self.owner.stop()
        self.library.close()


@pytest.fixture
def engine(fake_ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch) -> FakeOllama:
    """The scripted Ollama, whose answers depend on the prompt alone."""
    monkeypatch.setenv("SUNTO_ENGINE", "ollama")
    monkeypatch.setenv("OLLAMA_HOST", fake_ollama.address)
    return fake_ollama


@pytest.fixture
def desk(paths: DataPaths, engine: FakeOllama) -> Iterator[Desk]:
    found = Desk(paths)
    yield found
    found.close()
