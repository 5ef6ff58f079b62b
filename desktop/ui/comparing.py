"""Puts two summaries of one document side by side: a redo, and what it was made from."""

from functools import partial

from PySide6.QtCore import QObject

from desktop.jobs.job import Job
from desktop.ui.desk import Desk
from desktop.ui.job_actions import JobActions
from desktop.ui.job_list_model import JobListModel
from desktop.ui.main_window import MainWindow
from worker.contract.states import JobState
from worker.contract.summary import Summary


class Comparing(QObject):
    """Offers the comparison where there are two, and shows it."""

    def __init__(
        self, window: MainWindow, model: JobListModel, desk: Desk, actions: JobActions
    ) -> None:
        super().__init__(window)
        self._window, self._model = window, model
        self._desk, self._actions = desk, actions
        self._shown = ""
        desk.job_shown.connect(self._on_job_shown)
        window.pane.header.compare_asked.connect(self._compare)
        window.before.closed.connect(self._close)

    def _on_job_shown(self, job: Job | None) -> None:
        other = other_of(job, self._model) if job is not None else None
        self._window.pane.header.offer_comparison(other is not None)
        if (job.id if job else "") != self._shown:
            self._close()

    def _compare(self) -> None:
        job = self._desk.shown_job()
        other = other_of(job, self._model) if job is not None else None
        if job is None or other is None:
            return
        self._shown = job.id
        is_older = (other.finished_at or 0) < (job.finished_at or 0)
        self._actions.read_summary(other.id, partial(self._show, job.id, is_older))

    def _show(self, job_id: str, is_older: bool, summary: Summary | None) -> None:
        if summary is not None and job_id == self._shown:
            self._window.before.show_summary(summary, is_older=is_older)
            self._window.show_before(True)

    def _close(self) -> None:
        self._shown = ""
        self._window.show_before(False)


def other_of(job: Job, model: JobListModel) -> Job | None:
    """The finished job to compare with: the one it was made from, else the newest made from it."""
    if job.state is not JobState.DONE:
        return None
    origin = model.job(job.redo_of or "")
    if origin is not None and origin.state is JobState.DONE:
        return origin
    later = [
        each for each in model.jobs() if each.redo_of == job.id and each.state is JobState.DONE
    ]
    return max(later, key=lambda each: each.finished_at or 0, default=None)
