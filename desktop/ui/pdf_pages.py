"""Shows the pages of one open document as pictures; PDFium works on a thread of its own.

The window never waits for it: a wish is answered when PDFium comes to it, and of several wishes
the newest counts.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSize, QSizeF, Signal
from PySide6.QtGui import QImage

from desktop.ui.background import Background
from desktop.ui.pdf_document import Look, Opening, PdfDocument, Sheet

MOST_PIXELS = 16_000_000
"""A page is drawn no larger than this: a poster must not take all memory."""

Work = Callable[[], Any]
Next = tuple[Work, Callable[[Any], "Next | None"]]
"""What is to be done on the other thread, and what is made of its answer on this one."""


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
        self._background = Background(self, threads=1)
        self._document = PdfDocument()
        self._wanted: tuple[Path | None, str] = (None, "")
        self._is_asked = self._is_ready = self._is_busy = False
        self._look: Look | None = None
        self._picture: tuple[int, QSize, QImage] | None = None

    def prepare(self) -> None:
        """Have PDFium there when the first document comes."""
        self._background.run(self._document.prepare)

    def open(self, file: Path | None, password: str = "") -> None:
        """Open a document in place of the one before; None closes that."""
        self._wanted = (file, password)
        self._look, self._is_asked = None, True
        self._advance()

    def look(self, look: Look) -> None:
        """Show a page; only the newest wish counts."""
        self._look = look
        self._advance()

    def finish(self, timeout_ms: int) -> None:
        """Close the document, for the end of the program; PDFium complains of what is left open."""
        self._background.run(partial(self._document.open, None, ""))
        self._background.wait(timeout_ms)

    def _advance(self) -> None:
        """Do what is wanted, unless PDFium has something in hand: then when that is done."""
        if self._is_busy:
            return
        if self._is_asked:
            self._is_asked = self._is_ready = False
            self._picture = None
            self._begin((partial(self._document.open, *self._wanted), self._on_opened))
        elif self._look is not None and self._is_ready:
            look, self._look = self._look, None
            self._begin((partial(self._document.sheet, look), partial(self._on_measured, look)))

    def _begin(self, errand: Next) -> None:
        work, on_answer = errand
        self._is_busy = True
        self._background.run(work, partial(self._go_on, on_answer), self._on_failed)

    def _go_on(self, on_answer: Callable[[Any], Next | None], answer: object) -> None:
        # Of a document that is not wanted any more nothing is shown.
        following = None if self._is_asked else on_answer(answer)
        self._is_busy = False
        if following is not None and not self._is_asked:
            self._begin(following)
        else:
            self._advance()

    def _on_failed(self, _: Exception) -> None:
        """What PDFium cannot do leaves the page as it was; the log says what."""
        self._is_busy = False
        self._advance()

    def _on_opened(self, answer: tuple[Opening, int]) -> Next | None:
        outcome, count = answer
        self._is_ready = outcome is Opening.READY
        if self._wanted[0] is not None:
            self.opened.emit(outcome, count)
        return None

    def _on_measured(self, look: Look, sheet: Sheet) -> Next | None:
        self.measured.emit(sheet)
        pixels = _pixels(sheet.size, look.pixels_per_point)
        if self._picture is not None and self._picture[:2] == (look.page, pixels):
            self.drawn.emit(look.page, self._picture[2])
            return None
        draw = partial(self._document.picture, look.page, pixels)
        return draw, partial(self._on_drawn, look.page, pixels)

    def _on_drawn(self, page: int, pixels: QSize, image: QImage) -> Next | None:
        self._picture = (page, pixels, image)
        self.drawn.emit(page, image)
        return None


def _pixels(size: QSizeF, per_point: float) -> QSize:
    wanted = size * per_point
    too_large = wanted.width() * wanted.height() / MOST_PIXELS
    if too_large > 1:
        wanted = wanted / too_large**0.5
    return QSize(max(1, round(wanted.width())), max(1, round(wanted.height())))
