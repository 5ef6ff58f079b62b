"""The tests of the source, run with a packaged program in another root."""

import sys

from tests.packaging.clean_root import CleanRoot

TESTS = (
    "tests/end2end/test_first_summary.py",
    "tests/end2end/test_killed_owner.py",
    "tests/end2end/test_serve.py",
    "tests/end2end/test_window_drag.py",
    "tests/desktop/commands/test_keyring.py",
    "tests/desktop/commands/test_outbox.py",
    "tests/desktop/commands/test_views.py",
)
"""Drop, summary, notification, quitting with nothing left; recognised scans; a kill; the HTTP
front; exported files, mail and the keyring.
"""

LONGEST_START_S = 1.0
"""Of work until the window is there: on a machine with nothing else to do, that is the time."""

STARTS = 5


def run_the_tests_of_the_source(root: CleanRoot, command: str) -> None:
    """Run them; all must pass and none may be skipped."""
    tests = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-s", "-m", "", *TESTS]
    program = f"chroot {root.folder} {command}"
    done = root.run_beside(*tests, timeout_s=1500, SUNTO_TEST_PROGRAM=program)
    print(done.stdout[-3000:])
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
    assert "skipped" not in done.stdout


def numbers_of_the_window(root: CleanRoot, command: str) -> None:
    """Start the window some times, and print how long each took and what it costs."""
    numbers = [sys.executable, "-m", "tests.end2end.window_numbers", str(STARTS)]
    program = f"chroot {root.folder} {command}"
    done = root.run_beside(*numbers, SUNTO_TEST_PROGRAM=program)
    print(done.stdout)
    lines = [line for line in done.stdout.splitlines() if line.startswith("visible after")]
    assert len(lines) == STARTS, done.stdout + done.stderr
    times = sorted(float(line.split()[8]) for line in lines)
    assert times[STARTS // 2] <= LONGEST_START_S, done.stdout + done.stderr
