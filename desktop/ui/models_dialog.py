"""The Models page: what is used and why, the models that are here, and good ones to get."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.translation import mark, tr
from desktop.ui.buttons import Kind, button, button_row
from desktop.ui.engine_card import EngineCard
from desktop.ui.labels import label, set_tone
from desktop.ui.models_page import Act, ModelsPage, Row
from desktop.ui.share_bar import ShareBar
from desktop.ui.theme import Theme

ACT_WORDS = {
    Act.USE: mark("Use"),
    Act.GET: mark("Get"),
    Act.PAUSE: mark("Pause"),
    Act.CANCEL: mark("Cancel"),
}
SIDE = 24


class ModelsDialog(QDialog):
    """Shows a `ModelsPage` under the card about the engine.

    Signals:
        acted: an `Act`, and the name of the model it is for.
        settings_asked: the settings are wanted.
    """

    acted = Signal(object, str)
    settings_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Models"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 680)
        self.card = EngineCard(theme)
        self.card.change_asked.connect(self.settings_asked)
        self._there = _Section(tr("On this computer"))
        self._coming = _Section(tr("On their way"))
        self._offered = _Section(tr("Good ones to get"))
        self._name = QLineEdit()
        self._name.setPlaceholderText(tr("Another model, by its name at ollama.com/library"))
        self._name.setAccessibleName(tr("Name of a model"))
        self._name.returnPressed.connect(self._get_named)
        for section in (self._there, self._coming, self._offered):
            section.acted.connect(self.acted)
        self._lay_out()

    def show_page(self, page: ModelsPage) -> None:
        """Show this; what has not changed stays as it is."""
        self._there.show_rows(page.there)
        self._coming.show_rows(page.coming)
        self._offered.show_rows(page.offered)

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(SIDE, 4, SIDE, 16)
        column.setSpacing(18)
        for widget in (self.card, self._there, self._coming, self._offered):
            column.addWidget(widget)
        more = QHBoxLayout()
        more.addWidget(self._name, 1)
        more.addWidget(button(tr("Get"), Kind.PLAIN, self._get_named))
        more.addWidget(button(tr("Add a GGUF file…"), Kind.PLAIN, self._choose_file))
        column.addLayout(more)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 16, 0, 16)
        whole.addWidget(scroll, 1)
        whole.addLayout(
            button_row((tr("Settings…"), self.settings_asked.emit), (tr("Close"), self.accept))
        )

    def _get_named(self) -> None:
        name = self._name.text().strip()
        if name:
            self._name.clear()
            self.acted.emit(Act.GET, name)

    def _choose_file(self) -> None:
        dialog = QFileDialog(
            self, tr("Add a GGUF file"), str(Path.home()), tr("GGUF models (*.gguf)")
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.acted.emit(Act.GET, name))
        dialog.open()


class _Section(QWidget):
    """A heading with rows; gone while there are none.

    Signals:
        acted: see `ModelsDialog`.
    """

    acted = Signal(object, str)

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._rows: dict[str, ModelRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(label(heading, role="heading"))
        self.hide()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these, in their order."""
        wanted = {row.name: row for row in rows}
        if list(wanted) != list(self._rows):
            for gone in self._rows.values():
                gone.hide()
                gone.deleteLater()
            self._rows = {}
            for name in wanted:
                made = ModelRow()
                made.acted.connect(partial(self._on_acted, name))
                self._rows[name] = made
                self._column.addWidget(made)
        for name, row in wanted.items():
            self._rows[name].show_row(row)
        self.setVisible(bool(rows))

    def _on_acted(self, name: str, act: Act) -> None:
        self.acted.emit(act, name)


class ModelRow(QFrame):
    """One model: its title, facts, a note, and what can be done.

    Signals:
        acted: an `Act`.
    """

    acted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._row: Row | None = None
        self._title = label(role="strong")
        self._facts = label(role="soft")
        self._note = label(role="note")
        self._progress = ShareBar()
        self._buttons = {
            act: button(tr(words), Kind.PLAIN, partial(self.acted.emit, act))
            for act, words in ACT_WORDS.items()
        }
        words = QVBoxLayout()
        words.setSpacing(3)
        for widget in (self._title, self._facts, self._note, self._progress):
            words.addWidget(widget)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 10, 12, 10)
        line.addLayout(words, 1)
        for each in self._buttons.values():
            line.addWidget(each)

    def show_row(self, row: Row) -> None:
        """Show this."""
        if row == self._row:
            return
        self._row = row
        self._title.setText(row.title)
        self._facts.setText(row.facts)
        self._facts.setVisible(bool(row.facts))
        self._note.setText(row.note)
        self._note.setVisible(bool(row.note))
        set_tone(self._note, row.tone)
        self._progress.show_share(row.share)
        for act, each in self._buttons.items():
            each.setVisible(act in row.acts)
            each.setAccessibleName(f"{tr(ACT_WORDS[act])}: {row.title}")
        if row.share is not None:
            self._buttons[Act.GET].setText(tr("Go on"))
