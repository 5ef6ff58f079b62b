import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent
from pytestqt.qtbot import QtBot

from desktop.ui.application import Application


def test_files_dropped_on_the_icon_come_together(qapp: Application, qtbot: QtBot) -> None:
    with qtbot.waitSignal(qapp.files_opened) as opened:
        for name in ("one.pdf", "due è.pdf"):
            QCoreApplication.sendEvent(qapp, QFileOpenEvent(f"/documents/{name}"))
    assert opened.args == [[Path("/documents/one.pdf"), Path("/documents/due è.pdf")]]


def test_the_window_gets_pythons_lock_back_within_a_millisecond(qapp: Application) -> None:
    assert sys.getswitchinterval() == pytest.approx(0.001)
