"""The page of what there is on this computer, and its report."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.commands.check import Check, Finding
from desktop.ui.doctor_dialog import DoctorDialog

DISK = Check(name="disk", finding=Finding.FOUND, is_needed=False, detail="47 GB free")
ENGINE = Check(
    name="engine", finding=Finding.MISSING, is_needed=True, detail="none", hint="Start Ollama."
)


class Opened(QObject):
    """Takes what would be opened in a browser."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.addresses.append(address.toString())


def checks() -> Iterator[Check]:
    yield DISK
    yield ENGINE


def test_each_check_is_shown_and_the_report_is_copied(qtbot: QtBot) -> None:
    dialog = DoctorDialog(checks)
    qtbot.addWidget(dialog)
    buttons = {made.text(): made for made in dialog.findChildren(QPushButton)}
    qtbot.waitUntil(buttons["Copy report"].isEnabled)
    shown = [made.text() for made in dialog.findChildren(QLabel)]
    for words in ("Disk", "47 GB free", "Engine", "missing: none", "Start Ollama."):
        assert words in shown
    buttons["Copy report"].click()
    copied = QGuiApplication.clipboard().text()
    assert "● disk" in copied
    assert "○ engine" in copied
    assert "Start Ollama." in copied


def test_flower_is_offered_where_it_is(qtbot: QtBot) -> None:
    opened = Opened()
    QDesktopServices.setUrlHandler("http", opened, "take")
    try:
        dialog = DoctorDialog(checks, flower_url="http://flower.example:5555")
        qtbot.addWidget(dialog)
        buttons = {made.text(): made for made in dialog.findChildren(QPushButton)}
        qtbot.waitUntil(buttons["Open Flower"].isEnabled)
        buttons["Open Flower"].click()
        assert opened.addresses == ["http://flower.example:5555"]
    finally:
        QDesktopServices.unsetUrlHandler("http")


def test_without_an_address_of_the_web_there_is_no_link(qtbot: QtBot) -> None:
    for address in ("", "file:///etc/passwd"):
        dialog = DoctorDialog(checks, flower_url=address)
        qtbot.addWidget(dialog)
        buttons = {made.text(): made for made in dialog.findChildren(QPushButton)}
        assert "Open Flower" not in buttons
        qtbot.waitUntil(buttons["Look again"].isEnabled)


def test_looking_again_shows_what_is_there_now(qtbot: QtBot) -> None:
    found = [DISK, ENGINE]
    dialog = DoctorDialog(lambda: iter([found.pop(0)]))
    qtbot.addWidget(dialog)
    buttons = {made.text(): made for made in dialog.findChildren(QPushButton)}
    qtbot.waitUntil(buttons["Look again"].isEnabled)
    buttons["Look again"].click()
    qtbot.waitUntil(buttons["Look again"].isEnabled)
    buttons["Copy report"].click()
    copied = QGuiApplication.clipboard().text()
    assert "engine" in copied
    assert "disk" not in copied
