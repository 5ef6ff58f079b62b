"""How what works in the background gives way to what the person does in the meantime."""

import contextlib
import os
from pathlib import Path

AUTOGROUP = Path("/proc/self/autogroup")
"""Linux shares processor time between sessions first, see sched(7): niceness counts within one."""


def give_way(niceness: int) -> None:
    """Lower the priority of this process by `niceness` (1 to 19), and of a session it leads.

    Without effect on Windows.
    """
    if os.name != "posix":
        return
    os.nice(niceness)
    if os.getsid(0) != os.getpid():
        return
    # Where the kernel has no such groups, or does not want to hear of them now, niceness is all.
    with contextlib.suppress(OSError):
        AUTOGROUP.write_text(str(niceness), "ascii")
