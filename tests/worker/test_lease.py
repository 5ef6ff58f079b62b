"""As many as there are slots hold the engine; the next one waits."""

import threading
import time
from collections.abc import Iterator

import pytest
from redis import Redis

from desktop.services.broker import Broker
from worker.contract.names import Database
from worker.contract.paths import DataPaths
from worker.engines.engine import Interrupted
from worker.lease import Leases

LIFE_S = 0.5


@pytest.fixture
def client(paths: DataPaths) -> Iterator[Redis]:
    broker = Broker(paths)
    broker.start()
    try:
        with broker.address.connect(Database.RESULTS) as client:
            yield client
    finally:
        broker.stop()


@pytest.mark.parametrize("slots", [1, 3])
def test_no_more_than_there_are_slots(client: Redis, slots: int) -> None:
    leases = Leases(client)
    held, inside, most = threading.Lock(), 0, 0
    gate = threading.Event()

    def work() -> None:
        nonlocal inside, most
        with leases.hold("engine", lambda: False, slots=slots):
            with held:
                inside += 1
                most = max(most, inside)
            gate.wait(0.1)
            with held:
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(2 * slots + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert most == slots
    assert client.keys("engine*") == []


def test_who_waits_can_be_interrupted(client: Redis) -> None:
    leases = Leases(client)
    with (
        leases.hold("engine", lambda: False),
        pytest.raises(Interrupted),
        leases.hold("engine", lambda: True),
    ):
        pass


def test_who_was_killed_holds_it_no_longer_than_its_life(client: Redis) -> None:
    client.set("engine", "somebody killed", px=int(LIFE_S * 1000))
    assert _waited_s(Leases(client)) < 10 * LIFE_S


def test_a_clock_that_was_set_back_does_not_make_that_an_hour(client: Redis) -> None:
    client.set("engine", "somebody killed before", px=3_600_000)
    assert _waited_s(Leases(client)) < 10 * LIFE_S


def _waited_s(leases: Leases) -> float:
    began = time.monotonic()
    with leases.hold("engine", lambda: time.monotonic() - began > 60, life_s=LIFE_S):
        return time.monotonic() - began
