import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.single_instance import SingleInstance
from worker.contract.paths import DataPaths

CALL = """
import sys
from pathlib import Path
from desktop.ui.single_instance import Call, SingleInstance
from worker.contract.paths import DataPaths
second = SingleInstance(DataPaths.locate())
assert not second.try_to_be_first()
print("calling", flush=True)
answer = second.call_first([Path(each) for each in sys.argv[1:]])
sys.exit(list(Call).index(answer))
"""

HEARD, NOBODY_THERE = 0, 1


def test_a_second_start_hands_over_its_files(
    paths: DataPaths, qtbot: QtBot, qapp: QApplication
) -> None:
    first = SingleInstance(paths)
    assert first.try_to_be_first()
    first.listen()
    with qtbot.waitSignal(first.called, timeout=20_000) as called:
        second = subprocess.Popen([sys.executable, "-c", CALL, "/a/ü b.pdf", "c.pdf"])
    assert called.args == [[Path("/a/ü b.pdf"), Path.cwd() / "c.pdf"]]
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == HEARD
    first.leave()


def test_a_second_start_waits_for_a_first_that_is_still_starting(
    paths: DataPaths, qtbot: QtBot, qapp: QApplication
) -> None:
    first = SingleInstance(paths)
    assert first.try_to_be_first()
    with calling("a.pdf") as second:
        first.listen()
        with qtbot.waitSignal(first.called, timeout=20_000) as called:
            pass
        assert called.args == [[Path.cwd() / "a.pdf"]]
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == HEARD
    first.leave()


def test_a_second_start_takes_the_place_of_a_first_that_ends(
    paths: DataPaths, qtbot: QtBot, qapp: QApplication
) -> None:
    first = SingleInstance(paths)
    assert first.try_to_be_first()
    first.listen()
    first.stop_listening()
    with calling("a.pdf") as second:
        first.leave()
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == NOBODY_THERE


@contextmanager
def calling(*files: str) -> Iterator[subprocess.Popen[str]]:
    """A second start that has just found that it is not the first."""
    with subprocess.Popen(
        [sys.executable, "-c", CALL, *files], stdout=subprocess.PIPE, text=True
    ) as second:
        assert second.stdout is not None
        assert second.stdout.readline() == "calling\n"
        yield second


def test_a_killed_first_is_in_nobodys_way(paths: DataPaths, qapp: QApplication) -> None:
    hold = (
        "from desktop.ui.single_instance import SingleInstance\n"
        "from worker.contract.paths import DataPaths\n"
        "import os\n"
        "first = SingleInstance(DataPaths.locate())\n"
        "assert first.try_to_be_first()\n"
        "first.listen()\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", hold], check=False)
    heir = SingleInstance(paths)
    assert heir.try_to_be_first()
    heir.listen()
    heir.leave()
