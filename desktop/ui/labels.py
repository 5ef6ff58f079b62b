"""Labels for texts of unknown origin: never markup, and as tall as their words need."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def label(text: str = "", role: str = "plain", *, wraps: bool = True) -> QLabel:
    """A label that shows exactly its text; `role` is its look in the style sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    made.setProperty("role", role)
    return made


def tooltip(*lines: str) -> str:
    """A tooltip that wraps and shows exactly these lines; a name may look like markup."""
    # Imported here: nothing is pointed at before the window is there.
    import html

    return f"<qt>{'<br>'.join(map(html.escape, lines))}</qt>"


def set_tone(widget: QWidget, tone: str) -> None:
    """Colour a widget anew by its `tone`."""
    widget.setProperty("tone", tone)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
