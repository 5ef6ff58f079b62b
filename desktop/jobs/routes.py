"""The way to the workers: the one of this computer, or those of a shared broker.

`session` and `sending` work with either; what is different between them stands here.
"""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Protocol

from desktop.jobs import transitions
from desktop.jobs.fleet import Fleet
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.uploads import Uploads
from worker.contract import names
from worker.contract.catalogue import files_for
from worker.contract.celery_app import BrokerAddress
from worker.contract.messages import EngineStatus, SummaryOptions
from worker.contract.names import QueueName
from worker.contract.paths import DataPaths
from worker.contract.states import JobState, WaitReason

LIVE_PER_QUEUE = 2
"""One that summarises and one that is read meanwhile, so that the engine never waits."""

AHEAD = 2
"""Documents are brought to a shared broker for so many times the jobs that can be in hand."""


class Route(Protocol):
    """Where jobs go."""

    def look(self, engine: EngineStatus | None) -> EngineStatus | None:
        """See what the workers are doing; `engine` is what the last harvest said of theirs."""

    def engine_of(self, worker: str) -> EngineStatus | None:
        """What one worker said last of its engine."""

    def places(self) -> int:
        """How many attempts a queue may have under way."""

    def could_do(self, options: SummaryOptions) -> bool:
        """Whether there is an engine with the model that is wanted."""

    def queue_for(self, size: QueueName, options: SummaryOptions) -> str:
        """The queue for such a document."""

    def is_ready(self, job: Job) -> bool:
        """Whether the job can be sent, where its reason to wait is no other."""

    def document_of(self, job: Job) -> str | None:
        """What the workers know the document by."""

    def sent(self, job: Job, queue: str) -> None:
        """Take note of a job that was sent."""

    def close(self) -> None:
        """Let go of everything."""


class OwnRoute:
    """To the worker that the owner started."""

    def __init__(self, served: Callable[[], Path | None]) -> None:
        """`served` tells the file that the built-in engine runs now."""
        self._served = served
        self._engine: EngineStatus | None = None

    def look(self, engine: EngineStatus | None) -> EngineStatus | None:
        """See `Route`."""
        self._engine = engine
        return engine

    def engine_of(self, worker: str) -> EngineStatus | None:
        """See `Route`: there is one worker."""
        return self._engine

    def places(self) -> int:
        """See `Route`."""
        return LIVE_PER_QUEUE

    def could_do(self, options: SummaryOptions) -> bool:
        """See `Route`."""
        return _has_engine(options, self._engine, self._served())

    def queue_for(self, size: QueueName, options: SummaryOptions) -> str:
        """See `Route`."""
        return str(size)

    def is_ready(self, job: Job) -> bool:
        """See `Route`."""
        return True

    def document_of(self, job: Job) -> str | None:
        """See `Route`."""
        return job.sha256

    def sent(self, job: Job, queue: str) -> None:
        """See `Route`."""

    def close(self) -> None:
        """See `Route`."""


class SharedRoute:
    """To whoever works at a shared broker, with documents and attempts of others beside ours."""

    def __init__(self, address: BrokerAddress, paths: DataPaths, library: Library) -> None:
        """Connects at the first look."""
        self._library = library
        self._fleet = Fleet(address)
        self._uploads = Uploads(address, paths, library)
        self._queues: dict[str, str] = {}

    def look(self, engine: EngineStatus | None) -> EngineStatus | None:
        """See `Route`; what died with its worker is given up, and its job waits again.

        Raises:
            redis.RedisError
        """
        attempts = self._library.attempts()
        lost = self._fleet.look(attempts, self._queues)
        if lost:
            self._fleet.give_up(lost)
            self._library.lose_attempts(*lost)
        live = {attempt.id for attempt in attempts}
        self._queues = {key: queue for key, queue in self._queues.items() if key in live}
        unfinished = self._library.unfinished()
        self._say_what_is_missing(unfinished)
        busy = {attempt.job_id for attempt in attempts}
        waiting = [
            job
            for job in unfinished
            if job.state is JobState.WAITING
            and job.reason is not WaitReason.PASSWORD
            # One that was sent is waiting until a worker tells of it.
            and job.id not in busy
        ]
        self._uploads.tend(waiting[: AHEAD * self.places()], unfinished)
        return self._fleet.engine()

    def engine_of(self, worker: str) -> EngineStatus | None:
        """See `Route`."""
        found = (each.engine for each in self._fleet.workers if each.worker == worker)
        return next(found, None)

    def places(self) -> int:
        """See `Route`."""
        return max(LIVE_PER_QUEUE, self._fleet.places())

    def could_do(self, options: SummaryOptions) -> bool:
        """See `Route`."""
        return self._fleet.queue_for(QueueName.SMALL, options) is not None

    def queue_for(self, size: QueueName, options: SummaryOptions) -> str:
        """See `Route`."""
        return self._fleet.queue_for(size, options) or names.shared_queue(size)

    def is_ready(self, job: Job) -> bool:
        """See `Route`: its document is at the broker, and somebody could do it."""
        return self._uploads.is_there(job.id) and self.could_do(job.options)

    def document_of(self, job: Job) -> str | None:
        """See `Route`: of a locked one, the unlocked copy."""
        return self._uploads.document_of(job)

    def sent(self, job: Job, queue: str) -> None:
        """See `Route`."""
        self._queues[job.attempt_id] = queue
        self._uploads.sent(job.id)

    def close(self) -> None:
        """See `Route`."""
        self._uploads.stop()
        self._fleet.close()

    def _say_what_is_missing(self, unfinished: Iterable[Job]) -> None:
        """Nobody tries a job here that no worker can do: what it waits for is said at once."""
        reason = WaitReason.MODEL if self._fleet.places() else WaitReason.ENGINE
        waits = partial(transitions.waits_for, reason=reason)
        self._library.change_many(
            [
                (job.id, waits)
                for job in unfinished
                if job.state is JobState.WAITING
                and job.reason in _FOR_WORKERS
                and job.reason is not reason
                and not self.could_do(job.options)
            ]
        )


_FOR_WORKERS = (WaitReason.TURN, WaitReason.ENGINE, WaitReason.MODEL)


def _has_engine(options: SummaryOptions, engine: EngineStatus | None, served: Path | None) -> bool:
    if options.model_file is not None:
        return served is not None and served.name in files_for(options.model_file.name)
    if engine is None or not engine.ready:
        return False
    if options.model is None:
        return True
    # As Ollama reads it: a name without a tag means the newest.
    wanted = (options.model, f"{options.model}:latest")
    return any(model.name in wanted and model.fit for model in engine.models)
