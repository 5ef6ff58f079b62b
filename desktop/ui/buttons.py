"""The push buttons of the window, in the few kinds there are."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtWidgets import QHBoxLayout, QPushButton


class Kind(StrEnum):
    """How a button looks; the style sheet knows the rest."""

    PRIMARY = "primary"
    PLAIN = "plain"
    ICON = "icon"
    LINK = "link"
    TAB = "tab"


def button(text: str, kind: Kind, on_click: Callable[[], object] | None = None) -> QPushButton:
    """A button that calls `on_click`."""
    made = QPushButton(text)
    made.setProperty("kind", kind.value)
    made.setAutoDefault(False)
    if on_click is not None:
        made.clicked.connect(lambda: on_click())
    return made


def button_row(*acts: tuple[str, Callable[[], object]]) -> QHBoxLayout:
    """The buttons at the end of a dialog; the last one is what it is there for."""
    row = QHBoxLayout()
    row.setContentsMargins(24, 8, 24, 0)
    row.setSpacing(8)
    row.addStretch(1)
    for number, (text, act) in enumerate(acts, start=1):
        kind = Kind.PRIMARY if number == len(acts) else Kind.PLAIN
        row.addWidget(button(text, kind, act))
    return row
