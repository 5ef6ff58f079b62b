"""What the keys do and what the signs mean, on one page."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.translation import mark, tr
from desktop.ui.buttons import button_row
from desktop.ui.labels import label

SIZE = (520, 640)
OTHER_KEYS = {
    mark("Up and down the list; open"): "↑ ↓ Enter",
    mark("From list to summary to page"): "Tab",
    mark("Move a waiting document"): "Alt+↑ ↓",
    mark("Remove from the list"): "Del",
    mark("Look at the place of a claim; once more: its next place"): "Space",
    mark("Back to the summary, then to the list"): "Esc",
    mark("Turn the pages"): "Page ↑ ↓",
    mark("Page larger, smaller, as wide as there is room"): "+ − 0",  # noqa: RUF001
}
SIGNS = {
    "●": mark("This stands in the text, where the chip says."),
    "◐": mark("This is only partly found in the text: read it there."),
    "○": mark("This was not found in the text. It is left out, and in no export."),
    "▲": mark("Something needs you."),
}


class HelpDialog(QDialog):
    """Lists the keys of the window's actions, those of its parts, and the signs."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys and signs"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(24, 4, 24, 16)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        self._heading(tr("Keys"))
        for action in actions:
            if not action.shortcut().isEmpty():
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                self._row(keys, action.text().rstrip("…"))
        for words, keys in OTHER_KEYS.items():
            self._row(keys, tr(words))
        self._heading(tr("Signs"))
        for sign, words in SIGNS.items():
            self._row(sign, tr(words))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(page)
        scroll.setAccessibleName(tr("Keys and signs"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 16, 0, 16)
        whole.addWidget(scroll, 1)
        whole.addLayout(button_row((tr("Close"), self.accept)))

    def _heading(self, words: str) -> None:
        made = label(words, role="heading")
        made.setContentsMargins(0, 12 if self._grid.rowCount() > 1 else 0, 0, 0)
        self._grid.addWidget(made, self._grid.rowCount(), 0, 1, 2)

    def _row(self, keys: str, words: str) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(label(keys, role="strong", wraps=False), row, 0)
        self._grid.addWidget(label(words), row, 1)
