import time
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from desktop.ui.pdf_document import Look, Opening, Sheet, lines_of
from desktop.ui.pdf_pages import MOST_PIXELS, PdfPages
from tests.desktop.ui.shelf_document import QUOTES, document_bytes, evidence_range
from tests.desktop.ui.watch import Watch
from tests.pdf_files import write_pdf
from worker.contract.summary import Evidence


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    path.write_bytes(document_bytes())
    return path


def looked_at(qtbot: QtBot, pages: PdfPages, look: Look) -> tuple[Sheet, QImage]:
    with (
        qtbot.waitSignal(pages.measured) as measured,
        qtbot.waitSignal(pages.drawn, timeout=20_000) as drawn,
    ):
        pages.look(look)
    assert measured.args is not None
    assert drawn.args is not None
    assert drawn.args[0] == look.page
    return measured.args[0], drawn.args[1]


def test_the_marked_lines_are_those_of_the_sentence(qtbot: QtBot, paper: Path) -> None:
    pages = PdfPages()
    pages.open(paper)
    start, length = evidence_range(4, QUOTES[4])
    place = Evidence(page=4, quote=QUOTES[4], support=1.0, start=start, length=length)
    sheet, image = looked_at(qtbot, pages, Look(4, 1.0, (place,)))
    (lines,) = sheet.areas
    assert 2 <= len(lines) <= 3
    assert all(QRectF(0, 0, 612, 792).contains(line) for line in lines)
    assert (image.width(), image.height()) == (612, 792)
    # There is ink in what is marked, and none in the margin beside it.
    assert _darkest(image, lines[0]) < 100
    assert _darkest(image, QRectF(4, lines[0].top(), 40, lines[0].height())) == 255


def test_places_read_by_ocr_are_rectangles_from_the_bottom_left(qtbot: QtBot, paper: Path) -> None:
    pages = PdfPages()
    pages.open(paper)
    place = Evidence(page=2, quote="x", support=1.0, rects=((72, 700, 300, 720),))
    sheet, _ = looked_at(qtbot, pages, Look(2, 0.5, (place,)))
    assert sheet.areas == ((QRectF(72, 72, 228, 20),),)


def test_a_locked_document_opens_with_its_password_alone(qtbot: QtBot, tmp_path: Path) -> None:
    locked = write_pdf(tmp_path / "locked.pdf", ["A secret."], password="gehéim")
    pages = PdfPages()
    for password, outcome in (
        ("", Opening.LOCKED), ("wrong", Opening.LOCKED), ("gehéim", Opening.READY)
    ):  # fmt: skip
        with qtbot.waitSignal(pages.opened) as opened:
            pages.open(locked, password)
        assert opened.args is not None
        assert opened.args[0] is outcome
    looked_at(qtbot, pages, Look(1, 1.0))


def test_what_is_no_pdf_is_said_to_be_unreadable(qtbot: QtBot, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    pages = PdfPages()
    with qtbot.waitSignal(pages.opened) as opened:
        pages.open(broken)
    assert opened.args == [Opening.UNREADABLE, 0]


def test_only_the_newest_wish_is_drawn_after_the_one_in_hand(qtbot: QtBot, paper: Path) -> None:
    pages = PdfPages()
    with qtbot.waitSignal(pages.opened):
        pages.open(paper)
    seen: list[int] = []
    pages.drawn.connect(lambda page, _: seen.append(page))
    for page in range(1, 13):
        pages.look(Look(page, 2.0))
    qtbot.waitUntil(lambda: seen == [1, 12], timeout=20_000)


def test_another_document_is_opened_when_the_page_in_hand_is_drawn(
    qtbot: QtBot, paper: Path, tmp_path: Path
) -> None:
    other = write_pdf(tmp_path / "other.pdf", ["One page."])
    pages = PdfPages()
    pages.open(paper)
    pages.look(Look(1, 4.0))
    with qtbot.waitSignal(pages.opened) as opened, qtbot.assertNotEmitted(pages.drawn):
        pages.open(other)
    assert opened.args == [Opening.READY, 1]


def test_a_page_is_never_drawn_larger_than_memory_allows(qtbot: QtBot, paper: Path) -> None:
    pages = PdfPages()
    pages.open(paper)
    _, image = looked_at(qtbot, pages, Look(1, 50.0))
    assert image.width() * image.height() < 1.01 * MOST_PIXELS


def test_a_page_that_takes_long_holds_nothing_up(qtbot: QtBot, tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "slow.pdf"), pagesize=A4, pageCompression=0)
    for number in range(3_000):
        canvas.bezier(number % 590, 0, 300, number % 800, 10, 400, 590 - number % 590, 840)
    canvas.save()
    pages = PdfPages()
    watch, began = Watch(), time.monotonic()
    pages.open(tmp_path / "slow.pdf")
    looked_at(qtbot, pages, Look(1, 2.0))
    took, worst = time.monotonic() - began, watch.stop()
    print(f"{took:.2f} s for a page; worst stall {worst:.0f} ms, work {watch.worst_work_ms:.0f} ms")
    assert took > 0.3, "the page is meant to be slow"
    assert watch.worst_work_ms < 50


def test_words_beside_each_other_become_one_line() -> None:
    words = [QRectF(10, 10, 30, 12), QRectF(44, 11, 20, 10), QRectF(10, 26, 30, 12)]
    assert lines_of(words) == (QRectF(10, 10, 54, 12), QRectF(10, 26, 30, 12))


def _darkest(image: QImage, area: QRectF) -> int:
    grey = QImage(image.size(), QImage.Format.Format_Grayscale8)
    grey.fill(255)
    painter = QPainter(grey)
    painter.drawImage(0, 0, image)  # a page's picture has no ground of its own
    painter.end()
    spots = (
        (x, y)
        for x in range(int(area.left()), int(area.right()))
        for y in range(int(area.top()), int(area.bottom()))
    )
    return min(grey.pixelColor(x, y).lightness() for x, y in spots)


def test_nothing_is_left_open_at_the_end(qtbot: QtBot, paper: Path) -> None:
    pages = PdfPages()
    pages.open(paper)
    looked_at(qtbot, pages, Look(1, 0.5))
    assert pages._document._document is not None
    pages.finish(5000)
    assert pages._document._document is None
