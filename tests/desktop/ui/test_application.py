from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent
from pytestqt.qtbot import QtBot

from desktop.ui.application import Application


def test_files_dropped_on_the_icon_come_together(qapp: Application, qtbot: QtBot) -> None:
    with qtbot.waitSignal(qapp.files_opened) as opened:
        for name in ("one.pdf", "due è.pdf"):
            QCoreApplication.sendEvent(qapp, QFileOpenEvent(f"/documents/{name}"))
    assert opened.args == [[Path("/documents/one.pdf"), Path("/documents/due è.pdf")]]
