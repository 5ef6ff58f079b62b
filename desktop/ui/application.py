"""The Qt application: name, language, and files the system asks it to open while it runs."""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from desktop.ui import language
from desktop.ui.icons import app_icon

LOCK_S = 0.001
"""How long a thread of ours keeps Python's lock while others want it; Python's own 5 ms are too
long here. To draw the list the window gives it back a few times and gets it only after that."""


class Application(QApplication):
    """Gathers what is opened in one go: a drop on the icon in the dock comes file by file.

    Signals:
        files_opened: the paths.
    """

    files_opened = Signal(list)

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        sys.setswitchinterval(LOCK_S)
        self.setApplicationName("sunto")
        self.setApplicationDisplayName("Sunto")
        self.setDesktopFileName("sunto")
        self.setWindowIcon(app_icon())
        self.setQuitOnLastWindowClosed(False)
        language.install(self, QLocale.system())
        self._opened: list[Path] = []

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            if not self._opened:
                QTimer.singleShot(0, self, self._hand_over)
            self._opened.append(Path(event.file()))
            return True
        return super().event(event)

    def _hand_over(self) -> None:
        opened, self._opened = self._opened, []
        self.files_opened.emit(opened)
