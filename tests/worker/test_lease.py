"""As many as there are slots hold the engine; the next one waits."""

import threading
from collections.abc import Iterator

import pytest
from redis import Redis

from desktop.services.broker import Broker
from worker.contract.names import Database
from worker.contract.paths import DataPaths
from worker.engines.engine import Interrupted
from worker.lease import Leases


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
