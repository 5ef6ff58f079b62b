from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desktop.ui.share_bar import STEPS, ShareBar


class Painted(QObject):
    """Counts how often something is painted."""

    count = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_a_share_is_painted_when_its_turn_comes_not_while_it_is_set(qtbot: QtBot) -> None:
    """Qt's bar paints at once, and with it everything else in the window that has changed."""
    window, bar, beside, painted = QWidget(), ShareBar(), QWidget(), Painted()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(bar)
    column.addWidget(beside, 1)
    bar.show_share(0.1)
    window.show()
    qtbot.waitExposed(window)
    qtbot.wait(1)
    beside.installEventFilter(painted)
    beside.update()
    bar.show_share(0.5)
    assert bar.value() == STEPS / 2
    assert painted.count == 0
    qtbot.waitUntil(lambda: painted.count == 1)


def test_without_a_share_there_is_no_bar(qtbot: QtBot) -> None:
    bar = ShareBar()
    qtbot.addWidget(bar)
    bar.show_share(None)
    assert not bar.isVisibleTo(None)
