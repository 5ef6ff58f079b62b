"""The life of a runtime folder: there while any process of ours uses it, gone after the last one.

Each process holds a shared lock of the folder from when it makes sure of it until it ends, however
it ends. Who leaves takes the folder away only if it gets the lock for itself alone, and holds it
while it does: nobody can have begun to use the folder. Who waited for the lock meanwhile sees that
what it locked is not at that path any more, and makes another.
"""

import os
import stat
import threading
from contextlib import suppress
from pathlib import Path

if os.name == "posix":
    import fcntl

_held: dict[Path, int] = {}
"""Handles of the folders this process uses: a lock belongs to the process, whoever asks."""

_guard = threading.Lock()

SETTINGS = "broker.conf"
EMPTY = ("passwords", "secrets")


def hold(folder: Path) -> None:
    """Make the folder if need be, readable by this user alone, and keep it there.

    Raises:
        OSError: it cannot be made, or is not ours.
    """
    with _guard:
        if os.name != "posix":
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return
        while not _is_held(folder):
            _drop(folder)
            try:
                folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                folder.mkdir(mode=0o700, exist_ok=True)
                handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            except FileNotFoundError:
                continue  # the one above has just been taken away
            except FileExistsError:
                if _is_in_the_way(folder.parent) or _is_in_the_way(folder):
                    raise
                continue  # it was there, and was taken away before `mkdir` saw that it is a folder
            _held[folder] = handle
            fcntl.flock(handle, fcntl.LOCK_SH)


def leave() -> None:
    """Use no folder any more, and take those away that nobody uses and that hold nothing."""
    with _guard:
        for folder in list(_held):
            try:
                fcntl.flock(_held[folder], fcntl.LOCK_EX | fcntl.LOCK_NB)
                if _is_held(folder):
                    _take_away(folder)
            except BlockingIOError:
                pass  # somebody else uses it, and takes it away
            finally:
                _drop(folder)


def _is_held(folder: Path) -> bool:
    """Whether what this process has locked stands at that path."""
    if folder not in _held:
        return False
    try:
        return os.path.samestat(folder.stat(), os.fstat(_held[folder]))
    except FileNotFoundError:
        return False


def _take_away(folder: Path) -> None:
    with suppress(OSError):  # what is not empty stays: a secret, or a broker of a killed owner
        for name in EMPTY:
            with suppress(FileNotFoundError):
                (folder / name).rmdir()
        if [each.name for each in folder.iterdir()] == [SETTINGS]:
            (folder / SETTINGS).unlink()
        folder.rmdir()
        folder.parent.rmdir()


def _is_in_the_way(path: Path) -> bool:
    """Whether something stands there that is no folder; asked once, for it may go any moment."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return False
    return not (stat.S_ISDIR(mode) or (stat.S_ISLNK(mode) and path.is_dir()))


def _drop(folder: Path) -> None:
    handle = _held.pop(folder, None)
    if handle is not None:
        os.close(handle)
