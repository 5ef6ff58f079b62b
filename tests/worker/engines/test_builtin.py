"""The built-in engine with a real, small model."""

import json
import threading
import time
from pathlib import Path

import httpx
import pytest

from tests.engine_fixtures import ModelServer
from worker.engines.builtin import BuiltinEngine
from worker.engines.engine import (
    ChatMessage,
    ChatRequest,
    EngineAway,
    Interrupted,
    ModelMissing,
    PromptTooLong,
    ServedModel,
)
from worker.engines.openai import OpenAIEngine
from worker.engines.server_note import ServerNote
from worker.engines.watch import Patience

STORY = [ChatMessage("user", "Tell a very long story about a fox, with many details.")]


@pytest.fixture
def engine(model_server: ModelServer) -> BuiltinEngine:
    return BuiltinEngine(model_server.note_file)


@pytest.fixture
def served(engine: BuiltinEngine) -> ServedModel:
    return engine.serve("")


def test_an_answer_with_counts_and_times(engine: BuiltinEngine, served: ServedModel) -> None:
    answer = engine.chat(served, ChatRequest(STORY, 12))
    assert answer.text
    assert answer.answer_tokens == 12
    assert answer.stopped_by_limit
    assert answer.prompt_tokens == engine.count_prompt(STORY)
    assert answer.engine_s > 0


def test_the_same_question_gets_the_same_answer(engine: BuiltinEngine, served: ServedModel) -> None:
    asked = ChatRequest(STORY, 16)
    engine.chat(served, asked)
    answers = {engine.chat(served, asked).text for _ in range(2)}
    assert len(answers) == 1


def test_a_schema_is_followed(engine: BuiltinEngine, served: ServedModel) -> None:
    schema = {
        "type": "object",
        "properties": {"animal": {"type": "string", "maxLength": 12}},
        "required": ["animal"],
        "additionalProperties": False,
    }
    answer = engine.chat(served, ChatRequest(STORY, 40, schema=schema))
    assert list(json.loads(answer.text)) == ["animal"]


def test_tokens_are_counted_by_the_model_itself(engine: BuiltinEngine) -> None:
    assert engine.bound_tokens("Hello world") == 2
    assert engine.bound_tokens("") == 0


def test_a_prompt_that_does_not_fit_is_refused(engine: BuiltinEngine, served: ServedModel) -> None:
    with pytest.raises(PromptTooLong) as caught:
        engine.chat(served, ChatRequest([ChatMessage("user", "fox " * 2100)], 10))
    assert caught.value.window == 2048
    assert caught.value.tokens > 2100


def test_the_server_itself_refuses_it_too(engine: BuiltinEngine, served: ServedModel) -> None:
    believed = ServedModel(served.name, served.digest, window=100_000)
    with pytest.raises(PromptTooLong) as caught:
        engine.chat(believed, ChatRequest([ChatMessage("user", "fox " * 2100)], 10))
    assert caught.value.tokens > 2100


def test_interrupting_while_it_writes(engine: BuiltinEngine, served: ServedModel) -> None:
    asked = time.monotonic() + 0.7
    request = ChatRequest(STORY, 1500, interrupted=lambda: time.monotonic() > asked)
    with pytest.raises(Interrupted):
        engine.chat(served, request)
    assert time.monotonic() - asked < 1
    _wait_until_idle(engine)


def test_interrupting_while_it_reads(engine: BuiltinEngine, served: ServedModel) -> None:
    asked = time.monotonic() + 0.3
    text = f"{time.time()} " + "The fox and the hound ran. " * 220
    request = ChatRequest(
        [ChatMessage("user", text)], 10, interrupted=lambda: time.monotonic() > asked
    )
    with pytest.raises(Interrupted):
        engine.chat(served, request)
    assert time.monotonic() - asked < 1
    _wait_until_idle(engine)


@pytest.mark.parametrize("path", ["/v1/models", "/slots", "/props"])
def test_nobody_without_the_key_is_answered(model_server: ModelServer, path: str) -> None:
    assert httpx.get(model_server.note.url + path, trust_env=False).status_code == 401
    posted = httpx.post(f"{model_server.note.url}/v1/chat/completions", json={}, trust_env=False)
    assert posted.status_code == 401


def test_no_note_no_engine(tmp_path: Path) -> None:
    with pytest.raises(EngineAway):
        BuiltinEngine(tmp_path / "note.json")


def test_a_note_that_outlived_its_server(model_server: ModelServer, tmp_path: Path) -> None:
    old = model_server.note.model_copy(update={"url": "http://127.0.0.1:9"})
    old.write(tmp_path / "gone.json")
    with pytest.raises(EngineAway):
        BuiltinEngine(tmp_path / "gone.json").serve("")
    taken: ServerNote = model_server.note.model_copy(update={"key": "another server's"})
    taken.write(tmp_path / "taken.json")
    engine = BuiltinEngine(tmp_path / "taken.json")
    with pytest.raises(EngineAway):
        engine.serve("")
    with pytest.raises(EngineAway):
        engine.bound_tokens("Hello")


def test_another_model_needs_another_server(engine: BuiltinEngine, small_model: Path) -> None:
    assert engine.serve(str(small_model)).name == small_model.name
    with pytest.raises(ModelMissing):
        engine.serve("/other/model.gguf")


class TestAsAServerOfTheirOwn:
    """llama.cpp's server is one of those that people bring themselves."""

    def test_an_answer(self, model_server: ModelServer) -> None:
        engine = OpenAIEngine(f"{model_server.note.url}/v1/", model_server.note.key)
        (model,) = engine.models()
        served = engine.serve(model.name)
        assert served.window == 2048
        answer = engine.chat(served, ChatRequest(STORY, 8))
        assert answer.answer_tokens == 8
        assert answer.prompt_tokens > 10

    def test_a_wrong_key(self, model_server: ModelServer) -> None:
        engine = OpenAIEngine(model_server.note.url, "wrong")
        with pytest.raises(Exception, match="Invalid API Key"):
            engine.models()


def _wait_until_idle(engine: BuiltinEngine, timeout_s: float = 30.0) -> None:
    end = time.monotonic() + timeout_s
    while engine.is_busy():
        assert time.monotonic() < end, "still at work after it was interrupted"
        time.sleep(0.02)


def test_waiting_for_ones_turn_is_not_silence(
    engine: BuiltinEngine, served: ServedModel, model_server: ModelServer
) -> None:
    seconds_s = 5.0
    busy_until = time.monotonic() + seconds_s
    first = ChatRequest(STORY, 1900, interrupted=lambda: time.monotonic() > busy_until)
    talk = threading.Thread(target=_until_interrupted, args=(engine, served, first))
    talk.start()
    while not engine.is_busy():
        time.sleep(0.02)
    impatient = BuiltinEngine(model_server.note_file, Patience(first_s=2.0, between_s=60))
    began = time.monotonic()
    assert impatient.chat(served, ChatRequest(STORY, 2)).answer_tokens == 2
    assert time.monotonic() - began > 2.0
    talk.join()


def _until_interrupted(engine: BuiltinEngine, served: ServedModel, request: ChatRequest) -> None:
    with pytest.raises(Interrupted):
        engine.chat(served, request)
