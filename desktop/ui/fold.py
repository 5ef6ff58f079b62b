"""Something that is folded away under a line of words, and opened by a button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.translation import tr
from desktop.ui.buttons import Kind, button
from desktop.ui.labels import label

INDENT = 12


class Fold(QWidget):
    """A line that says what is folded, and that under it.

    Signals:
        turned: whether it is open now.
    """

    turned = Signal(bool)

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content, self._words = content, label(role="soft", wraps=False)
        self._button = button(tr("Show"), Kind.LINK, self.turn)
        row = QHBoxLayout()
        row.setContentsMargins(INDENT, 4, 0, 0)
        row.setSpacing(2)
        row.addWidget(self._words)
        row.addWidget(self._button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(content)
        self.setMinimumWidth(1)
        content.hide()

    @property
    def is_open(self) -> bool:
        """Whether what is folded can be seen."""
        return self._content.isVisibleTo(self)

    def name(self, words: str) -> None:
        """Say what is folded here; without words there is nothing, and nothing is shown."""
        self._words.setText(words)
        # What a screen reader says of a button that is only called "Show".
        self._button.setAccessibleDescription(words)
        self.setVisible(bool(words))

    def turn(self, is_open: bool | None = None) -> None:
        """Open or close it; without a word the other way round."""
        is_open = not self.is_open if is_open is None else is_open
        self._content.setVisible(is_open)
        self._button.setText(tr("Hide") if is_open else tr("Show"))
        self.turned.emit(is_open)
