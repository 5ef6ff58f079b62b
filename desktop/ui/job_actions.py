"""What a person does to jobs: each act writes to the library off the GUI thread."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.job_log import log_of
from desktop.jobs import intake, order, passwords, redoing, removing, transitions
from desktop.jobs.job import Job, failed_ones
from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from desktop.settings import Settings
from desktop.sourced import Sourced
from desktop.space import taken
from desktop.ui.background import Background
from worker.contract.paths import DataPaths

if TYPE_CHECKING:
    from worker.contract.messages import SummaryOptions
    from worker.contract.summary import Summary

log = logging.getLogger(__name__)

Transition = Callable[[Job], Job]


class JobActions(QObject):
    """Writes wishes into the library. One thread, so that they come in the order they were made.

    Signals:
        jobs_changed: jobs as they are after an act.
        jobs_added: the same, for jobs that are new.
        nothing_to_retry: nothing has failed that was not done once more since.
        folders_were_empty: folders without a PDF in them.
        space_measured: what Sunto takes of the disk, in a sentence.
        failed: an act could not be done; the exception.
    """

    jobs_changed = Signal(list)
    jobs_added = Signal(list)
    nothing_to_retry = Signal()
    folders_were_empty = Signal(list)
    space_measured = Signal(str)
    failed = Signal(object)

    def __init__(
        self, paths: DataPaths, library: Library, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._paths = paths
        self._library = library
        self.settings = settings
        self._background = Background(self, threads=1)
        self._reading = Background(self, threads=1)

    def add(self, given: Sequence[Path]) -> None:
        """Add a job for each file, and for each PDF in a folder."""
        options, email = _options(self.settings), self.settings.recipient
        self._background.run(
            partial(self._add, given, options, email), self._on_added, self.failed.emit
        )

    def redo(self, job: Job, options: SummaryOptions | None = None) -> None:
        """Make a new job of the same document, with its options or with others."""
        self._background.run(
            lambda: self._library.add([self._again(job, options)]),
            self.jobs_added.emit,
            self.failed.emit,
        )

    def retry_failed(self) -> None:
        """Do everything once more that failed, each once."""
        self._background.run(
            lambda: self._library.add(map(self._again, failed_ones(self._library.jobs()))),
            self._on_retried,
            self.failed.emit,
        )

    def _again(self, job: Job, options: SummaryOptions | None = None) -> NewJob:
        return redoing.again(self._paths, job, options)

    def change(self, job_ids: Sequence[str], transition: Transition) -> None:
        """Put jobs through a transition."""
        self._run(lambda: self._changed(job_ids, transition))

    def cancel(self, job_ids: Sequence[str]) -> None:
        """Nobody wants these any more; they stay in the list."""
        self.change(job_ids, partial(transitions.cancelled, now=time.time()))

    def give_password(self, job_id: str, password: str) -> None:
        """Hand over a document's password and let its job go on."""
        self._run(lambda: self._unlocked(job_id, password))

    def hold_all(self, hold: bool) -> None:
        """Pause or resume everything."""
        self._run(lambda: self._held(hold=hold))

    def move(self, job_ids: Sequence[str], before: str | None) -> None:
        """Put jobs before another one in the order, or at the end."""
        self._run(lambda: self._moved(job_ids, before))

    def remove(self, job_ids: Sequence[str]) -> None:
        """Remove jobs with their summaries, and documents that no job needs any more."""
        self._run(lambda: self._removed(job_ids))

    def read_summary(self, job_id: str, on_read: Callable[[Summary | None], None]) -> None:
        """Read a summary; beside other acts, for somebody waits to see it."""
        self._reading.run(lambda: self._library.summary(job_id), on_read, self.failed.emit)

    def read_summaries(
        self, job_ids: Sequence[str], on_read: Callable[[list[Sourced]], None]
    ) -> None:
        """Read several; those that are not there any more are left out."""

        def read() -> list[Sourced]:
            found = ((job, self._library.summary(job.id)) for job in self._as_they_are(job_ids))
            return [Sourced.of(job, summary) for job, summary in found if summary is not None]

        self._reading.run(read, on_read, self.failed.emit)

    def read_log(self, job: Job, on_read: Callable[[str], None]) -> None:
        """Read what the logs say of a job."""
        self._reading.run(lambda: log_of(self._paths, job), on_read, self.failed.emit)

    def measure_space(self) -> None:
        """Look what is taken of the disk."""
        self._reading.run(
            lambda: taken(self._paths).words, self.space_measured.emit, self.failed.emit
        )

    def write_file(
        self, file: Path, make: Callable[[], bytes], on_done: Callable[[], None]
    ) -> None:
        """Write a file that takes time to make."""

        def write() -> None:
            file.write_bytes(make())

        self._reading.run(write, lambda _: on_done(), self.failed.emit)

    def finish(self, timeout_ms: int) -> None:
        """Let the acts in hand come to their end; for the end of the program."""
        self._background.wait(timeout_ms)
        self._reading.wait(timeout_ms)

    def _run(self, act: Callable[[], list[Job]]) -> None:
        self._background.run(act, self.jobs_changed.emit, self.failed.emit)

    def _add(
        self, given: Sequence[Path], options: SummaryOptions, email: str | None
    ) -> tuple[list[Job], list[Path]]:
        expansion = intake.expand(given)
        added = self._library.add(NewJob(file, options, email) for file in expansion.files)
        return added, list(expansion.folders_without_pdfs)

    def _on_added(self, answer: tuple[list[Job], list[Path]]) -> None:
        added, empty = answer
        if added:
            self.jobs_added.emit(added)
        if empty:
            self.folders_were_empty.emit(empty)

    def _on_retried(self, added: list[Job]) -> None:
        if added:
            self.jobs_added.emit(added)
        else:
            self.nothing_to_retry.emit()

    def _changed(self, job_ids: Sequence[str], transition: Transition) -> list[Job]:
        self._library.change_many([(job_id, transition) for job_id in job_ids])
        return self._as_they_are(job_ids)

    def _unlocked(self, job_id: str, password: str) -> list[Job]:
        passwords.store(self._paths, job_id, password)
        after = self._library.change(job_id, transitions.unlocked)
        return [after] if after else []

    def _held(self, *, hold: bool) -> list[Job]:
        ids = [job.id for job in self._library.unfinished()]
        self._library.pause_all(hold=hold)
        return self._as_they_are(ids)

    def _moved(self, job_ids: Sequence[str], before: str | None) -> list[Job]:
        moves = order.moves(self._library.unfinished(), job_ids, before)
        self._library.change_many(moves)
        return self._as_they_are([job_id for job_id, _ in moves])

    def _removed(self, job_ids: Sequence[str]) -> list[Job]:
        removing.remove(self._paths, self._library, self._as_they_are(job_ids))
        return []

    def _as_they_are(self, job_ids: Sequence[str]) -> list[Job]:
        found = (self._library.job(job_id) for job_id in job_ids)
        return [job for job in found if job is not None]


def _options(settings: Settings) -> SummaryOptions:
    """What the person chose for all documents."""
    # Imported here: the window is to be seen before what validates is loaded.
    from worker.contract.messages import SummaryOptions

    return SummaryOptions(
        style=settings.style,
        language=settings.language or None,
        instruction=settings.instruction,
    )
