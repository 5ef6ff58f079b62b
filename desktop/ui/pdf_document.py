"""One document as PDFium reads it: for one thread, which is never the window's.

PDFium may take seconds for a page that somebody made to be slow. `pypdfium2` lets Python go on
meanwhile, which PySide's own PDF module does not; and it is what the worker reads with, so places
are counted alike.
"""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage

from desktop.jobs.typed_words import spans

if TYPE_CHECKING:
    import pypdfium2

    from worker.contract.summary import Evidence

USUAL_SIZE = QSizeF(612.0, 792.0)
LEAST_POINTS = 1.0
MOST_FOUND = 200
MOST_LINES = 5_000
"""Stretches of text that are asked for to see where a page has text at all."""
FINE = 100
"""PDFium tells places in whole pixels of a page that is drawn: of one this much larger."""


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
    evidence: "tuple[Evidence, ...]" = ()
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


class PdfDocument:
    """Holds one open document, and of it one page."""

    def __init__(self) -> None:
        self._document: pypdfium2.PdfDocument | None = None
        self._page: pypdfium2.PdfPage | None = None
        self._text: pypdfium2.PdfTextPage | None = None
        self._number = 0

    def prepare(self) -> None:
        """Load PDFium, so that the first document need not wait for it."""
        import pypdfium2  # noqa: F401

    def open(self, file: Path | None, password: str) -> tuple[Opening, int]:
        """Open a document in place of the one before; what became of it, and its pages."""
        # Imported here: the window need not wait for PDFium to appear.
        import pypdfium2

        self._close_page()
        if self._document is not None:
            self._document.close()
            self._document = None
        if file is None:
            return Opening.UNREADABLE, 0
        try:
            self._document = pypdfium2.PdfDocument(file, password=password or None)
            return Opening.READY, len(self._document)
        except pypdfium2.PdfiumError as error:
            is_locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
            return (Opening.LOCKED if is_locked else Opening.UNREADABLE), 0

    def sheet(self, look: Look) -> Sheet:
        """What is to be known of a page before it is drawn."""
        if not self._turn_to(look.page):
            return Sheet(look.page, USUAL_SIZE, QRectF(QPointF(), USUAL_SIZE), ())
        assert self._page is not None
        size = QSizeF(
            max(self._page.get_width(), LEAST_POINTS), max(self._page.get_height(), LEAST_POINTS)
        )
        areas = tuple(self._areas(each, size) for each in look.evidence)
        return Sheet(look.page, size, self._text_area(size), areas, self._found(look.typed))

    def picture(self, page: int, pixels: QSize) -> QImage:
        """A page, drawn; white where it cannot be."""
        import pypdfium2.raw as pdfium

        width, height = pixels.width(), pixels.height()
        bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGRx, None, 0)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            if self._turn_to(page):
                pdfium.FPDF_RenderPageBitmap(
                    bitmap, self._page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT
                )
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            pointer = pdfium.FPDFBitmap_GetBuffer(bitmap)
            buffer = ctypes.cast(pointer, ctypes.POINTER(ctypes.c_ubyte * (stride * height)))
            drawn = QImage(
                memoryview(buffer.contents), width, height, stride, QImage.Format.Format_RGB32
            )
            return drawn.copy()
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)

    def _turn_to(self, page: int) -> bool:
        """Load a page, unless it is loaded; whether it could be."""
        import pypdfium2

        if self._number == page:
            return True
        self._close_page()
        if self._document is None:
            return False
        try:
            self._page = self._document[page - 1]
            self._text = self._page.get_textpage()
        except (pypdfium2.PdfiumError, IndexError):
            self._close_page()
            return False
        self._number = page
        return True

    def _close_page(self) -> None:
        for each in (self._text, self._page):
            if each is not None:
                each.close()
        self._text, self._page, self._number = None, None, 0

    # Where things stand

    def _text_area(self, size: QSizeF) -> QRectF:
        whole, united = QRectF(QPointF(0, 0), size), QRectF()
        for line in self._stretches(0, -1):
            united = united.united(line)
        area = united.intersected(whole)
        # A stamp on a scan says nothing about where the scan's own words are.
        return whole if area.width() < size.width() / 2 else area

    def _found(self, typed: str) -> tuple[QRectF, ...]:
        if not typed.strip():
            return ()
        places: list[QRectF] = []
        for start, end in spans(self._characters(), typed)[:MOST_FOUND]:
            # Where a document sets letters one by one, PDFium has a rectangle for each.
            places += lines_of(self._stretches(start, end - start))
        return tuple(places)

    def _areas(self, evidence: "Evidence", size: QSizeF) -> tuple[QRectF, ...]:
        if evidence.rects is not None:
            return tuple(
                QRectF(left, size.height() - top, right - left, top - bottom)
                for left, bottom, right, top in evidence.rects
            )
        if evidence.start is None or not evidence.length:
            return ()
        return lines_of(self._stretches(evidence.start, evidence.length))

    def _stretches(self, start: int, length: int) -> list[QRectF]:
        """The rectangles that a stretch of the page's text covers."""
        import pypdfium2.raw as pdfium

        count = min(pdfium.FPDFText_CountRects(self._text, start, length), MOST_LINES)
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        found = []
        for number in range(count):
            if pdfium.FPDFText_GetRect(self._text, number, left, top, right, bottom):
                corners = (left.value, top.value), (right.value, bottom.value)
                found.append(self._on_page(*corners))
        return found

    def _on_page(self, first: tuple[float, float], second: tuple[float, float]) -> QRectF:
        """A rectangle as it lies on the page that people see: turned and cut as that is."""
        import pypdfium2.raw as pdfium

        assert self._page is not None
        width = round(self._page.get_width() * FINE)
        height = round(self._page.get_height() * FINE)
        corners = []
        for x, y in (first, second):
            across, down = ctypes.c_int(), ctypes.c_int()
            pdfium.FPDF_PageToDevice(self._page, 0, 0, width, height, 0, x, y, across, down)
            corners.append(QPointF(across.value / FINE, down.value / FINE))
        return QRectF(*corners).normalized()

    def _characters(self) -> str:
        """The page's text with one character for each of PDFium's."""
        import pypdfium2.raw as pdfium

        count = max(0, pdfium.FPDFText_CountChars(self._text))
        codes = (pdfium.FPDFText_GetUnicode(self._text, at) for at in range(count))
        return "".join(chr(code) if code <= 0x10FFFF else " " for code in codes)


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
