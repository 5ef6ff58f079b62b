"""A lock between processes: of two that fetch the same thing, one works and the other waits."""

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def file_lock(path: Path, waiting: str) -> Iterator[int]:
    """Hold the lock of `path`, saying `waiting` if another process has it; give its descriptor.

    A child that is handed the descriptor keeps the lock beyond our own death.
    """
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(waiting, file=sys.stderr)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()
