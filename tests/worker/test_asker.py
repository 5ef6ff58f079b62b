"""When an engine is asked again, when the job waits instead, and what is done before its turn."""

import socket

import pytest
from redis import Redis

from tests.fakes.ollama_server import FakeOllama
from worker.asker import BUSY_AGAIN_AFTER_S, Asker, pause_after
from worker.attempt import Attempt
from worker.contract.celery_app import BrokerAddress
from worker.contract.names import engine_lease_key
from worker.contract.paths import DataPaths
from worker.engines.engine import (
    ChatMessage,
    EngineAway,
    EngineBusy,
    EngineSilent,
    PromptTooLong,
    ServedModel,
)
from worker.engines.ollama import OllamaEngine
from worker.lease import Leases


def test_an_engine_that_stumbled_is_asked_once_more_at_once() -> None:
    assert pause_after(EngineAway("cut off"), 0) == 0.5
    assert pause_after(EngineAway("cut off"), 1) is None


def test_a_busy_engine_is_asked_again_at_growing_intervals() -> None:
    busy = EngineBusy("not now (503)")
    assert [pause_after(busy, n) for n in range(4)] == list(BUSY_AGAIN_AFTER_S)
    assert pause_after(busy, 4) is None


@pytest.mark.parametrize(("asked_for", "pause_s"), [(3.0, 3.0), (0.0, 0.5), (3600.0, None)])
def test_a_busy_engine_says_when(asked_for: float, pause_s: float | None) -> None:
    assert pause_after(EngineBusy("slow down (429)", asked_for), 0) == pause_s


def test_an_engine_that_fell_silent_is_not_waited_for_twice() -> None:
    assert pause_after(EngineSilent("no sign of life"), 0) is None


def test_a_question_is_counted_while_another_is_answered(
    client: Redis, paths: DataPaths, fake_ollama: FakeOllama
) -> None:
    """Between an answer and the next question the engine is not to wait for that."""
    client.set(engine_lease_key(socket.gethostname()), "somebody", px=60_000)
    attempt = Attempt(BrokerAddress(socket=paths.broker_socket), "abcd.1")
    model = ServedModel("small:latest", "d" * 64, window=100)
    ask = Asker(OllamaEngine(fake_ollama.address), model, Leases(client), attempt)
    with pytest.raises(PromptTooLong):
        ask([ChatMessage("user", "word " * 500)], 50)
    assert not fake_ollama.requests
