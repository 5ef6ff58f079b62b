"""What Sunto takes of the disk, by what it is for."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop.account import size
from worker.contract.paths import DataPaths


@dataclass(frozen=True, slots=True)
class Space:
    """Bytes of one data directory."""

    documents: int
    """Copies of documents, and the words of their pages."""
    notes: int
    """The broker's file: notes that are used again, and work in hand."""
    summaries: int
    """The library and what search needs."""
    models: int

    @property
    def words(self) -> str:
        """One sentence."""
        return (
            f"Documents take {size(self.documents)}, notes {size(self.notes)}, "
            f"summaries {size(self.summaries)}, models {size(self.models)}."
        )


def taken(paths: DataPaths) -> Space:
    """What is there now."""
    databases = [*paths.root.glob("library*"), *paths.root.glob("search*")]
    return Space(
        documents=_bytes(paths.documents.rglob("*")),
        notes=_bytes(paths.broker.rglob("*")),
        summaries=_bytes(databases),
        models=_bytes(paths.models.rglob("*")),
    )


def _bytes(files: Iterable[Path]) -> int:
    return sum(map(_size, files))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size if file.is_file() else 0
    except OSError:
        # It went while we looked.
        return 0
