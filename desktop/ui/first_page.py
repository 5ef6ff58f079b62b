"""The first page: while there is no document, the window is one place to drop some."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.translation import tr
from desktop.ui.buttons import Kind, button
from desktop.ui.engine_card import EngineCard
from desktop.ui.labels import label
from desktop.ui.theme import Theme

CARD_WIDTH = 640


class DropArea(QWidget):
    """A dashed frame with the words that say what to do.

    Signals:
        add_asked: the file dialog is wanted.
        sample_asked: the sample document is wanted.
    """

    add_asked = Signal()
    sample_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._is_hot = False
        headline = label(tr("Drop PDFs here"), wraps=False)
        headline.setObjectName("headline")
        lead = label(
            tr(
                "Every page is read on this computer. Each point of the summary shows the "
                "sentence it rests on."
            )
        )
        lead.setObjectName("lead")
        for widget in (headline, lead):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(button(tr("Add PDFs…"), Kind.PRIMARY, self.add_asked.emit))
        buttons.addWidget(button(tr("Try a sample"), Kind.PLAIN, self.sample_asked.emit))
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 52, 40, 50)
        column.setSpacing(10)
        column.addWidget(headline)
        column.addWidget(lead)
        column.addSpacing(6)
        column.addLayout(buttons)

    def set_hot(self, is_hot: bool) -> None:
        """Show that files are held over the window."""
        self._is_hot = is_hot
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        pen = QPen(tokens.color("accent" if self._is_hot else "line"), 2)
        pen.setDashPattern([3, 2])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(tokens.color("tint") if self._is_hot else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 16, 16)


class FirstPage(QScrollArea):
    """Drop area and engine card in the middle of the window."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("startScroll")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.drop_area = DropArea(theme)
        self.card = EngineCard(theme)
        column = QWidget()
        column.setMaximumWidth(CARD_WIDTH)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(18)
        inner.addWidget(self.drop_area)
        inner.addWidget(self.card)
        page = QWidget()
        page.setObjectName("startPage")
        rows = QVBoxLayout(page)
        rows.setContentsMargins(24, 24, 24, 24)
        rows.addStretch(1)
        sides = QHBoxLayout()
        sides.addStretch(1)
        sides.addWidget(column, 100)
        sides.addStretch(1)
        rows.addLayout(sides)
        rows.addStretch(1)
        self.setWidget(page)
