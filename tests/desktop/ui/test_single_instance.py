import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.single_instance import SingleInstance
from worker.contract.paths import DataPaths

CALL = """
import sys
from pathlib import Path
from desktop.ui.single_instance import SingleInstance
from worker.contract.paths import DataPaths
second = SingleInstance(DataPaths.locate())
assert not second.try_to_be_first()
sys.exit(0 if second.call_first([Path(each) for each in sys.argv[1:]]) else 1)
"""


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
    assert second.returncode == 0
    first.leave()


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
