"""The desk: what comes from the poller and from a person, and what follows. Owns no widget."""

import heapq
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.jobs.job import Job
from desktop.jobs.records import Removal
from desktop.jobs.status import OwnerStatus
from desktop.translation import tr
from desktop.ui.arrivals import Arrivals
from desktop.ui.job_actions import JobActions
from desktop.ui.job_list_model import JobListModel
from desktop.ui.main_window import MainWindow
from desktop.ui.note_bar import Note, no_pdfs_note
from desktop.ui.poller import Poller, Snapshot
from desktop.ui.removals import Removals
from desktop.ui.showing import Showing
from desktop.ui.wording import one_line
from worker.contract.states import JobState

if TYPE_CHECKING:
    from worker.contract.summary import Summary

MANY_ROWS = 20
DRAWN_MS = 60
"""Many new rows are drawn by then. The owner begins with them after that, for both want Python's
lock; with few it begins at once."""


class Desk(QObject):
    """Joins the list, the window, the poller and what a person does.

    Signals:
        news: (jobs as they were, jobs as they are), for notifications; never what was there
            before the window opened.
        first_look: the jobs that were there when the window opened.
        whole_changed, job_shown: see `Showing`.
    """

    news = Signal(object, object)
    first_look = Signal(object)
    whole_changed = Signal(object)
    job_shown = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        model: JobListModel,
        poller: Poller,
        actions: JobActions,
    ) -> None:
        super().__init__(window)
        self._window, self._model = window, model
        self._poller, self._actions = poller, actions
        self.removals = Removals(model, actions, window.note_bar)
        self._showing = Showing(window, model, actions)
        self._arrivals = Arrivals(window, model)
        self._expected: set[str] = set()
        self._connect()

    @property
    def status(self) -> OwnerStatus | None:
        """The owner as it was lately."""
        return self._showing.status

    def show_job(self, job_id: str) -> None:
        """Bring the window up with this job in it."""
        self._window.raise_up()
        self._window.show_first_page(False)
        self._arrivals.show([job_id])
        if self._window.job_list.select(job_id):
            self._window.columns.read(True)

    def add(self, files: list[Path]) -> None:
        """Take files in."""
        # Written first: what is added is not to be taken for a second of what was removed.
        self.removals.finish()
        self._actions.add(files)

    def recent(self, most: int) -> tuple[Job, ...]:
        """The newest summaries."""
        done = [job for job in self._model.jobs() if job.state is JobState.DONE]
        return tuple(heapq.nlargest(most, done, key=lambda job: job.finished_at or 0))

    def can_pause(self) -> bool:
        """Whether there is anything to hold."""
        return bool(self._model.live_jobs())

    def next_id(self) -> str:
        """The job whose turn is next; empty when none waits for its turn."""
        return self._model.next_id()

    def models(self) -> list[str]:
        """Names of the models that the engine can summarise with."""
        engine = self.status.engine if self.status else None
        return [model.name for model in engine.models if model.fit] if engine else []

    def shown_job(self) -> Job | None:
        """The job in the middle."""
        return self._showing.job

    def shown_summary(self) -> "Summary | None":
        """The summary in the middle."""
        return self._window.pane.summary

    def is_paused(self) -> bool:
        """Whether everything is held."""
        return self._showing.is_paused

    def choose_something(self) -> None:
        """Choose the first job of the list."""
        first = next((row for row in range(self._model.rowCount()) if row), None)
        if first is not None:
            self._window.job_list.setCurrentIndex(self._model.index(first, 0))

    def _connect(self) -> None:
        window, actions, model = self._window, self._actions, self._model
        self._poller.polled.connect(self._on_polled)
        actions.jobs_added.connect(self._on_added)
        actions.jobs_changed.connect(self._on_acted)
        actions.folders_were_empty.connect(lambda folders: self._say(no_pdfs_note(folders)))
        actions.nothing_to_retry.connect(self._on_nothing_to_retry)
        actions.failed.connect(self._on_act_failed)
        window.files_given.connect(self._on_files_given)
        window.visibility_changed.connect(self._poller.set_visible)
        window.bar.pause_asked.connect(actions.hold_all)
        window.pause_toggled.connect(lambda: actions.hold_all(not self.is_paused()))
        window.job_list.order_asked.connect(actions.move)
        window.list_side.show_chosen.connect(lambda show: model.arrange(show=show))
        window.list_side.sort_chosen.connect(lambda sort: model.arrange(sort=sort))
        window.job_list.removal_asked.connect(self.removals.remove)
        window.undo_asked.connect(self.removals.undo)
        self.removals.restored.connect(window.job_list.select_all_of)
        window.first_page.card.get_asked.connect(self._poller.get_model)
        window.first_page.card.cancel_asked.connect(self._poller.cancel_model)
        self._showing.whole_changed.connect(self.whole_changed)
        self._showing.job_shown.connect(self.job_shown)

    # What comes from outside

    def _on_polled(self, snapshot: Snapshot) -> None:
        news = () if snapshot.is_first else snapshot.jobs
        before = {job.id: self._model.job(job.id) for job in news}
        self._model.apply(
            snapshot.jobs, (gone.job_id for gone in snapshot.removals), snapshot.digests
        )
        self._follow_duplicates(snapshot.removals)
        self._arrivals.look(snapshot.jobs)
        self._showing.take_over(snapshot)
        if snapshot.is_first:
            if not snapshot.jobs:
                self._window.prepare()
            self.first_look.emit(snapshot.jobs)
            self.choose_something()
        else:
            self.news.emit(before, snapshot.jobs)

    def _on_added(self, added: list[Job]) -> None:
        was_empty = self._model.rowCount() == 0
        self._expected.update(job.id for job in added)
        self._model.apply(added)
        is_chosen = was_empty or len(added) == 1
        self._arrivals.expect(added, chosen=added[0].id if is_chosen else "")
        # Whoever added by keyboard goes on in the list.
        self._window.job_list.setFocus()
        self._showing.show_soon()
        if len(added) > MANY_ROWS:
            QTimer.singleShot(DRAWN_MS, self, self._poller.hurry)
        else:
            self._poller.hurry()

    def _on_acted(self, jobs: list[Job]) -> None:
        self._model.apply(jobs)
        self._showing.show_soon()
        self._poller.hurry()

    def _on_files_given(self, files: list[Path]) -> None:
        if files:
            self.add(files)
        else:
            self._say(Note(tr("There was no file in that. Drop PDFs, or folders that hold some.")))

    def _on_nothing_to_retry(self) -> None:
        self._say(Note(tr("There is no failed document to try again.")))

    def _on_act_failed(self, error: Exception) -> None:
        self._say(Note(tr("That could not be done: {reason}", reason=one_line(str(error)))))

    def _follow_duplicates(self, removals: tuple[Removal, ...]) -> None:
        """Show the job that was there already, in place of the one just added."""
        for gone in removals:
            self._arrivals.give_up(gone.job_id)
            twin = self._model.job(gone.duplicate_of or "")
            if twin is None:
                continue
            self.removals.keep(twin.id)
            if gone.job_id not in self._expected:
                continue
            self._expected.discard(gone.job_id)
            self._arrivals.show([twin.id])
            self._window.job_list.select(twin.id)
            title = one_line(twin.title)
            if twin.state is JobState.DONE:
                redo = partial(self._actions.redo, twin)
                words = tr("“{title}” is summarised already.", title=title)
                self._say(Note(words, tr("Do it again"), redo))
            else:
                self._say(Note(tr("“{title}” is in the list already.", title=title)))

    def _say(self, note: Note) -> None:
        self._window.note_bar.show_note(note)
