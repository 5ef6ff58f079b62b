"""A server of the person's own: what it may refuse, and what is not an answer."""

from collections.abc import Iterator

import pytest

from tests.fakes.openai_server import FakeOpenAI, Said
from worker.contract.paths import DataPaths
from worker.engines.choose import probe
from worker.engines.engine import (
    Answer,
    ChatMessage,
    ChatRequest,
    EngineAway,
    EngineBusy,
    EngineRefused,
)
from worker.engines.engine_settings import EngineSettings
from worker.engines.openai import OpenAIEngine


@pytest.fixture
def fake() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as fake:
        yield fake


def ask(engine: OpenAIEngine) -> Answer:
    request = ChatRequest([ChatMessage("user", "Hello")], 10, schema={"type": "object"})
    return engine.chat(engine.serve("far"), request)


def test_a_model_is_told_not_to_think_and_what_it_thinks_is_no_answer(fake: FakeOpenAI) -> None:
    fake.script.append(
        Said(
            deltas=(
                {"reasoning_content": "So the person wants"},
                {"content": "<think>Hm."},
                {"content": "</think>- A point."},
            )
        )
    )
    assert ask(OpenAIEngine(fake.address)).text == "- A point."
    assert fake.bodies[0]["chat_template_kwargs"] == {"enable_thinking": False}


def test_a_strict_server_is_asked_without_what_it_does_not_know(fake: FakeOpenAI) -> None:
    fake.refuses = ("chat_template_kwargs", "seed", "response_format")
    engine = OpenAIEngine(fake.address)
    assert ask(engine).text == "Whole answer."
    assert len(fake.bodies) == 4
    assert ask(engine).text == "Whole answer."
    assert len(fake.bodies) == 5, "it is remembered"
    assert "stream_options" in fake.bodies[-1]


def test_a_refusal_for_good_says_why(fake: FakeOpenAI) -> None:
    fake.script.append(Said(status=400, message="This model does not chat"))
    with pytest.raises(EngineRefused, match="does not chat"):
        ask(OpenAIEngine(fake.address))


def test_a_busy_server_says_when_to_come_again(fake: FakeOpenAI) -> None:
    engine = OpenAIEngine(fake.address)
    for said, pause_s in (
        (Said(status=429, message="Slow down", headers=(("Retry-After", "7"),)), 7.0),
        (Said(status=503, message="Loading model"), None),
        (Said(status=500, message="Oh"), None),
    ):
        fake.script.append(said)
        with pytest.raises(EngineBusy) as caught:
            ask(engine)
        assert caught.value.again_after_s == pause_s


def test_a_wrong_key_is_waited_for(paths: DataPaths) -> None:
    with FakeOpenAI(key="right") as fake:
        with pytest.raises(EngineAway, match="Incorrect API key"):
            OpenAIEngine(fake.address, "wrong").models()
        wrong = EngineSettings(engine="openai", openai_url=fake.address, openai_key="wrong")
        status = probe(wrong, paths)
        assert (status.ready, status.missing) == (False, "engine")
        assert "Incorrect API key" in status.detail
        assert "wrong" not in status.model_dump_json()
        right = EngineSettings(engine="openai", openai_url=fake.address, openai_key="right")
        assert probe(right, paths).ready


def test_a_server_that_still_loads_its_model_is_not_ready(
    fake: FakeOpenAI, paths: DataPaths
) -> None:
    fake.listing = Said(status=503, message="Loading model")
    status = probe(EngineSettings(engine="openai", openai_url=fake.address), paths)
    assert (status.ready, status.missing) == (False, "engine")
    assert "Loading model" in status.detail
