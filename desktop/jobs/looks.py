"""Has documents that wait for their turn looked at, and says how long each will take.

A few at a time, and only while the engine has something to do and nothing else is read: a look
needs a process of the worker, and must not keep the engine waiting for its next question.
"""

import time
from collections.abc import Sequence
from functools import partial

from desktop.jobs import transitions
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.speeds import Speeds
from desktop.jobs.wire import Wire
from worker.contract.messages import EngineStatus
from worker.contract.states import JobState, Stage

AT_ONCE = 2
GIVEN_UP_AFTER_S = 300.0
"""A look that brought nothing by then was lost with its worker, and may be asked for again."""

MOVED_BY = 0.2
"""What is expected is written anew when it changed by more than this share."""


class Looks:
    """One for each time the data directory is owned."""

    def __init__(self, library: Library, speeds: Speeds) -> None:
        self._library = library
        self._speeds = speeds
        self._asked: dict[str, float] = {}
        self._cannot_tell: set[str] = set()
        self._was_cleared = False

    @property
    def are_out(self) -> bool:
        """Whether any was asked for that has brought nothing yet."""
        return bool(self._asked)

    def round(self, wire: Wire, unfinished: Sequence[Job], engine: EngineStatus | None) -> None:
        """Bring in what was found, say what is to be expected, and ask for more.

        Raises:
            BROKER_ERRORS: nothing is lost but a look, which is asked for again.
        """
        self._bring_in(wire, unfinished)
        self._expect(unfinished, engine)
        self._ask(wire, unfinished)

    def forget(self) -> None:
        """The broker was cleared: what was asked for will not come."""
        self._asked.clear()
        # What runs, by the list of this round, ran before.
        self._was_cleared = True

    def _bring_in(self, wire: Wire, unfinished: Sequence[Job]) -> None:
        for sha256, looked in wire.looked(list(self._asked)).items():
            del self._asked[sha256]
            if looked.pages is None:
                self._cannot_tell.add(sha256)
                continue
            change = partial(transitions.looked_at, looked=looked)
            about = [job for job in unfinished if job.sha256 == sha256]
            self._library.change_many([(job.id, change) for job in about])

    def _expect(self, unfinished: Sequence[Job], engine: EngineStatus | None) -> None:
        changes = []
        for job in unfinished:
            expected_s = self._expected_s(job, engine)
            if expected_s is not None and _has_moved(job.eta_s, expected_s):
                changes.append((job.id, partial(transitions.expected, eta_s=round(expected_s, 1))))
        if changes:
            self._library.change_many(changes)

    def _expected_s(self, job: Job, engine: EngineStatus | None) -> float | None:
        if job.state is not JobState.WAITING or job.tokens is None:
            return None
        speed = self._speeds.of(engine, job.options)
        if speed is None:
            return None
        return speed.expected_s(job.tokens, job.options.style, job.pictures)

    def _ask(self, wire: Wire, unfinished: Sequence[Job]) -> None:
        now = time.monotonic()
        self._asked = {sha: at for sha, at in self._asked.items() if now - at < GIVEN_UP_AFTER_S}
        stages = {job.stage for job in unfinished if job.state is JobState.RUNNING}
        was_cleared, self._was_cleared = self._was_cleared, False
        if not wire.is_bundled or was_cleared or not stages or Stage.READING in stages:
            return
        for job in unfinished:
            if len(self._asked) >= AT_ONCE:
                return
            if _is_unknown(job) and job.sha256 not in (*self._asked, *self._cannot_tell):
                assert job.sha256 is not None
                wire.ask_look(job.sha256)
                self._asked[job.sha256] = now


def _is_unknown(job: Job) -> bool:
    return job.state is JobState.WAITING and job.sha256 is not None and job.tokens is None


def _has_moved(said_s: float | None, now_s: float) -> bool:
    return said_s is None or abs(now_s - said_s) > MOVED_BY * said_s
