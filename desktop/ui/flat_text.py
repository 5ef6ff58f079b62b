"""A read-only text as tall as what it says: what is around it scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QTextEdit
from typing_extensions import override


class FlatText(QTextEdit):
    """Can be read, selected and copied; without a frame, a ground or a scroll bar of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("claims")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.viewport().setAutoFillBackground(False)
        self.document().documentLayout().documentSizeChanged.connect(self._fit_height)

    def selected_text(self) -> str:
        """The stretch that the person marked."""
        return self.textCursor().selection().toPlainText().replace("\u00a0", " ")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        height = self.document().documentLayout().documentSize().height()
        self.setFixedHeight(int(height) + 2)
