"""Puts the pictures of all views on contact sheets, as they stand in resources/screenshots.

    python -m tests.end2end.window_sheets FOLDER

FOLDER holds what `window_screenshots` took of every view.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import PIL.Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

from desktop.ui.icons import RESOURCES
from tests.end2end.window_shots import SHOTS

COLUMNS = 5
CELL = (440, 278)
LABEL_HEIGHT = 26
GAP = 14
GROUND = QColor("#b9b5ad")
README = {"done.png": "working-light.png", "done.dark.png": "working-dark.png"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its file, and how the pictures on it end."""

    file: str
    ending: str


SHEETS = (
    Sheet("views-light-english.png", ".png"),
    Sheet("views-dark-english.png", ".dark.png"),
    Sheet("views-light-italian.png", ".it.png"),
    Sheet("views-dark-italian.png", ".it.dark.png"),
    Sheet("views-200-percent.png", ".2x.png"),
    Sheet("views-200-percent-dark-italian.png", ".it.2x.dark.png"),
)


def main() -> int:
    """Write the sheets."""
    folder, target = Path(sys.argv[1]), RESOURCES / "screenshots"
    app = QGuiApplication(sys.argv[:1])
    for sheet in SHEETS:
        _save(_drawn(folder, sheet), target / sheet.file)
    for taken, kept in README.items():
        _save(QImage(str(folder / taken)), target / kept)
    app.quit()
    return 0


def _drawn(folder: Path, sheet: Sheet) -> QImage:
    rows = -(-len(SHOTS) // COLUMNS)
    width, height = CELL[0] + GAP, CELL[1] + LABEL_HEIGHT + GAP
    drawn = QImage(COLUMNS * width + GAP, rows * height + GAP, QImage.Format.Format_RGB32)
    drawn.fill(GROUND)
    painter = QPainter(drawn)
    painter.setFont(QFont("Inter", 10))
    for number, view in enumerate(SHOTS):
        picture = QImage(str(folder / f"{view}{sheet.ending}"))
        assert not picture.isNull(), f"no picture of {view}{sheet.ending}"
        left, top = GAP + number % COLUMNS * width, GAP + number // COLUMNS * height
        shown = picture.scaled(
            *CELL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(1)
        painter.drawImage(left + (CELL[0] - shown.width()) // 2, top, shown)
        label = QRect(left, top + CELL[1], CELL[0], LABEL_HEIGHT)
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, view)
    painter.end()
    return drawn


def _save(picture: QImage, file: Path) -> None:
    """In 256 colours, which are enough for windows of few and take a third of the room."""
    picture.save(str(file))
    with PIL.Image.open(file) as saved:
        few = saved.convert("RGB").quantize(256, dither=PIL.Image.Dither.NONE)
    few.save(file, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
