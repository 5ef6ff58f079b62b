"""Keys of one widget, whatever it does with keys by itself."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


def add_key(widget: QWidget, key: Qt.Key, act: Callable[[], object]) -> None:
    """Let a key do something while this widget has the keyboard."""
    action = QAction(widget)
    action.setShortcut(QKeySequence(key))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda: act())
    widget.addAction(action)
