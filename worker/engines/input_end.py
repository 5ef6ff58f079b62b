"""The end of a process whose parent has gone, however it went: the parent held its input."""

import os
import stat
import sys
import threading
from collections.abc import Callable


def on_end_of_input(leave: Callable[[], object]) -> None:
    """Call `leave`, from a thread, once standard input ends; only a pipe tells of a parent."""
    threading.Thread(target=_wait, args=(leave,), daemon=True).start()


def _wait(leave: Callable[[], object]) -> None:
    if sys.stdin is None or not stat.S_ISFIFO(os.fstat(sys.stdin.fileno()).st_mode):
        return
    while os.read(sys.stdin.fileno(), 4096):
        pass
    leave()
