"""What becomes of attempts: results and progress of the broker, written into the library."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from celery import states
from pydantic import ValidationError

from desktop.jobs import transitions
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.pace import Pace
from desktop.jobs.speeds import Speeds
from desktop.jobs.wire import AttemptReading, Wire
from worker.contract.errors import ErrorCode, JobFailed, Params
from worker.contract.messages import JOB_OUTCOME, EngineStatus, JobParked, JobSummarised, Progress
from worker.contract.names import job_of
from worker.contract.states import Stage

log = logging.getLogger(__name__)

JUST_TAKEN = Progress(stage=Stage.READING, done=0, total=0)


class Harvester:
    """Reads all live attempts in one round trip and brings the library up to date."""

    def __init__(
        self,
        library: Library,
        wire: Wire,
        on_final: Callable[[Job], None],
        keep_texts: Callable[[Job, bytes], None],
        speeds: Speeds,
    ) -> None:
        """`on_final` is called with each job that has ended, after that is on disk; `keep_texts`
        before that, with the packed words of a document that was read.
        """
        self._library = library
        self._wire = wire
        self._on_final = on_final
        self._keep_texts = keep_texts
        self._speeds = speeds
        self._engine: EngineStatus | None = None
        self._paces: dict[str, Pace] = {}
        self.has_worked = False
        """Whether the last harvest found that a part was done."""
        self.silent: frozenset[str] = frozenset()
        """Attempts that a process of the worker has in hand which shows no sign of life."""

    def harvest(self) -> EngineStatus | None:
        """Bring in what is new; returns what the worker last said of the engine.

        Raises:
            BROKER_ERRORS: nothing is lost; what was not brought in is there the next time.
        """
        live = [attempt.id for attempt in self._library.attempts()]
        reading = self._wire.read(live)
        self._engine = reading.engine
        self.silent = reading.silent & frozenset(live)
        measured = self._wire.take_measured() if live else []
        self.has_worked = bool(measured)
        self._speeds.take(measured)
        lost = [each.id for each in reading.attempts if not each.is_known and not each.has_ended]
        if lost:
            log.warning("the broker has lost %d attempts; their jobs are sent again", len(lost))
            self._library.lose_attempts(*lost)
        for attempt in reading.attempts:
            if attempt.id in lost:
                continue
            # Also where it has ended: pages and title may have been told in between.
            if attempt.progress or attempt.meta:
                self._advance(attempt.id, attempt.progress or JUST_TAKEN)
            if attempt.has_ended:
                self._end(attempt)
        return reading.engine

    def _end(self, attempt: AttemptReading) -> None:
        """Library first, and on disk; then the row of the attempt; then the broker's record.

        Killed between any two of these, the next owner finds the record again: a job that is
        final by then takes no second outcome.
        """
        job = self._library.job(job_of(attempt.id))
        if job is not None and job.attempt_id == attempt.id:
            texts = self._wire.page_texts(attempt.id)
            if texts is not None:
                # Before the job is done: whoever hears of that may search at once.
                self._keep_texts(job, texts)
            ended = self._apply(job, attempt)
            if ended is not None and ended.state.is_final:
                self._on_final(ended)
        self._library.end_attempt(attempt.id)
        self._paces.pop(attempt.id, None)
        self._wire.forget(attempt.id)

    def _apply(self, job: Job, attempt: AttemptReading) -> Job | None:
        assert attempt.meta is not None
        result, now = attempt.meta["result"], time.time()
        if attempt.meta["status"] != states.SUCCESS:
            code, params = _failure_of(result)
            if isinstance(result, JobFailed) and code is not ErrorCode.INTERNAL:
                change = partial(transitions.failed, code=code, params=params, now=now)
            else:
                log.error("attempt %s broke: %r\n%s", attempt.id, result, _trace(attempt))
                change = partial(transitions.attempt_broke, code=code, params=params, now=now)
            return self._library.change(job.id, change)
        try:
            outcome = JOB_OUTCOME.validate_python(result)
        except ValidationError as error:
            log.error("attempt %s gave a result that does not fit: %s", attempt.id, error)
            self._wire.count_refused()
            broke = partial(transitions.attempt_broke, code=ErrorCode.INTERNAL, params={}, now=now)
            return self._library.change(job.id, broke)
        if isinstance(outcome, JobParked):
            log.info("attempt %s is parked: %s %s", attempt.id, outcome.reason, outcome.detail)
            return self._library.change(job.id, partial(transitions.parked, reason=outcome.reason))
        return self._store(job, outcome, now)

    def _store(self, job: Job, outcome: JobSummarised, now: float) -> Job | None:
        started = job.started_at or now
        timings = outcome.summary.timings.model_copy(
            update={
                "waited_s": max(0.0, started - job.added_at),
                "total_s": max(0.0, now - started),
            }
        )
        summary = outcome.summary.model_copy(
            update={
                "timings": timings,
                "bytes_sent_elsewhere": outcome.summary.bytes_sent_elsewhere + self._sent_of(job),
            }
        )
        done = partial(transitions.summarised, pages=outcome.pages, title=summary.title, now=now)
        counted = partial(_counting, points=len(summary.points), then=done)
        return self._library.store_summary(job.id, summary, counted)

    def _sent_of(self, job: Job) -> int:
        """What left this computer for the broker: the document, if the broker is elsewhere."""
        return (job.size_bytes or 0) if self._wire.is_elsewhere else 0

    def _advance(self, attempt: str, progress: Progress) -> None:
        job = self._library.job(job_of(attempt))
        if job is None or job.attempt_id != attempt:
            return
        pace = self._paces.get(attempt)
        if pace is None:
            # As of now: what its own first parts took counts as theirs, and not as known before.
            pace = self._paces[attempt] = Pace(self._speeds.of(self._engine, job.options))
        pace.expect(progress.tokens or job.tokens, job.options.style)
        eta_s = pace.eta_s(progress, time.monotonic())
        change = partial(transitions.progressed, progress=progress, now=time.time(), eta_s=eta_s)
        # Most readings bring nothing new: they cost no write.
        if change(job) != job:
            self._library.change(job.id, change)


def _counting(job: Job, points: int, then: Callable[[Job], Job]) -> Job:
    return then(job if job.state.is_final else replace(job, points=points))


def _failure_of(result: object) -> tuple[ErrorCode, Params]:
    if isinstance(result, JobFailed):
        return result.code, result.params
    if type(result).__name__ == "WorkerLostError":
        return ErrorCode.WORKER_LOST, {}
    return ErrorCode.INTERNAL, {"error": type(result).__name__}


def _trace(attempt: AttemptReading) -> str:
    return str((attempt.meta or {}).get("traceback") or "")
