"""Takes the window's picture in its views, to be looked at beside the drawings.

    python -m tests.end2end.window_screenshots FOLDER [VIEW[.it][.2x] …]

Each view in light and in dark; without names every view, in English and Italian, at 100 and 200 %.
Each is shown by a process of its own, with a library as in the drawings and an owner that does no
work. Run it under a display (Xvfb) or with QT_QPA_PLATFORM=offscreen.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop import app as window_app
from desktop.jobs import documents
from desktop.jobs.library import Library
from desktop.settings import Settings
from desktop.ui import language
from desktop.ui.application import Application
from desktop.ui.single_instance import SingleInstance
from tests.desktop.ui.shelf import StandIn, fill, put_document
from tests.desktop.ui.shelf_document import page_words
from tests.end2end.window_shots import SHOTS, Shot
from worker.contract import page_texts
from worker.contract.paths import DataPaths

LOOK_MS = 60
RESTS = 5
"""So many looks in a row have to find everything at rest."""
FONT = "Inter"
"""Used where it is installed, so that pictures of several machines look alike."""
VARIANTS = ["".join(each) for each in product(("", ".it"), ("", ".2x"))]


def main() -> int:
    """Take the pictures."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    if name := os.environ.get("SUNTO_ONE_SHOT"):
        return _take(name, folder / f"{name}.png")
    for name in sys.argv[2:] or [view + variant for view in SHOTS for variant in VARIANTS]:
        environment = {
            **os.environ,
            "SUNTO_ONE_SHOT": name,
            "QT_SCALE_FACTOR": next(
                (each[:-1] for each in name.split(".") if each[-1] == "x"), "1"
            ),
        }
        command = [sys.executable, "-m", "tests.end2end.window_screenshots", str(folder)]
        file = folder / f"{name}.png"
        file.unlink(missing_ok=True)
        subprocess.run(command, env=environment, check=True)
        assert file.exists(), f"no picture of {name}"
    return 0


def _take(name: str, file: Path) -> int:
    view, *variant = name.split(".")
    shot = SHOTS[view]
    with tempfile.TemporaryDirectory(prefix="sunto-") as data:
        os.environ["XDG_RUNTIME_DIR"] = data
        paths = DataPaths.locate(Path(data) / "d")
        paths.create()
        library = Library(paths.library)
        chosen = ""
        if shot.chosen is not None:
            sha256 = put_document(paths)
            documents.keep_texts(paths, sha256, page_texts.pack(page_words()))
            jobs = fill(library, sha256)
            shot.prepare(library, jobs)
            chosen = jobs[shot.chosen].id
        app = Application(sys.argv[:1])
        language.install(app, QLocale("it_IT" if "it" in variant else "en_GB"))
        if FONT in QFontDatabase.families():
            app.setFont(QFont(FONT))
        program = _Posed(app, paths, library, shot.settings, SingleInstance(paths), shot)
        program.theme.use(Qt.ColorScheme.Light, shot.contrast)
        program.window.resize(*shot.size)
        program.quitting.finished.connect(app.quit)
        program.start([], hidden=False)
        grab = partial(_grab, program, shot, file)
        act = lambda: (shot.act(program), _when_settled(program, grab))  # noqa: E731
        pose = lambda: (_pose(program, shot, chosen), _when_settled(program, act))  # noqa: E731
        _when_settled(program, pose)
        return app.exec()


class _Posed(window_app.Program):
    """The program with an owner that does no work."""

    def __init__(
        self,
        app: QApplication,
        paths: DataPaths,
        library: Library,
        settings: Settings,
        instance: SingleInstance,
        shot: Shot,
    ) -> None:
        self._stand_in = StandIn(shot.status, points=shot.points)
        super().__init__(app, paths, library, settings, instance)

    def _make_owner(self) -> StandIn:
        return self._stand_in


def _when_settled(program: window_app.Program, then: Callable[[], object]) -> None:
    """Go on when everything is read and drawn, however long this machine takes, and a bit later."""

    def look(rests: int = 0) -> None:
        rests = rests + 1 if _is_settled(program) else 0
        if rests > RESTS:
            then()
        else:
            QTimer.singleShot(LOOK_MS, partial(look, rests))

    look()


def _is_settled(program: window_app.Program) -> bool:
    page, pane = program.window.page, program.window.pane
    return (
        program.desk.status is not None
        and program.poller._rounds._digests.is_finished
        and not program.desk._showing._reading
        and not program.desk._showing._show_timer.isActive()
        and not program.reading._pdf._is_busy
        and not program.reading._settling.isActive()
        and (not page.page or page.view._image is not None)
        and (pane.summary is not None or "Opening" not in pane._card._title.text())
    )


def _pose(program: window_app.Program, shot: Shot, chosen: str) -> None:
    if chosen:
        program.window.job_list.select(chosen)
        if shot.size[0] < 660:
            program.window.columns.read(True)


def _grab(program: window_app.Program, shot: Shot, file: Path) -> None:
    """In light, then in dark: the window changes while it is open."""
    window = QApplication.activeModalWidget() or program.window
    window.grab().save(str(file))
    program.theme.use(Qt.ColorScheme.Dark, shot.contrast)

    def grab_dark() -> None:
        window.grab().save(str(file.with_suffix(".dark.png")))
        # After the picture, not by a timer of its own: coarse timers may pass each other.
        program.quitting.quit()

    _when_settled(program, grab_dark)


if __name__ == "__main__":
    sys.exit(main())
