"""List and summary side by side; one of the two where the window is narrow."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.buttons import Kind, button

NARROW = 660
LIST_WIDTH = 370


class Columns(QSplitter):
    """A splitter that folds. A third column, the page, joins it to the right later.

    Signals:
        folded: whether there is room for one column only.
    """

    folded = Signal(bool)

    def __init__(self, job_list: QWidget, pane: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("columns")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self._list, self._pane = job_list, QWidget()
        self._back = button("← All documents", Kind.LINK, lambda: self.read(False))
        column = QVBoxLayout(self._pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(pane, 1)
        self._pane.setObjectName("summaryPage")
        self._is_narrow = self._is_reading = False
        self.addWidget(self._list)
        self.addWidget(self._pane)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self._list.setMinimumWidth(250)
        self.setSizes([LIST_WIDTH, 10_000])
        self._show_sides()

    @property
    def is_narrow(self) -> bool:
        """Whether only one column is shown."""
        return self._is_narrow

    def read(self, is_reading: bool) -> None:
        """Go to the summary, or back to the list; tells apart only where the window is narrow."""
        self._is_reading = is_reading
        self._show_sides()
        if not is_reading:
            self._list.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._show_sides()
            self.folded.emit(is_narrow)

    def _show_sides(self) -> None:
        self._list.setVisible(not self._is_narrow or not self._is_reading)
        self._pane.setVisible(not self._is_narrow or self._is_reading)
        self._back.setVisible(self._is_narrow)
