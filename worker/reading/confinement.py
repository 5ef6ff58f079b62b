"""What a reader can reach: its document and the libraries, read only; no network, no other file.

The kernel sees to it, for compiled code as well. On Linux by Landlock (since 5.13; TCP since 6.7)
and a network namespace of its own, as far as the system has them and lets everybody use them; on
other systems there are the limits of `child`, and the guard of `contract.egress`.
"""

import ctypes
import sys
from contextlib import suppress
from pathlib import Path

LIBRARIES = ("/usr/lib", "/usr/lib32", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib")
SYSTEM_FILES = (
    *("/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom"),
    # How many processors, and what they can do: for text recognition.
    *("/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu"),
    # Fonts in the place of those that a document does not bring with it.
    *("/usr/share/fonts", "/usr/local/share/fonts", "/etc/fonts", "/usr/share/fontconfig"),
)

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
"""From sched.h; `os.unshare` came with Python 3.12."""


def confine(document: Path, temporary: Path) -> None:
    """Give up everything but this document, a folder for temporary files, and the libraries.

    For good, and for every thread and process that this thread starts from now on.
    """
    if sys.platform == "linux":
        _leave_the_network()
        _keep_to(document, temporary)


def _leave_the_network() -> None:
    """Go into a network namespace where there is nothing, not even loopback."""
    # Where that is not allowed to everybody, Landlock's rules for TCP remain.
    ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)


def _keep_to(document: Path, temporary: Path) -> None:
    from landlockpy import AccessFS, Ruleset, Scope, UnsupportedError

    read = AccessFS.READ_FILE | AccessFS.READ_DIR
    try:
        ruleset = Ruleset(scoped=Scope.ABSTRACT_UNIX_SOCKET | Scope.SIGNAL)
    except UnsupportedError:
        return
    with ruleset:
        for place in _readable():
            # Most systems have only some of them.
            with suppress(FileNotFoundError, NotADirectoryError):
                ruleset.allow_path(place, read if Path(place).is_dir() else AccessFS.READ_FILE)
        ruleset.allow_path(document, AccessFS.READ_FILE)
        ruleset.allow_path(temporary, ruleset.handled_fs & ~AccessFS.EXECUTE)
        ruleset.restrict()


def _readable() -> set[str]:
    """Where code and its data are: Python, its packages, what they were linked with."""
    python = (sys.prefix, sys.base_prefix, sys.exec_prefix)
    # The packaged program has its code in the executable, beside its folder.
    packaged = (sys.executable, getattr(sys, "_MEIPASS", ""))
    return {place for place in (*python, *packaged, *sys.path, *LIBRARIES, *SYSTEM_FILES) if place}
