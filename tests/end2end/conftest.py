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
from tests.conftest import a_data_directory
from tests.fakes.ollama_server import FakeOllama, Reply
from worker.contract.celery_app import BrokerAddress
from worker.contract.messages import SummaryOptions
from worker.contract.names import Database
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

    def clear(self) -> None:
        """Leave nothing of the jobs to the next test, and let broker and worker go on."""
        for job in self.library.jobs():
            self.library.remove(job.id)
        self.run_until(lambda: not self._is_at_work())
        if self.owner.is_owner:
            with self.owner_address().connect(Database.NOTES) as notes:
                notes.flushdb()

    def _is_at_work(self) -> bool:
        session = self.owner._session
        return session is not None and session._is_at_work()

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


@pytest.fixture(scope="module")
def lasting(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Desk, FakeOllama]]:
    """A desk whose broker and worker go on from test to test: their start is what takes longest.

    For modules whose tests leave both alone; such a module makes its own `desk` and `engine` of it.
    """
    with pytest.MonkeyPatch.context() as patch, FakeOllama() as fake:
        patch.setenv("SUNTO_ENGINE", "ollama")
        patch.setenv("OLLAMA_HOST", fake.address)
        with a_data_directory(tmp_path_factory.mktemp("desk"), patch) as paths:
            found = Desk(paths)
            yield found, fake
            found.close()


@pytest.fixture
def cleared(lasting: tuple[Desk, FakeOllama]) -> Iterator[tuple[Desk, FakeOllama]]:
    """The same, and nothing of a test's jobs is left to the next one."""
    desk, fake = lasting
    yield desk, fake
    fake.replies.clear()
    fake.default = Reply()
    desk.clear()
    fake.requests.clear()
