"""Looks after the built-in engine: gets its model when it is wanted, runs its server when needed.

Nothing here happens unasked: a model is fetched once a document has been dropped or a person
clicked, and the server runs only while there is work for it.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from desktop.jobs.job import Job
from desktop.jobs.rest import IDLE_S, Rest, wants_engine
from desktop.jobs.status import ModelFetch
from desktop.services.model_fetch import ModelFetcher
from desktop.services.model_server import ModelServer
from desktop.services.restarts import Restarts
from worker.contract.catalogue import MIRROR_ENV, catalogue_model, find_model_file
from worker.contract.messages import EngineStatus
from worker.contract.paths import DataPaths
from worker.contract.states import EngineKind, WaitReason


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
        self._fetcher = ModelFetcher(paths, environment)
        self._fetches = Restarts()
        self._starts = Restarts()
        self._has_ended_by_itself = False
        self._wanted: Path | None = None
        self._rest = Rest(idle_s)
        self._rested: Path | None = None
        """What ran before there was nothing to do: started again at once, before anybody has
        looked for an engine, so that it is there as soon as the worker."""
        self.fetch_wanted: bool | None = None
        """What the person said; None: nothing, so a document that waits for it decides."""

    @property
    def fetch(self) -> ModelFetch | None:
        """The model on its way, if there is one."""
        return self._fetcher.state

    @property
    def is_server_failing(self) -> bool:
        """Whether the server ended again and again before it was ready."""
        return self._has_ended_by_itself and self._starts.is_failing and not self._server.is_ready

    def tend(self, engine: EngineStatus | None, unfinished: Iterable[Job]) -> None:
        """Do what is missing, if there is work for it. Call it with every round."""
        jobs = list(unfinished)
        self._tend_fetch(engine, jobs)
        self._tend_server(engine, jobs)

    def stop(self) -> None:
        """End a fetch; what is there stays."""
        self._fetcher.stop()

    def _tend_fetch(self, engine: EngineStatus | None, jobs: list[Job]) -> None:
        if self.fetch_wanted is False:
            self._fetcher.stop()
            return
        file = self._missing_file(engine, jobs)
        if file and not self._fetcher.is_running and self._fetches.is_due:
            self._fetches.starting()
            self._fetcher.start(file)

    def _missing_file(self, engine: EngineStatus | None, jobs: list[Job]) -> str:
        """The file of the catalogue that a document waits for, or a person; empty: none."""
        for job in jobs:
            file = job.options.model_file
            if job.reason is WaitReason.MODEL and file and self._found(file) is None:
                return file.name if catalogue_model(str(file)) else ""
        if engine is None or engine.missing != "model" or engine.kind is not EngineKind.BUILTIN:
            return ""
        waiting = (WaitReason.MODEL, WaitReason.ENGINE)
        waited_for = any(job.reason in waiting and not job.options.model for job in jobs)
        is_wanted = self.fetch_wanted or waited_for
        return engine.model if is_wanted and catalogue_model(engine.model) else ""

    def _tend_server(self, engine: EngineStatus | None, jobs: list[Job]) -> None:
        if self._server.is_ready:
            self._has_ended_by_itself = False
        elif self._server.has_ended:
            self._has_ended_by_itself = True
        working = [job for job in jobs if wants_engine(job)]
        if self._rest.is_due(jobs) and self._server.is_running:
            self._rested = self._server.model
            self._server.stop()
        wanted = self._wanted_file(engine, working)
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

    def _wanted_file(self, engine: EngineStatus | None, working: list[Job]) -> Path | None:
        """The file to run: what the first job that works or waits for an engine was given."""
        for job in working:
            file = job.options.model_file
            if file is not None and job.reason is not WaitReason.TURN:
                return self._found(file)
            if file is None:
                break
        if not working or engine is None or engine.missing != "model_server":
            return None
        return Path(engine.detail)

    def _found(self, file: Path) -> Path | None:
        """A job's model on this disk, looked for where the worker looks for it."""
        return find_model_file(str(file), self._paths.models, self._mirror)
