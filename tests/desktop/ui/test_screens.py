"""A second screen of another scale: a process of its own, for a platform has its screens once."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
SCREENS = {
    "screens": [
        {"name": "plain", "x": 0, "y": 0, "width": 1400, "height": 900},
        {"name": "fine", "x": 1400, "y": 0, "width": 1400, "height": 900},
    ]
}
MOVES = """
import sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from desktop.app import Program
from desktop.jobs.library import Library
from desktop.settings import Settings
from desktop.ui.application import Application
from desktop.ui.single_instance import SingleInstance
from tests.desktop.ui.shelf import StandIn, fill, put_document
from worker.contract.paths import DataPaths

class Posed(Program):
    def _make_owner(self):
        return StandIn()

def wait(condition):
    for _ in range(600):
        if condition():
            return True
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()
    return False

folder = Path(sys.argv[1])
paths = DataPaths(folder / "data", folder / "run")
paths.create()
library = Library(paths.library)
jobs = fill(library, put_document(paths))
app = Application(sys.argv[:1])
program = Posed(app, paths, library, Settings(), SingleInstance(paths))
program.start([], hidden=False)
view = program.window.page.view
assert wait(lambda: program.model.rowCount() > 0)
program.desk.show_job(jobs["mapreduce"].id)
for screen in app.screens():
    program.window.move(screen.geometry().topLeft())
    wanted = lambda: round(view.page_area().width() * screen.devicePixelRatio())
    is_sharp = lambda: view._image is not None and abs(view._image.width() - wanted()) <= 1
    assert wait(lambda: program.window.screen() is screen and is_sharp()), (
        screen.name(), program.window.screen().name(), view._image and view._image.width(), wanted()
    )
    print(screen.name(), view._image.width())
program.quitting.finished.connect(app.quit)
program.quitting.quit()
app.exec()
"""


def test_pages_are_sharp_on_every_screen(tmp_path: Path) -> None:
    config = tmp_path / "screens.json"
    config.write_text(json.dumps(SCREENS))
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        "QT_SCREEN_SCALE_FACTORS": "plain=1;fine=2",
    }
    done = subprocess.run(
        [sys.executable, "-c", MOVES, str(tmp_path)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    widths = dict(line.split() for line in done.stdout.splitlines())
    assert int(widths["fine"]) == 2 * int(widths["plain"])
