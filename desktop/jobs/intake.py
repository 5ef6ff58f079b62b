"""Taking documents in: which files were meant, and a copy of each under its SHA-256.

The copy is what is read: the person may move, change or delete the file afterwards, and the file
itself is never written to.
"""

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from worker.contract.errors import ErrorCode, JobFailed
from worker.contract.folders import sync_folder
from worker.contract.paths import DataPaths

LARGEST_BYTES = 4_000_000_000
"""Nothing a person would call a document is larger."""

PDF_MARK = b"%PDF-"
PDF_MARK_WITHIN = 1024
"""Readers accept junk before the header, up to this many bytes (PDF 32000-1, annex H)."""

BLOCK_BYTES = 1 << 20

Interrupting = Callable[[], bool]
"""Says whether to stop; asked between blocks."""


class Interrupted(Exception):
    """The caller asked to stop; nothing was taken in."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """The files that a drop, a folder or a command line meant."""

    files: tuple[Path, ...]
    folders_without_pdfs: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was taken in."""

    sha256: str
    size_bytes: int


def expand(given: Iterable[Path]) -> Expansion:
    """Files as given, folders as the PDFs in them and below; links to folders are not followed.

    A file that is missing or no PDF is kept: it becomes a job that says so.
    """
    files: dict[Path, None] = {}
    empty = []
    for path in given:
        absolute = Path(os.path.abspath(path))  # noqa: PTH100  # keeps links
        if not absolute.is_dir():
            files[absolute] = None
            continue
        found = sorted(p for p in _walk(absolute) if p.suffix.lower() == ".pdf")
        files.update(dict.fromkeys(found))
        if not found:
            empty.append(absolute)
    return Expansion(tuple(files), tuple(empty))


def take_in(paths: DataPaths, file: Path, interrupted: Interrupting = lambda: False) -> Document:
    """Copy a PDF into the data directory, complete and on disk, or not at all.

    Raises:
        JobFailed: it is missing, unreadable, empty, too large, or no PDF; or the disk is full.
        Interrupted: `interrupted()` was true.
    """
    try:
        # Before it is opened: opening a pipe waits for a writer, and a device never ends.
        if not stat.S_ISREG(file.stat().st_mode):
            raise JobFailed(ErrorCode.NOT_A_PDF, {"file": _name(file)})
        with file.open("rb") as source:
            _check(source, file)
            return _copy(paths, source, interrupted)
    except FileNotFoundError as error:
        raise JobFailed(ErrorCode.FILE_MISSING, {"file": _name(file)}) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise JobFailed(ErrorCode.DISK_FULL) from error
        reason = {"file": _name(file), "reason": error.strerror or ""}
        raise JobFailed(ErrorCode.FILE_UNREADABLE, reason) from error


def _walk(folder: Path) -> Iterable[Path]:
    for parent, folders, files in os.walk(folder):
        folders.sort()
        yield from (Path(parent, name) for name in files)


def _check(source: BinaryIO, file: Path) -> None:
    size = os.fstat(source.fileno()).st_size
    if size == 0:
        raise JobFailed(ErrorCode.EMPTY_FILE, {"file": _name(file)})
    if size > LARGEST_BYTES:
        raise JobFailed(ErrorCode.TOO_LARGE, {"file": _name(file), "bytes": size})
    if PDF_MARK not in source.read(PDF_MARK_WITHIN):
        raise JobFailed(ErrorCode.NOT_A_PDF, {"file": _name(file)})
    source.seek(0)


def _copy(paths: DataPaths, source: BinaryIO, interrupted: Interrupting) -> Document:
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(prefix="taking-in-", dir=paths.documents)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            while block := source.read(BLOCK_BYTES):
                if interrupted():
                    raise Interrupted
                digest.update(block)
                size += len(block)
                target.write(block)
            target.flush()
            os.fsync(target.fileno())
        part.chmod(0o400)
        part.replace(paths.document(digest.hexdigest()))
    finally:
        part.unlink(missing_ok=True)
    sync_folder(paths.documents)
    return Document(digest.hexdigest(), size)


def _name(file: Path) -> str:
    return file.name.encode("utf-8", "replace").decode()
