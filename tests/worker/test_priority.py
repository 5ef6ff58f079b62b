"""What works in the background gives way to the person's own programs."""

import subprocess
import sys

import pytest

from worker.contract.priority import AUTOGROUP

SAY = (
    "import os; from pathlib import Path; from worker.contract.priority import give_way; "
    "give_way(7); print(os.nice(0)); print(Path('/proc/self/autogroup').read_text())"
)

pytestmark = pytest.mark.skipif(not AUTOGROUP.exists(), reason="this kernel has no such groups")


def said(*, own_session: bool) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SAY],
        capture_output=True,
        text=True,
        check=True,
        start_new_session=own_session,
    )
    return done.stdout.split("\n")


def test_a_session_of_its_own_gives_way_as_a_whole() -> None:
    """Niceness alone counts among its own processes only: the window is of another session."""
    niceness, group, *_ = said(own_session=True)

    assert int(niceness) >= 7
    assert group.endswith("nice 7")


def test_a_session_of_others_is_left_as_it_is() -> None:
    before = AUTOGROUP.read_text("ascii").split()[-1]

    niceness, group, *_ = said(own_session=False)

    assert int(niceness) >= 7
    assert group.endswith(f"nice {before}")
