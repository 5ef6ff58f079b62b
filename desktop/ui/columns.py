"""List, summary and page side by side; two of them, or one, where the window is narrow."""

from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.translation import tr
from desktop.ui.buttons import Kind, button

NARROW = 660
MIDDLE = 1000
"""Below this the page has no column of its own: it becomes a second tab of the summary."""
LIST_WIDTH = 370
PAGE_SHARE = 0.45
"""Of what the list leaves."""


class Fold(IntEnum):
    """How many columns there is room for."""

    ONE = 1
    TWO = 2
    THREE = 3


class Columns(QSplitter):
    """A splitter that folds.

    Signals:
        folded: how many columns there is room for (`Fold`).
    """

    folded = Signal(object)

    def __init__(self, job_list: QWidget, pane: QWidget, page: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("columns")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self._list, self._pane, self._page = job_list, QWidget(), page
        self._summary = pane
        self._back = button(tr("← All documents"), Kind.LINK, lambda: self.read(False))
        self._summary_tab = button(tr("Summary"), Kind.TAB, lambda: self.show_page(False))
        self._page_tab = button(tr("Page"), Kind.TAB, lambda: self.show_page(True))
        for tab in (self._summary_tab, self._page_tab):
            tab.setCheckable(True)
        self._tabs, self._stack = QWidget(), QStackedWidget()
        self._stack.addWidget(pane)
        self._fold = Fold.TWO
        self._is_reading = self._is_page_shown = False
        self._lay_out()
        self._show_sides()

    @property
    def is_narrow(self) -> bool:
        """Whether only one column is shown."""
        return self._fold is Fold.ONE

    @property
    def has_page_column(self) -> bool:
        """Whether the page stands beside its summary."""
        return self._fold is Fold.THREE

    @property
    def is_page_visible(self) -> bool:
        """Whether the page can be seen."""
        return self.has_page_column or self._is_page_shown

    def read(self, is_reading: bool) -> None:
        """Go to the summary, or back to the list; tells apart only where the window is narrow."""
        if is_reading and self.is_narrow and not self._is_reading:
            # Else the keyboard goes on to whatever stands first in the window.
            self._summary.setFocus(Qt.FocusReason.OtherFocusReason)
        self._is_reading = is_reading
        self._show_sides()
        if not is_reading:
            self._list.setFocus()

    def show_page(self, is_shown: bool) -> None:
        """Go to the page or to the summary; tells apart only where they share a column."""
        self._is_page_shown = is_shown
        self._show_sides()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fold = Fold.ONE if self.width() < NARROW else Fold.TWO
        if self.width() >= MIDDLE:
            fold = Fold.THREE
        if fold is not self._fold:
            self._fold = fold
            self._move_page()
            self._show_sides()
            self.folded.emit(fold)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._tabs)
        row.setContentsMargins(14, 6, 14, 0)
        row.setSpacing(6)
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._summary_tab)
        row.addWidget(self._page_tab)
        column = QVBoxLayout(self._pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)
        self._pane.setObjectName("summaryPage")
        self._stack.addWidget(self._page)
        self.addWidget(self._list)
        self.addWidget(self._pane)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self._list.setMinimumWidth(250)
        self.setSizes([LIST_WIDTH, 10_000])

    def _move_page(self) -> None:
        """Give the page a column of its own, or make it a tab."""
        if self._fold is Fold.THREE:
            self.addWidget(self._page)
            self._page.show()
            self.setStretchFactor(2, 1)
            room = max(1, self.width() - LIST_WIDTH)
            page = round(room * PAGE_SHARE)
            self.setSizes([LIST_WIDTH, room - page, page])
        elif self._stack.indexOf(self._page) < 0:
            self._stack.addWidget(self._page)

    def _show_sides(self) -> None:
        is_narrow, has_tabs = self._fold is Fold.ONE, self._fold is not Fold.THREE
        self._list.setVisible(not is_narrow or not self._is_reading)
        self._pane.setVisible(not is_narrow or self._is_reading)
        self._back.setVisible(is_narrow)
        self._tabs.setVisible(has_tabs)
        if has_tabs:
            self._stack.setCurrentIndex(1 if self._is_page_shown else 0)
        self._summary_tab.setChecked(not self._is_page_shown)
        self._page_tab.setChecked(self._is_page_shown)
