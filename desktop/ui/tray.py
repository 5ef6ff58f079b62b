"""Sunto in the tray: its state as a mark on the icon, a short menu, and its bubbles."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from desktop.notices import Notice
from desktop.ui.icons import app_icon, with_badge
from desktop.ui.status_line import Whole
from desktop.ui.theme import LIGHT

SHOWN_MS = 8000


class Tray(QObject):
    """The icon in the tray.

    Signals:
        clicked: id of the job whose bubble was clicked.
        open_asked: the window is wanted.
        pause_asked: pause or resume everything.
        quit_asked: the program is to end.
    """

    clicked = Signal(str)
    open_asked = Signal()
    pause_asked = Signal()
    quit_asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: Notice | None = None
        plain = app_icon()
        self._icons = {
            "accent": plain,
            "soft": plain,
            "weak": with_badge(plain, QColor(LIGHT.weak)),
            "working": with_badge(plain, QColor(LIGHT.accent), ring=True),
        }
        self._look = "accent"
        self._menu = QMenu()
        self._menu.addAction("Open Sunto").triggered.connect(lambda: self.open_asked.emit())
        self._menu.addAction("Pause or resume").triggered.connect(lambda: self.pause_asked.emit())
        self._menu.addSeparator()
        self._menu.addAction("Quit").triggered.connect(lambda: self.quit_asked.emit())
        self._icon = QSystemTrayIcon(plain, self)
        self._icon.setContextMenu(self._menu)
        self._icon.setToolTip("Sunto")
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self._on_message_clicked)
        self._icon.show()

    def show_whole(self, whole: Whole) -> None:
        """Show how everything is doing."""
        look = "working" if whole.shape == "●" else whole.tone
        if look != self._look:
            self._look = look
            self._icon.setIcon(self._icons.get(look, self._icons["accent"]))
        self._icon.setToolTip(f"Sunto: {whole.sentence}")

    def show(self, notice: Notice) -> None:
        """Show a bubble; a click on it shows its first job."""
        self._shown = notice
        self._icon.showMessage(notice.title, notice.text, app_icon(), SHOWN_MS)

    def explain_closing(self) -> None:
        """Say, the first time, that the program goes on."""
        self._shown = None
        self._icon.showMessage(
            "Sunto goes on here",
            "Documents are still worked on. Open or quit it from this icon.",
            app_icon(),
            SHOWN_MS,
        )

    def close(self) -> None:
        """Leave the tray."""
        self._icon.hide()

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.open_asked.emit()

    def _on_message_clicked(self) -> None:
        if self._shown is not None:
            self.clicked.emit(self._shown.job_ids[0])
        else:
            self.open_asked.emit()
