"""What a person asks about engines: this computer's page, another server.

The text of documents is sent to another computer only after a question.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.elsewhere import engine_elsewhere
from desktop.settings import Settings
from desktop.translation import tr
from desktop.ui.main_window import MainWindow
from desktop.ui.note_bar import Note
from worker.contract.paths import DataPaths


class EngineRequests(QObject):
    """Answers the window's requests about engines.

    Signals:
        confirmed: `Settings` that may be used: nothing leaves by them that did not before, or the
            person wants that.
        key_changed: the server's key is perhaps another one, which no setting tells.
    """

    confirmed = Signal(object)
    key_changed = Signal()

    def __init__(
        self, window: MainWindow, paths: DataPaths, settings: Callable[[], Settings]
    ) -> None:
        """`settings` are those in use."""
        super().__init__(window)
        self._window, self._paths, self._settings = window, paths, settings
        window.doctor_asked.connect(self._show_doctor)
        window.server_asked.connect(self._show_server)

    def confirm(self, settings: Settings) -> None:
        """Use these settings, after a question where they send documents elsewhere."""
        there = engine_elsewhere(settings)
        if there is None or there == engine_elsewhere(self._settings()):
            return self.confirmed.emit(settings)
        from desktop.ui.elsewhere_dialog import ElsewhereDialog

        question = ElsewhereDialog(there, self._window)
        question.accepted.connect(partial(self.confirmed.emit, settings))
        return question.open()

    def _show_doctor(self) -> None:
        from desktop.commands.checks import all_checks
        from desktop.ui.doctor_dialog import doctor_dialog

        settings = self._settings()
        look = partial(all_checks, self._paths, settings)
        doctor_dialog(look, self._window, settings.flower_url).open()

    def _show_server(self) -> None:
        from desktop.ui.server_dialog import ServerDialog

        dialog = ServerDialog(self._settings(), self._keep_key, self._window)
        dialog.key_not_kept.connect(self._say_that_it_is_forgotten)
        dialog.chosen.connect(self._on_chosen)
        dialog.open()

    def _keep_key(self, address: str, key: str) -> bool:
        from worker.contract import secret_store

        return secret_store.keep(self._paths, secret_store.engine_key(address), key)

    def _on_chosen(self, settings: Settings) -> None:
        self.confirm(settings)
        self.key_changed.emit()

    def _say_that_it_is_forgotten(self) -> None:
        words = tr("There is no keyring: the key is asked for again after a restart.")
        self._window.note_bar.show_note(Note(words))
