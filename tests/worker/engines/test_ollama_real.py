"""The same engine against a real Ollama server."""

import json
import time

import httpx
import pytest

from tests.engine_fixtures import OllamaServer
from worker.engines.engine import ChatMessage, ChatRequest, Interrupted, PromptTooLong, ServedModel
from worker.engines.ollama import OllamaEngine
from worker.engines.ollama_models import ModelUnfit, loaded_windows

pytestmark = pytest.mark.ollama

STORY = [ChatMessage("user", "Tell a very long story about a fox, with many details.")]


@pytest.fixture
def engine(ollama_server: OllamaServer) -> OllamaEngine:
    return OllamaEngine(ollama_server.address)


@pytest.fixture
def served(engine: OllamaEngine) -> ServedModel:
    return engine.serve("smol")


def test_which_models_are_fit(engine: OllamaEngine) -> None:
    found = {model.name: model for model in engine.models()}
    assert found["smol:latest"].fit
    assert found["smol:latest"].window == 8192
    assert found["untemplated:latest"].unfit_reason == "no_chat_template"
    with pytest.raises(ModelUnfit):
        engine.serve("untemplated")


def test_an_answer_and_the_window_it_was_served_with(
    engine: OllamaEngine, served: ServedModel
) -> None:
    answer = engine.chat(served, ChatRequest(STORY, 12))
    assert answer.answer_tokens == 12
    assert answer.stopped_by_limit
    assert answer.prompt_tokens > 10
    assert answer.engine_s > 0
    assert engine.serve("smol").window == served.window


def test_settling_loads_it_with_the_window_that_is_told(ollama_server: OllamaServer) -> None:
    engine = OllamaEngine(ollama_server.address, window=2048)
    served = engine.settle(engine.serve("smol"))
    assert served.window == 2048
    assert served.load_s > 0
    assert loaded_windows(ollama_server.address)["smol:latest"] == 2048
    began = time.monotonic()
    assert engine.settle(served) == served
    assert time.monotonic() - began < 1


def test_a_schema_is_followed(engine: OllamaEngine, served: ServedModel) -> None:
    schema = {
        "type": "object",
        "properties": {"animal": {"type": "string", "maxLength": 12}},
        "required": ["animal"],
    }
    answer = engine.chat(served, ChatRequest(STORY, 60, schema=schema))
    assert "animal" in json.loads(answer.text)


def test_the_server_refuses_what_we_would_not_have_sent(
    engine: OllamaEngine, served: ServedModel
) -> None:
    # `truncate: false` reached it: without that, it answers 200 and the front is lost.
    text = "The fox and the hound ran over the hill. " * 800
    body = {
        "model": served.name,
        "messages": [{"role": "user", "content": text}],
        "options": {"num_ctx": served.window},
        "truncate": False,
        "stream": False,
    }
    url = f"{engine.address}/api/chat"
    answer = httpx.post(url, json=body, timeout=60, trust_env=False)
    assert answer.status_code == 400
    assert "exceeds the context length" in answer.text
    with pytest.raises(PromptTooLong):
        engine.chat(served, ChatRequest([ChatMessage("user", text)], 10))
    # and the same through our own request, for a model we believe to be served with more
    believed = ServedModel(served.name, served.digest, window=1_000_000)
    with pytest.raises(PromptTooLong):
        engine.chat(believed, ChatRequest([ChatMessage("user", text)], 10))


def test_interrupting_while_it_writes_frees_it(engine: OllamaEngine, served: ServedModel) -> None:
    engine.chat(served, ChatRequest(STORY, 1))
    asked = time.monotonic() + 1.0
    request = ChatRequest(STORY, 3000, interrupted=lambda: time.monotonic() > asked)
    with pytest.raises(Interrupted):
        engine.chat(served, request)
    assert time.monotonic() - asked < 1
    began = time.monotonic()
    engine.chat(served, ChatRequest(STORY, 1))
    assert time.monotonic() - began < 5


def test_the_bound_holds_for_its_own_counts(engine: OllamaEngine, served: ServedModel) -> None:
    text = "Die Würde des Menschen ist unantastbar. 12,5 % von 3.400 € — «oui», così è. " * 8
    answer = engine.chat(served, ChatRequest([ChatMessage("user", text)], 1))
    assert engine.bound_tokens(text) + 100 > answer.prompt_tokens
    assert engine.bound_tokens(text) < 2 * answer.prompt_tokens


def test_interrupting_while_it_reads_returns_at_once(
    engine: OllamaEngine, served: ServedModel
) -> None:
    text = f"{time.time()} " + "The fox and the hound ran. " * 100
    asked = time.monotonic() + 0.3
    request = ChatRequest(
        [ChatMessage("user", text)], 10, interrupted=lambda: time.monotonic() > asked
    )
    with pytest.raises(Interrupted):
        engine.chat(served, request)
    assert time.monotonic() - asked < 1
