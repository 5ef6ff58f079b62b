"""Takes the window's picture in its states, to be looked at beside the drawings.

    python -m tests.end2end.window_screenshots FOLDER [NAME…]

Each picture is taken in a process of its own, with a library as in the drawings and an owner that
does no work. Run it under a display (Xvfb) or with QT_QPA_PLATFORM=offscreen.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop import app as window_app
from desktop.delivery.delivery import Delivery, DeliveryProblem
from desktop.delivery.states import DeliveryKind, DeliveryState
from desktop.jobs import documents, transitions
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from desktop.jobs.status import OwnerStatus
from desktop.settings import Settings
from desktop.ui.email_setup import EmailSetup
from desktop.ui.single_instance import SingleInstance
from tests.desktop.ui.shelf import (
    FETCHING,
    NEEDS_MODEL,
    WORKING,
    StandIn,
    fill,
    map_reduce,
    put_document,
)
from tests.desktop.ui.shelf_document import page_words
from worker.contract import page_texts
from worker.contract.delivery import Problem
from worker.contract.messages import EngineStatus
from worker.contract.paths import DataPaths
from worker.contract.states import EngineKind, JobState, Style, WaitReason

SETTLE_MS = 900
FONT = "Inter"
"""Used where it is installed, so that pictures of several machines look alike."""


@dataclass(frozen=True)
class Shot:
    """One picture."""

    chosen: str | None = None
    """Which document is looked at; None leaves the library empty."""
    size: tuple[int, int] = (1240, 780)
    is_dark: bool = False
    scale: str = "1"
    status: OwnerStatus = WORKING
    prepare: Callable[[Library, dict[str, Job]], None] = lambda _library, _jobs: None
    settings: Settings = Settings()  # noqa: RUF009 - a frozen value
    act: Callable[[window_app.Program], None] = field(default=lambda _program: None)


def _all_wait_for_ollama(library: Library, jobs: dict[str, Job]) -> None:
    for name in ("csp", "lease", "scan"):
        library.change(
            jobs[name].id,
            lambda job: replace(job, state=JobState.WAITING, reason=WaitReason.ENGINE, stage=None),
        )


def _second_claim(program: window_app.Program) -> None:
    for _ in range(5):
        program.window.pane.step(1)


def _settings(program: window_app.Program) -> None:
    program.window.settings_asked.emit()


def _redone(library: Library, jobs: dict[str, Job]) -> None:
    """A second, brief summary of the document."""
    first = jobs["mapreduce"]
    (added,) = library.add(
        [NewJob(first.file, first.options, redo_of=first.id, sha256=first.sha256)]
    )
    brief = map_reduce()
    brief = brief.model_copy(
        update={"style": Style.BRIEF, "points": brief.points[:3], "sections": ()}
    )
    now = time.time()
    library.store_summary(
        added.id,
        brief,
        lambda job: replace(
            job,
            title=first.title,
            pages=13,
            state=JobState.DONE,
            reason=None,
            started_at=now - 40,
            finished_at=now - 1,
        ),
    )
    jobs["redone"] = added


def _compare(program: window_app.Program) -> None:
    program.window.pane.header.compare_asked.emit()


def _redo(program: window_app.Program) -> None:
    program.window.pane.header.redo_asked.emit(None)


def _search(program: window_app.Program) -> None:
    program.window.bar.search.setText("backup")


def _search_in_vain(program: window_app.Program) -> None:
    program.window.bar.search.setText("unicorn")


def _show_page(program: window_app.Program) -> None:
    _second_claim(program)
    program.window.columns.show_page(True)


def _email_setup(program: window_app.Program) -> None:
    program.window.email_setup_asked.emit()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EmailSetup)
    dialog.sent_from.setText("ada@gmail.com")
    dialog.sent_from.editingFinished.emit()
    dialog._on_tested(
        "The server did not accept user name and password (535 5.7.8 Username and Password not "
        "accepted). Some providers want an app password instead of your own.",
        False,
    )


def _outbox(program: window_app.Program) -> None:
    program.window.outbox_asked.emit()


def _mail_waits(library: Library, jobs: dict[str, Job]) -> None:
    """The password of the mail account was forgotten at the last restart."""
    library.outbox.add(
        [
            Delivery(
                id="delivery1",
                kind=DeliveryKind.EMAIL,
                recipient="ada@example.org",
                created_at=time.time(),
                next_at=time.time() + 600,
                problem=DeliveryProblem(Problem.NO_PASSWORD, {"user": "ada"}),
                jobs=(jobs["harvest"].id,),
            )
        ]
    )


def _mailed(library: Library, jobs: dict[str, Job]) -> None:
    states = {
        "mapreduce": DeliveryState.SENT,
        "chubby": DeliveryState.PERHAPS,
        "harvest": DeliveryState.FAILED,
        "tarpit": DeliveryState.WAITING,
    }
    problems = {
        DeliveryState.PERHAPS: Problem.UNKNOWN_ANSWER,
        DeliveryState.FAILED: Problem.RECIPIENT,
        DeliveryState.WAITING: Problem.MAILBOX_FULL,
    }
    params = {"address": "ada@example.org", "reply": "550 5.1.1 No such user here"}
    now = time.time()
    for name in ("csp", "lease", *states):
        library.change(jobs[name].id, partial(transitions.mailed_to, address="ada@example.org"))
    library.outbox.add(
        Delivery(
            id=f"delivery{number}",
            kind=DeliveryKind.EMAIL,
            recipient="ada@example.org",
            created_at=now + number,
            next_at=now + 600,
            state=state,
            ended_at=None if state is DeliveryState.WAITING else now,
            problem=DeliveryProblem(problems[state], params) if state in problems else None,
            jobs=(jobs[name].id,),
        )
        for number, (name, state) in enumerate(states.items())
    )


MAILING = Settings(email_on=True, email_to="ada@example.org", smtp_url="smtps://ada@localhost")
AWAY = replace(WORKING, engine=EngineStatus(ready=False, kind=EngineKind.OLLAMA, missing="engine"))
SHOTS: dict[str, Shot] = {
    "first-start": Shot(),
    "first-start-dark": Shot(is_dark=True),
    "needs-model": Shot(status=NEEDS_MODEL),
    "fetching": Shot(status=FETCHING),
    "working": Shot("csp"),
    "done": Shot("mapreduce", act=_second_claim),
    "dark": Shot("mapreduce", is_dark=True, act=_second_claim),
    "hidden-text": Shot("chubby"),
    "failed": Shot("invoice"),
    "password": Shot("scan"),
    "ollama-away": Shot("csp", status=AWAY, prepare=_all_wait_for_ollama),
    "narrow": Shot("mapreduce", size=(520, 780)),
    "middle": Shot("mapreduce", size=(800, 600)),
    "middle-page": Shot("mapreduce", size=(800, 600), act=_show_page),
    "compare": Shot("redone", prepare=_redone, act=_compare),
    "search": Shot("mapreduce", act=_search),
    "search-nothing": Shot("mapreduce", act=_search_in_vain),
    "redo": Shot("mapreduce", act=_redo),
    "twice": Shot("mapreduce", scale="2", act=_second_claim),
    "settings": Shot("mapreduce", act=_settings),
    "email-setup": Shot("mapreduce", act=_email_setup),
    "email-on": Shot("harvest", prepare=_mailed, settings=MAILING),
    "email-on-dark": Shot("chubby", prepare=_mailed, settings=MAILING, is_dark=True),
    "email-waits": Shot("lease", prepare=_mail_waits, settings=MAILING),
    "email-narrow": Shot("harvest", prepare=_mailed, settings=MAILING, size=(520, 780)),
    "outbox": Shot("harvest", prepare=_mailed, settings=MAILING, act=_outbox),
}


def main() -> int:
    """Take the pictures."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    names = sys.argv[2:] or list(SHOTS)
    if len(names) == 1 and os.environ.get("SUNTO_ONE_SHOT"):
        return _take(SHOTS[names[0]], folder / f"{names[0]}.png")
    for name in names:
        environment = {
            **os.environ,
            "SUNTO_ONE_SHOT": "1",
            "QT_SCALE_FACTOR": SHOTS[name].scale,
        }
        command = [sys.executable, "-m", "tests.end2end.window_screenshots", str(folder), name]
        file = folder / f"{name}.png"
        file.unlink(missing_ok=True)
        subprocess.run(command, env=environment, check=True)
        assert file.exists(), f"no picture of {name}"
    return 0


def _take(shot: Shot, file: Path) -> int:
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
        app = QApplication(sys.argv[:1])
        app.setQuitOnLastWindowClosed(False)
        if FONT in QFontDatabase.families():
            app.setFont(QFont(FONT))
        scheme = Qt.ColorScheme.Dark if shot.is_dark else Qt.ColorScheme.Light
        program = _Posed(app, paths, library, shot.settings, SingleInstance(paths), shot.status)
        program.theme.use(scheme)
        program.window.resize(*shot.size)
        program.quitting.finished.connect(app.quit)
        program.start([], hidden=False)
        QTimer.singleShot(SETTLE_MS, lambda: _pose(program, shot, chosen))
        QTimer.singleShot(2 * SETTLE_MS, lambda: _grab(program, file))
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
        status: OwnerStatus,
    ) -> None:
        self._stand_in = StandIn(status)
        super().__init__(app, paths, library, settings, instance)

    def _make_owner(self) -> StandIn:
        return self._stand_in


def _pose(program: window_app.Program, shot: Shot, chosen: str) -> None:
    if chosen:
        program.window.job_list.select(chosen)
        if shot.size[0] < 660:
            program.window.columns.read(True)
        QTimer.singleShot(SETTLE_MS // 2, lambda: shot.act(program))


def _grab(program: window_app.Program, file: Path) -> None:
    window = QApplication.activeModalWidget() or program.window
    window.grab().save(str(file))
    # After the picture, not by a timer of its own: coarse timers may pass each other.
    program.quitting.quit()


if __name__ == "__main__":
    sys.exit(main())
