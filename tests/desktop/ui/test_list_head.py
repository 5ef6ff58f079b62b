from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.arrangement import Show
from desktop.ui.list_head import ListSide


def test_a_choice_is_named_by_what_the_list_then_shows(qtbot: QtBot) -> None:
    side = ListSide(QWidget())
    qtbot.addWidget(side)
    chosen = next(each for each in side._show.menu().actions() if each.data() == Show.FAILED)
    with qtbot.waitSignal(side.show_chosen) as signal:
        chosen.trigger()
    assert signal.args == [Show.FAILED]
    # It shows what failed and what was cancelled, and nothing that is still to be done.
    assert side._show.text() == "Failed or cancelled"
