"""What the window asks of the owner, which is imported only after the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from desktop.jobs.status import OwnerStatus
from desktop.settings import Settings

if TYPE_CHECKING:
    from worker.contract.messages import FoundPoint


class Ticking(Protocol):
    """What gets jobs done: `desktop.jobs.owner.Owner`. All but `status` are for one thread."""

    def tick(self) -> None:
        """One round of work."""

    def status(self) -> OwnerStatus:
        """What there is to say now."""

    def use(self, settings: Settings) -> None:
        """Go on with other settings, of which none is the worker's."""

    def stop(self) -> None:
        """End everything it started."""

    def found(self, job_id: str) -> tuple[FoundPoint, ...]:
        """The points found so far of a job under way."""

    @property
    def models(self) -> Getting:
        """Gets models."""

    @property
    def ollama(self) -> Startable:
        """The Ollama of this computer."""


class Getting(Protocol):
    """What gets models: `desktop.jobs.model_getting.ModelGetting`."""

    def get(self, name: str) -> None:
        """Get a model, or go on with it; empty: the one that comes with Sunto."""

    def pause(self, name: str) -> None:
        """Hold it."""

    def cancel(self, name: str) -> None:
        """Do not get it."""


class Startable(Protocol):
    """A program that can be started: `desktop.services.ollama_program.OllamaProgram`."""

    def start(self) -> None:
        """Start it."""
