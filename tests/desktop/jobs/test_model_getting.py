"""Getting models with real processes: from a file server, through the scripted Ollama."""

import hashlib
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from desktop.jobs.job import Job
from desktop.jobs.model_getting import ModelGetting
from desktop.jobs.status import ModelFetch
from tests.desktop.test_job_json import a_job
from tests.fakes.file_server import FileServer
from tests.fakes.ollama_server import FakeOllama
from tests.model_files import write_model
from worker.contract.catalogue import starter
from worker.contract.messages import EngineStatus, SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import EngineKind, WaitReason

WEIGHTS: dict[str, object] = {"status": "pulling", "digest": "sha256:1", "total": 1000}
NO_MODEL = EngineStatus(ready=False, kind=EngineKind.BUILTIN, model=starter().file, missing="model")
TIMEOUT_S = 60


@pytest.fixture(autouse=True)
def no_publisher(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    for name in ("SUNTO_MODEL_MIRROR", "SUNTO_MIRROR_FILL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def make(paths: DataPaths) -> Iterator[Callable[..., ModelGetting]]:
    made: list[ModelGetting] = []

    def new(**environment: str) -> ModelGetting:
        made.append(ModelGetting(paths, environment))
        return made[-1]

    yield new
    for each in made:
        each.stop()


def tend_until(
    getting: ModelGetting,
    condition: Callable[[], bool],
    engine: EngineStatus | None = None,
    jobs: tuple[Job, ...] = (),
) -> None:
    end = time.monotonic() + TIMEOUT_S
    while not condition():
        assert time.monotonic() < end, getting.state
        getting.tend(engine, jobs)
        time.sleep(0.02)


def only(getting: ModelGetting) -> ModelFetch:
    (found,) = getting.state
    return found


def test_through_ollama(make: Callable[..., ModelGetting], fake_ollama: FakeOllama) -> None:
    fake_ollama.pulls = [[WEIGHTS | {"completed": 1000}, {"status": "success"}]]
    getting = make(OLLAMA_HOST=fake_ollama.address)
    getting.get("small")
    assert only(getting) == ModelFetch("small", 0, 0)
    tend_until(getting, lambda: not getting.state)
    assert [body["model"] for body in fake_ollama.pulled] == ["small"]


def test_paused_gone_on_with_and_kept_over_a_restart(
    make: Callable[..., ModelGetting], fake_ollama: FakeOllama
) -> None:
    half = [WEIGHTS | {"completed": 400}, {"stall": True}]
    fake_ollama.pulls = [half, half, [WEIGHTS | {"completed": 1000}, {"status": "success"}]]
    getting = make(OLLAMA_HOST=fake_ollama.address)
    getting.get("small")
    tend_until(getting, lambda: only(getting).done_bytes == 400)
    getting.pause("small")
    assert only(getting) == ModelFetch("small", 400, 1000, is_paused=True)
    getting.tend(None, ())
    assert len(fake_ollama.pulled) == 1
    later = make(OLLAMA_HOST=fake_ollama.address)
    assert later.state == getting.state
    later.get("small")
    tend_until(later, lambda: len(fake_ollama.pulled) == 2)
    later.stop()
    # It was under way when the program ended, so it goes on by itself.
    last = make(OLLAMA_HOST=fake_ollama.address)
    tend_until(last, lambda: not last.state)
    assert make().state == ()


def test_what_only_a_person_can_change_is_not_tried_again(
    make: Callable[..., ModelGetting], fake_ollama: FakeOllama
) -> None:
    fake_ollama.pulls = [[{"error": "pull model manifest: file does not exist"}]]
    getting = make(OLLAMA_HOST=fake_ollama.address)
    getting.get("unheard-of")
    tend_until(getting, lambda: only(getting).error == "unknown_model")
    for _ in range(20):
        getting.tend(None, ())
    assert len(fake_ollama.pulled) == 1
    getting.cancel("unheard-of")
    assert getting.state == ()


def test_one_after_the_other(make: Callable[..., ModelGetting], fake_ollama: FakeOllama) -> None:
    fake_ollama.pulls = [[WEIGHTS | {"completed": 1}, {"stall": True}], [{"status": "success"}]]
    getting = make(OLLAMA_HOST=fake_ollama.address)
    getting.get("first")
    getting.get("small")
    tend_until(getting, lambda: getting.state[0].done_bytes == 1)
    assert [fetch.name for fetch in getting.state] == ["first", "small"]
    # What is held makes way.
    getting.pause("first")
    tend_until(getting, lambda: len(getting.state) == 1)
    assert [body["model"] for body in fake_ollama.pulled] == ["first", "small"]


def test_a_document_that_waits_has_its_model_fetched(
    make: Callable[..., ModelGetting], paths: DataPaths
) -> None:
    with FileServer(b"x" * 3_000_000) as files:
        files.stalls = True
        getting = make(SUNTO_MODEL_MIRROR=files.url)
        getting.tend(NO_MODEL, ())
        assert getting.state == ()
        waiting = replace(a_job(), reason=WaitReason.MODEL)
        part = paths.models / f"{starter().file}.part"
        tend_until(getting, lambda: bool(getting.state), NO_MODEL, (waiting,))
        tend_until(getting, part.exists, NO_MODEL, (waiting,))
        getting.cancel("")
        assert not part.exists()
        getting.tend(NO_MODEL, (waiting,))
        assert getting.state == ()
        named = replace(
            waiting, options=SummaryOptions(model="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf")
        )
        getting.tend(NO_MODEL, (named,))
        assert only(getting).name == "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf"


def test_a_wrong_file_is_refused_and_not_fetched_for_ever(
    make: Callable[..., ModelGetting], paths: DataPaths
) -> None:
    content = random.Random(3).randbytes(1000)
    assert hashlib.sha256(content).hexdigest() != starter().sha256
    with FileServer(content) as files:
        getting = make(SUNTO_MODEL_MIRROR=files.url)
        getting.get("starter")
        tend_until(getting, lambda: only(getting).error == "wrong_content")
        asked = len(files.ranges)
        for _ in range(20):
            getting.tend(None, ())
        assert len(files.ranges) == asked
    assert list(paths.models.glob("qwen*")) == []


def test_a_file_of_ones_own(
    make: Callable[..., ModelGetting], paths: DataPaths, tmp_path: Path
) -> None:
    getting = make()
    getting.get(str(write_model(tmp_path / "own.gguf")))
    tend_until(getting, lambda: not getting.state)
    assert (paths.models / "own.gguf").is_file()


def test_the_process_ends_with_its_parent(
    make: Callable[..., ModelGetting], fake_ollama: FakeOllama
) -> None:
    fake_ollama.pulls = [[WEIGHTS | {"completed": 400}, {"stall": True}]]
    getting = make(OLLAMA_HOST=fake_ollama.address)
    before = set(psutil.Process().children())
    getting.get("small")
    tend_until(getting, lambda: only(getting).done_bytes == 400)
    (child,) = set(psutil.Process().children()) - before
    process = getting._fetcher._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()
    assert psutil.wait_procs([child], timeout=10)[1] == []
