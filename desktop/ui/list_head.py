"""Above the list: which documents it shows, and in which order."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.translation import mark, tr
from desktop.ui.arrangement import Show, Sort
from desktop.ui.buttons import Kind, button
from desktop.ui.labels import label

SHOW_WORDS = {
    Show.ALL: mark("All documents"),
    Show.WORKING: mark("In progress"),
    Show.NEEDS_YOU: mark("Waiting for you"),
    Show.UNREAD: mark("Not read yet"),
    Show.DONE: mark("Summarised"),
    Show.FAILED: mark("Failed or cancelled"),
}
SORT_WORDS = {
    Sort.DATE: mark("Newest first"),
    Sort.NAME: mark("By name"),
    Sort.PAGES: mark("Longest first"),
}


class ListSide(QFrame):
    """The list with its two small menus above it.

    Signals:
        show_chosen: the `Show` that was chosen.
        sort_chosen: the `Sort` that was chosen.
    """

    show_chosen = Signal(object)
    sort_chosen = Signal(object)

    def __init__(self, job_list: QWidget) -> None:
        super().__init__()
        self.setObjectName("listSide")
        self._show = button(tr(SHOW_WORDS[Show.ALL]), Kind.LINK)
        self._sort = button(tr(SORT_WORDS[Sort.DATE]), Kind.LINK)
        self._show.setAccessibleDescription(tr("Which documents are shown"))
        self._sort.setAccessibleDescription(tr("The order of the documents"))
        self._show.setMenu(self._menu(self._show, SHOW_WORDS, self._on_show))
        self._sort.setMenu(self._menu(self._sort, SORT_WORDS, self._on_sort))
        row = QHBoxLayout()
        row.setContentsMargins(13, 8, 13, 0)
        row.addWidget(self._show)
        row.addStretch(1)
        row.addWidget(self._sort)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._busy = label(role="tiny")
        self._busy.setContentsMargins(18, 6, 18, 0)
        self._busy.hide()
        column.addLayout(row)
        column.addWidget(self._busy)
        column.addWidget(job_list, 1)
        self.setFocusProxy(job_list)

    def reset(self) -> None:
        """Show all documents again."""
        self._on_show(Show.ALL)

    def show_busy(self, words: str) -> None:
        """Say what the list waits for; empty: nothing."""
        self._busy.setText(words)
        self._busy.setVisible(bool(words))

    def _menu(self, opener: QPushButton, words: dict, on_chosen: object) -> QMenu:  # type: ignore[type-arg]
        menu = QMenu(opener)
        group = QActionGroup(menu)
        for value, text in words.items():
            action = menu.addAction(tr(text))
            action.setCheckable(True)
            group.addAction(action)
            action.setData(value.value)
            action.setChecked(opener.text() == tr(text))
            action.triggered.connect(lambda _=False, value=value: on_chosen(value))  # type: ignore[operator]
        return menu

    def _on_show(self, show: Show) -> None:
        self._show.setText(tr(SHOW_WORDS[show]))
        for action in self._show.menu().actions():
            action.setChecked(action.data() == show.value)
        self.show_chosen.emit(show)

    def _on_sort(self, sort: Sort) -> None:
        self._sort.setText(tr(SORT_WORDS[sort]))
        self.sort_chosen.emit(sort)
