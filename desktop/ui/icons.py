"""Icons: SVG drawings of our own, tinted with the colours in force."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
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


def with_badge(base: QIcon, color: QColor, *, ring: bool = False) -> QIcon:
    """An icon with a mark in its corner: a dot, or a ring (shape tells them apart)."""
    pixmap = base.pixmap(64, 64)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = pixmap.width() / pixmap.devicePixelRatio()
    spot = QRectF(side * 0.55, side * 0.55, side * 0.42, side * 0.42)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#ffffff"))
    painter.drawEllipse(spot.adjusted(-3, -3, 3, 3))
    painter.setBrush(color)
    painter.drawEllipse(spot)
    if ring:
        painter.setBrush(QColor("#ffffff"))
        painter.drawEllipse(spot.adjusted(7, 7, -7, -7))
    painter.end()
    return QIcon(pixmap)


def _drawn(renderer: QSvgRenderer, size: int, scale: int) -> QPixmap:
    pixmap = QPixmap(size * scale, size * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
