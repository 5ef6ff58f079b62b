"""The bar at the top: add, pause, and the menu of the program."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu

from desktop.ui.buttons import Kind, button
from desktop.ui.email_switch import EmailSwitch
from desktop.ui.icons import icon
from desktop.ui.theme import Theme


class Bar(QFrame):
    """Three buttons and the email switch; search joins them when it can do something.

    Signals:
        add_asked: the file dialog is wanted.
        pause_asked: whether everything is to be held.
    """

    add_asked = Signal()
    pause_asked = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("bar")
        self._theme = theme
        self._is_paused = False
        self.add = button("Add PDFs…", Kind.PRIMARY, self.add_asked.emit)
        self.pause = button("Pause", Kind.PLAIN, self._on_pause_clicked)
        self.pause.setEnabled(False)
        self.email = EmailSwitch(theme)
        self.menu = button("", Kind.ICON)
        self.menu.setAccessibleName("Settings and more")
        self.menu.setToolTip("Settings and more")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 16, 9)
        row.setSpacing(10)
        row.addWidget(self.add)
        row.addWidget(self.pause)
        row.addSpacing(4)
        row.addWidget(self.email)
        row.addStretch(1)
        row.addWidget(self.menu)
        theme.changed.connect(self._paint_icon)
        self._paint_icon()

    def set_menu(self, actions: list[QAction]) -> None:
        """What the menu offers."""
        menu = QMenu(self)
        menu.addActions(actions)
        self.menu.clicked.connect(
            lambda: menu.popup(self.menu.mapToGlobal(self.menu.rect().bottomLeft()))
        )

    def show_pause(self, *, can_pause: bool, is_paused: bool) -> None:
        """Offer to pause, or to resume; or neither, while there is nothing to hold."""
        self._is_paused = is_paused
        self.pause.setText("Resume" if is_paused else "Pause")
        self.pause.setEnabled(can_pause or is_paused)

    def _on_pause_clicked(self) -> None:
        self.pause_asked.emit(not self._is_paused)

    def _paint_icon(self) -> None:
        self.menu.setIcon(icon("settings", self._theme.tokens.color("ink")))
