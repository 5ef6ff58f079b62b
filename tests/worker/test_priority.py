"""What works in the background gives way to the person's own programs."""

import subprocess
import sys
from pathlib import Path

import pytest

from worker.priority import AUTOGROUP, NICENESS
from worker.reading.lines import ReadOrder
from worker.reading.reader_process import reader_lines

SAY = """
import ctypes, os, sys, time
from pathlib import Path
from worker.priority import give_way
asked, wanted = int(sys.argv[1]), sys.argv[2]
if os.getuid() == 0 and "nobody" in sys.argv:
    # Not in other hands before: what Python lies in may be root's alone.
    os.setuid(65534)
    PR_SET_DUMPABLE = 4
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
began = time.monotonic()
if asked:
    give_way(asked)
assert time.monotonic() - began < 0.09, "a start waited"
group = Path("/proc/self/autogroup")
end = time.monotonic() + 5
# The kernel hears one such wish in 100 ms, and anybody may have had another.
while not group.read_text().strip().endswith("nice " + wanted) and time.monotonic() < end:
    time.sleep(0.02)
print(os.nice(0), flush=True)
print(group.read_text().strip(), flush=True)
"""

pytestmark = pytest.mark.skipif(not AUTOGROUP.exists(), reason="this kernel has no such groups")


def saying(wanted: int, *also: str) -> "subprocess.Popen[str]":
    """A process that leads a session of its own, and gives way."""
    return in_a_new_session([sys.executable, "-c", SAY, str(wanted), str(wanted), *also])


def in_a_new_session(command: list[str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)


def said(process: "subprocess.Popen[str]") -> list[str]:
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    return out.splitlines()


def test_a_session_of_its_own_gives_way_as_a_whole() -> None:
    """Niceness alone counts among its own processes only: the window is of another session."""
    niceness, group = said(saying(7))

    assert int(niceness) >= 7
    assert group.endswith("nice 7")


def test_those_who_ask_at_once_are_heard_one_after_the_other() -> None:
    """The kernel refuses everybody but root within 100 ms of another."""
    at_once = [saying(7, "nobody") for _ in range(4)]

    assert [group.endswith("nice 7") for _, group in map(said, at_once)] == [True] * 4


def test_a_session_of_others_is_left_as_it_is() -> None:
    leader = ["sh", "-c", '"$@"; exit $?', "sh"]

    niceness, group = said(in_a_new_session([*leader, sys.executable, "-c", SAY, "7", "0"]))

    assert int(niceness) >= 7
    assert group.endswith("nice 0")


def test_a_reader_is_given_its_place_by_who_starts_it(tmp_path: Path) -> None:
    """A thread of its own would be out of its confines."""
    order = ReadOrder(path=str(tmp_path), memory_bytes=0, data_bytes=0, cpu_s=1)
    with reader_lines([sys.executable, "-c", SAY, "0", str(NICENESS)], order) as arrived:
        arrived.get(timeout=30)
        assert arrived.get(timeout=30).strip().endswith(f"nice {NICENESS}".encode())
