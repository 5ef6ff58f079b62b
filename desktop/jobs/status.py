"""What the owner can say about itself and its services: values for the window and for doctor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worker.contract.messages import EngineStatus


class ServiceState(StrEnum):
    """How a process that the owner looks after is doing."""

    STOPPED = "stopped"
    STARTING = "starting"
    RUNNING = "running"
    RESTARTING = "restarting"
    """It ended by itself and is being started again."""
    SILENT = "silent"
    """It runs and says nothing any more; if that lasts it is started again."""
    FAILED = "failed"
    """It ended several times in a row; it is tried again at growing intervals."""


@dataclass(frozen=True, slots=True)
class ModelFetch:
    """A model on its way."""

    name: str
    done_bytes: int
    total_bytes: int
    error: str = ""
    """Code of what ended it (`worker.engines.fetch_errors`), empty while it runs."""
    needed_bytes: int = 0
    there_bytes: int = 0
    """Of disk or memory, where it does not fit."""
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class OwnerStatus:
    """One moment of the owner."""

    is_owner: bool = False
    """False: another process of ours owns the data directory, and its jobs go on there."""
    broker: ServiceState = ServiceState.STOPPED
    broker_place: str = ""
    """Host and port of a shared broker; empty: it is our own, and a part of Sunto."""
    worker: ServiceState = ServiceState.STOPPED
    model_server: ServiceState = ServiceState.STOPPED
    engine: EngineStatus | None = None
    """None until the worker has looked."""
    seconds_per_page: float | None = None
    """How long the model that is used takes for a page here; None while nothing was measured."""
    fetches: tuple[ModelFetch, ...] = ()
    """Models that are being got, one after the other."""
    ollama_installed: bool = False
    """Whether there is an Ollama on this computer that could be started."""
    ollama_starting: bool = False
    silent: frozenset[str] = frozenset()
    """Jobs under way whose worker, or the process of it that has them in hand, does not answer."""
    disk_low: bool = False
    is_paused: bool = False

    @property
    def is_shared_broker_away(self) -> bool:
        """Whether a broker that is none of ours does not answer."""
        return bool(self.broker_place) and self.broker is ServiceState.RESTARTING

    @property
    def has_no_worker(self) -> bool:
        """Whether nobody works for the shared broker, neither here nor elsewhere."""
        is_theirs = bool(self.broker_place) and self.worker is ServiceState.STOPPED
        return is_theirs and self.engine is None

    @property
    def is_engine_away(self) -> bool:
        """Whether the engine does not answer. A job's own model is served beside the chosen one."""
        missing = self.engine.missing if self.engine else ""
        is_served = self.model_server is ServiceState.RUNNING
        return missing == "engine" or (missing == "model_server" and not is_served)

    @property
    def without_beat(self) -> OwnerStatus:
        """The same without when the worker looked: nothing that is said depends on that."""
        if self.engine is None:
            return self
        return replace(self, engine=self.engine.model_copy(update={"beat": 0.0}))

    @property
    def fetch(self) -> ModelFetch | None:
        """The model that is being got, or that is the first to go on."""
        return next((one for one in self.fetches if not one.is_paused), None)
