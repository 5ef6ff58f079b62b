"""A process of the pool that stands still is told of and ended; one that is slow is not."""

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator

import billiard
import psutil
import pytest
from celery import Celery
from celery.signals import task_prerun, worker_process_init
from redis import Redis

from worker import pool_watch
from worker.contract.names import SILENT_KEY
from worker.pool_watch import HUNG_LOOKS, SILENT_LOOKS, Beats, PoolWatch

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no such pool")

APP = Celery(set_as_current=False)


@APP.task(name="sunto.note")
def note(message: dict[str, str]) -> None:
    """The task of the process below."""


def _go_round() -> None:
    while True:
        pass


@pytest.fixture
def beats(monkeypatch: pytest.MonkeyPatch) -> Beats:
    monkeypatch.setattr(pool_watch, "BEAT_EVERY_S", 0.01)
    monkeypatch.setattr(pool_watch, "MOST_CPU_S", 0.5)
    return Beats(1)


@pytest.fixture
def does() -> Callable[[], None]:
    """What the process does for its task."""
    return lambda: time.sleep(600)


@pytest.fixture
def process(beats: Beats, does: Callable[[], None]) -> Iterator[billiard.Process]:
    """A process of a pool that works on an attempt."""

    def work() -> None:
        beats.watch_tasks()
        worker_process_init.send(sender=None)
        task_prerun.send(sender=note, task=note, args=[{"attempt": "abcd.1"}], kwargs={})
        does()

    found = billiard.Process(target=work)
    found.index = 0
    found.start()
    _wait(lambda: bool(list(beats.working())))
    yield found
    os.kill(found.pid, signal.SIGKILL)
    found.join()


def test_who_stands_still_is_told_of_and_ended(
    beats: Beats, process: billiard.Process, client: Redis
) -> None:
    watch = PoolWatch(beats, client)
    os.kill(process.pid, signal.SIGSTOP)
    # Only what has come to a halt uses no more of a processor.
    _wait(lambda: psutil.Process(process.pid).status() == psutil.STATUS_STOPPED)
    for _ in range(SILENT_LOOKS):
        watch.look()
    assert client.get(SILENT_KEY) is None
    watch.look()
    assert json.loads(client.get(SILENT_KEY)) == ["abcd.1"]  # type: ignore[arg-type]
    for _ in range(HUNG_LOOKS - SILENT_LOOKS):
        watch.look()
    _wait(lambda: psutil.Process(process.pid).status() == psutil.STATUS_ZOMBIE)
    watch.look()
    assert json.loads(client.get(SILENT_KEY)) == []  # type: ignore[arg-type]


def test_who_goes_on_after_a_while_is_not_ended(
    beats: Beats, process: billiard.Process, client: Redis
) -> None:
    watch = PoolWatch(beats, client)
    os.kill(process.pid, signal.SIGSTOP)
    for _ in range(HUNG_LOOKS):
        watch.look()
    os.kill(process.pid, signal.SIGCONT)
    before = next(beats.working())
    _wait(lambda: next(beats.working()) != before)
    for _ in range(3):
        watch.look()
        now = next(beats.working())
        _wait(lambda now=now: next(beats.working()) != now)  # type: ignore[misc]
    assert json.loads(client.get(SILENT_KEY)) == []  # type: ignore[arg-type]
    assert psutil.Process(process.pid).status() != psutil.STATUS_ZOMBIE


def test_who_waits_for_long_is_not_silent(
    beats: Beats, process: billiard.Process, client: Redis
) -> None:
    watch = PoolWatch(beats, client)
    for _ in range(2 * HUNG_LOOKS):
        now = next(beats.working())
        _wait(lambda now=now: next(beats.working()) != now)  # type: ignore[misc]
        watch.look()
    assert client.get(SILENT_KEY) is None


@pytest.mark.skipif(not hasattr(time, "pthread_getcpuclockid"), reason="no such clock")
@pytest.mark.parametrize("does", [_go_round])
def test_who_goes_round_and_round_is_ended(
    beats: Beats, process: billiard.Process, client: Redis
) -> None:
    watch = PoolWatch(beats, client)
    end = time.monotonic() + 60
    while psutil.Process(process.pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < end
        watch.look()
        time.sleep(0.02)
    assert json.loads(client.get(SILENT_KEY)) == ["abcd.1"]  # type: ignore[arg-type]


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.001)
