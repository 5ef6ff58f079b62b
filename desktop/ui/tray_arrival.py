"""Looks for a tray that comes after us: at login the desktop may start it when we are there."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon

EVERY_MS = 1000
LOOKS = 20


class TrayArrival(QObject):
    """Looks for some seconds, and then no more.

    Signals:
        came: there is a tray now.
    """

    came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left = LOOKS
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        self._left -= 1
        is_there = QSystemTrayIcon.isSystemTrayAvailable()
        if is_there or not self._left:
            self._timer.stop()
        if is_there:
            self.came.emit()
