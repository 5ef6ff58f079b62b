"""Documents with a password on their way to a shared broker: unlocked here, before they leave.

The password stays on this computer: it is in no message, and no worker elsewhere needs it.
"""

import hashlib
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.services.child import NO_CONSOLE, child_environment
from worker.contract.errors import ErrorCode, JobFailed, Parked
from worker.contract.messages import UnlockOrder
from worker.contract.paths import DataPaths
from worker.contract.program import worker_command
from worker.contract.states import ParkReason, Unlocking

LONGEST_S = 600.0
BLOCK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A document as it may be read by whoever gets it."""

    file: Path
    sha256: str


@contextmanager
def unlocked(
    paths: DataPaths, sha256: str, password: str, largest_bytes: int
) -> Iterator[Unlocked]:
    """A document without its password, for the length of the `with` block.

    Raises:
        Parked: the password is another one.
        JobFailed: it cannot be unlocked.
        OSError: there is no room for it.
    """
    with tempfile.TemporaryDirectory(prefix="unlocking-", dir=paths.runtime) as folder:
        copy = Path(folder, "unlocked.pdf")
        order = UnlockOrder(path=str(paths.document(sha256)), password=password)
        code, digest = _run(order, copy, largest_bytes)
        match code:
            case Unlocking.DONE:
                yield Unlocked(copy, digest)
            case Unlocking.NOT_LOCKED:
                yield Unlocked(paths.document(sha256), sha256)
            case Unlocking.WRONG_PASSWORD:
                raise Parked(ParkReason.PASSWORD)
            case Unlocking.DAMAGED:
                raise JobFailed(ErrorCode.DAMAGED)
            case _:
                raise JobFailed(ErrorCode.READER_CRASHED)


def _run(order: UnlockOrder, target: Path, largest_bytes: int) -> tuple[int, str]:
    """The exit code, and the digest of what was written."""
    process = subprocess.Popen(
        worker_command("unlock"),
        env=child_environment({"TMPDIR": str(target.parent)}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=NO_CONSOLE,
        start_new_session=os.name == "posix",
    )
    deadline = threading.Timer(LONGEST_S, process.kill)
    deadline.start()
    digest, size = hashlib.sha256(), 0
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        # The pipe stays open: its end would tell the child to end.
        process.stdin.write(order.model_dump_json().encode() + b"\n")
        process.stdin.flush()
        with target.open("wb") as file:
            while block := process.stdout.read(BLOCK_BYTES):
                size += len(block)
                if size > largest_bytes:
                    raise JobFailed(ErrorCode.TOO_LARGE, {"bytes": size})
                digest.update(block)
                file.write(block)
        return process.wait(), digest.hexdigest()
    except BrokenPipeError:
        return process.wait(), ""
    finally:
        deadline.cancel()
        process.kill()
        process.communicate()
