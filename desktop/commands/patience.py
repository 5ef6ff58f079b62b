"""Decides what is worth waiting for: a job that nothing but a person can help is not."""

import time
from collections.abc import Callable
from pathlib import Path

from desktop.jobs.job import Job
from desktop.jobs.status import ModelFetch, OwnerStatus, ServiceState
from worker.contract.catalogue import catalogue_model
from worker.contract.errors import CannotStart
from worker.contract.messages import EngineStatus
from worker.contract.paths import DataPaths
from worker.contract.states import EngineKind, JobState, WaitReason

GRACE_S = 4.0
"""An engine or a model that is missing this long is missing; at a start all is in motion."""

FETCH_GRACE_S = 30.0
"""A model is tried to be fetched again for this long before a person is asked."""

BROKER_GRACE_S = 15.0
"""A broker of the person's own that has not answered for this long is not there."""


class Patience:
    """Remembers what was seen of the engine while this process waits."""

    def __init__(self, paths: DataPaths, clock: Callable[[], float] = time.monotonic) -> None:
        """`paths` say where the logs are that a message names."""
        self._paths = paths
        self._clock = clock
        self._engine: EngineStatus | None = None
        self._was_seen = False
        self._was_ready = False
        self._since: dict[str, float] = {}
        self._fetched_bytes = 0

    def look(self, status: OwnerStatus) -> None:
        """Take in one moment of the owner.

        Raises:
            CannotStart: a part of Sunto that is needed does not come up.
        """
        self._engine = status.engine
        self._was_ready = self._was_ready or (status.engine is not None and status.engine.ready)
        self._was_seen = self._was_seen or status.engine is not None
        self._look_at_fetch(status.fetch)
        self._mark("server", status.model_server is ServiceState.FAILED)
        self._mark("engine", status.engine is not None and not status.engine.ready)
        self._mark("broker", not self._was_seen and status.broker is ServiceState.RESTARTING)
        # Without its broker a worker cannot but end, and is not to be blamed.
        is_broken = status.worker is ServiceState.FAILED and "broker" not in self._since
        if is_broken and not self._was_seen:
            log = self._paths.logs / "worker.log"
            raise CannotStart(f"The worker ends again and again; {log} says why.")
        if self._lasts("broker", BROKER_GRACE_S):
            raise CannotStart("The broker does not answer. Look at SUNTO_BROKER_URL.")

    def _look_at_fetch(self, fetch: ModelFetch | None) -> None:
        """One that is only tried again is failing still: something must come for it to go on."""
        if fetch is None:
            return self._mark("fetch", False)
        if fetch.error:
            self._mark("fetch", True)
        elif fetch.done_bytes > self._fetched_bytes:
            self._mark("fetch", False)
        self._fetched_bytes = max(self._fetched_bytes, fetch.done_bytes)
        return None

    def is_over(self, job: Job) -> bool:
        """Whether waiting for this job has an end: it is final, or a person is needed."""
        if job.state.is_final or job.needs_person:
            return True
        return job.state is JobState.WAITING and self._is_stuck(job)

    def _is_stuck(self, job: Job) -> bool:
        engine = self._engine
        if engine is None or job.reason not in (WaitReason.ENGINE, WaitReason.MODEL):
            return False
        if job.options.model_file is not None:
            return self._is_file_stuck(job, job.options.model_file)
        if engine.ready:
            self._mark(job.id, job.reason is WaitReason.MODEL and not _has_model(engine, job))
            return self._lasts(job.id, GRACE_S)
        match engine.missing:
            case "address" | "window":
                return True
            case "engine":
                # An engine that was there and went away is waited for.
                return not self._was_ready and self._lasts("engine", GRACE_S)
            case "model" if engine.kind is EngineKind.BUILTIN and catalogue_model(engine.model):
                return self._lasts("fetch", FETCH_GRACE_S)
            case "model":
                return self._lasts("engine", GRACE_S)
            case _:
                return self._lasts("server", GRACE_S)

    def _is_file_stuck(self, job: Job, file: Path) -> bool:
        """Whether the built-in engine will not come to run this file by itself."""
        if job.reason is WaitReason.MODEL and catalogue_model(str(file)) is None:
            return True
        return self._lasts("server", GRACE_S) or self._lasts("fetch", FETCH_GRACE_S)

    def _mark(self, what: str, is_so: bool) -> None:
        if is_so:
            self._since.setdefault(what, self._clock())
        else:
            self._since.pop(what, None)

    def _lasts(self, what: str, at_least_s: float) -> bool:
        since = self._since.get(what)
        return since is not None and self._clock() - since >= at_least_s


def _has_model(engine: EngineStatus, job: Job) -> bool:
    wanted = job.options.model
    return wanted is None or any(model.name == wanted and model.fit for model in engine.models)
