"""Engines for tests: the small models, the built-in server, a real Ollama, the scripted one.

A pytest plugin; the root conftest loads it. The files of the models lie in the mirror folder that
`packaging/test` fills.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.fakes.ollama_server import FakeOllama
from worker.engines.server_note import ServerNote, read_note

SMALL_MODEL = "SmolLM2-135M-Instruct-Q4_1.gguf"
"""Fast and silly: for everything that does not look at the words."""

READING_MODEL = "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf"
"""Writes usable bullets."""

_ROOT = Path(__file__).parents[1]


def mirror_folder() -> Path:
    """Where the files of models lie."""
    return Path(os.environ.get("SUNTO_MODEL_MIRROR") or Path.home() / ".cache" / "sunto-mirror")


def _model(name: str) -> Path:
    path = mirror_folder() / name
    if not path.is_file():
        pytest.skip(f"{name} is not in {mirror_folder()}: packaging/test fills it")
    return path


@pytest.fixture(scope="session")
def small_model() -> Path:
    return _model(SMALL_MODEL)


@pytest.fixture(scope="session")
def reading_model() -> Path:
    return _model(READING_MODEL)


@pytest.fixture
def fake_ollama() -> Iterator[FakeOllama]:
    with FakeOllama() as fake:
        yield fake


class ModelServer:
    """A built-in model server in a process of its own, its note, and the pipe that keeps it."""

    def __init__(self, process: "subprocess.Popen[bytes]", note_file: Path) -> None:
        self.process = process
        self.note_file = note_file

    @property
    def note(self) -> ServerNote:
        found = read_note(self.note_file)
        assert found is not None
        return found

    def wait_ready(self, timeout_s: float = 60.0) -> None:
        end = time.monotonic() + timeout_s
        while read_note(self.note_file) is None:
            assert self.process.poll() is None, "the model server ended"
            assert time.monotonic() < end, "the model server is not ready"
            time.sleep(0.02)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        assert self.process.stdin is not None
        self.process.stdin.close()


def start_model_server(
    model: Path, note_file: Path, window: int = 2048, stderr: int | None = None
) -> ModelServer:
    """Start one; it lives until it is stopped or its standard input ends."""
    code = (
        "import sys; from pathlib import Path; from worker.engines.model_server import run;"
        "run(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), 0)"
    )
    command = [sys.executable, "-c", code, str(model), str(note_file), str(window)]
    process = subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stderr=stderr)
    return ModelServer(process, note_file)


@pytest.fixture(scope="session")
def model_server(
    small_model: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ModelServer]:
    server = start_model_server(small_model, tmp_path_factory.mktemp("server") / "note.json")
    try:
        server.wait_ready()
        yield server
    finally:
        server.stop()


def find_ollama() -> str | None:
    """The program to test with: named, on PATH, or built into the cache."""
    named = os.environ.get("SUNTO_TEST_OLLAMA") or shutil.which("ollama")
    built = sorted(Path.home().glob(".cache/ollama-*/bin/ollama"))
    return named or (str(built[-1]) if built else None)


class OllamaServer:
    """A real Ollama with a model folder of its own, stopped by its own process."""

    def __init__(self, program: str, folder: Path) -> None:
        self.program = program
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{probe.getsockname()[1]}"
        self.models = folder / "models"
        self._environment = {
            **os.environ,
            "OLLAMA_HOST": self.address,
            "OLLAMA_MODELS": str(self.models),
            "OLLAMA_NUM_PARALLEL": "1",
        }
        self.log = folder / "ollama.log"
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [program, "serve"], env=self._environment, stdout=log, stderr=log
            )

    def wait_ready(self, timeout_s: float = 30.0) -> None:
        end = time.monotonic() + timeout_s
        while time.monotonic() < end:
            try:
                if httpx.get(f"{self.address}/api/version", trust_env=False).is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        pytest.fail(f"Ollama did not start: {self.log.read_text()}")

    def create(self, name: str, modelfile: str, folder: Path) -> None:
        """Import a model."""
        file = folder / f"Modelfile-{name}"
        file.write_text(modelfile)
        command = [self.program, "create", name, "-f", str(file)]
        subprocess.run(command, env=self._environment, check=True, capture_output=True)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(20)


CHATML = '''TEMPLATE """{{- range .Messages }}<|im_start|>{{ .Role }}
{{ .Content }}<|im_end|>
{{ end }}<|im_start|>assistant
"""
'''


@pytest.fixture(scope="session")
def ollama_server(
    small_model: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OllamaServer]:
    """A real server with `smol` (usable) and `untemplated` (known as completion only)."""
    program = find_ollama()
    if program is None:
        pytest.skip("no Ollama on PATH or in ~/.cache/ollama-*: see CONTRIBUTING.md")
    folder = tmp_path_factory.mktemp("ollama")
    server = OllamaServer(program, folder)
    try:
        server.wait_ready()
        server.create("smol", f"FROM {small_model}\n", folder)
        server.create("untemplated", f"FROM {small_model}\nTEMPLATE {{{{ .Prompt }}}}\n", folder)
        yield server
    finally:
        server.stop()
