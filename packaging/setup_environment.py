"""Make .venv what a lock file says; environment.sh calls this when it is not.

Only the standard library, because nothing else is there yet. All that is said goes to stderr:
stdout belongs to Sunto.

What was set up is recorded in .venv/installed, last and as plain copies, so that the shell can
compare: python (the path of the interpreter), LOCK (the lock file) and system-of-LOCK (the table of
system packages that was gone through).
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from file_lock import file_lock
from system_packages import TABLE, MissingPackages

PACKAGING = Path(__file__).resolve().parent
VENV = PACKAGING.parent / ".venv"
INSTALLED = VENV / "installed"
OWN_CODE = (PACKAGING.parent / "desktop", PACKAGING.parent / "worker")
BASE_LOCK = PACKAGING / "requirements.lock"
"""What both locks hold; set-ups lock each other out by this file, so that none is left behind."""

CANNOT_START = 3
INTERRUPTED = 130


def main(lock_name: str) -> int:
    """Bring the system's packages and .venv up to date for one lock file."""
    lock = PACKAGING / lock_name
    with file_lock(BASE_LOCK, "Sunto is being set up by another start; waiting for it.") as held:
        if is_system_checked(lock) and is_installed(lock):
            return 0
        needs_venv = not is_installed(lock)
        missing = MissingPackages.find(*(() if lock == BASE_LOCK else ("test_commands",)))
        missing.install_or_explain()
        if needs_venv:
            if not missing.can_make_venv():
                return CANNOT_START
            install(lock, held)
        if not missing.packages or not has_display():
            # A person at a screen is told again at every start, a server (it has no window) once.
            shutil.copyfile(TABLE, INSTALLED / f"system-of-{lock.name}")
    return 0


def has_display() -> bool:
    """Could a window open here?"""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def is_system_checked(lock: Path) -> bool:
    """Were the system's packages found, or their absence told?"""
    return has_same_text(TABLE, INSTALLED / f"system-of-{lock.name}")


def is_installed(lock: Path) -> bool:
    """Is .venv what the lock says, made by a Python that is still the same?"""
    return is_same_python() and has_same_text(lock, INSTALLED / lock.name)


def is_same_python() -> bool:
    """Is the interpreter that .venv was made with still what its link leads to?"""
    record = INSTALLED / "python"
    python = VENV / "bin" / "python"
    return record.is_file() and python.exists() and record.read_text() == str(python.resolve())


def has_same_text(one: Path, other: Path) -> bool:
    """Do both files exist and hold the same?"""
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()


def install(lock: Path, held: int) -> None:
    """Install the lock into .venv: on top of what is recorded, else from nothing."""
    print(f"Setting up Sunto in {VENV}, once; this takes about a minute.", file=sys.stderr)
    records = list(INSTALLED.glob("requirements*.lock")) if is_same_python() else []
    if not records:
        run([sys.executable, "-I", "-m", "venv", "--clear", str(VENV)], held)
    # From here on .venv is in between: a set-up that is interrupted leaves no record of a lock, and
    # the next one starts from nothing.
    for record in records:
        record.unlink()
    python = VENV / "bin" / "python"
    pip = [str(python), "-I", "-m", "pip", "--disable-pip-version-check", "--no-input"]
    options = ["--require-hashes", "--only-binary=:all:", "--requirement", str(lock)]
    run([*pip, "install", *options], held)
    # Our own code too, as pip does with what it installs: the first start is as quick as the next.
    run([str(python), "-I", "-m", "compileall", "-q", *map(str, OWN_CODE)], held)
    INSTALLED.mkdir(exist_ok=True)
    for done in {BASE_LOCK, lock}:
        # The other lock is a superset of the base, with the same versions.
        shutil.copyfile(done, INSTALLED / done.name)
    (INSTALLED / "python").write_text(str(python.resolve()))


def run(command: list[str], held: int) -> None:
    """Run one step, showing on one line of a terminal what it is at, and all it said if it fails.

    The step is handed the lock: if we are killed, the next set-up waits until it has ended too.
    """
    said = []
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        pass_fds=[held],
    ) as step:
        assert step.stdout is not None
        for line in step.stdout:
            said.append(line)
            show(line)
    show("")
    if step.returncode:
        sys.stderr.writelines(said)
        sys.exit(CANNOT_START)


def show(line: str) -> None:
    """Put one line of a step in the place of the one before."""
    if sys.stderr.isatty():
        width = shutil.get_terminal_size().columns - 1
        print("\r\033[K" + line.strip()[:width], end="", flush=True, file=sys.stderr)


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nThe set-up was stopped; the next start does it again.", file=sys.stderr)
        sys.exit(INTERRUPTED)
