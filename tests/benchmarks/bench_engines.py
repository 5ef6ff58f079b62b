"""What our use of each engine costs: tokens a second against its bare API, cancel, start.

bench_engines [MODEL.gguf]; without it the small model of the tests. Ours and the bare API take
turns, each question with a beginning of its own, so that no cache helps; ratios of medians count.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.benchmarks.numbers import say
from tests.engine_fixtures import (
    CHATML,
    SMALL_MODEL,
    ModelServer,
    OllamaServer,
    find_ollama,
    mirror_folder,
    start_model_server,
)
from worker.engines.builtin import BuiltinEngine
from worker.engines.engine import ChatMessage, ChatRequest, Engine, Interrupted, ServedModel
from worker.engines.ollama import OllamaEngine

ROUNDS = 7
ANSWER_TOKENS = 64
WINDOW = 4096
CHUNK = "The fox and the hound ran over the hill, past the mill and the old stone wall. " * 42
"""About as long as a chunk of a document: 800 tokens."""


@dataclass(frozen=True)
class Measured:
    """One question: tokens a second until the first of the answer, and over the whole."""

    reads: float
    whole: float


def main() -> None:
    """Measure each engine there is."""
    model = Path(sys.argv[1]) if sys.argv[1:] else mirror_folder() / SMALL_MODEL
    with tempfile.TemporaryDirectory(prefix="sunto-bench-") as name:
        folder = Path(name)
        _builtin(model, folder)
        program = find_ollama()
        if program is not None:
            _ollama(program, model, folder)


def _builtin(model: Path, folder: Path) -> None:
    started = []
    for _ in range(3):
        began = time.perf_counter()
        server = start_model_server(model, folder / "note.json", WINDOW)
        server.wait_ready()
        started.append(time.perf_counter() - began)
        server.stop()
    say("built in: start to a ready server", started, "s")
    server = start_model_server(model, folder / "note.json", WINDOW)
    server.wait_ready()
    try:
        engine = BuiltinEngine(server.note_file)
        served = engine.serve("")
        _compare("built in", engine, served, _bare_openai(server))
        _cancel("built in", engine, served, engine.is_busy)
    finally:
        server.stop()


def _ollama(program: str, model: Path, folder: Path) -> None:
    server = OllamaServer(program, folder)
    try:
        server.wait_ready()
        server.create("bench", f"FROM {model}\n{CHATML}", folder)
        engine = OllamaEngine(server.address)
        served = engine.serve("bench")
        _compare("Ollama", engine, served, _bare_ollama(server.address, served))
        _cancel("Ollama", engine, served, None)
    finally:
        server.stop()


def _compare(
    name: str, engine: Engine, served: ServedModel, bare: Callable[[str], Measured]
) -> None:
    ours: list[Measured] = []
    theirs: list[Measured] = []
    engine.chat(served, _question("warm"))
    for at in range(ROUNDS):
        # By turns who is first: a machine that gets busier must not speak for either.
        turns = [lambda at=at: ours.append(_ours(engine, served, f"{at} a")),
                 lambda at=at: theirs.append(bare(f"{at} b"))]  # fmt: skip
        for turn in turns if at % 2 else reversed(turns):
            turn()
    for what in ("reads", "whole"):
        mine = [getattr(each, what) for each in ours]
        other = [getattr(each, what) for each in theirs]
        say(f"{name}: {what}, ours", mine, "tok/s")
        say(f"{name}: {what}, bare API", other, "tok/s")
        ratio = sorted(a / b for a, b in zip(mine, other, strict=True))
        say(f"{name}: {what}, ours / bare", ratio, "", "0.98")


def _question(mark: str, answer: int = ANSWER_TOKENS) -> ChatRequest:
    return ChatRequest([ChatMessage("user", f"{mark} {CHUNK}\nTell a long story.")], answer)


def _ours(engine: Engine, served: ServedModel, mark: str) -> Measured:
    began = time.perf_counter()
    answer = engine.chat(served, _question(mark))
    whole_s = time.perf_counter() - began
    tokens = answer.prompt_tokens + answer.answer_tokens
    return Measured(answer.prompt_tokens / answer.reading_s, tokens / whole_s)


def _bare_openai(server: ModelServer) -> Callable[[str], Measured]:
    def ask(mark: str) -> Measured:
        body = {
            "messages": [{"role": "user", "content": f"{mark} {CHUNK}\nTell a long story."}],
            "max_tokens": ANSWER_TOKENS,
            "temperature": 0,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        headers = {"Authorization": f"Bearer {server.note.key}"}
        url = f"{server.note.url}/v1/chat/completions"
        began = time.perf_counter()
        with _stream(url, body, headers) as lines:
            events = (line[6:] for line in lines if line.startswith("data: {"))
            return _timed(began, map(json.loads, events), _openai_text, _openai_counts)

    return ask


def _bare_ollama(address: str, served: ServedModel) -> Callable[[str], Measured]:
    def ask(mark: str) -> Measured:
        body = {
            "model": served.name,
            "messages": [{"role": "user", "content": f"{mark} {CHUNK}\nTell a long story."}],
            "options": {"num_ctx": served.window, "num_predict": ANSWER_TOKENS, "temperature": 0},
        }
        began = time.perf_counter()
        with _stream(f"{address}/api/chat", body, {}) as lines:
            return _timed(began, map(json.loads, lines), _ollama_text, _ollama_counts)

    return ask


@contextmanager
def _stream(url: str, body: dict[str, Any], headers: dict[str, str]) -> Iterator[Iterator[str]]:
    with (
        httpx.Client(timeout=None, headers=headers, trust_env=False) as client,
        client.stream("POST", url, json=body) as response,
    ):
        yield response.iter_lines()


def _timed(
    began: float,
    events: Iterator[dict[str, Any]],
    text: Callable[[dict[str, Any]], str],
    counts: Callable[[dict[str, Any]], tuple[int, int] | None],
) -> Measured:
    first = 0.0
    told = (0, 0)
    for event in events:
        if not first and text(event):
            first = time.perf_counter()
        told = counts(event) or told
    whole_s = time.perf_counter() - began
    return Measured(told[0] / (first - began), sum(told) / whole_s)


def _openai_text(event: dict[str, Any]) -> str:
    choices = event.get("choices") or [{}]
    return str(choices[0].get("delta", {}).get("content") or "")


def _openai_counts(event: dict[str, Any]) -> tuple[int, int] | None:
    usage = event.get("usage")
    return (usage["prompt_tokens"], usage["completion_tokens"]) if usage else None


def _ollama_text(event: dict[str, Any]) -> str:
    return str(event["message"]["content"])


def _ollama_counts(event: dict[str, Any]) -> tuple[int, int] | None:
    return (event["prompt_eval_count"], event["eval_count"]) if event["done"] else None


def _cancel(
    name: str, engine: Engine, served: ServedModel, is_busy: Callable[[], bool] | None
) -> None:
    """From the wish to stop to an engine that does nothing, while it writes and while it reads."""
    token_s = _seconds(lambda: engine.chat(served, _question("t", 33))) / 33
    chunk_s = _seconds(lambda: engine.chat(served, _question(f"{time.time()}", 1)))
    say(f"{name}: one token, one chunk's prompt", [token_s, chunk_s], "s")
    writing = [_freed_after(engine, served, is_busy, chunk_s + 8 * token_s) for _ in range(5)]
    say(f"{name}: cancel while it writes to an idle engine", writing, "s", "one token")
    reading = [_freed_after(engine, served, is_busy, chunk_s / 3) for _ in range(5)]
    say(f"{name}: cancel while it reads to an idle engine", reading, "s", "one chunk")


def _freed_after(
    engine: Engine, served: ServedModel, is_busy: Callable[[], bool] | None, after_s: float
) -> float:
    idle_s = _seconds(lambda: engine.chat(served, ChatRequest([ChatMessage("user", "Hi")], 1)))
    stop_at = time.perf_counter() + after_s
    question = _question(f"{time.time()}", 2000)
    request = ChatRequest(
        question.messages, 2000, interrupted=lambda: time.perf_counter() > stop_at
    )
    with suppress(Interrupted):
        engine.chat(served, request)
    if is_busy is not None:
        while is_busy():
            time.sleep(0.002)
        return max(0.0, time.perf_counter() - stop_at)
    # An engine that cannot be asked is idle when it answers as fast as it did before.
    engine.chat(served, ChatRequest([ChatMessage("user", "Hi")], 1))
    return max(0.0, time.perf_counter() - stop_at - idle_s)


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
