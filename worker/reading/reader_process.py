"""The reader as a process: how it is started, given its order, listened to and ended."""

import os
import queue
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from worker.priority import give_session_way
from worker.reading import lines

LOOK_EVERY_S = 0.1
END_WITHIN_S = 5.0
LINES_AHEAD = 16

KEPT_VARIABLES = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""What a reader gets of our environment."""


@contextmanager
def reader_lines(command: Sequence[str], order: lines.ReadOrder) -> Iterator["queue.Queue[bytes]"]:
    """The lines a reader sends, an empty one at its end; the reader is ended on the way out."""
    own = tempfile.TemporaryDirectory(prefix="sunto-reader-", ignore_cleanup_errors=True)
    with own as folder, _started(command, order, folder) as arrived:
        yield arrived


@contextmanager
def _started(
    command: Sequence[str], order: lines.ReadOrder, folder: str
) -> Iterator["queue.Queue[bytes]"]:
    arrived: queue.Queue[bytes] = queue.Queue(LINES_AHEAD)
    process = subprocess.Popen(
        list(command),
        env=_environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Its own session: Ctrl-C in a terminal must not reach it before it reaches us.
        start_new_session=os.name == "posix",
    )
    assert process.stdin is not None
    assert process.stdout is not None
    # A thread that asks again would be out of the reader's own confines; niceness is inherited.
    give_session_way(process.pid)
    closing = threading.Event()
    listener = threading.Thread(target=_listen, args=(process, arrived, closing), daemon=True)
    listener.start()
    try:
        _give(process, order)
        yield arrived
    finally:
        closing.set()
        process.kill()
        process.wait(END_WITHIN_S)
        listener.join(END_WITHIN_S)
        with suppress(BrokenPipeError):
            process.stdin.close()
        process.stdout.close()


def _environment(folder: str) -> dict[str, str]:
    """No more than it needs: among ours are addresses and keys. `folder` goes with the reader."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return {**kept, "TMPDIR": folder, "TEMP": folder, "TMP": folder, "HOME": folder}


def _give(process: "subprocess.Popen[bytes]", order: lines.ReadOrder) -> None:
    """Send the order and keep the pipe open: its end would tell the reader to end."""
    assert process.stdin is not None
    try:
        process.stdin.write(lines.encoded(order))
        process.stdin.flush()
    except BrokenPipeError:
        return  # it died at once; the empty line tells


def _listen(
    process: "subprocess.Popen[bytes]", arrived: "queue.Queue[bytes]", closing: threading.Event
) -> None:
    """Carry lines from the pipe to the queue: a pipe cannot be waited for with a time limit."""
    assert process.stdout is not None
    for raw in process.stdout:
        if not _put(arrived, raw, closing):
            return
    _put(arrived, b"", closing)


def _put(arrived: "queue.Queue[bytes]", raw: bytes, closing: threading.Event) -> bool:
    while not closing.is_set():
        try:
            arrived.put(raw, timeout=LOOK_EVERY_S)
        except queue.Full:
            continue
        return True
    return False
