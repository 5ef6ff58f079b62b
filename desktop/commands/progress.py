"""Progress of jobs on a terminal: one line that is redrawn, or plain lines where there is none."""

import shutil
from collections.abc import Sequence
from typing import TextIO

from desktop.account import size
from desktop.commands import job_line
from desktop.errors import explain_address
from desktop.jobs.job import Job
from desktop.jobs.status import OwnerStatus, ServiceState
from desktop.model_words import explain_fetch, explain_window
from worker.contract.egress import is_elsewhere, place_of
from worker.contract.states import JobState, Stage

BAR_WIDTH = 16
NAME_WIDTH = 28
READING_SHARE = 0.1
"""Of the time a document takes, at most this goes into reading it."""

CLEAR_LINE = "\r\x1b[K"


class ProgressLine:
    """Tells a person what is going on, on a stream that is never the output."""

    def __init__(self, stream: TextIO) -> None:
        """A terminal gets a line that moves; a file or a pipe gets a line for every change."""
        self._stream = stream
        self._is_terminal = stream.isatty()
        self._said: dict[str, str] = {}
        self._drawn = ""

    def show(self, jobs: Sequence[Job], status: OwnerStatus) -> None:
        """Tell what changed since the last call."""
        self._tell("service", service_words(status))
        for job in jobs:
            if job.state.is_final or job.needs_person:
                self._tell(job.id, job_line.ending(job))
            elif not self._is_terminal:
                self._tell(job.id, f"{job_line.name(job)}: {_coarse_words(job)}")
        if self._is_terminal:
            self._draw(overview(jobs))

    def close(self) -> None:
        """Leave a clean line behind."""
        if self._is_terminal:
            self._draw("")

    def _tell(self, about: str, line: str) -> None:
        """A line that stays, unless it was the last one said about this."""
        if self._said.get(about, "") == line:
            return
        self._said[about] = line
        if line:
            self._stream.write(f"{CLEAR_LINE if self._drawn else ''}{line}\n")
            self._stream.flush()
            self._drawn = ""

    def _draw(self, line: str) -> None:
        line = line[: shutil.get_terminal_size().columns - 1]
        if line != self._drawn:
            self._stream.write(CLEAR_LINE + line)
            self._stream.flush()
            self._drawn = line


def overview(jobs: Sequence[Job]) -> str:
    """All jobs in one line: how far, what is done now, how long still."""
    if not jobs:
        return ""
    share = sum(map(share_done, jobs)) / len(jobs)
    full = int(share * BAR_WIDTH)
    parts = [f"[{'#' * full}{'.' * (BAR_WIDTH - full)}]"]
    if len(jobs) > 1:
        ended = sum(job.state.is_final for job in jobs)
        parts.append(f"{ended} of {len(jobs)} done")
    current = next((job for job in jobs if job.state is JobState.RUNNING), None)
    current = current or next((job for job in jobs if not job.state.is_final), None)
    if current is not None:
        name = _cut(job_line.name(current), NAME_WIDTH)
        parts.append(f"{name}: {job_line.words(current)}")
        parts.append(job_line.time_left(current))
    return "  ".join(filter(None, parts))


def share_done(job: Job) -> float:
    """How much of a job is done, from 0 to 1, for a bar that never moves back."""
    if job.state.is_final:
        return 1.0
    part = min(job.done / job.total, 1.0) if job.total else 0.0
    match job.stage:
        case Stage.READING:
            return READING_SHARE * part
        case Stage.SUMMARISING:
            return READING_SHARE + (0.95 - READING_SHARE) * part
        case Stage.CHECKING:
            return 0.95
        case None:
            return 0.0


def service_words(status: OwnerStatus) -> str:
    """What there is to say about the parts behind the jobs; empty when all is as it should be."""
    if not status.is_owner:
        return "Another Sunto of yours does the work; this one watches."
    if status.fetch is not None and status.fetch.error:
        why = explain_fetch(status.fetch)
        return f"{why.title} ({status.fetch.name}). {why.sentence} {why.hint}"
    if status.fetch is not None:
        done, total = status.fetch.done_bytes, status.fetch.total_bytes
        share = f"{100 * done // total // 10 * 10}% of {size(total)}" if total else "starting"
        return f"Getting the model {status.fetch.name}: {share}"
    if status.engine is not None and status.engine.missing == "address":
        return f"{explain_address(status.engine.address)}."
    if status.engine is not None and status.engine.missing == "window":
        return explain_window(status.engine)
    if status.model_server is ServiceState.FAILED:
        return "The built-in engine does not start with this model; model-server.log says why."
    if status.disk_low:
        return "The disk is nearly full."
    if status.engine is not None and status.engine.ready and is_elsewhere(status.engine.address):
        return f"The text of the documents is sent to {place_of(status.engine.address)}."
    if ServiceState.FAILED in (status.broker, status.worker):
        return "A part of Sunto ends again and again; its log says why."
    if status.silent or status.worker is ServiceState.SILENT:
        return "The worker does not answer; if that lasts it is started again."
    return ""


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _coarse_words(job: Job) -> str:
    """Words that change often enough for a log, and not with every page."""
    if job.state is not JobState.RUNNING or job.total <= 10:
        return job_line.words(job)
    tenths = 10 * job.done // job.total
    return f"{job.stage}, {10 * tenths}%"
