"""How what works in the background gives way to what the person does in the meantime.

The two ways count differently: niceness is added to what a process was started with, while that of
a session is set, whatever it was before.
"""

import logging
import os
import threading
import time
from pathlib import Path

log = logging.getLogger(__name__)

AUTOGROUP = Path("/proc/self/autogroup")
"""Linux shares processor time between sessions first, see sched(7): niceness counts within one."""
AGAIN_S = 0.1
"""In so short a time the kernel hears one such wish only, whoever on the computer has another."""
TRIES = 30
NICENESS = 10
"""Of all that works in the background: the person's own programs go first, the window with them."""


def give_way(niceness: int = NICENESS) -> None:
    """Add `niceness` (1 to 19) to that of this process; a session that it leads gets just that.

    Without effect on Windows.
    """
    if os.name != "posix":
        return
    os.nice(niceness)
    if os.getsid(0) == os.getpid():
        give_session_way(os.getpid(), niceness)


def give_session_way(leader: int, niceness: int = NICENESS) -> None:
    """Set the niceness of the session that process `leader` is of, soon and without a wait."""
    if not _heard(leader, niceness):
        again = threading.Thread(
            target=_try_again, args=(leader, niceness), name="priority", daemon=True
        )
        again.start()


def _try_again(leader: int, niceness: int) -> None:
    for _ in range(TRIES):
        time.sleep(AGAIN_S)
        if _heard(leader, niceness):
            return
    log.warning("the session of process %d keeps its priority: the kernel is busy", leader)


def _heard(leader: int, niceness: int) -> bool:
    """Whether the kernel took the wish, or never will."""
    try:
        group = os.open(f"/proc/{leader}/autogroup", os.O_WRONLY)
    except OSError:
        # The kernel has no such groups, or the process is gone: niceness is all.
        return True
    try:
        os.write(group, str(niceness).encode())
    except BlockingIOError:
        return False
    except OSError as error:
        log.info("the session of process %d keeps its priority: %s", leader, error)
    finally:
        os.close(group)
    return True
