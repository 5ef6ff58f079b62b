"""What the window shows: of the list as a whole, and of the job in the middle. Owns no widget."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.delivery.delivery import OutboxStatus
from desktop.jobs import transitions
from desktop.jobs.job import Job
from desktop.jobs.status import OwnerStatus
from desktop.translation import tr
from desktop.ui.attention import attention
from desktop.ui.engine_words import engine_words
from desktop.ui.job_actions import JobActions
from desktop.ui.job_list_model import JobListModel
from desktop.ui.main_window import MainWindow
from desktop.ui.poller import Snapshot
from desktop.ui.status_line import Whole, engine_line, whole_of
from desktop.ui.surroundings import surroundings_of
from desktop.ui.wording import Surroundings, one_line
from worker.contract.errors import CannotStart
from worker.contract.states import JobState

if TYPE_CHECKING:
    from worker.contract.summary import Summary

SEEN_AFTER_MS = 900
"""A summary that was open for this long has been looked at."""


class Showing(QObject):
    """Keeps what the owner and the mail said last, and has the window show it beside the jobs.

    Signals:
        whole_changed: the sentence for everything (`Whole`).
        job_shown: the `Job` in the middle as it is now, or None.
    """

    whole_changed = Signal(object)
    job_shown = Signal(object)

    def __init__(self, window: MainWindow, model: JobListModel, actions: JobActions) -> None:
        super().__init__(window)
        self._window, self._model, self._actions = window, model, actions
        self._status: OwnerStatus | None = None
        self._outbox = OutboxStatus()
        self._around = Surroundings()
        self._problem = self._reading = self._chosen = ""
        self._summaries: dict[str, Summary] = {}
        self._seen_timer = QTimer(self, singleShot=True)
        self._show_timer = QTimer(self, singleShot=True)
        window.job_list.job_chosen.connect(self._on_job_chosen)
        window.activated.connect(self._begin_to_see)
        self._seen_timer.timeout.connect(self._on_seen)
        self._show_timer.timeout.connect(self._show_everything)

    @property
    def status(self) -> OwnerStatus | None:
        """The owner as it was lately."""
        return self._status

    @property
    def job(self) -> Job | None:
        """The job in the middle."""
        return self._window.job_list.current_job()

    @property
    def is_paused(self) -> bool:
        """Whether everything is held."""
        live = self._model.live_jobs()
        if live:
            return all(job.state is JobState.PAUSED for job in live)
        return bool(self._status and self._status.is_paused)

    def take_over(self, snapshot: Snapshot) -> None:
        """Keep what a round said; the model has its jobs by then."""
        is_news = bool(snapshot.jobs or snapshot.removals or snapshot.digests or snapshot.is_first)
        before, self._status = self._status, snapshot.status or self._status
        is_news = is_news or _said(before) != _said(self._status)
        if snapshot.outbox != self._outbox and snapshot.problem is None:
            self._outbox, is_news = snapshot.outbox, True
        if self._has_other_problem(snapshot.problem) or is_news:
            self.show_soon()

    def show_soon(self) -> None:
        """Show everything, once for all that comes at a time: a thousand files come as several."""
        self._show_timer.start(0)

    def _has_other_problem(self, problem: Exception | None) -> bool:
        """Keep what keeps the owner from working; its message is meant for people."""
        before, self._problem = self._problem, ""
        if problem is not None:
            words = one_line(str(problem)) if isinstance(problem, CannotStart) else ""
            self._problem = words or tr("Work stopped because of a mistake in Sunto; see the log")
        return self._problem != before

    # Everything

    def _show_everything(self) -> None:
        window, model = self._window, self._model
        live = model.live_jobs()
        window.show_first_page(not model.has_jobs())
        self._around = surroundings_of(self._status, model.next_id())
        model.set_surroundings(self._around)
        self._show_whole(live)
        sent = sum(digest.bytes_sent_elsewhere for digest in model.digests().values())
        window.status_line.show_sent(sent, self._outbox.left)
        window.bar.email.show_problem(self._outbox.problem)
        self._show_engine()
        window.show_attention(attention(live, model.unread_count()))
        window.bar.show_pause(can_pause=bool(live), is_paused=self.is_paused)
        self._show_chosen()

    def _show_whole(self, live: list[Job]) -> None:
        whole = whole_of(live, self._status)
        if self._problem:
            whole = Whole("▲", self._problem, "failed")
        self._window.status_line.show_whole(whole)
        self.whole_changed.emit(whole)

    def _show_engine(self) -> None:
        self._window.status_line.show_engine(engine_line(self._status))
        self._window.first_page.card.show_words(engine_words(self._status))

    # The job in the middle

    def _on_job_chosen(self, job: Job | None) -> None:
        self._seen_timer.stop()
        if job is not None and job.id != self._chosen:
            # Where page and summary share a column, another document begins with its summary.
            self._chosen = job.id
            self._window.columns.show_page(False)
        self._show_chosen()

    def _show_chosen(self) -> None:
        job = self.job
        if job is None:
            self._window.pane.show_nothing(can_choose=self._model.rowCount() > 0)
            self.job_shown.emit(None)
            return
        summary = self._summaries.get(job.id) if job.state is JobState.DONE else None
        self._window.pane.show_job(job, summary, self._around)
        self.job_shown.emit(job)
        if job.state is JobState.DONE and summary is None and self._reading != job.id:
            self._reading = job.id
            self._actions.read_summary(job.id, partial(self._on_summary_read, job.id))
        else:
            self._begin_to_see()

    def _on_summary_read(self, job_id: str, summary: "Summary | None") -> None:
        self._reading = "" if self._reading == job_id else self._reading
        if summary is not None:
            # One at a time: a day's summaries must not pile up in memory.
            self._summaries = {job_id: summary}
            self._show_chosen()

    def _begin_to_see(self) -> None:
        """What is open in front of somebody will have been looked at in a moment."""
        job = self.job
        if job is not None and job.unread and not self._seen_timer.isActive():
            self._seen_timer.start(SEEN_AFTER_MS)

    def _on_seen(self) -> None:
        job = self.job
        if job is not None and job.unread and self._window.isActiveWindow():
            self._actions.change([job.id], transitions.seen)


def _said(status: OwnerStatus | None) -> OwnerStatus | None:
    return status.without_beat if status is not None else None
