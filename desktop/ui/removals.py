"""Removing with a way back: rows vanish at once, and are gone for good a little later."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from desktop.translation import plural, tr
from desktop.ui.job_actions import JobActions
from desktop.ui.job_list_model import JobListModel
from desktop.ui.note_bar import SHOWN_MS, Note, NoteBar
from desktop.ui.wording import one_line


class Removals(QObject):
    """Holds what was removed until the way back closes: after a while, or with the next one."""

    def __init__(self, model: JobListModel, actions: JobActions, notes: NoteBar) -> None:
        super().__init__(notes)
        self._model, self._actions, self._notes = model, actions, notes
        self._pending: list[str] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.finish)

    def remove(self, job_ids: Sequence[str]) -> None:
        """Take these out of sight."""
        self.finish()
        jobs = [job for job in map(self._model.job, job_ids) if job is not None]
        if not jobs:
            return
        self._pending = [job.id for job in jobs]
        self._model.hide(self._pending)
        title = one_line(jobs[0].title)
        sentence = plural(
            "{n} documents were removed.", "“{title}” was removed.", len(jobs), title=title
        )
        self._notes.show_note(Note(sentence, tr("Undo"), self.undo))
        self._timer.start(SHOWN_MS)

    def undo(self) -> None:
        """Bring them back."""
        self._timer.stop()
        self._model.show_again(self._pending)
        self._pending = []

    def finish(self) -> None:
        """Close the way back."""
        self._timer.stop()
        if self._pending:
            self._actions.remove(self._pending)
            self._pending = []
