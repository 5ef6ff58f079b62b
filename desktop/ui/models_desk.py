"""What a person does about models: opens the page, chooses, gets, adds. Owns no widget for long."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from desktop.choices import WindowSize
from desktop.jobs import speeds
from desktop.jobs.status import OwnerStatus
from desktop.offers import room_in
from desktop.settings import Settings
from desktop.ui.background import Background
from desktop.ui.desk import Desk
from desktop.ui.engine_words import engine_words
from desktop.ui.main_window import MainWindow
from desktop.ui.models_dialog import ModelsDialog
from desktop.ui.models_page import Act, ModelsPage, page_of, with_model
from desktop.ui.poller import Poller
from desktop.ui.theme import Theme
from worker.contract.paths import DataPaths

LOOK_EVERY_MS = 500


class ModelsDesk(QObject):
    """Joins the Models page, the card of the first page and the poller.

    Signals:
        settings_chosen: new `Settings`, with another model or window in them.
    """

    settings_chosen = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        desk: Desk,
        poller: Poller,
        theme: Theme,
        paths: DataPaths,
        settings: Callable[[], Settings],
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._poller = window, desk, poller
        self._theme, self._paths, self._settings = theme, paths, settings
        self._background = Background(self, threads=1)
        self._is_looking = False
        window.models_asked.connect(self.show_models)
        card = window.first_page.card
        card.change_asked.connect(self.show_models)
        card.start_asked.connect(poller.start_ollama)
        card.window_asked.connect(self._on_window)

    def show_models(self) -> None:
        """Open the page; it follows what happens while it is open."""
        dialog = ModelsDialog(self._theme, self._window)
        dialog.acted.connect(self._on_act)
        dialog.settings_asked.connect(self._window.settings_asked)
        dialog.card.get_asked.connect(self._poller.get_model)
        dialog.card.cancel_asked.connect(self._poller.cancel_model)
        dialog.card.start_asked.connect(self._poller.start_ollama)
        dialog.card.window_asked.connect(self._on_window)
        timer = QTimer(dialog)
        timer.timeout.connect(partial(self._look, dialog))
        timer.start(LOOK_EVERY_MS)
        self._look(dialog)
        dialog.open()

    def _look(self, dialog: ModelsDialog) -> None:
        status = self._desk.status or OwnerStatus()
        dialog.card.show_words(engine_words(status))
        if not self._is_looking:
            self._is_looking = True
            look = partial(_page, self._paths, status, self._settings())
            self._background.run(look, partial(self._on_looked, dialog), self._on_failed)

    def _on_looked(self, dialog: ModelsDialog, page: ModelsPage) -> None:
        self._is_looking = False
        if isValid(dialog):  # it may have been closed meanwhile
            dialog.show_page(page)

    def _on_failed(self, _: Exception) -> None:
        self._is_looking = False

    def _on_act(self, act: Act, name: str) -> None:
        match act:
            case Act.USE:
                self.settings_chosen.emit(with_model(self._settings(), name))
            case Act.GET:
                self._poller.get_model(name)
            case Act.PAUSE:
                self._poller.pause_model(name)
            case Act.CANCEL:
                self._poller.cancel_model(name)

    def _on_window(self, tokens: int) -> None:
        """Set the largest window of our list that is not above what fits."""
        fitting = [size for size in WindowSize if size.value.isdecimal() and int(size) <= tokens]
        chosen = fitting[-1] if fitting else WindowSize.AUTO
        self.settings_chosen.emit(replace(self._settings(), window=chosen))


def _page(paths: DataPaths, status: OwnerStatus, settings: Settings) -> ModelsPage:
    return page_of(status, settings, speeds.read(paths), room_in(paths.models))
