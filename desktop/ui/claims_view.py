"""Claims as text one can read, select, copy and walk through; chips and bullets are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QToolTip
from typing_extensions import override

from desktop.jobs.typed_words import spans
from desktop.translation import tr
from desktop.ui.claims_document import Chip, ClaimsWriter, PlacedClaim, qt_length
from desktop.ui.claims_paint import ClaimsPaint, chip_color
from desktop.ui.flat_text import FlatText
from desktop.ui.labels import tooltip
from desktop.ui.theme import Theme
from desktop.ui.wording import one_line

if TYPE_CHECKING:
    from worker.contract.summary import Claim, Summary


class ClaimsView(FlatText):
    """The claims of one summary.

    Signals:
        claim_chosen: the `Claim` a person clicked or walked to, or None.
        place_chosen: a `Claim`, and the `Evidence` whose chip was clicked.
    """

    claim_chosen = Signal(object)
    place_chosen = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Summary"))
        self._theme, self._paint = theme, ClaimsPaint(theme)
        self._placed: list[PlacedClaim] = []
        self._chosen: int | None = None
        self._marked: tuple[int, ...] = ()
        self.setMouseTracking(True)

    def show_summary(self, summary: Summary) -> None:
        """Write the overview, the points and the sections."""
        writer = self._writer()
        writer.write_summary(summary)
        self._placed = writer.placed

    def show_claims(self, claims: tuple[Claim, ...], heading: str = "") -> None:
        """Write claims as points."""
        writer = self._writer()
        if heading:
            writer.write_group(heading, claims)
        else:
            writer.write_points(claims)
        self._placed = writer.placed

    def claims(self) -> list[Claim]:
        """The claims from top to bottom."""
        return [placed.claim for placed in self._placed]

    def chosen(self) -> Claim | None:
        """The claim a person chose."""
        return None if self._chosen is None else self._placed[self._chosen].claim

    def choose(self, number: int | None) -> None:
        """Choose a claim by its place, or none."""
        if number == self._chosen:
            return
        self._color_chips(self._chosen, is_chosen=False)
        self._chosen = number if number is not None and self._placed else None
        self._color_chips(self._chosen, is_chosen=True)
        self._marked = ()
        self.viewport().update()
        self.claim_chosen.emit(self.chosen())

    def step(self, by: int) -> None:
        """Choose the claim after or before the chosen one."""
        if not self._placed:
            return
        if self._chosen is None:
            self.choose(0 if by > 0 else len(self._placed) - 1)
        else:
            self.choose(min(max(self._chosen + by, 0), len(self._placed) - 1))

    def mark(self, claims: list[Claim]) -> None:
        """Mark these claims, beside the one that is chosen."""
        self._marked = tuple(n for n, each in enumerate(self._placed) if each.claim in claims)
        self.viewport().update()

    def marked(self) -> list[Claim]:
        """The claims that are marked."""
        return [self._placed[number].claim for number in self._marked]

    def show_found(self, typed: str) -> None:
        """Mark the words that were searched for."""
        text, marks = self.document().toPlainText(), []
        for start, end in spans(text, typed):
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(qt_length(text[:start]))
            cursor.setPosition(qt_length(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            shape = QTextCharFormat()
            shape.setBackground(self._theme.tokens.color("mark"))
            shape.setForeground(QColor(Qt.GlobalColor.black))
            mark.format = shape
            marks.append(mark)
        self.setExtraSelections(marks)

    def chosen_area(self) -> QRectF:
        """Where the chosen claim stands, in this widget."""
        return QRectF() if self._chosen is None else self._area(self._placed[self._chosen])

    def marked_area(self) -> QRectF:
        """Where the first marked claim stands."""
        return self._area(self._placed[self._marked[0]]) if self._marked else QRectF()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        visible = QRectF(event.rect())
        for number, placed in enumerate(self._placed):
            area = self._block_area(placed)
            if not area.intersects(visible):
                continue
            self._paint_claim(painter, number, placed, area)
        painter.end()
        super().paintEvent(event)

    def _paint_claim(
        self, painter: QPainter, number: int, placed: PlacedClaim, area: QRectF
    ) -> None:
        paint, lines = self._paint, self._line_areas(placed)
        is_chosen = number == self._chosen
        if is_chosen:
            paint.chosen(painter, placed, area, lines, self.viewport().width())
        if number in self._marked:
            paint.marked(painter, placed, area, lines)
        if placed.has_bullet and lines:
            paint.bullet(painter, placed.claim.state, lines[0].top())
        for chip in placed.chips:
            paint.chip(painter, placed, self._chip_area(chip), is_chosen=is_chosen)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.choose(self._claim_at(event.position()))
            chip, claim = self._chip_at(event.position()), self.chosen()
            if chip is not None and claim is not None:
                self.place_chosen.emit(claim, chip.evidence)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over_chip = self._chip_at(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if over_chip else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip_at(QPointF(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def _color_chips(self, number: int | None, *, is_chosen: bool) -> None:
        """A chosen claim's chips are filled, so their words take the colour that stands on it."""
        if number is None:
            return
        placed, tokens = self._placed[number], self._theme.tokens
        color = QTextCharFormat()
        color.setForeground(tokens.color("on_accent" if is_chosen else chip_color(placed)))
        cursor = QTextCursor(self.document())
        for chip in placed.chips:
            cursor.setPosition(chip.start)
            cursor.setPosition(chip.end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(color)

    # Where things stand

    def _writer(self) -> ClaimsWriter:
        self._chosen, self._placed, self._marked = None, [], ()
        self.setFont(self._theme.font())
        return ClaimsWriter(self.document(), self._theme)

    def _block(self, position: int) -> QTextBlock:
        return self.document().findBlock(position)

    def _block_area(self, placed: PlacedClaim) -> QRectF:
        layout = self.document().documentLayout()
        return layout.blockBoundingRect(self._block(placed.start))

    def _area(self, placed: PlacedClaim) -> QRectF:
        united = QRectF()
        for area in self._line_areas(placed):
            # A line of no height unites with nothing.
            united = united.united(area.adjusted(0, -1, 0, 1))
        return united

    def _line_areas(self, placed: PlacedClaim) -> list[QRectF]:
        """The stretch of each line that the claim covers."""
        return self._areas(placed.start, placed.end)

    def _areas(self, start: int, end: int) -> list[QRectF]:
        block = self._block(start)
        layout, offset = block.layout(), self._block_top(block)
        areas = []
        first, last = start - block.position(), end - block.position()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            begin = max(first, line.textStart())
            finish = min(last, line.textStart() + line.textLength())
            if begin >= finish:
                continue
            left, right = _x(line.cursorToX(begin)), _x(line.cursorToX(finish))
            baseline = offset.y() + line.y() + line.ascent()
            areas.append(QRectF(offset.x() + left, baseline, right - left, 0))
        return areas

    def _block_top(self, block: QTextBlock) -> QPointF:
        return block.layout().position()

    def _claim_at(self, point: QPointF) -> int | None:
        position = self.document().documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit)
        for number, placed in enumerate(self._placed):
            if placed.start <= position <= placed.end and self._is_within(placed, point):
                return number
        return None

    def _is_within(self, placed: PlacedClaim, point: QPointF) -> bool:
        return self._block_area(placed).adjusted(-INFINITE, 0, INFINITE, 0).contains(point)

    def _tip_at(self, point: QPointF) -> str:
        """Over a chip what it stands for, over a translated claim what it was made from."""
        if chip := self._chip_at(point):
            return _quote(chip)
        number = self._claim_at(point)
        original = "" if number is None else self._placed[number].claim.original
        return tooltip(tr("Translated from"), f"“{one_line(original)}”") if original else ""

    def _chip_at(self, point: QPointF) -> Chip | None:
        for placed in self._placed:
            for chip in placed.chips:
                if self._chip_area(chip).contains(point):
                    return chip
        return None

    def _chip_area(self, chip: Chip) -> QRectF:
        areas = self._areas(chip.start, chip.end)
        if not areas:
            return QRectF()
        metrics = self._theme.metrics(-3)
        baseline = areas[0].top()
        area = QRectF(areas[0].left(), baseline - metrics.ascent() - 1, areas[0].width(), 0)
        area.setHeight(metrics.height() + 2)
        return area


INFINITE = 100_000.0


def _x(answer: object) -> float:
    """Qt's answer to `cursorToX`, which comes as a pair or as a number."""
    first = answer[0] if isinstance(answer, tuple) else answer
    assert isinstance(first, float)
    return first


def _quote(chip: Chip) -> str:
    """The tooltip of a chip."""
    quote, words = one_line(chip.evidence.quote), tr("Page {page}", page=chip.evidence.page)
    if quote:
        words = tr("Page {page}: “{quote}”", page=chip.evidence.page, quote=quote)
    return tooltip(words)
