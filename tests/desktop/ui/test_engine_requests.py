"""Documents are sent to another computer only when a person has said yes; a key is kept apart."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.choices import EngineChoice
from desktop.settings import Settings
from desktop.ui.elsewhere_dialog import ElsewhereDialog
from desktop.ui.engine_requests import EngineRequests
from desktop.ui.job_list_model import JobListModel
from desktop.ui.main_window import MainWindow
from desktop.ui.server_dialog import ServerDialog
from desktop.ui.theme import Theme
from worker.contract import secret_store
from worker.contract.paths import DataPaths
from worker.engines.engine_settings import EngineSettings

NEAR = "http://127.0.0.1:8080/v1"
FAR = "http://gpu.example.org:8000"


class Asked:
    """The window's engine requests, and what came of them."""

    def __init__(self, window: MainWindow, paths: DataPaths) -> None:
        self.window = window
        self.settings = Settings()
        self.requests = EngineRequests(window, paths, lambda: self.settings)
        self.confirmed: list[Settings] = []
        self.requests.confirmed.connect(self.confirmed.append)

    def dialog(self, kind: type[QDialog]) -> QDialog:
        found = self.window.findChildren(kind)
        assert len(found) == 1
        return found[0]

    def press(self, kind: type[QDialog], text: str) -> None:
        buttons = self.dialog(kind).findChildren(QPushButton)
        next(made for made in buttons if made.text() == text).click()


@pytest.fixture
def asked(qtbot: QtBot, qapp: QApplication, paths: DataPaths) -> Asked:
    window = MainWindow(JobListModel(), Theme(qapp))
    qtbot.addWidget(window)
    return Asked(window, paths)


def test_nothing_is_asked_where_nothing_leaves(asked: Asked) -> None:
    near = Settings(engine=EngineChoice.OPENAI, openai_url=NEAR)
    asked.requests.confirm(near)
    assert asked.confirmed == [near]


def test_another_computer_is_asked_about_once(asked: Asked) -> None:
    far = Settings(engine=EngineChoice.OPENAI, openai_url=FAR)
    asked.requests.confirm(far)
    assert asked.confirmed == []
    asked.press(ElsewhereDialog, "Send them there")
    assert asked.confirmed == [far]
    asked.settings = far
    quiet = replace(far, quiet=True)
    asked.requests.confirm(quiet)
    assert asked.confirmed == [far, quiet]


def test_everything_is_kept_here_by_default(asked: Asked) -> None:
    asked.requests.confirm(Settings(ollama_host="gpu"))
    asked.press(ElsewhereDialog, "Keep everything here")
    assert asked.confirmed == []


def test_a_server_is_named_and_its_key_kept_apart(
    asked: Asked, qtbot: QtBot, paths: DataPaths
) -> None:
    asked.window.server_asked.emit()
    dialog = asked.dialog(ServerDialog)
    fields = {made.accessibleName(): made for made in dialog.findChildren(QLineEdit)}
    fields["Address"].setText(NEAR)
    fields["Key"].setText("sk-secret")
    with qtbot.waitSignal(asked.requests.key_changed):
        asked.press(ServerDialog, "Use this server")
    (chosen,) = asked.confirmed
    assert (chosen.engine, chosen.openai_url) == (EngineChoice.OPENAI, NEAR)
    assert "sk-secret" not in repr(chosen)
    told = EngineSettings(engine="openai", openai_url=NEAR)
    assert told.with_kept_key(paths).openai_key == "sk-secret"
    other = EngineSettings(engine="openai", openai_url=FAR)
    assert other.with_kept_key(paths).openai_key == ""
    secret_store.forget(paths, secret_store.engine_key(NEAR))
