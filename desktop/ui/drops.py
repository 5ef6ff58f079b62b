"""Files in what was dropped or pasted."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def has_files(mime: QMimeData) -> bool:
    """Whether there are files of this computer in it; cheap, asked on every move of a drag."""
    return any(url.isLocalFile() for url in mime.urls())


def files_in(mime: QMimeData) -> list[Path]:
    """The files and folders in it, as they were given."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths or not mime.hasText():
        return paths
    # Some file managers copy plain paths, one a line.
    lines = [line.strip() for line in mime.text().splitlines()]
    return [Path(line) for line in lines if line.startswith("/") and Path(line).exists()]
