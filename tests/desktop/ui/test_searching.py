from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.jobs import documents
from desktop.jobs.library import Library
from desktop.ui.job_list_model import JOB_ROLE, ROW_ROLE
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import fill, put_document
from tests.desktop.ui.shelf_document import page_words
from worker.contract.page_texts import pack
from worker.contract.paths import DataPaths

Start = Callable[[], Posed]


@pytest.fixture
def running(program: Start, library: Library, paths: DataPaths, qtbot: QtBot) -> Posed:
    sha256 = put_document(paths)
    documents.keep_texts(paths, sha256, pack(page_words()))
    jobs = fill(library, sha256)
    started = program()
    started.desk.show_job(jobs["tarpit"].id)
    return started


def shown(running: Posed) -> list[str]:
    model = running.model
    indexes = (model.index(row, 0) for row in range(model.rowCount()))
    return [job.file.stem for index in indexes if (job := index.data(JOB_ROLE)) is not None]


def test_typing_leaves_what_was_found_and_opens_its_page(running: Posed, qtbot: QtBot) -> None:
    window = running.window
    everything = shown(running)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.bar.search.hasFocus() or not window.isActiveWindow()
    qtbot.keyClicks(window.bar.search, "backup cop")
    qtbot.waitUntil(lambda: 0 < len(shown(running)) < len(everything))
    assert set(shown(running)) == {"mapreduce", "chubby", "harvest", "tarpit"}
    window.job_list.select(next(job.id for job in library_jobs(running, "mapreduce")))
    row = window.job_list.currentIndex().data(ROW_ROLE)
    assert row.line.text.startswith("p. 5: ")
    assert "backup copies" in row.line.text
    qtbot.waitUntil(lambda: window.page.page == 5)
    qtbot.waitUntil(lambda: len(window.page.view._found) >= 2)
    qtbot.waitUntil(lambda: len(window.pane._claims.extraSelections()) >= 2)
    QTest.keyClick(window.bar.search, Qt.Key.Key_Escape)
    assert shown(running) == everything
    qtbot.waitUntil(lambda: window.page.view._found == ())
    assert window.pane._claims.extraSelections() == []


def library_jobs(running: Posed, stem: str) -> list:  # type: ignore[type-arg]
    return [job for job in running.model.jobs() if job.file.stem == stem]


def test_after_a_search_the_page_shows_the_chosen_claim_again(running: Posed, qtbot: QtBot) -> None:
    window = running.window
    (job,) = library_jobs(running, "mapreduce")
    window.job_list.select(job.id)
    qtbot.waitUntil(lambda: window.pane.summary is not None and window.page.page == 1)
    for _ in range(5):
        window.pane.step(1)
    qtbot.waitUntil(lambda: window.page.page == 4)
    window.bar.search.setText("backup cop")
    qtbot.waitUntil(lambda: window.page.page == 5)
    QTest.keyClick(window.bar.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.page.page == 4)
    assert len(window.page.view.chosen_areas()) >= 2


def test_a_search_without_hits_says_so(running: Posed, qtbot: QtBot) -> None:
    running.window.bar.search.setText("zzz nothing")
    qtbot.waitUntil(lambda: shown(running) == [])
    words = running.window.job_list._empty_words
    assert words.startswith("Nothing was found for “zzz nothing”.\n\nFewer letters find more.")
    assert not running.window.pane._card.isVisible(), "nothing there could be chosen"
    assert running.window.columns.isVisible()


def test_what_somebody_asks_to_see_is_shown_in_spite_of_a_search(
    running: Posed, qtbot: QtBot
) -> None:
    running.window.bar.search.setText("zzz")
    qtbot.waitUntil(lambda: shown(running) == [])
    (job,) = library_jobs(running, "csp")
    running.desk.show_job(job.id)
    assert running.window.bar.search.text() == ""
    assert running.desk.shown_job() == job


def test_enter_goes_on_to_what_was_found(running: Posed, qtbot: QtBot) -> None:
    running.window.bar.search.setText("backup")
    qtbot.waitUntil(lambda: len(shown(running)) == 4)
    QTest.keyClick(running.window.bar.search, Qt.Key.Key_Return)
    assert running.window.focusWidget() is running.window.job_list


def test_a_search_that_does_not_work_says_so(
    running: Posed, paths: DataPaths, qtbot: QtBot
) -> None:
    paths.search.mkdir()
    running.window.list_side.show_busy("Making 20 of 300 documents ready for searching…")
    running.window.bar.search.setText("backup")
    qtbot.waitUntil(lambda: shown(running) == [])
    assert running.window.list_side._busy.text() == ""
    words = running.window.job_list._empty_words
    assert words.startswith("The documents could not be searched.")
    paths.search.rmdir()
    running.window.bar.search.setText("backup ")
    qtbot.waitUntil(lambda: len(shown(running)) == 4)
