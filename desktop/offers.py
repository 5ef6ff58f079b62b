"""The list of good models, each with what it needs and whether it fits this computer."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil

from worker.contract.catalogue import CatalogueModel, catalogue, memory_needed
from worker.contract.messages import EngineStatus, ModelInfo

DISK_LEFT_BYTES = 256 * 1024 * 1024
"""What is left free when a model is fetched, as the process that fetches it sees to."""


@dataclass(frozen=True, slots=True)
class Room:
    """What this computer has for models."""

    memory_bytes: int
    free_memory_bytes: int
    free_disk_bytes: int


@dataclass(frozen=True, slots=True)
class Offer:
    """One model that can be got."""

    model: CatalogueModel
    memory_bytes: int | None
    """What it takes; None where nobody knows its size."""
    lacks: str = ""
    """`memory` or `disk`, where there is not enough of it."""
    is_tight: bool = False
    """Whether it fits this computer, and not into the memory that is free now."""


def room_in(models: Path) -> Room:
    """What there is now, for files in the folder `models`."""
    memory = psutil.virtual_memory()
    return Room(memory.total, memory.available, shutil.disk_usage(models).free)


def offers(there: Iterable[str], room: Room) -> tuple[Offer, ...]:
    """The good models whose files are not among those that are there."""
    names = set(there)
    return tuple(
        _offer(model, room) for model in catalogue() if model.offered and model.file not in names
    )


def all_models(status: EngineStatus) -> tuple[ModelInfo, ...]:
    """The models of every program here."""
    # Where the built-in engine has none, the status only proposes one, which no program has.
    return tuple(model for model in (*status.models, *status.others) if model.kind is not None)


def _offer(model: CatalogueModel, room: Room) -> Offer:
    if model.size is None:
        return Offer(model, None)
    needed = memory_needed(model.size)
    if needed > room.memory_bytes:
        return Offer(model, needed, lacks="memory")
    if model.size + DISK_LEFT_BYTES > room.free_disk_bytes:
        return Offer(model, needed, lacks="disk")
    return Offer(model, needed, is_tight=needed > room.free_memory_bytes)
