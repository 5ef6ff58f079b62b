from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.ui.note_bar import Note
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import fill

Start = Callable[[], Posed]


def remove(program: Posed, job: Job, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.model.index_of(job.id).isValid())
    program.window.job_list.select(job.id)
    qtbot.keyClick(program.window.job_list, Qt.Key.Key_Delete)
    assert not program.model.index_of(job.id).isValid()


def test_undo_is_of_removals_whatever_is_said_meanwhile(
    program: Start, qtbot: QtBot, library: Library
) -> None:
    harvest = fill(library)["harvest"]
    running = program()
    remove(running, harvest, qtbot)
    done: list[str] = []
    other = Note("Something else.", "Do it again", lambda: done.append("again"))
    running.window.note_bar.show_note(other)
    for _ in range(2):
        qtbot.keyClick(running.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert running.model.index_of(harvest.id).isValid()
    assert done == []
    assert running.window.note_bar.sentence() == "Something else."
