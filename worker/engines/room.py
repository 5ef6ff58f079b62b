"""Whether a model fits this computer, asked before anything of it is fetched."""

import os
import shutil
from pathlib import Path

import psutil

from worker.contract.catalogue import memory_needed
from worker.engines.fetch_errors import NoMemory, NoRoom

ROOM_LEFT_BYTES = 256 * 1024 * 1024
"""What a download leaves free: a full disk would hurt more than a missing model."""

OLLAMA_FOLDER_ENV = "OLLAMA_MODELS"
_OF_THE_SERVICE = Path("/usr/share/ollama/.ollama/models")


def require_room(size_bytes: int, missing_bytes: int, folder: Path) -> None:
    """See that a model of this size could run here, and that what is missing of it has room.

    Raises:
        NoRoom: `folder` cannot take the missing bytes.
        NoMemory: it could not run, were nothing else running.
    """
    needed, there = missing_bytes + ROOM_LEFT_BYTES, free_disk(folder)
    if missing_bytes > 0 and there < needed:
        raise NoRoom(needed, there)
    needed, there = memory_needed(size_bytes), psutil.virtual_memory().total
    if there < needed:
        raise NoMemory(needed, there)


def free_disk(folder: Path) -> int:
    """Free bytes where `folder` is, or will be."""
    place = folder.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    return shutil.disk_usage(place).free


def ollama_folder() -> Path:
    """Where an Ollama of this computer most likely keeps its models; it cannot be asked."""
    named = os.environ.get(OLLAMA_FOLDER_ENV, "").strip()
    if named:
        return Path(named)
    own = Path.home() / ".ollama" / "models"
    return _OF_THE_SERVICE if _OF_THE_SERVICE.is_dir() and not own.is_dir() else own
