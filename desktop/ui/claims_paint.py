"""How claims look behind and beside their words: grounds, bars, bullets and chips."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from desktop.ui.claims_document import MARGIN, PlacedClaim
from desktop.ui.theme import Theme
from worker.contract.states import ClaimState


class ClaimsPaint:
    """Draws with the colours in force; the view says where."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def chosen(
        self,
        painter: QPainter,
        placed: PlacedClaim,
        area: QRectF,
        lines: Sequence[QRectF],
        width: int,
    ) -> None:
        """The ground of the chosen claim."""
        painter.setPen(self._theme.tokens.edge_pen())
        painter.setBrush(self._theme.tokens.color("tint"))
        if placed.has_bullet:
            ground = QRectF(1, area.top() - 3, width - 2, area.height() + 5)
            painter.drawRoundedRect(ground, 7, 7)
            return
        metrics = QFontMetricsF(self._theme.font(1))
        for line in lines:
            ground = line.adjusted(-3, -metrics.ascent() - 3, 3, metrics.descent() + 3)
            painter.drawRoundedRect(ground, 4, 4)

    def marked(
        self, painter: QPainter, placed: PlacedClaim, area: QRectF, lines: Sequence[QRectF]
    ) -> None:
        """A bar beside a point, a line under a sentence: it rests on the page that is shown."""
        tokens = self._theme.tokens
        if placed.has_bullet:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("accent"))
            painter.drawRoundedRect(QRectF(2, area.top(), 3, area.height() - 2), 1.5, 1.5)
            return
        painter.setPen(QPen(tokens.color("accent"), 1.4, Qt.PenStyle.DotLine))
        below = QFontMetricsF(self._theme.font(1)).descent()
        for line in lines:
            under = line.translated(0, below)
            painter.drawLine(under.topLeft(), under.topRight())

    def bullet(self, painter: QPainter, state: ClaimState, baseline: float) -> None:
        """The state of a claim as a shape: full, half or empty."""
        tokens, metrics = self._theme.tokens, QFontMetricsF(self._theme.font())
        center = QPointF(MARGIN + 4, baseline - metrics.xHeight() / 2)
        ring = QRectF(center.x() - 4, center.y() - 4, 8, 8)
        match state:
            case ClaimState.SUPPORTED:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(tokens.color("accent"))
                painter.drawEllipse(center, 3.6, 3.6)
            case ClaimState.WEAK:
                painter.setPen(QPen(tokens.color("weak"), 1.3))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(ring)
                painter.setBrush(tokens.color("weak"))
                painter.drawPie(ring, 90 * 16, 180 * 16)
            case ClaimState.UNSUPPORTED:
                painter.setPen(QPen(tokens.color("failed"), 1.3))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(ring)

    def chip(
        self, painter: QPainter, placed: PlacedClaim, area: QRectF, *, is_chosen: bool
    ) -> None:
        """The ground of a page's chip."""
        ground = "tint" if placed.claim.state is ClaimState.SUPPORTED else "weak_tint"
        painter.setPen(self._theme.tokens.edge_pen())
        painter.setBrush(self._theme.tokens.color(chip_color(placed) if is_chosen else ground))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)


def chip_color(placed: PlacedClaim) -> str:
    """The colour of a chip's words, and of its ground when its claim is chosen."""
    return "accent" if placed.claim.state is ClaimState.SUPPORTED else "weak"
