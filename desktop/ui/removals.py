"""Removing with a way back: rows vanish at once, and are gone for good a little later."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.translation import plural, tr
from desktop.ui.job_actions import JobActions
from desktop.ui.job_list_model import JobListModel
from desktop.ui.note_bar import SHOWN_MS, Note, NoteBar
from desktop.ui.wording import one_line


class Removals(QObject):
    """Holds what was removed until the way back closes: after a while, or with the next one.

    Signals:
        restored: ids of jobs that a person has brought back.
    """

    restored = Signal(list)

    def __init__(self, model: JobListModel, actions: JobActions, notes: NoteBar) -> None:
        super().__init__(notes)
        self._model, self._actions, self._notes = model, actions, notes
        self._pending: list[str] = []
        self._note: Note | None = None
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
        self._note = Note(sentence, tr("Undo"), self.undo)
        self._notes.show_note(self._note)
        self._timer.start(SHOWN_MS)

    def undo(self) -> None:
        """Bring them back; nothing happens where nothing was removed lately."""
        pending = self._taken()
        if pending:
            self._model.show_again(pending)
            self.restored.emit(pending)

    def keep(self, job_id: str) -> None:
        """Bring one back that is needed after all: another was just given up in its favour."""
        if job_id in self._pending:
            self._pending.remove(job_id)
            self._model.show_again([job_id])
        if not self._pending:
            self._taken()

    def finish(self) -> None:
        """Close the way back."""
        pending = self._taken()
        if pending:
            self._actions.remove(pending)

    def _taken(self) -> list[str]:
        """What was pending; nothing is any more."""
        self._timer.stop()
        self._notes.withdraw(self._note)
        pending, self._pending, self._note = self._pending, [], None
        return pending
