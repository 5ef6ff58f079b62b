"""The field in the bar that searches while one types."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop.translation import tr

WIDTH = 280


class SearchField(QLineEdit):
    """Escape clears it; Enter and Down go on to what was found.

    Signals:
        left: the person wants to what was found.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        words = tr("Search summaries and documents")
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setToolTip("Ctrl+F")
        self.setClearButtonEnabled(True)
        self.setMaximumWidth(WIDTH)
        self.setMinimumWidth(60)
        # Whoever opens the window did not come to search.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                if self.text():
                    self.clear()
                else:
                    self.left.emit()
            case Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.left.emit()
            case _:
                super().keyPressEvent(event)
