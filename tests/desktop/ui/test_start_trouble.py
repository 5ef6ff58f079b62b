from pytestqt.qtbot import QtBot

from desktop.ui.start_trouble import dialog_of, tell


def test_the_reason_is_told(qtbot: QtBot) -> None:
    dialog = dialog_of("/data cannot be used for Sunto's data: Not a directory")
    qtbot.addWidget(dialog)
    assert dialog.text() == "Sunto could not start."
    assert "Not a directory" in dialog.informativeText()


def test_nobody_is_waited_for_where_there_is_no_screen(qtbot: QtBot) -> None:
    tell("No reason.")
