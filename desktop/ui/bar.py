"""The bar at the top: add, pause, search, and the menu of the program."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu

from desktop.translation import tr
from desktop.ui.buttons import Kind, button
from desktop.ui.email_switch import EmailSwitch
from desktop.ui.icons import icon
from desktop.ui.search_field import SearchField
from desktop.ui.theme import Theme


class Bar(QFrame):
    """What is always at hand.

    Signals:
        add_asked: the file dialog is wanted.
        pause_asked: whether everything is to be held.
        typed: what stands in the search field now.
        search_left: the person wants from the search field into the list.
    """

    add_asked = Signal()
    pause_asked = Signal(bool)
    typed = Signal(str)
    search_left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("bar")
        self._theme = theme
        self._is_paused = False
        self.add = button(tr("Add PDFs…"), Kind.PRIMARY, self.add_asked.emit)
        self.pause = button(tr("Pause"), Kind.PLAIN, self._on_pause_clicked)
        self.pause.setEnabled(False)
        self.email = EmailSwitch(theme)
        self.menu = button("", Kind.ICON)
        self.menu.setAccessibleName(tr("Settings and more"))
        self.menu.setToolTip(tr("Settings and more"))
        self.search = SearchField()
        self.search.textChanged.connect(self.typed)
        self.search.left.connect(self.search_left)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 16, 9)
        row.setSpacing(10)
        row.addWidget(self.add)
        row.addWidget(self.pause)
        row.addSpacing(4)
        row.addWidget(self.email)
        row.addStretch(1)
        row.addWidget(self.search, 3)
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
        self.pause.setText(tr("Resume") if is_paused else tr("Pause"))
        self.pause.setEnabled(can_pause or is_paused)

    def _on_pause_clicked(self) -> None:
        self.pause_asked.emit(not self._is_paused)

    def _paint_icon(self) -> None:
        self.menu.setIcon(icon("settings", self._theme.tokens.color("ink")))
