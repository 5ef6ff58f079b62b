"""How Sunto starts itself: from source with Python, packaged as the one executable that it is.

The only place that knows the difference; what it is asked to be is the first argument.
"""

import sys

WORKER = "worker-process"

GO = b"go\n"
"""What an owner says to its worker, on standard input, when it may begin: until then it loads."""


def is_packaged() -> bool:
    """Whether this is the packaged program, which brings its own Python."""
    return bool(getattr(sys, "frozen", False))


def own_command(*arguments: str) -> list[str]:
    """The command that runs `sunto` with these arguments."""
    if is_packaged():
        return [sys.executable, *arguments]
    # -P: a folder named "desktop" where the person happens to be is not ours.
    return [sys.executable, "-P", "-m", "desktop", *arguments]


def worker_command(*arguments: str) -> list[str]:
    """The command that runs one of the worker's programs, also where the desktop is not there."""
    if is_packaged():
        return own_command(WORKER, *arguments)
    return [sys.executable, "-P", "-m", "worker", *arguments]
