from collections.abc import Callable

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.jobs.library import Library
from desktop.ui.arrangement import Sort
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import fill, put_document
from worker.contract.paths import DataPaths

Start = Callable[[], Posed]


def test_in_a_folded_window_another_document_begins_with_its_summary(
    program: Start, qtbot: QtBot, library: Library, paths: DataPaths
) -> None:
    jobs = fill(library, put_document(paths))
    running = program()
    window = running.window
    window.resize(800, 600)
    running.desk.show_job(jobs["mapreduce"].id)
    qtbot.waitUntil(lambda: window.page.page == 1)
    window.columns.show_page(True)
    assert window.columns.is_page_visible
    running.model.arrange(sort=Sort.NAME)
    assert window.columns.is_page_visible, "the same document stays as it is"
    running.desk.show_job(jobs["harvest"].id)
    assert not window.columns.is_page_visible


def test_in_a_narrow_window_the_keyboard_stays_with_what_is_read(
    program: Start, qtbot: QtBot, library: Library
) -> None:
    jobs = fill(library)
    running = program()
    window = running.window
    window.resize(480, 600)
    running.desk.show_job(jobs["mapreduce"].id)
    qtbot.waitUntil(lambda: window.pane.isVisible())
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused is window.pane or window.pane.isAncestorOf(focused)
