"""Gathers notices for a moment, so that several become one, and shows each of them once."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from desktop.jobs.job import Job
from desktop.notices import Notice, group, notices
from worker.contract.states import JobState

GATHER_MS = 300
"""From the first notice to the bubble: within a second of the change, with a poll before it."""
REST_MS = 4000
"""After a bubble, what comes is gathered for this long."""


class Bubbles(Protocol):
    """What can show a notice: the tray, or the desktop over D-Bus."""

    def show(self, notice: Notice) -> None:
        """Show it."""


class NoBubbles:
    """Where nothing can show a notification; the window's title and badge say it."""

    def show(self, notice: Notice) -> None:
        """Nothing to do."""


class Notifier(QObject):
    """Decides when to show what; `is_quiet` keeps everything to the window."""

    def __init__(self, bubbles: Bubbles, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bubbles = bubbles
        self.is_quiet = False
        self._gathered: list[Notice] = []
        self._waiting: dict[str, Job] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)

    def show_with(self, bubbles: Bubbles) -> None:
        """Show what comes from now on with something else."""
        self._bubbles = bubbles

    def on_news(self, before: Mapping[str, Job | None], after: Iterable[Job]) -> None:
        """Take in what changed."""
        jobs = list(after)
        found = notices(before, jobs, self._waiting.values())
        for job in jobs:
            self._waiting.pop(job.id, None)
            if job.state is JobState.WAITING:
                self._waiting[job.id] = job
        if found and not self.is_quiet:
            self._gathered.extend(found)
            if not self._timer.isActive():
                self._timer.start(GATHER_MS)

    def know(self, jobs: Iterable[Job]) -> None:
        """Take in what was there before anything was news."""
        self._waiting.update({job.id: job for job in jobs if job.state is JobState.WAITING})

    def _on_time(self) -> None:
        if self._gathered:
            self._bubbles.show(group(self._gathered))
            self._gathered = []
            self._timer.start(REST_MS)
