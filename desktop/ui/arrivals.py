"""Documents that were just added, in a list that may not show them for what was chosen above it.

The owner knows only after it has copied a document whether it was there before. A new one is to be
seen whatever is searched for; one that was there and can be seen is no reason to end a search.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QTimer

from desktop.jobs.job import Job
from desktop.ui.job_list_model import JobListModel
from desktop.ui.main_window import MainWindow

KNOWN_WITHIN_MS = 1500
"""A document that takes longer to be copied is shown before it is known whether it is new."""


class Arrivals(QObject):
    """Shows what was added as soon as it is known to be new."""

    def __init__(self, window: MainWindow, model: JobListModel) -> None:
        super().__init__(window)
        self._window, self._model = window, model
        self._hidden: list[str] = []
        self._chosen = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show_hidden)

    def show(self, job_ids: Sequence[str]) -> None:
        """Let nothing that was chosen above the list hide these."""
        if any(self._model.row_of(job_id) is None for job_id in job_ids):
            self._window.bar.search.clear()
            self._window.list_side.reset()

    def expect(self, jobs: Sequence[Job], chosen: str) -> None:
        """Take new jobs in, and select one of them; empty: what was selected stays so."""
        self._window.job_list.select(chosen)
        known = filter(None, (self._model.job(job.id) for job in jobs))
        hidden = [job for job in known if self._model.row_of(job.id) is None]
        if hidden:
            self._hidden, self._chosen = [*self._hidden, *(job.id for job in hidden)], chosen
            self._timer.start(KNOWN_WITHIN_MS)
            self.look(hidden)

    def look(self, jobs: Iterable[Job]) -> None:
        """Show what is expected if one of these belongs to it and is known to be new."""
        if self._hidden and any(job.id in self._hidden and _is_new(job) for job in jobs):
            self._show_hidden()

    def give_up(self, job_id: str) -> None:
        """Expect a job no longer: its document was there before."""
        if job_id in self._hidden:
            self._hidden.remove(job_id)

    def _show_hidden(self) -> None:
        self._timer.stop()
        hidden, self._hidden = self._hidden, []
        if hidden:
            self.show(hidden)
            self._window.job_list.select(self._chosen)


def _is_new(job: Job) -> bool:
    """Whether it is known that no other job is the same."""
    return job.redo_of is not None or job.sha256 is not None or job.state.is_final
