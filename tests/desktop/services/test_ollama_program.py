import os
import socket
from pathlib import Path

import httpx
import psutil
import pytest

from desktop.services import ollama_program
from desktop.services.ollama_program import OllamaProgram, start_command
from tests.engine_fixtures import find_ollama
from worker.contract.paths import DataPaths


@pytest.fixture
def no_service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither a service nor a program in the usual places, whatever this computer has."""
    monkeypatch.setattr(ollama_program, "SYSTEMD_RUNS", tmp_path / "none")
    monkeypatch.setattr(ollama_program, "PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("no_service")
def test_where_there_is_none(paths: DataPaths) -> None:
    program = OllamaProgram(paths, {})
    assert not program.is_installed
    program.start()
    assert not program.is_starting


@pytest.mark.usefixtures("no_service")
def test_on_the_path(paths: DataPaths, tmp_path: Path) -> None:
    found = tmp_path / "ollama"
    found.write_text("#!/bin/sh\nexit 0\n")
    found.chmod(0o755)
    assert start_command() == [str(found), "serve"]
    assert OllamaProgram(paths, {}).is_installed
    # One that is asked for on another computer cannot be started here.
    assert not OllamaProgram(paths, {"OLLAMA_HOST": "gpu.example:11434"}).is_installed


@pytest.mark.ollama
def test_a_real_one_answers_where_it_is_looked_for(
    paths: DataPaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = find_ollama()
    if found is None:
        pytest.skip("no Ollama on PATH or in ~/.cache/ollama-*: see CONTRIBUTING.md")
    monkeypatch.setattr(ollama_program, "SYSTEMD_RUNS", tmp_path / "none")
    monkeypatch.setenv("PATH", f"{Path(found).parent}:{os.environ['PATH']}")
    monkeypatch.setenv("OLLAMA_MODELS", str(tmp_path / "models"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    program = OllamaProgram(paths, {"OLLAMA_HOST": address})
    before = set(psutil.Process().children())
    program.start()
    assert program.is_starting
    (server,) = set(psutil.Process().children()) - before
    try:
        transport = httpx.HTTPTransport(retries=12)
        with httpx.Client(transport=transport, trust_env=False, timeout=30) as client:
            assert client.get(f"{address}/api/version").json()["version"]
    finally:
        server.terminate()
        assert psutil.wait_procs([server], timeout=20)[1] == []
