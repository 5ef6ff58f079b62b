"""The whole program without a pointer: every key goes to whatever has the keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.settings_file import load
from desktop.ui.dialogs import PasswordDialog
from desktop.ui.help_dialog import HelpDialog
from desktop.ui.redo_dialog import RedoDialog
from desktop.ui.settings_dialog import SettingsDialog
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import fill, put_document
from tests.pdf_files import a_paper
from worker.contract.paths import DataPaths

Start = Callable[[], Posed]
Key, Mod = Qt.Key, Qt.KeyboardModifier
NONE, CTRL = Mod.NoModifier, Mod.ControlModifier


def focused() -> QWidget:
    found = QApplication.focusWidget() or QApplication.activeWindow()
    assert found is not None, "nothing has the keyboard"
    return found


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(focused(), key, modifiers)
        QApplication.processEvents()


def tab_to(wanted: Callable[[QWidget], bool]) -> QWidget:
    """Press Tab until something has the keyboard."""
    for _ in range(60):
        if wanted(focused()):
            return focused()
        press(Key.Key_Tab)
    raise AssertionError("Tab does not come there")


def text_is(text: str) -> Callable[[QWidget], bool]:
    return lambda widget: isinstance(widget, QPushButton) and widget.text() == text


@pytest.fixture
def jobs(library: Library, paths: DataPaths) -> dict[str, Job]:
    return fill(library, put_document(paths))


@pytest.fixture
def running(program: Start, jobs: dict[str, Job], qtbot: QtBot) -> Posed:
    started = program()
    qtbot.waitUntil(lambda: started.window.isActiveWindow())
    qtbot.waitUntil(lambda: started.window.job_list.hasFocus())
    return started


def go_to(running: Posed, job: Job) -> None:
    """Up and down the list."""
    press(Key.Key_Home, CTRL)
    for _ in range(20):
        shown = running.desk.shown_job()
        if shown is not None and shown.id == job.id:
            return
        press(Key.Key_Down)
    raise AssertionError("the arrows do not come there")


def open_summary(running: Posed, jobs: dict[str, Job], qtbot: QtBot) -> None:
    go_to(running, jobs["mapreduce"])
    qtbot.waitUntil(lambda: running.window.pane.summary is not None)
    press(Key.Key_Return)
    assert running.window.pane.isAncestorOf(focused())


def test_keys_leave_the_summary_of_another_document_alone(
    running: Posed, jobs: dict[str, Job], qtbot: QtBot
) -> None:
    open_summary(running, jobs, qtbot)
    press(Key.Key_N, times=5)
    chosen = running.window.pane.chosen_claim()
    assert chosen is not None
    press(Key.Key_C, CTRL)
    assert chosen.text in QGuiApplication.clipboard().text()
    press(Key.Key_Escape, times=2)
    go_to(running, jobs["lease"])
    QGuiApplication.clipboard().setText("as it was")
    press(Key.Key_N)
    press(Key.Key_C, CTRL)
    assert running.window.pane.chosen_claim() is None
    assert QGuiApplication.clipboard().text() == "as it was"


def test_adding_files_that_were_copied(running: Posed, qtbot: QtBot, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(a_paper(tmp_path, name="new.pdf")))])
    QGuiApplication.clipboard().setMimeData(mime)
    press(Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: any(job.title == "new" for job in running.model.jobs()))


def test_reading_claims_and_their_pages(running: Posed, jobs: dict[str, Job], qtbot: QtBot) -> None:
    open_summary(running, jobs, qtbot)
    press(Key.Key_N, times=5)
    qtbot.waitUntil(lambda: running.window.page.page == 4)
    press(Key.Key_P)
    qtbot.waitUntil(lambda: running.window.page.page == 2)
    tab_to(lambda widget: widget is running.window.page.view)
    press(Key.Key_PageDown)
    qtbot.waitUntil(lambda: running.window.page.page == 3)


def test_going_from_page_to_page_along_the_strip(
    running: Posed, jobs: dict[str, Job], qtbot: QtBot
) -> None:
    open_summary(running, jobs, qtbot)
    qtbot.waitUntil(lambda: running.window.page.page == 1)
    press(Key.Key_F, CTRL)
    tab_to(lambda widget: widget is running.window.pane.header._strip)
    press(Key.Key_Right)
    qtbot.waitUntil(lambda: running.window.page.page == 2)


def test_searching_and_coming_back(running: Posed, qtbot: QtBot) -> None:
    everything = running.model.rowCount()
    press(Key.Key_F, CTRL)
    QTest.keyClicks(focused(), "tar pit")
    qtbot.waitUntil(lambda: running.model.rowCount() == 2)
    press(Key.Key_Return)
    assert running.window.job_list.hasFocus()
    press(Key.Key_F, CTRL)
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: running.model.rowCount() == everything)


def test_removing_and_taking_it_back(running: Posed, jobs: dict[str, Job], qtbot: QtBot) -> None:
    go_to(running, jobs["harvest"])
    press(Key.Key_Delete)
    assert not running.model.index_of(jobs["harvest"].id).isValid()
    press(Key.Key_Z, CTRL)
    assert running.model.index_of(jobs["harvest"].id).isValid()


def test_pausing_and_going_on(running: Posed, jobs: dict[str, Job], qtbot: QtBot) -> None:
    press(Key.Key_P, CTRL | Mod.ShiftModifier)
    qtbot.waitUntil(running.desk.is_paused)
    press(Key.Key_P, CTRL | Mod.ShiftModifier)
    qtbot.waitUntil(lambda: not running.desk.is_paused())


def test_moving_a_waiting_document(running: Posed, jobs: dict[str, Job], qtbot: QtBot) -> None:
    go_to(running, jobs["scan"])
    press(Key.Key_Up, Mod.AltModifier)
    qtbot.waitUntil(
        lambda: (
            running.model.index_of(jobs["scan"].id).row()
            < running.model.index_of(jobs["lease"].id).row()
        )
    )


def test_giving_a_password(
    running: Posed, jobs: dict[str, Job], qtbot: QtBot, paths: DataPaths
) -> None:
    go_to(running, jobs["scan"])
    press(Key.Key_Return)
    tab_to(text_is("Enter password…"))
    press(Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PasswordDialog))
    QTest.keyClicks(focused(), "secret")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: paths.password(jobs["scan"].id).exists())


def test_starting_again_what_failed(
    running: Posed, jobs: dict[str, Job], qtbot: QtBot, library: Library
) -> None:
    go_to(running, jobs["invoice"])
    press(Key.Key_F5)
    qtbot.waitUntil(lambda: any(job.redo_of == jobs["invoice"].id for job in library.jobs()))


def test_summarising_once_more_in_another_language(
    running: Posed, jobs: dict[str, Job], qtbot: QtBot, library: Library
) -> None:
    go_to(running, jobs["mapreduce"])
    press(Key.Key_F5)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RedoDialog))
    tab_to(lambda widget: widget.accessibleName() == "Language")
    QTest.keyClicks(focused(), "Ital")
    tab_to(text_is("Summarise"))
    press(Key.Key_Space)
    qtbot.waitUntil(lambda: any(job.options.language == "it" for job in library.jobs()))


def test_copying_a_claim(running: Posed, jobs: dict[str, Job], qtbot: QtBot) -> None:
    open_summary(running, jobs, qtbot)
    press(Key.Key_N, times=6)
    press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().endswith("891 seconds. (p. 5, p. 8)")


def test_exporting_a_summary(
    running: Posed, jobs: dict[str, Job], qtbot: QtBot, tmp_path: Path
) -> None:
    go_to(running, jobs["mapreduce"])
    qtbot.waitUntil(lambda: running.window.pane.summary is not None)
    press(Key.Key_E, CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    field = focused()
    assert isinstance(field, QLineEdit)
    press(Key.Key_A, CTRL)
    QTest.keyClicks(field, str(tmp_path / "out.md"))
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: (tmp_path / "out.md").exists())
    assert "# MapReduce" in (tmp_path / "out.md").read_text("utf-8")


def test_looking_at_the_places_of_a_claim(
    running: Posed, jobs: dict[str, Job], qtbot: QtBot
) -> None:
    open_summary(running, jobs, qtbot)
    press(Key.Key_N, times=6)
    press(Key.Key_Space)
    qtbot.waitUntil(lambda: running.window.page.page == 5)
    press(Key.Key_Space)
    qtbot.waitUntil(lambda: running.window.page.page == 8)


def test_a_quick_look_in_a_small_window_and_back(
    running: Posed, jobs: dict[str, Job], qtbot: QtBot
) -> None:
    running.window.resize(800, 600)
    open_summary(running, jobs, qtbot)
    press(Key.Key_N, times=5)
    press(Key.Key_Space)
    assert focused() is running.window.page.view
    qtbot.waitUntil(lambda: running.window.page.page == 4)
    press(Key.Key_Space)
    assert running.window.pane.isVisible()
    assert running.window.pane.isAncestorOf(focused())


def test_seeing_what_the_keys_do(running: Posed, qtbot: QtBot) -> None:
    press(Key.Key_F1)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), HelpDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    words = [each.text() for each in dialog.findChildren(QLabel)]
    assert "Ctrl+E" in words
    assert "Export the summary" in words
    press(Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_changing_a_setting(running: Posed, qtbot: QtBot, paths: DataPaths) -> None:
    press(Key.Key_Comma, CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), SettingsDialog))
    tab_to(lambda widget: widget.accessibleName() == "No notifications")
    press(Key.Key_Space)
    press(Key.Key_Escape)
    assert load(paths).quiet
