"""Icons: SVG drawings of our own, tinted with the colours in force."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
_SCALES = (1, 2, 3)


def icon(name: str, color: QColor | None = None, size: int = 20) -> QIcon:
    """The icon of this name; what is `currentColor` in it takes `color`."""
    svg = (RESOURCES / "icons" / f"{name}.svg").read_bytes()
    if color is not None:
        svg = svg.replace(b"currentColor", color.name().encode())
    renderer = QSvgRenderer(QByteArray(svg))
    made = QIcon()
    for scale in _SCALES:
        made.addPixmap(_drawn(renderer, size, scale))
    return made


def app_icon() -> QIcon:
    """Sunto's own icon."""
    return icon("sunto", size=64)


def with_badge(base: QIcon, color: QColor) -> QIcon:
    """An icon with an exclamation mark in its corner: something needs a look."""
    pixmap = base.pixmap(64, 64)
    painter, spot = _corner(pixmap)
    painter.setBrush(color)
    painter.drawEllipse(spot)
    middle = spot.center()
    painter.setPen(QPen(Qt.GlobalColor.white, 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(middle.x(), spot.top() + 7), QPointF(middle.x(), middle.y() + 1))
    painter.drawPoint(QPointF(middle.x(), spot.bottom() - 7))
    painter.end()
    return QIcon(pixmap)


def with_share(base: QIcon, color: QColor, share: float) -> QIcon:
    """An icon with a ring in its corner that fills as the work gets on."""
    pixmap = base.pixmap(64, 64)
    painter, spot = _corner(pixmap)
    ring = spot.adjusted(3, 3, -3, -3)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for tone, part in ((QColor("#c9d9d5"), 1.0), (color, min(max(share, 0.04), 1.0))):
        painter.setPen(QPen(tone, 6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawArc(ring, 90 * 16, -round(part * 360 * 16))
    painter.end()
    return QIcon(pixmap)


def _corner(pixmap: QPixmap) -> tuple[QPainter, QRectF]:
    """A painter on an icon, and the corner that was cleared for a mark."""
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = pixmap.width() / pixmap.devicePixelRatio()
    spot = QRectF(side * 0.5, side * 0.5, side * 0.47, side * 0.47)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#ffffff"))
    painter.drawEllipse(spot.adjusted(-3, -3, 3, 3))
    return painter, spot


def _drawn(renderer: QSvgRenderer, size: int, scale: int) -> QPixmap:
    pixmap = QPixmap(size * scale, size * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
