"""Looks after the built-in engine: its server runs only while there is work for it."""

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
        self._wanted: Path | None = None
        self._rest = Rest(idle_s)
        self._rested: Path | None = None
        """What ran before there was nothing to do: started again at once, before anybody has
        looked for an engine, so that it is there as soon as the worker."""

    @property
    def is_server_failing(self) -> bool:
        """Whether the server ended again and again before it was ready."""
        return self._has_ended_by_itself and self._starts.is_failing and not self._server.is_ready

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
