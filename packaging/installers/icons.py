"""The program's icon in every size that desktops ask for, drawn from the one SVG."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SVG = Path(__file__).resolve().parents[2] / "resources" / "icons" / "sunto.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def draw(target: Path, size: int) -> None:
    """Draw the icon; the suffix of the file says in which format."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SVG)).render(painter)
    painter.end()
    if not image.save(str(target)):
        raise OSError(f"{target} cannot be written")


def draw_all(hicolor: Path) -> None:
    """Fill an icon theme's folder: each size, and the SVG itself."""
    for size in SIZES:
        folder = hicolor / f"{size}x{size}" / "apps"
        folder.mkdir(parents=True)
        draw(folder / "sunto.png", size)
    scalable = hicolor / "scalable" / "apps"
    scalable.mkdir(parents=True)
    (scalable / "sunto.svg").write_bytes(SVG.read_bytes())
