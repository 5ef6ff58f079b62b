"""Against the scripted server: everything that can go wrong."""

import time
from collections.abc import Callable, Iterator

import pytest

from tests.fakes.ollama_server import FakeModel, FakeOllama, Fault, Reply
from worker.engines.engine import (
    Answer,
    ChatMessage,
    ChatRequest,
    EngineAway,
    EngineError,
    EngineRefused,
    Interrupted,
    ModelMissing,
    PromptTooLong,
)
from worker.engines.ollama import OllamaEngine, ollama_address
from worker.engines.ollama_models import ModelUnfit
from worker.engines.watch import Patience

QUICK = Patience(first_s=0.4, between_s=0.3, look_s=0.02)


def ask(fake: FakeOllama, text: str = "Hello there.", max_tokens: int = 100) -> Answer:
    engine = OllamaEngine(fake.address, QUICK)
    request = ChatRequest([ChatMessage("user", text)], max_tokens)
    return engine.chat(engine.serve("small"), request)


def test_an_answer(fake_ollama: FakeOllama) -> None:
    fake_ollama.script(Reply("<think>hm</think>Two words."))
    answer = ask(fake_ollama)
    assert answer.text == "Two words."
    assert answer.prompt_tokens > 0
    assert not answer.stopped_by_limit


def test_what_is_sent(fake_ollama: FakeOllama) -> None:
    ask(fake_ollama, max_tokens=7)
    body = fake_ollama.requests[0].body
    assert body["truncate"] is False
    assert body["shift"] is False
    assert body["think"] is False
    assert body["stream"] is True
    wanted = {"num_ctx": 8192, "num_predict": 7, "temperature": 0.0, "seed": 1}
    assert body["options"] == wanted


def test_the_limit_is_told(fake_ollama: FakeOllama) -> None:
    fake_ollama.script(Reply("one two three four five six"))
    answer = ask(fake_ollama, max_tokens=4)
    assert answer.stopped_by_limit
    assert answer.text == "one two three four"


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault.MISSING, ModelMissing),
        (Fault.ERROR, EngineAway),
        (Fault.BUSY, EngineAway),
        (Fault.TOO_MANY, EngineAway),
        (Fault.TOO_LONG, PromptTooLong),
        (Fault.STALL, EngineAway),
        (Fault.STALL_BETWEEN, EngineAway),
        (Fault.CUT, EngineAway),
        (Fault.NOT_DONE, EngineAway),
        (Fault.GARBAGE, EngineAway),
        (Fault.ERROR_LINE, EngineAway),
    ],
)
def test_each_fault_has_its_error_and_the_next_answer_is_whole(
    fake_ollama: FakeOllama, fault: Fault, error: type[EngineError]
) -> None:
    fake_ollama.script(Reply("one two three four five", fault), Reply("Whole."))
    with pytest.raises(error):
        ask(fake_ollama)
    assert ask(fake_ollama).text == "Whole."


def test_a_refusal_for_good(fake_ollama: FakeOllama) -> None:
    fake_ollama.models = [FakeModel(capabilities=())]
    with pytest.raises(EngineRefused):
        ask(fake_ollama)


def test_a_slow_first_token_is_waited_for(fake_ollama: FakeOllama) -> None:
    engine = OllamaEngine(fake_ollama.address, Patience(5, 0.3, 0.02))
    fake_ollama.script(Reply("Late.", before_s=0.8))
    request = ChatRequest([ChatMessage("user", "Hello")], 10)
    assert engine.chat(engine.serve("small"), request).text == "Late."


@pytest.mark.parametrize("fault", [Fault.STALL, Fault.STALL_BETWEEN, Fault.ENDLESS])
def test_interrupting_closes_the_stream_at_once(fake_ollama: FakeOllama, fault: Fault) -> None:
    fake_ollama.script(Reply(fault=fault, token_s=0.02))
    engine = OllamaEngine(fake_ollama.address)
    served = engine.serve("small")
    asked = time.monotonic() + 0.4
    request = ChatRequest(
        [ChatMessage("user", "Hello")], 10, interrupted=lambda: time.monotonic() > asked
    )
    with pytest.raises(Interrupted):
        engine.chat(served, request)
    assert time.monotonic() - asked < 0.5
    _wait_until(lambda: fake_ollama.requests[0].left_at is not None)
    left_at = fake_ollama.requests[0].left_at
    assert left_at is not None
    assert left_at - asked < 0.6


def test_a_server_that_knows_no_limit_is_cut_off(fake_ollama: FakeOllama) -> None:
    fake_ollama.script(Reply(fault=Fault.ENDLESS))
    engine = OllamaEngine(fake_ollama.address)
    answer = engine.chat(engine.serve("small"), ChatRequest([ChatMessage("user", "Hello")], 10))
    assert answer.stopped_by_limit
    assert 10 <= len(answer.text.split()) < 200
    _wait_until(lambda: fake_ollama.requests[0].left_at is not None)


def test_nothing_is_sent_that_cannot_fit(fake_ollama: FakeOllama) -> None:
    with pytest.raises(PromptTooLong) as caught:
        ask(fake_ollama, "word " * 9000)
    assert caught.value.window == 8192
    assert caught.value.tokens > 9000
    assert fake_ollama.requests == []


def test_the_answer_needs_room_in_the_window_too(fake_ollama: FakeOllama) -> None:
    with pytest.raises(PromptTooLong):
        ask(fake_ollama, "word " * 5000, max_tokens=4000)


def test_a_server_that_counts_more_teaches_the_bound(fake_ollama: FakeOllama) -> None:
    engine = OllamaEngine(fake_ollama.address)
    before = engine.bound_tokens("word " * 500)
    fake_ollama.script(Reply(fault=Fault.TOO_LONG))
    with pytest.raises(PromptTooLong):
        engine.chat(engine.serve("small"), ChatRequest([ChatMessage("user", "word " * 500)], 10))
    assert engine.bound_tokens("word " * 500) > before


def test_a_loaded_model_keeps_its_window(fake_ollama: FakeOllama) -> None:
    engine = OllamaEngine(fake_ollama.address)
    fake_ollama.models = [FakeModel(loaded_window=4096)]
    assert engine.serve("small").window == 4096
    fake_ollama.models = [FakeModel(loaded_window=512)]
    assert engine.serve("small").window == 8192
    fake_ollama.models = [FakeModel(name="tiny:latest", digest="cd" * 32, window=2048)]
    assert engine.serve("tiny").window == 2048


def test_which_models_can_be_used(fake_ollama: FakeOllama) -> None:
    bare = "{{ .Prompt }}"
    fake_ollama.models = [
        FakeModel(name="chat:1b", digest="1" * 64),
        FakeModel(name="raw:1b", digest="2" * 64, template=bare),
        FakeModel(name="embed:1b", digest="3" * 64, capabilities=("embedding",)),
        FakeModel(name="big:cloud", digest="4" * 64),
        FakeModel(name="big:70b-cloud", digest="5" * 64),
        FakeModel(name="far:1b", digest="6" * 64, remote_host="https://far.example"),
        FakeModel(name="dumb:1b", digest="7" * 64, capabilities=("vision",)),
    ]
    found = {m.name: m.unfit_reason for m in OllamaEngine(fake_ollama.address).models()}
    assert found == {
        "chat:1b": "",
        "raw:1b": "no_chat_template",
        "embed:1b": "embedding",
        "big:cloud": "cloud",
        "big:70b-cloud": "cloud",
        "far:1b": "cloud",
        "dumb:1b": "no_chat_template",
    }


def test_an_unfit_model_is_refused(fake_ollama: FakeOllama) -> None:
    fake_ollama.models = [FakeModel(digest="8" * 64, template="{{ .Prompt }}")]
    with pytest.raises(ModelUnfit) as caught:
        OllamaEngine(fake_ollama.address).serve("small:latest")
    assert caught.value.reason == "no_chat_template"


def test_no_server_and_no_such_model(fake_ollama: FakeOllama) -> None:
    with pytest.raises(ModelMissing):
        OllamaEngine(fake_ollama.address).serve("other")
    with FakeOllama() as gone:
        pass
    with pytest.raises(EngineAway):
        OllamaEngine(gone.address).models()


@pytest.fixture
def proxy_set(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    return


@pytest.mark.usefixtures("proxy_set")
def test_the_text_takes_no_way_through_a_proxy(fake_ollama: FakeOllama) -> None:
    assert ask(fake_ollama).text


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("", "http://127.0.0.1:11434"),
        ("gpu", "http://gpu:11434"),
        ("gpu:1234", "http://gpu:1234"),
        ("http://gpu", "http://gpu:80"),
        ("https://gpu", "https://gpu:443"),
        ("https://gpu/ollama/", "https://gpu:443/ollama"),
        (":1234", "http://127.0.0.1:1234"),
        ("0.0.0.0", "http://127.0.0.1:11434"),
        (' "0.0.0.0:1234" ', "http://127.0.0.1:1234"),
        ("[::1]:1234", "http://[::1]:1234"),
        ("gpu:nonsense", "http://gpu:11434"),
        ("gpu:70000", "http://gpu:11434"),
        ("ollama.com", "https://ollama.com:443"),
    ],
)
def test_the_host_as_ollama_reads_it(host: str, address: str) -> None:
    assert ollama_address(host) == address


def _wait_until(is_so: Callable[[], bool], timeout_s: float = 3.0) -> None:
    end = time.monotonic() + timeout_s
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_the_window_really_served_is_found_before_the_first_question(
    fake_ollama: FakeOllama,
) -> None:
    fake_ollama.models = [FakeModel(most_window=4096)]
    engine = OllamaEngine(fake_ollama.address)
    asked = engine.serve("small")
    assert asked.window == 8192
    settled = engine.settle(asked)
    assert settled.window == 4096
    assert settled.load_s > 0
    assert fake_ollama.requests == []
    # It is in memory now, and stays with the window it has.
    assert engine.serve("small").window == 4096


def test_the_engine_is_busy_from_a_question_to_the_end_of_its_answer(
    fake_ollama: FakeOllama,
) -> None:
    """And not only while it reads and writes: making tokens of the question takes it time, too."""
    fake_ollama.default = Reply(before_s=0.3)
    engine = OllamaEngine(fake_ollama.address)
    began = time.monotonic()
    answer = engine.chat(engine.serve("small"), ChatRequest([ChatMessage("user", "Hello")], 10))
    assert 0.3 < answer.engine_s <= time.monotonic() - began


def test_a_model_that_is_in_memory_is_not_loaded_again(fake_ollama: FakeOllama) -> None:
    fake_ollama.models = [FakeModel(loaded_window=16384)]
    engine = OllamaEngine(fake_ollama.address)
    settled = engine.settle(engine.serve("small"))
    assert settled.window == 16384
    assert settled.load_s == 0
    chosen = OllamaEngine(fake_ollama.address, window=4096)
    assert chosen.settle(chosen.serve("small")).window == 4096
    assert fake_ollama.models[0].loaded_window == 4096
