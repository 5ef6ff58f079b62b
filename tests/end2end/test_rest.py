"""A worker with nothing to do ends, and is back soon after a drop."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psutil
import pytest

from desktop.jobs import transitions
from desktop.jobs.owner import Owner
from desktop.jobs.status import ServiceState
from desktop.settings_file import load
from tests.end2end.conftest import Desk
from tests.fakes.ollama_server import FakeOllama
from tests.pdf_files import a_paper
from worker.contract.paths import DataPaths
from worker.contract.states import EngineKind, JobState

IDLE_S = 0.5


@pytest.fixture
def resting(paths: DataPaths, engine: FakeOllama) -> Iterator[Desk]:
    desk = Desk(paths)
    desk.owner = Owner(paths, desk.library, load(paths), idle_s=IDLE_S)
    yield desk
    desk.close()


def test_the_worker_ends_when_idle_and_is_back_with_the_next_document(
    resting: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    resting.add(a_paper(tmp_path, seed=1))
    resting.finish()
    resting.run_until(lambda: resting.owner.status().worker is ServiceState.STOPPED)
    commands = [" ".join(child.cmdline()) for child in resting.children()]
    assert not [command for command in commands if "worker run" in command], commands
    status = resting.owner.status()
    assert status.engine is not None
    assert status.engine.kind is EngineKind.OLLAMA
    resting.run_for(1.0)
    (job,) = resting.add(a_paper(tmp_path, seed=2))
    took_s = resting.run_until(lambda: resting.job(job.id).state is JobState.RUNNING)
    assert took_s < 15  # 3 on a machine that does nothing else, see bench_start
    (first, second) = resting.finish()
    assert (first.state, second.state) == (JobState.DONE, JobState.DONE)
    assert second.attempt == 1


def test_the_built_in_model_rests_too_and_comes_back_before_it_is_looked_for(
    paths: DataPaths, small_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUNTO_ENGINE", "builtin")
    monkeypatch.setenv("SUNTO_MODEL", str(small_model))
    desk = Desk(paths)
    desk.owner = Owner(paths, desk.library, load(paths), idle_s=IDLE_S)
    try:
        (job,) = desk.add(a_paper(tmp_path, pages=1, seed=1))
        desk.run_until(lambda: desk.owner.status().model_server is ServiceState.RUNNING)
        desk.library.change(job.id, partial(transitions.cancelled, now=1.0))
        desk.run_until(lambda: not _servers(desk))
        desk.run_until(lambda: desk.owner.status().worker is ServiceState.STOPPED)
        desk.add(a_paper(tmp_path, pages=1, seed=2))
        desk.run_until(lambda: bool(_servers(desk)), timeout_s=5)
    finally:
        desk.close()


def _servers(desk: Desk) -> list[psutil.Process]:
    return [child for child in desk.children() if "model-server" in child.cmdline()]
