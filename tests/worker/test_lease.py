"""As many as there are slots hold the engine; the next one waits."""

import subprocess
import sys
import threading
import time

import pytest
from redis import Redis

from worker import lease
from worker.contract.paths import DataPaths
from worker.engines.engine import Interrupted
from worker.lease import Leases

LIFE_S = 0.5


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
    time.sleep(lease.LOOK_EVERY_S * 1.5)  # what wakes those who wait has a short life
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


HOLDER = """
import sys
from pathlib import Path
from worker.contract.celery_app import BrokerAddress
from worker.contract.names import Database
from worker import lease
from worker.lease import Leases
client = BrokerAddress(socket=Path(sys.argv[1])).connect(Database.RESULTS)
with Leases(client).hold("engine", lambda: False, life_s=600):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_process_held_is_free_at_once(paths: DataPaths, client: Redis) -> None:
    command = [sys.executable, "-c", HOLDER, str(paths.broker_socket)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        deadline = time.monotonic() + 1.0
        late = lambda: time.monotonic() > deadline  # noqa: E731
        with pytest.raises(Interrupted), Leases(client).hold("engine", late):
            pass
        holder.kill()
        killed_at = time.monotonic()
        with Leases(client).hold("engine", lambda: time.monotonic() > killed_at + 30):
            assert time.monotonic() - killed_at < 5


def test_who_waits_is_woken_when_it_is_given_back(client: Redis) -> None:
    leases, given_back = Leases(client), 0.0

    def hold() -> None:
        nonlocal given_back
        with leases.hold("engine", lambda: False):
            held.set()
            time.sleep(0.33)  # not a multiple of how often one looks by oneself
        given_back = time.monotonic()

    waits: list[float] = []
    for _ in range(5):
        held = threading.Event()
        holder = threading.Thread(target=hold)
        holder.start()
        held.wait(10)
        with leases.hold("engine", lambda: False):
            taken = time.monotonic()
        holder.join(10)
        waits.append(taken - given_back)
    assert sorted(waits)[3] < lease.LOOK_EVERY_S / 4
