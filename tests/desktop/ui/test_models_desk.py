"""The Models page in the program: what it asks for, and what it follows."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.choices import WindowSize
from desktop.settings_file import load
from desktop.ui.models_dialog import ModelsDialog
from tests.desktop.ui.conftest import Posed
from tests.desktop.ui.shelf import GETTING, NO_WINDOW, SILENT, WITH_MODELS, StandIn
from worker.contract.paths import DataPaths

Start = Callable[[], Posed]


@pytest.fixture
def opened(program: Start, qtbot: QtBot) -> Iterator[tuple[Posed, ModelsDialog]]:
    started = program()
    started.owner.now = GETTING
    started.poller.hurry()
    qtbot.waitUntil(lambda: started.desk.status == GETTING)
    started.window.models_asked.emit()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ModelsDialog)
    qtbot.waitUntil(lambda: bool(buttons(dialog, "Pause")))
    yield started, dialog
    dialog.accept()


def buttons(dialog: ModelsDialog, text: str) -> list[QPushButton]:
    found = dialog.findChildren(QPushButton)
    return [each for each in found if each.text() == text and each.isVisibleTo(dialog)]


def asks(owner: StandIn, qtbot: QtBot, *wanted: tuple[str, str]) -> None:
    qtbot.waitUntil(lambda: owner.asked == list(wanted))


def test_pause_go_on_cancel(opened: tuple[Posed, ModelsDialog], qtbot: QtBot) -> None:
    started, dialog = opened
    buttons(dialog, "Pause")[0].click()
    buttons(dialog, "Go on")[0].click()
    buttons(dialog, "Cancel")[-1].click()
    asks(
        started.owner,
        qtbot,
        ("pause", "Qwen3.5-4B-Q4_K_M.gguf"),
        ("get", "gemma-4-E2B_q4_0-it.gguf"),
        ("cancel", "mistral-large"),
    )


def test_another_one_by_its_name(opened: tuple[Posed, ModelsDialog], qtbot: QtBot) -> None:
    started, dialog = opened
    name = dialog.findChild(QLineEdit)
    assert name is not None
    name.setText(" granite4:3b ")
    buttons(dialog, "Get")[-1].click()
    asks(started.owner, qtbot, ("get", "granite4:3b"))


def test_a_choice_is_kept(
    opened: tuple[Posed, ModelsDialog], qtbot: QtBot, paths: DataPaths
) -> None:
    started, dialog = opened
    before = started.owner.stops
    buttons(dialog, "Use")[-1].click()
    qtbot.waitUntil(lambda: started.owner.stops > before)
    assert load(paths).model == "qwen2.5-1.5b-instruct-q4_k_m.gguf"


def test_it_follows_what_happens(opened: tuple[Posed, ModelsDialog], qtbot: QtBot) -> None:
    started, dialog = opened
    started.owner.now = WITH_MODELS
    started.poller.hurry()
    qtbot.waitUntil(lambda: not buttons(dialog, "Pause"))
    assert "Ollama found, with qwen3.5:4b" in dialog.card._title.text()
    assert dialog.card._reason.text().startswith("Ollama runs on this computer")


def test_ollama_is_started_on_a_click(program: Start, qtbot: QtBot) -> None:
    started = program()
    started.owner.now = SILENT
    started.poller.hurry()
    card = started.window.first_page.card
    qtbot.waitUntil(lambda: card._start.isVisible())
    assert card._reason.text() == "Ollama is installed on this computer and is not running."
    card._start.click()
    asks(started.owner, qtbot, ("start", "ollama"))


def test_the_window_that_fits_is_one_click_away(
    program: Start, qtbot: QtBot, paths: DataPaths
) -> None:
    started = program()
    started.owner.now = NO_WINDOW
    started.poller.hurry()
    card = started.window.first_page.card
    qtbot.waitUntil(lambda: card._use_window.isVisible())
    card._use_window.click()
    qtbot.waitUntil(lambda: load(paths).window is WindowSize.W32K)


def test_a_file_of_ones_own(
    opened: tuple[Posed, ModelsDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    started, dialog = opened
    dialog.acted.emit("get", str(tmp_path / "own.gguf"))
    asks(started.owner, qtbot, ("get", str(tmp_path / "own.gguf")))
