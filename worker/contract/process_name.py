"""Names of processes that nobody else can have: a process id may be somebody else's by now."""

import os
import socket
import sys
from pathlib import Path

import psutil


def birth(pid: int) -> str:
    """When a process began.

    Not by the clock where that can be had: somebody may set it while a process runs, and a time
    that is counted from it would be another one then.

    Raises:
        OSError, psutil.NoSuchProcess: there is none.
    """
    if not sys.platform.startswith("linux"):
        return str(psutil.Process(pid).create_time())
    return f"{_stat(pid)[19]} {_boot()}"


def own_name() -> str:
    """The name of this process, for others on this computer."""
    return f"{_place()} {os.getpid()} {birth(os.getpid())}"


def is_gone(name: str) -> bool:
    """Whether the process of this name has certainly ended; of other computers nobody can say."""
    place, _, rest = name.partition(" ")
    number, _, born = rest.partition(" ")
    if place != _place() or not number.isdigit():
        return False
    pid = int(number)
    try:
        return birth(pid) != born or _is_zombie(pid)
    except (FileNotFoundError, ProcessLookupError, psutil.NoSuchProcess):
        return True
    except (OSError, psutil.Error):
        return False


def _place() -> str:
    """Where process ids mean the same: containers of one computer count for themselves."""
    if not sys.platform.startswith("linux"):
        return socket.gethostname()
    return f"{_boot()}/{Path('/proc/self/ns/pid').readlink()}"


def _is_zombie(pid: int) -> bool:
    if not sys.platform.startswith("linux"):
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    return _stat(pid)[0] == "Z"


def _stat(pid: int) -> list[str]:
    """The fields of proc(5) behind the name, which may hold anything; from the third on."""
    return Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()


def _boot() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
