"""Names a server of the person's own that speaks OpenAI's language, and its key."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.choices import EngineChoice
from desktop.settings import Settings
from desktop.translation import tr
from desktop.ui.background import Background
from desktop.ui.buttons import button_row
from desktop.ui.labels import label

WIDTH = 520

KeepKey = Callable[[str, str], bool]
"""Keeps the key of a server; whether the keyring has it, so that it outlives a restart."""


class ServerDialog(QDialog):
    """Asks for address and key.

    Signals:
        chosen: the `Settings` with this server, after its key was kept.
        key_not_kept: there is no keyring; the key is forgotten when the session ends.
    """

    chosen = Signal(object)
    key_not_kept = Signal()

    def __init__(
        self, settings: Settings, keep_key: KeepKey, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Another server"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self._settings, self._keep_key = settings, keep_key
        self._background = Background(self, threads=1)
        self._address = QLineEdit(settings.openai_url)
        self._address.setPlaceholderText("http://127.0.0.1:8080")
        self._address.setAccessibleName(tr("Address"))
        self._address.setEnabled("openai_url" not in settings.from_environment)
        self._model = QLineEdit(settings.model)
        self._model.setPlaceholderText(tr("the first it lists"))
        self._model.setAccessibleName(tr("Model"))
        self._key = QLineEdit()
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._key.setPlaceholderText(tr("none, or the one that is kept already"))
        self._key.setAccessibleName(tr("Key"))
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(tr("Address"), self._address)
        form.addRow(tr("Key"), self._key)
        form.addRow(tr("Model"), self._model)
        words = tr(
            "Any server that speaks OpenAI's language: llama.cpp, LM Studio, vLLM, Jan and others. "
            "The key is kept in the system's keyring."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(14)
        column.addWidget(label(words, role="soft"))
        column.addLayout(form)
        column.addLayout(
            button_row((tr("Cancel"), self.reject), (tr("Use this server"), self._use))
        )

    def _use(self) -> None:
        address, key = self._address.text().strip(), self._key.text().strip()
        if not address:
            return None
        if not key:
            return self._choose(True)
        # A keyring may ask the person to unlock it first.
        return self._background.run(lambda: self._keep_key(address, key), self._choose)

    def _choose(self, is_kept: bool) -> None:
        if not is_kept:
            self.key_not_kept.emit()
        self.chosen.emit(
            replace(
                self._settings,
                engine=EngineChoice.OPENAI,
                openai_url=self._address.text().strip(),
                model=self._model.text().strip(),
            )
        )
        self.accept()
