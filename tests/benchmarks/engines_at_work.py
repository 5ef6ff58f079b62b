"""The engines that benchmarks run on: a real Ollama of their own, and the built-in one.

`SUNTO_BENCH_THREADS` says how many threads Ollama may use. llama.cpp's threads wait for each other
after every step: on a machine that does other things besides, one is several times faster than two.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.engine_fixtures import CHATML, READING_MODEL, OllamaServer, find_ollama, mirror_folder

LARGER_MODEL = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
MODELS = {"0.5b": READING_MODEL, "1.5b": LARGER_MODEL}


@contextmanager
def ollama_at_work() -> Iterator[OllamaServer]:
    """A server with each of `MODELS` that is there, under its name."""
    program = find_ollama()
    if program is None:
        raise SystemExit("no Ollama on PATH or in ~/.cache/ollama-*: see CONTRIBUTING.md")
    threads = os.environ.get("SUNTO_BENCH_THREADS", "")
    limit = f"PARAMETER num_thread {threads}\n" if threads else ""
    with tempfile.TemporaryDirectory(prefix="sunto-bench-") as folder:
        server = OllamaServer(program, Path(folder))
        try:
            server.wait_ready()
            for name, file in MODELS.items():
                if (mirror_folder() / file).is_file():
                    source = f"FROM {mirror_folder() / file}\n{CHATML}{limit}"
                    server.create(name, source, Path(folder))
            yield server
        finally:
            server.stop()


@contextmanager
def environment(**values: str) -> Iterator[None]:
    """Variables set for a while."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
