"""The strip of pages: one cell a page, whose shape says what became of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from desktop.translation import mark, plural, tr
from desktop.ui.theme import Theme
from worker.contract.states import PageState

if TYPE_CHECKING:
    from worker.contract.summary import Coverage, Summary

CELL_HEIGHT = 10
GAP = 2
HATCH = 4.0
"""From one line of a hatched cell to the next."""
LEAST_WIDTH = 5
"""Below this many pixels a cell, neighbouring pages share one."""


_LEFT_OUT = {
    "references": mark("references left out"),
    "contents": mark("table of contents left out"),
    "index": mark("index left out"),
    "not_shown": mark("all but the most telling sentences left out"),
}
_MARGINS = frozenset(("header", "footer", "page_number"))


class CellState(IntEnum):
    """What a cell shows; where pages share a cell, the greatest wins: trouble is never hidden."""

    EMPTY = 0
    READ = 1
    CITED = 2
    OCR = 3
    FAILED = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """One or more neighbouring pages."""

    first: int
    last: int
    state: CellState
    has_hidden_text: bool


def cells_of(summary: Summary, most: int) -> list[Cell]:
    """The strip in at most `most` cells."""
    coverage = summary.coverage
    cited = cited_pages(summary)
    states = [_state(s, n in cited) for n, s in enumerate(coverage.page_states, start=1)]
    share = max(1, math.ceil(len(states) / max(1, most)))
    hidden = set(coverage.hidden_text_pages)
    cells = []
    for begin in range(0, len(states), share):
        end = min(begin + share, len(states))
        pages = range(begin + 1, end + 1)
        cells.append(Cell(begin + 1, end, max(states[begin:end]), not hidden.isdisjoint(pages)))
    return cells


def cited_pages(summary: Summary) -> set[int]:
    """Pages that a claim of the summary rests on."""
    sections = [claim for section in summary.sections for claim in section.points]
    claims = [*summary.overview, *summary.points, *sections]
    return {place.page for claim in claims for place in claim.evidence}


def coverage_sentence(coverage: Coverage) -> str:
    """The strip in words."""
    parts = [_read_part(coverage)]
    if coverage.ocr:
        parts[0] += ", " + plural("{n} by OCR", "1 by OCR", coverage.ocr)
    if coverage.empty:
        parts[0] += ", " + plural("{n} empty", "1 empty", coverage.empty)
    if coverage.failed:
        parts.append(plural("{n} could not be read", "1 could not be read", coverage.failed))
    left_out = list(_left_out_parts(coverage))
    nothing = tr("nothing else cut") if left_out else tr("nothing cut")
    parts += (*left_out, tr("some text was cut") if coverage.truncated else nothing)
    return " · ".join(parts)


def _left_out_parts(coverage: Coverage) -> Iterator[str]:
    """What was kept from the model, by kind."""
    kinds = {each.kind for each in coverage.not_sent}
    yield from (tr(words) for kind, words in _LEFT_OUT.items() if kind in kinds)
    if kinds & _MARGINS:
        yield tr("headers and footers left out")
    if kinds - _MARGINS - _LEFT_OUT.keys():
        yield tr("other text left out")
    if pages := coverage.hidden_text_pages:
        yield plural(
            "hidden text on {n} pages left out",
            "hidden text on page {page} left out",
            len(pages),
            page=pages[0],
        )


def _read_part(coverage: Coverage) -> str:
    whole = coverage.read + coverage.empty
    if whole == coverage.pages:
        return plural("All {n} pages read", "The one page read", coverage.pages)
    return tr("{read} of {all} pages read", read=coverage.read, all=coverage.pages)


def _state(state: PageState, is_cited: bool) -> CellState:
    match state:
        case PageState.FAILED:
            return CellState.FAILED
        case PageState.OCR:
            return CellState.OCR
        case PageState.EMPTY:
            return CellState.EMPTY
        case PageState.TEXT:
            return CellState.CITED if is_cited else CellState.READ


WORDS = {
    CellState.EMPTY: mark("empty"),
    CellState.READ: mark("read"),
    CellState.CITED: mark("read, a claim rests on it"),
    CellState.OCR: mark("read by OCR"),
    CellState.FAILED: mark("could not be read"),
}


class CoverageStrip(QWidget):
    """Draws the cells of one summary; with the keyboard, Left and Right go from page to page.

    Signals:
        page_chosen: number of the page whose cell was clicked.
    """

    page_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._summary: Summary | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Pages"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._page = 0

    def show_page(self, page: int) -> None:
        """Show which page is open beside the summary; 0: none."""
        self._page = page
        self.update()

    def show_summary(self, summary: Summary) -> None:
        """Draw the pages of this summary."""
        self._summary = summary
        self.setAccessibleDescription(coverage_sentence(summary.coverage))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, CELL_HEIGHT + 8)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for cell, place in self._places():
            self._paint_cell(painter, cell, place)
            if cell.first <= self._page <= cell.last:
                self._paint_open(painter, place)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.tokens.color("accent"), 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        for cell, place in self._places():
            if place.left() <= x <= place.right() + GAP:
                self.page_chosen.emit(cell.first)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        pages = self._summary.coverage.pages if self._summary else 0
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif pages:
            self.page_chosen.emit(min(max(self._page + step, 1), pages))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            x = float(event.pos().x())
            words = [_words(c) for c, at in self._places() if at.left() <= x <= at.right() + GAP]
            QToolTip.showText(event.globalPos(), words[0] if words else "", self)
            return True
        return super().event(event)

    def _places(self) -> list[tuple[Cell, QRectF]]:
        if self._summary is None or not self._summary.coverage.page_states:
            return []
        cells = cells_of(self._summary, self.width() // LEAST_WIDTH)
        gap = GAP if self.width() / len(cells) >= 8 else 1
        width = min((self.width() + gap) / len(cells) - gap, 48.0)
        top = (self.height() - CELL_HEIGHT) / 2
        return [
            (cell, QRectF(number * (width + gap), top, width, CELL_HEIGHT))
            for number, cell in enumerate(cells)
        ]

    def _paint_open(self, painter: QPainter, place: QRectF) -> None:
        """A line under the cell of the page that is open."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tokens.color("ink"))
        painter.drawRect(QRectF(place.left(), place.bottom() + 2, place.width(), 2))

    def _paint_cell(self, painter: QPainter, cell: Cell, place: QRectF) -> None:
        tokens = self._theme.tokens
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = place.adjusted(0.5, 0.5, -0.5, -0.5)
        match cell.state:
            case CellState.CITED:
                painter.setBrush(tokens.color("accent"))
                painter.drawRoundedRect(place, 2, 2)
            case CellState.READ:
                painter.setPen(tokens.edge_pen())
                painter.setBrush(tokens.color("cell"))
                painter.drawRoundedRect(inner if tokens.edge else place, 2, 2)
            case CellState.OCR:
                painter.setPen(QPen(tokens.color("accent"), 1))
                painter.drawRoundedRect(inner, 2, 2)
                _hatch(painter, inner)
            case CellState.EMPTY:
                painter.setPen(QPen(tokens.color("faint"), 1, Qt.PenStyle.DashLine))
                painter.drawRoundedRect(inner, 2, 2)
            case CellState.FAILED:
                painter.setPen(QPen(tokens.color("failed"), 1.2))
                painter.drawRoundedRect(inner, 2, 2)
                painter.drawLine(inner.topLeft(), inner.bottomRight())
                painter.drawLine(inner.bottomLeft(), inner.topRight())
        if cell.has_hidden_text:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("weak"))
            tip = QPointF(place.right(), place.top() - 2)
            painter.drawPolygon([tip, tip - QPointF(7, 0), tip + QPointF(0, 7)])


def _hatch(painter: QPainter, area: QRectF) -> None:
    """Lines in the pen's colour; a brush's pattern would get finer with the screen's scale."""
    painter.save()
    painter.setClipRect(area)
    x = area.left() - area.height()
    while x < area.right():
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()))
        x += HATCH
    painter.restore()


def _words(cell: Cell) -> str:
    where = tr("Page {page}", page=cell.first)
    if cell.first != cell.last:
        where = tr("Pages {first}–{last}", first=cell.first, last=cell.last)  # noqa: RUF001
    words = f"{where}: " + tr(WORDS[cell.state])
    return words + ", " + tr("hidden text left out") if cell.has_hidden_text else words
