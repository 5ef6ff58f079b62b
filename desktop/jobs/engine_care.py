"""Looks after the built-in engine: its server runs only while there is work for it."""

import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from desktop.jobs.job import Job
from desktop.jobs.rest import IDLE_S, Rest, wants_engine
from desktop.services.model_server import ModelServer
from desktop.services.restarts import Restarts
from worker.contract.catalogue import MIRROR_ENV, find_model_file
from worker.contract.messages import EngineStatus
from worker.contract.paths import DataPaths
from worker.contract.states import WaitReason

log = logging.getLogger(__name__)

DEAF_AFTER = 2
MOST_IN_VAIN = 6
"""Times that a server may not answer: each takes ten seconds, and a machine may be busy."""


class EngineCare:
    """One for each time the data directory is owned."""

    def __init__(
        self,
        paths: DataPaths,
        environment: Mapping[str, str],
        server: ModelServer,
        idle_s: float = IDLE_S,
    ) -> None:
        """`environment` is the worker's: mirror, engine, addresses."""
        self._paths = paths
        self._mirror = environment.get(MIRROR_ENV, "")
        self._server = server
        self._starts = Restarts()
        self._has_ended_by_itself = False
        self._deafness = _Deafness()
        self._wanted: Path | None = None
        self._rest = Rest(idle_s)
        self._rested: Path | None = None
        """What ran before there was nothing to do: started again at once, before anybody has
        looked for an engine, so that it is there as soon as the worker."""

    @property
    def is_server_failing(self) -> bool:
        """Whether the server ended again and again before it was ready."""
        return self._has_ended_by_itself and self._starts.is_failing and not self._server.is_ready

    @property
    def is_server_deaf(self) -> bool:
        """Whether the server was ready, and did not answer the last times."""
        return self._deafness.times >= DEAF_AFTER

    def tend(self, engine: EngineStatus | None, unfinished: Iterable[Job]) -> None:
        """Do what is missing, if there is work for it. Call it with every round."""
        jobs = list(unfinished)
        if self._server.is_ready:
            self._has_ended_by_itself = False
        elif self._server.has_ended:
            self._has_ended_by_itself = True
        working = [job for job in jobs if wants_engine(job)]
        if self._rest.is_due(jobs) and self._server.is_running:
            self._rested = self._server.model
            self._server.stop()
        if self._deafness.is_hopeless(engine, self._server.served):
            log.error("the built-in engine has not answered for long; it is started again")
            self._server.stop()
        wanted = wanted_file(engine, working, self._found)
        if working and engine is None:
            wanted = wanted or self._rested
        if wanted is not None and wanted != self._wanted:
            self._wanted, self._starts = wanted, Restarts()
        if wanted is None or (self._server.is_running and self._server.model == wanted):
            return
        if self._starts.is_due:
            self._starts.starting()
            self._rested = None
            self._server.stop()
            self._server.start(wanted)

    def _found(self, file: Path) -> Path | None:
        """A job's model on this disk, looked for where the worker looks for it."""
        return find_model_file(str(file), self._paths.models, self._mirror)


class _Deafness:
    """How often the worker asked a server in vain that had said it was ready."""

    def __init__(self) -> None:
        self.times = 0
        self._beat = 0.0

    def is_hopeless(self, engine: EngineStatus | None, served: Path | None) -> bool:
        """Whether it is to be ended; `engine` is what the worker said last."""
        if engine is None or served is None or engine.detail != str(served) or engine.ready:
            self.times = 0
        elif engine.beat != self._beat:
            self.times += 1
            self._beat = engine.beat
        return self.times > MOST_IN_VAIN


def wanted_file(
    engine: EngineStatus | None, working: Iterable[Job], found: Callable[[Path], Path | None]
) -> Path | None:
    """The file to run: what the first job that works or waits for an engine asks for.

    A job with a model file of its own that waits for its turn changes nothing: another file run
    in its place would end what is loaded for it. `found` looks for a job's file on this disk.
    """
    for job in working:
        file = job.options.model_file
        if file is None:
            is_missing = engine is not None and engine.missing == "model_server"
            return Path(engine.detail) if engine is not None and is_missing else None
        if job.reason is not WaitReason.TURN:
            return found(file)
    return None
