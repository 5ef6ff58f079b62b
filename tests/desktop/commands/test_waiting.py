"""Commands that do work: real broker, real worker, real processes; the engine is scripted."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from desktop.commands.models import ModelsJson
from desktop.job_json import JobJson, JobsJson
from tests.fakes.ollama_server import FakeOllama, Reply
from tests.model_files import write_model
from tests.pdf_files import a_paper, prose, write_pdf
from worker.contract.catalogue import starter
from worker.contract.paths import DataPaths

ROOT = Path(__file__).parents[3]
TIMEOUT_S = 60
SLOW = Reply(token_s=0.05)

Process = subprocess.Popen[str]
Start = Callable[..., Process]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch, fake_ollama: FakeOllama) -> FakeOllama:
    monkeypatch.setenv("SUNTO_ENGINE", "ollama")
    monkeypatch.setenv("OLLAMA_HOST", fake_ollama.address)
    return fake_ollama


@pytest.fixture
def start(paths: DataPaths) -> Iterator[Start]:
    """Start a command; whatever still runs at the end is killed."""
    started = []

    def start_one(*arguments: str | Path) -> Process:
        display = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        environment = {name: value for name, value in os.environ.items() if name not in display}
        process = subprocess.Popen(
            [sys.executable, "-m", "desktop", *map(str, arguments)],
            env={**environment, "PYTHONPATH": str(ROOT)},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        started.append(process)
        return process

    yield start_one
    for process in started:
        process.kill()
        process.communicate()
    for child in our_children(paths):
        child.kill()


def our_children(paths: DataPaths) -> list[psutil.Process]:
    """Broker and worker of this data directory, as far as they run."""
    marks = (str(paths.root), str(paths.runtime))
    found = []
    for process in psutil.process_iter():
        try:
            line = " ".join(process.cmdline())
        except psutil.Error:
            continue
        if process.pid != os.getpid() and any(mark in line for mark in marks):
            found.append(process)
    return found


def finish(process: Process, code: int) -> tuple[list[JobJson], str]:
    """The jobs it printed, the only thing on standard output, and what it said."""
    output, said = process.communicate(timeout=TIMEOUT_S)
    assert process.returncode == code, said
    assert "Traceback" not in said
    return list(JobsJson.model_validate_json(output).jobs), said


def wait_until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + TIMEOUT_S
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


@pytest.mark.usefixtures("engine")
def test_add_and_wait(start: Start, tmp_path: Path, paths: DataPaths) -> None:
    (tmp_path / "empty.pdf").touch()
    good = a_paper(tmp_path, pages=2)
    jobs, said = finish(start("add", good, tmp_path / "empty.pdf", "--wait", "--json"), 1)
    assert [job.state for job in jobs] == ["done", "failed"]
    summary = jobs[0].summary
    assert summary is not None
    assert summary.coverage.pages == 2
    assert all(claim.evidence for claim in summary.points)
    assert "done       paper-1.pdf" in said
    assert not our_children(paths)
    # Asked once more it is there already: nothing is started for it.
    again, _ = finish(start("add", good, "--wait", "--json"), 0)
    assert again[0].id == jobs[0].id
    # The whole library: what is done, and what failed.
    everything, _ = finish(start("wait", "--json"), 1)
    assert len(everything) == 2
    one, _ = finish(start("wait", jobs[0].id, "--json"), 0)
    assert one[0].summary == summary


@pytest.mark.usefixtures("engine")
def test_files_without_a_display(start: Start, tmp_path: Path) -> None:
    process = start(a_paper(tmp_path, pages=1))
    output, said = process.communicate(timeout=TIMEOUT_S)
    assert process.returncode == 0, said
    assert output.startswith("paper-1\n-------\npaper-1.pdf, summarised on 20")
    assert "\n1 page · standard · small:latest (Ollama) · " in output
    assert "(p. 1)" in output
    assert "The one page was read." in output


@pytest.mark.usefixtures("engine")
def test_a_locked_document_needs_a_person(start: Start, tmp_path: Path) -> None:
    locked = write_pdf(tmp_path / "locked.pdf", [prose(1)], password="sesame")
    jobs, said = finish(start("add", locked, "--wait", "--json"), 4)
    assert (jobs[0].state, jobs[0].reason) == ("waiting", "password")
    assert "--password" in said
    wrong, _ = finish(start("add", locked, "--password", "rice", "--wait", "--json"), 4)
    assert wrong[0].reason == "password"
    opened, _ = finish(start("add", locked, "--password", "sesame", "--wait", "--json"), 0)
    assert (opened[0].id, opened[0].state) == (jobs[0].id, "done")


@pytest.mark.usefixtures("engine")
def test_what_is_paused_needs_a_person(start: Start, tmp_path: Path) -> None:
    assert start("pause").wait(TIMEOUT_S) == 0
    jobs, _ = finish(start("add", a_paper(tmp_path, pages=1), "--wait", "--json"), 4)
    assert jobs[0].state == "paused"
    finish(start("wait", "--json"), 4)


def test_no_engine_to_be_had(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUNTO_ENGINE", "ollama")
    with socket.socket() as taken:
        # Bound, and nobody listens.
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("OLLAMA_HOST", f"http://127.0.0.1:{taken.getsockname()[1]}")
        jobs, _ = finish(start("add", a_paper(tmp_path, pages=1), "--wait", "--json"), 4)
        assert (jobs[0].state, jobs[0].reason) == ("waiting", "engine")
        doctor = start("doctor", "--json")
        report = json.loads(doctor.communicate(timeout=TIMEOUT_S)[0])
        assert doctor.returncode == 4
    findings = {check["name"]: check["finding"] for check in report["checks"]}
    assert findings["engine"] == "missing"
    assert findings["broker"] == findings["worker"] == findings["library"] == "found"


@pytest.mark.usefixtures("engine")
def test_a_model_that_cannot_be_had(start: Start, tmp_path: Path) -> None:
    """One that Ollama does not have, a file that nobody has, and one that is no model."""
    paper, damaged = a_paper(tmp_path, pages=1), tmp_path / "damaged.gguf"
    damaged.write_bytes(b"GGUF" + b"\0" * 1000)
    for model in ("other", "unheard-of.gguf", damaged):
        assert start("add", paper, "--model", model).wait(TIMEOUT_S) == 0
    jobs, said = finish(start("wait", "--json"), 4)
    assert [(job.state, job.reason) for job in jobs] == [("waiting", "model")] * 3
    assert "Waiting for the model unheard-of.gguf" in said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_and_gone_on_with(
    start: Start, tmp_path: Path, paths: DataPaths, engine: FakeOllama, number: signal.Signals
) -> None:
    engine.default = SLOW
    process = start("add", a_paper(tmp_path, pages=6), "--wait", "--json")
    wait_until(lambda: bool(engine.requests), "the engine was not asked")
    asked = time.monotonic()
    process.send_signal(number)
    jobs, said = finish(process, 130)
    assert time.monotonic() - asked < 6
    assert "sunto wait" in said
    assert (jobs[0].state, jobs[0].reason) == ("waiting", "turn")
    assert not our_children(paths)
    engine.default = Reply()
    finished, _ = finish(start("wait", "--json"), 0)
    assert (finished[0].id, finished[0].state) == (jobs[0].id, "done")


def test_who_watches_takes_over(
    start: Start, tmp_path: Path, paths: DataPaths, engine: FakeOllama
) -> None:
    engine.default = SLOW
    first = start("add", a_paper(tmp_path, pages=6), "--wait", "--json")
    wait_until(lambda: bool(engine.requests), "the engine was not asked")
    second = start("wait", "--json")
    wait_until(lambda: "watches" in said_so_far(second), "the second one does not watch")
    first.kill()
    engine.default = Reply()
    jobs, _ = finish(second, 0)
    assert jobs[0].state == "done"
    assert jobs[0].attempt == 2
    wait_until(lambda: not our_children(paths), "something was left behind")


def said_so_far(process: Process) -> str:
    """The first line on standard error; what follows is read by `finish`."""
    assert process.stderr is not None
    return process.stderr.readline()


@pytest.mark.usefixtures("engine")
def test_models(start: Start, paths: DataPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUNTO_MODEL_MIRROR", raising=False)
    write_model(paths.models / "own.gguf", size=1_000_000)
    process = start("models", "--json")
    found = ModelsJson.model_validate_json(process.communicate(timeout=TIMEOUT_S)[0])
    assert process.returncode == 0
    assert (found.kind, found.model, found.why) == ("ollama", "small:latest", "chosen")
    assert [model.name for model in found.others] == ["own.gguf"]
    assert starter().file in [offer.file for offer in found.offers]
    people = start("models").communicate(timeout=TIMEOUT_S)[0].splitlines()
    assert people[0] == "You chose it, or its model."
    assert people[1].startswith("* small:latest  400 MB, reads 8192 of 32768 tokens at once")
    assert people[2].startswith("  own.gguf  1.0 MB")
    assert any("not tried by us" in line for line in people[4:])


@pytest.mark.usefixtures("engine")
def test_a_window_that_cannot_be_had_needs_a_person(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUNTO_WINDOW", "131072")
    jobs, said = finish(start("add", a_paper(tmp_path, pages=1), "--wait", "--json"), 4)
    assert (jobs[0].state, jobs[0].reason) == ("waiting", "model")
    assert "the largest that can is 32768" in said


def test_a_model_nobody_knows(start: Start) -> None:
    process = start("pull", "unheard-of.gguf")
    assert "No such model" in process.communicate(timeout=TIMEOUT_S)[1]
    assert process.returncode == 2


def test_a_model_pulled_through_ollama(start: Start, engine: FakeOllama) -> None:
    weights = {"status": "pulling", "digest": "sha256:1", "total": 1000, "completed": 1000}
    engine.pulls = [[weights, {"status": "success"}], [{"error": "file does not exist"}]]
    process = start("pull", "small")
    assert "“small” is ready." in process.communicate(timeout=TIMEOUT_S)[1]
    assert process.returncode == 0
    missing = start("pull", "unheard-of")
    assert "No such model" in missing.communicate(timeout=TIMEOUT_S)[1]
    assert missing.returncode == 2
    assert [body["model"] for body in engine.pulled] == ["small", "unheard-of"]


def test_a_model_file_of_ones_own(start: Start, tmp_path: Path, paths: DataPaths) -> None:
    file = write_model(tmp_path / "own.gguf", size=1_000_000)
    assert start("pull", file).wait(TIMEOUT_S) == 0
    assert (paths.models / "own.gguf").samefile(file)
    (tmp_path / "no.gguf").write_text("no model")
    process = start("pull", tmp_path / "no.gguf")
    assert "This model cannot summarise" in process.communicate(timeout=TIMEOUT_S)[1]
    assert process.returncode == 1


def test_a_model_from_a_mirror_that_lacks_it(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUNTO_MODEL_MIRROR", str(tmp_path))
    for name in ("HTTPS_PROXY", "https_proxy"):
        # Nobody listens there, so the publisher cannot be reached either.
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    process = start("pull", "starter")
    assert "The model cannot be reached" in process.communicate(timeout=TIMEOUT_S)[1]
    assert process.returncode == 1


@pytest.mark.usefixtures("engine")
def test_flower_and_a_second_worker(start: Start, paths: DataPaths) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = start("flower", "--port", str(port))
    assert f"http://127.0.0.1:{port}" in said_so_far(process)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=TIMEOUT_S) as page:
        assert b"Flower" in page.read()
    listening = psutil.Process(process.pid).children(recursive=True)
    hosts = {c.laddr.ip for child in listening for c in child.net_connections("tcp")}
    assert hosts <= {"127.0.0.1"}
    process.send_signal(signal.SIGINT)
    assert process.wait(TIMEOUT_S) == 130
    assert not our_children(paths)


def test_a_worker_without_a_broker(start: Start) -> None:
    process = start("worker")
    assert "--broker" in process.communicate(timeout=TIMEOUT_S)[1]
    assert process.returncode == 3
