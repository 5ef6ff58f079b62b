"""The packages Sunto needs from the system: which are missing, and how they come."""

import ctypes
import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from importlib import invalidate_caches
from importlib.util import find_spec
from pathlib import Path

TABLE = Path(__file__).with_name("system_packages.toml")
APT = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]


@dataclass
class MissingPackages:
    """Debian's names of what is missing, and the whole line to type on systems without apt-get."""

    packages: list[str]
    other_command: str

    @classmethod
    def find(cls, *commands: str) -> "MissingPackages":
        """Look at this system; `commands` are tables of commands that are wanted besides.

        Only Linux leaves Qt's libraries to the system.
        """
        if sys.platform != "linux":
            return cls([], "")
        table = tomllib.loads(TABLE.read_text())
        packages = missing_venv() + missing_libraries(table["libraries"])
        packages += missing_fonts(**table["fonts"])
        for name in commands:
            packages += missing_commands(table[name])
        others = (line for tool, line in table["other_systems"].items() if shutil.which(tool))
        return cls(packages, next(others, ""))

    def install_or_explain(self) -> None:
        """Install what is missing where we may; otherwise print the one command that does."""
        if self.packages and shutil.which("apt-get") and os.geteuid() == 0:
            self._install()
        if self.packages:
            print(self._explanation(), file=sys.stderr)

    def can_make_venv(self) -> bool:
        """Is the part of Python that makes virtual environments there? Debian packs it apart."""
        return not missing_venv()

    def _install(self) -> None:
        print("Installing system packages:", *self.packages, file=sys.stderr)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for step in ["update"], ["install", "--yes", "--no-install-recommends", *self.packages]:
            # A failed update may still leave lists good enough to install from.
            command = [*APT, *step]
            done = subprocess.run(command, stdout=subprocess.DEVNULL, env=environment, check=False)
        if done.returncode == 0:
            self.packages = []

    def _explanation(self) -> str:
        names = " ".join(self.packages)
        command = f"sudo apt-get install {names}" if shutil.which("apt-get") else self.other_command
        if not command:
            return f"Sunto needs packages of the system; these are Debian's names: {names}"
        return f"Sunto needs packages of the system. Run this and start again:\n  {command}"


def missing_venv() -> list[str]:
    """Name Debian's package of ensurepip if this Python came without it."""
    invalidate_caches()  # It may have come since we started.
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return [] if find_spec("ensurepip") else [f"python{version}-venv"]


def missing_libraries(libraries: dict[str, str]) -> list[str]:
    """Name the packages of those libraries that the linker does not find."""
    return [package for library, package in libraries.items() if not can_load(library)]


def can_load(library: str) -> bool:
    """Does the linker find this library?"""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_commands(commands: dict[str, str]) -> list[str]:
    """Name the packages of those commands that are not on PATH."""
    return [package for command, package in commands.items() if not shutil.which(command)]


def missing_fonts(folders: list[str], package: str) -> list[str]:
    """Name the package of a font if there is none at all."""
    files = (file for folder in folders for file in Path(folder).expanduser().glob("**/*.[to]tf"))
    return [] if any(files) else [package]
