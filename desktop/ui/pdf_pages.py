"""One open document: its pages as pictures, and where a piece of evidence lies on them.

PDFium does one thing at a time, and a page may take it seconds. Pages are drawn on a thread of
Qt's, and nothing else is asked of the document meanwhile, so the window never waits for PDFium.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, QSizeF, Signal
from PySide6.QtGui import QImage

from desktop.jobs.typed_words import spans

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer

    from worker.contract.summary import Evidence

MOST_PIXELS = 16_000_000
"""A page is drawn no larger than this: a poster must not take all memory."""
MOST_FOUND = 200
LEAST_POINTS = 1.0


class Opening(Enum):
    """What became of a document that was to be opened."""

    READY = auto()
    LOCKED = auto()
    UNREADABLE = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """A wish to see one page."""

    page: int
    """Counted from 1."""
    pixels_per_point: float
    evidence: tuple[Evidence, ...] = ()
    typed: str = ""
    """Words that are searched for."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known of a page before it is drawn: its size in points, and the places asked for."""

    page: int
    size: QSizeF
    text: QRectF
    """The stretch of the page that holds text; the whole page where there is none."""
    areas: tuple[tuple[QRectF, ...], ...]
    """For each piece of evidence, its lines, in points from the upper left corner."""
    found: tuple[QRectF, ...] = ()
    """Where the words stand that are searched for."""


class PdfPages(QObject):
    """Opens one document at a time and shows its pages one at a time.

    Signals:
        opened: an `Opening`, and how many pages there are.
        measured: the `Sheet` of the page that is looked at.
        drawn: number of the page, and its picture.
    """

    opened = Signal(object, int)
    measured = Signal(object)
    drawn = Signal(int, QImage)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: QPdfDocument | None = None
        self._renderer: QPdfPageRenderer | None = None
        self._wanted: tuple[Path, str] | None = None
        self._is_asked = self._is_ready = self._is_drawing = False
        self._look: Look | None = None
        self._picture: tuple[int, QSize, QImage] | None = None

    def open(self, file: Path | None, password: str = "") -> None:
        """Open a document in place of the one before; None closes that."""
        self._wanted = None if file is None else (file, password)
        self._look, self._is_asked = None, True
        self._advance()

    def look(self, look: Look) -> None:
        """Show a page; only the newest wish counts."""
        self._look = look
        self._advance()

    def _advance(self) -> None:
        """Do what is wanted, unless a page is being drawn: then when that is done."""
        if self._is_drawing:
            return
        if self._is_asked:
            self._load()
        look, self._look = self._look, None
        if look is not None and self._is_ready:
            self._show(look)

    def _load(self) -> None:
        document = self._opened_document()
        self._picture, self._is_asked, self._is_ready = None, False, False
        document.close()
        if self._wanted is None:
            return
        file, password = self._wanted
        document.setPassword(password)
        outcome = _outcome(document.load(str(file)))
        self._is_ready = outcome is Opening.READY
        self.opened.emit(outcome, document.pageCount() if self._is_ready else 0)

    def _opened_document(self) -> QPdfDocument:
        if self._document is None:
            # Loaded here and not before: the window need not wait for PDFium to appear.
            from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer

            self._document, self._renderer = QPdfDocument(self), QPdfPageRenderer(self)
            self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
            self._renderer.setDocument(self._document)
            self._renderer.pageRendered.connect(self._on_drawn)
        return self._document

    def _show(self, look: Look) -> None:
        assert self._document is not None
        assert self._renderer is not None
        found = self._document.pagePointSize(look.page - 1)
        size = QSizeF(max(found.width(), LEAST_POINTS), max(found.height(), LEAST_POINTS))
        areas = tuple(self._areas(each, size) for each in look.evidence)
        text = self._text_area(look.page, size)
        words = self._found(look.page, look.typed)
        self.measured.emit(Sheet(look.page, size, text, areas, words))
        pixels = _pixels(size, look.pixels_per_point)
        if self._picture is not None and self._picture[:2] == (look.page, pixels):
            self.drawn.emit(look.page, self._picture[2])
            return
        self._is_drawing = True
        self._renderer.requestPage(look.page - 1, pixels)

    def _on_drawn(self, index: int, size: QSize, image: QImage) -> None:
        self._is_drawing = False
        if not self._is_asked:
            self._picture = (index + 1, size, image)
            self.drawn.emit(index + 1, image)
        self._advance()

    def _text_area(self, page: int, size: QSizeF) -> QRectF:
        assert self._document is not None
        whole = QRectF(QPointF(0, 0), size)
        united = QRectF()
        for polygon in self._document.getAllText(page - 1).bounds():
            united = united.united(polygon.boundingRect())
        area = united.intersected(whole)
        # A stamp on a scan says nothing about where the scan's own words are.
        return whole if area.width() < size.width() / 2 else area

    def _found(self, page: int, typed: str) -> tuple[QRectF, ...]:
        if not typed.strip():
            return ()
        assert self._document is not None
        text = self._document.getAllText(page - 1).text()
        places: list[QRectF] = []
        for start, end in spans(text, typed)[:MOST_FOUND]:
            found = self._document.getSelectionAtIndex(page - 1, start, end - start)
            places += [polygon.boundingRect() for polygon in found.bounds()]
        return tuple(places)

    def _areas(self, evidence: Evidence, size: QSizeF) -> tuple[QRectF, ...]:
        if evidence.rects is not None:
            return tuple(
                QRectF(left, size.height() - top, right - left, top - bottom)
                for left, bottom, right, top in evidence.rects
            )
        if evidence.start is None or not evidence.length:
            return ()
        assert self._document is not None
        found = self._document.getSelectionAtIndex(
            evidence.page - 1, evidence.start, evidence.length
        )
        return lines_of([polygon.boundingRect() for polygon in found.bounds()])


def lines_of(words: Sequence[QRectF]) -> tuple[QRectF, ...]:
    """Neighbouring words on one line as one stretch."""
    lines: list[QRectF] = []
    for word in words:
        if lines and _continues(lines[-1], word):
            lines[-1] = lines[-1].united(word)
        else:
            lines.append(word)
    return tuple(lines)


def _continues(line: QRectF, word: QRectF) -> bool:
    overlap = min(line.bottom(), word.bottom()) - max(line.top(), word.top())
    gap = word.left() - line.right()
    is_beside = overlap > min(line.height(), word.height()) / 2
    return is_beside and abs(gap) < 2.5 * max(line.height(), word.height())


def _pixels(size: QSizeF, per_point: float) -> QSize:
    wanted = size * per_point
    too_large = wanted.width() * wanted.height() / MOST_PIXELS
    if too_large > 1:
        wanted = wanted / too_large**0.5
    return QSize(max(1, round(wanted.width())), max(1, round(wanted.height())))


def _outcome(error: object) -> Opening:
    from PySide6.QtPdf import QPdfDocument

    match error:
        case QPdfDocument.Error.None_:
            return Opening.READY
        case QPdfDocument.Error.IncorrectPassword:
            return Opening.LOCKED
        case _:
            return Opening.UNREADABLE
