"""A quiet line at the bottom that says what just happened and offers the way back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.translation import plural, tr
from desktop.ui.buttons import Kind, button
from desktop.ui.labels import label
from desktop.ui.wording import one_line

SHOWN_MS = 8000


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence, and perhaps something to do about it."""

    sentence: str
    action: str = ""
    on_action: Callable[[], object] | None = None


def no_pdfs_note(folders: Sequence[Path]) -> Note:
    """What is said of folders that hold nothing to add."""
    sentence = plural(
        "There is no PDF in {n} of the folders.",
        "There is no PDF in “{name}”.",
        len(folders),
        name=one_line(folders[0].name),
    )
    return Note(sentence)


class NoteBar(QFrame):
    """Shows one note for a few seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("noteBar")
        self._note: Note | None = None
        self._sentence = label()
        self._action = button("", Kind.LINK, self._on_action_clicked)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._action)
        row.addWidget(button(tr("Close"), Kind.LINK, self.hide))
        self.hide()

    def show_note(self, note: Note) -> None:
        """Show this note in place of the one before."""
        self._note = note
        self._sentence.setText(note.sentence)
        self._sentence.setAccessibleName(note.sentence)
        self._action.setText(note.action)
        self._action.setVisible(bool(note.action))
        self.show()
        self._timer.start(SHOWN_MS)

    def withdraw(self, note: Note | None) -> None:
        """Show this note no longer: what it offers is over. Another note stays."""
        if note is self._note:
            self.hide()

    def sentence(self) -> str:
        """What is shown now."""
        return self._sentence.text() if self.isVisible() else ""

    def _on_action_clicked(self) -> None:
        note = self._note
        self.hide()
        if note is not None and note.on_action is not None:
            note.on_action()
