"""The note by which workers find the built-in model server: where it is, its key, what it runs."""

import os
import tempfile
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError


class ServerNote(BaseModel):
    """Written by the server once it answers, removed when it ends."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    key: str
    model: str
    """File name of the model."""
    path: str
    digest: str
    """SHA-256 of the model's file."""
    window: int
    pid: int

    def write(self, note: Path) -> None:
        """Put the note in its place in one step, readable by this user alone."""
        handle, name = tempfile.mkstemp(dir=note.parent, prefix=note.name)  # mode 0600
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(self.model_dump_json())
        Path(name).replace(note)


def read_note(note: Path) -> ServerNote | None:
    """What stands there, or None; a note can outlive a server that was killed."""
    try:
        return ServerNote.model_validate_json(note.read_bytes())
    except (OSError, ValidationError):
        return None


def remove_note(note: Path, pid: int) -> None:
    """Take the note away if it is that of process `pid`, not of its successor."""
    found = read_note(note)
    if found is not None and found.pid == pid:
        note.unlink(missing_ok=True)
