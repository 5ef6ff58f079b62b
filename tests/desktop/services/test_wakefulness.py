"""Sleep is held off while jobs run, and only on mains power."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from pathlib import Path

import pytest

from desktop.services.wakefulness import Wakefulness

ROOT = Path(__file__).parents[3]


class Computer:
    """Counts who holds off its sleep; its plug can be pulled."""

    def __init__(self) -> None:
        self.is_on_mains = True
        self.held = self.asked = 0

    @contextmanager
    def hold(self) -> Iterator[None]:
        self.held += 1
        self.asked += 1
        yield
        self.held -= 1

    def wakefulness(self) -> Wakefulness:
        return Wakefulness(self.hold, lambda: self.is_on_mains, look_every_s=0.0)


@pytest.fixture
def computer() -> Computer:
    return Computer()


def test_it_is_held_off_while_something_runs(computer: Computer) -> None:
    wakefulness = computer.wakefulness()
    wakefulness.tend(is_working=False)
    assert computer.held == 0
    for _ in range(3):
        wakefulness.tend(is_working=True)
        assert computer.held == 1
    wakefulness.tend(is_working=False)
    assert (computer.held, computer.asked) == (0, 1)


def test_a_battery_is_not_emptied(computer: Computer) -> None:
    wakefulness = computer.wakefulness()
    computer.is_on_mains = False
    wakefulness.tend(is_working=True)
    assert computer.asked == 0
    computer.is_on_mains = True
    wakefulness.tend(is_working=True)
    assert computer.held == 1
    computer.is_on_mains = False
    wakefulness.tend(is_working=True)
    assert computer.held == 0


def test_nothing_is_held_at_the_end(computer: Computer) -> None:
    wakefulness = computer.wakefulness()
    wakefulness.tend(is_working=True)
    wakefulness.release()
    assert computer.held == 0
    wakefulness.release()


def test_a_computer_that_cannot_be_asked_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    wakefulness = Wakefulness(is_on_mains=lambda: True)
    wakefulness.tend(is_working=True)
    assert wakefulness.is_holding
    wakefulness.release()


def test_each_round_may_have_a_context_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the window each is an errand of a thread of Qt's, and Python makes it a new one."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    wakefulness = Wakefulness(is_on_mains=lambda: True)
    for is_working in (True, False, True, False):
        copy_context().run(wakefulness.tend, is_working=is_working)
        assert wakefulness.is_holding is is_working


HOLDS_AND_LETS_GO = """
import subprocess, sys
manager = subprocess.Popen([sys.executable, "-m", "tests.fakes.session_manager"],
                           stdout=subprocess.PIPE, text=True)
assert manager.stdout.readline() == "ready\\n"
from desktop.services.wakefulness import Wakefulness
from worker.contract.egress import guard
guard()
wakefulness = Wakefulness(is_on_mains=lambda: True)
wakefulness.tend(is_working=True)
print(manager.stdout.readline(), end="")
wakefulness.release()
print(manager.stdout.readline(), end="")
manager.kill()
manager.wait()
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="there is no D-Bus here")
def test_the_desktop_is_asked_over_its_bus() -> None:
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", HOLDS_AND_LETS_GO],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    # 4: it may not suspend; screen and session are left alone.
    assert done.stdout.splitlines() == ["Inhibit 4", "Uninhibit 7"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root mounts")
def test_where_the_system_says_nothing_of_power_there_is_mains() -> None:
    look = "from desktop.services.wakefulness import _is_on_mains; print(_is_on_mains())"
    script = f'mount -t tmpfs tmpfs /sys && exec "{sys.executable}" -c "{look}"'
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "True\n", done.stderr
