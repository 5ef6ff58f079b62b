import subprocess
import sys
import time
from pathlib import Path

import psutil

PROGRAM = """
import subprocess, sys, time
from pathlib import Path
from worker.contract.celery_app import BrokerAddress
from worker.parent import watch_parent
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(child.pid, flush=True)
watch_parent(BrokerAddress(socket=Path(sys.argv[1])))
time.sleep(600)
"""


def test_who_was_just_started_ends_as_well(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "no-broker.sock")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, start_new_session=True, **pipes) as worker:  # type: ignore[call-overload]
        assert worker.stdout is not None
        assert worker.stdin is not None
        child = psutil.Process(int(worker.stdout.readline()))
        worker.stdin.close()
        worker.wait(30)
    end = time.monotonic() + 10
    while child.is_running() and child.status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < end, "a child of the worker outlived it"
        time.sleep(0.05)
