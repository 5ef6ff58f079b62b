from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.jobs.library import Library
from desktop.ui.page_pane import NoPage
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import fill, put_document
from tests.pdf_files import write_pdf
from worker.contract.paths import DataPaths

Start = Callable[[], Posed]


@pytest.fixture
def running(program: Start, qtbot: QtBot, library: Library, paths: DataPaths) -> Posed:
    """The program with a summary open, and its document beside it."""
    jobs = fill(library, put_document(paths))
    started = program()
    started.desk.show_job(jobs["mapreduce"].id)
    qtbot.waitUntil(lambda: started.window.pane.summary is not None)
    qtbot.waitUntil(lambda: started.window.page.page == 1)
    qtbot.waitUntil(lambda: started.window.page.view._image is not None)
    return started


def test_a_claim_opens_its_page_with_the_sentence_marked(running: Posed, qtbot: QtBot) -> None:
    window = running.window
    for _ in range(5):
        window.pane.step(1)
    qtbot.waitUntil(lambda: window.page.page == 4)
    assert len(window.page.view.chosen_areas()) >= 2
    assert window.page.view.accessibleName() == "Page 4 of 13"
    assert window.page.view.accessibleDescription() == "2 places here are in the summary"
    window.pane.step(1)
    qtbot.waitUntil(lambda: window.page.page == 5)


def test_a_second_chip_goes_to_the_second_place(running: Posed, qtbot: QtBot) -> None:
    view = running.window.pane._claims
    placed = next(each for each in view._placed if len(each.chips) == 2)
    spot = view._chip_area(placed.chips[1]).center().toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.waitUntil(lambda: running.window.page.page == 8)


def test_a_cell_opens_its_page_and_marks_the_claims_that_rest_on_it(
    running: Posed, qtbot: QtBot
) -> None:
    strip = running.window.pane.header._strip
    place = next(at for cell, at in strip._places() if cell.first == 5)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    qtbot.waitUntil(lambda: running.window.page.page == 5)
    marked = [claim.text.split()[0] for claim in running.window.pane._claims.marked()]
    assert marked == ["Backup", "Locality", "A"]
    assert running.window.pane.chosen_claim() is None


def test_a_marked_sentence_on_the_page_chooses_its_claim(running: Posed, qtbot: QtBot) -> None:
    running.reading.go_to(11)
    page = running.window.page
    qtbot.waitUntil(lambda: page.page == 11)
    (_, areas), *_ = page.view._places
    spot = page.view._on_screen(areas[0]).center().toPoint()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    chosen = running.window.pane.chosen_claim()
    assert chosen is not None
    assert chosen.text.startswith("Indexing code shrank")
    qtbot.waitUntil(lambda: len(page.view.chosen_areas()) > 0)


def test_the_keyboard_turns_pages(running: Posed, qtbot: QtBot) -> None:
    page = running.window.page
    QTest.keyClick(page.view, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: page.page == 2)
    QTest.keyClick(page.view, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: page.page == 1)
    before = page.view.pixels_per_point()
    QTest.keyClick(page.view, Qt.Key.Key_Plus)
    assert page.view.pixels_per_point() > before
    QTest.keyClick(page.view, Qt.Key.Key_0)
    assert page.view.pixels_per_point() == before


def test_a_narrow_window_has_the_page_as_a_second_tab(running: Posed, qtbot: QtBot) -> None:
    window = running.window
    window.resize(800, 600)
    qtbot.waitUntil(lambda: not window.columns.has_page_column)
    assert not window.page.isVisible()
    for _ in range(5):
        window.pane.step(1)
    assert "The master pings" in window.pane._evidence._places[0][1].text()
    window.columns.show_page(True)
    assert window.page.isVisible()
    qtbot.waitUntil(lambda: window.page.page == 4)
    window.resize(1240, 780)
    qtbot.waitUntil(lambda: window.columns.has_page_column)
    assert window.page.isVisible()
    assert window.pane.isVisible()


def test_a_locked_document_asks_for_its_password_and_forgets_it(
    program: Start, qtbot: QtBot, library: Library, paths: DataPaths
) -> None:
    write_pdf(paths.document("b" * 64), ["A secret."], password="gehéim")
    jobs = fill(library, "b" * 64)
    running = program()
    running.desk.show_job(jobs["mapreduce"].id)
    page = running.window.page
    qtbot.waitUntil(lambda: page.reason is NoPage.LOCKED)
    qtbot.keyClicks(page._password, "wrong")
    QTest.keyClick(page._password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.reason is NoPage.WRONG_PASSWORD)
    page._password.setText("gehéim")
    page._open.click()
    qtbot.waitUntil(lambda: page.page == 1)
    # Shown again without a question while the program runs, and written nowhere.
    running.desk.show_job(jobs["csp"].id)
    running.desk.show_job(jobs["mapreduce"].id)
    qtbot.waitUntil(lambda: page.page == 1)
    assert not list(paths.passwords.iterdir())
    kept = [file for file in paths.root.rglob("*") if file.is_file()]
    assert not any("gehéim".encode() in file.read_bytes() for file in kept)


def test_a_document_without_a_copy_says_so(program: Start, qtbot: QtBot, library: Library) -> None:
    jobs = fill(library)
    running = program()
    running.desk.show_job(jobs["mapreduce"].id)
    qtbot.waitUntil(lambda: running.window.page.reason is NoPage.GONE)


def test_the_page_column_says_why_it_is_empty(running: Posed, library: Library) -> None:
    by_name = {job.file.stem: job for job in library.jobs()}
    for name, reason in (("csp", NoPage.NO_COPY), ("invoice", NoPage.NOT_TAKEN)):
        running.desk.show_job(by_name[name].id)
        assert running.window.page.reason is reason
