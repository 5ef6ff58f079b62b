"""Children: started, ended with all they started, and recognised by proof."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from desktop.services.child import Child, end_orphans

SLEEPER = "import subprocess, sys; p = subprocess.Popen(['sleep', '60']); print(p.pid, flush=True)"
STUBBORN = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True)"
FOREVER = "; import time; time.sleep(60)"


@pytest.fixture
def child(tmp_path: Path) -> Child:
    return Child("sleeper", runtime=tmp_path, logs=tmp_path)


def start(child: Child, code: str, tmp_path: Path) -> int:
    child.start([sys.executable, "-c", code + FOREVER], os.environ)
    log = tmp_path / "sleeper.log"
    while not log.read_text().strip():
        assert child.is_running
    return int(log.read_text())


def is_zombie(process: psutil.Process) -> bool:
    return process.status() == psutil.STATUS_ZOMBIE


def test_a_stop_ends_what_the_child_started_too(child: Child, tmp_path: Path) -> None:
    grandchild = start(child, SLEEPER, tmp_path)
    started = psutil.Process(grandchild)
    child.stop(5.0)
    assert not child.is_running
    # Killed, and gone once whoever inherited it has noticed.
    assert psutil.wait_procs([started], timeout=5)[1] == [] or is_zombie(started)
    assert list(tmp_path.glob("child-*")) == []


def test_a_child_that_ignores_the_request_is_killed(child: Child, tmp_path: Path) -> None:
    start(child, STUBBORN, tmp_path)
    child.stop(0.2)
    assert not child.is_running


def test_it_can_be_started_again_after_it_ended(child: Child, tmp_path: Path) -> None:
    start(child, SLEEPER, tmp_path)
    pid = child.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while child.is_running:
        pass
    assert child.exit_code == -signal.SIGKILL
    start(child, SLEEPER, tmp_path)
    assert child.pid not in (None, pid)
    child.stop(5.0)


def test_an_orphan_is_ended_by_its_note(child: Child, tmp_path: Path) -> None:
    start(child, SLEEPER, tmp_path)
    assert child.pid is not None
    orphan = psutil.Process(child.pid)
    end_orphans(tmp_path)
    assert not child.is_running
    assert not orphan.is_running() or is_zombie(orphan)
    child.stop(1.0)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is only the clock")
def test_the_proof_does_not_depend_on_the_clock(child: Child, tmp_path: Path) -> None:
    start(child, SLEEPER, tmp_path)
    assert child.pid is not None
    (note,) = tmp_path.glob("child-*.json")
    born = json.loads(note.read_text())["born"]
    ticks = int(born.split()[0]) / os.sysconf("SC_CLK_TCK")
    assert ticks <= float(Path("/proc/uptime").read_text().split()[0])
    child.stop(1.0)


def test_a_stranger_with_the_same_process_id_is_left_alone(tmp_path: Path) -> None:
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        note = tmp_path / "child-broker.json"
        note.write_text(json.dumps({"pid": stranger.pid, "born": "1 of another day"}))
        end_orphans(tmp_path)
        assert stranger.poll() is None
        assert not note.exists()
    finally:
        stranger.kill()
        stranger.wait()
