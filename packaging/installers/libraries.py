"""What the folder's programs and libraries need of the system: which packages, how new a libc."""

import re
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

OLDEST_GLIBC = (2, 35)
"""Ubuntu 22.04's; Debian 12 has 2.36."""

_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
_GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)")
_LOADER = re.compile(r"ld-linux")


class TooNew(Exception):
    """The folder was built on a system that is too new for the oldest one it must run on."""


def system_libraries(files: Iterable[Path], inside: Iterable[Path]) -> set[str]:
    """Names of the libraries that `files` are linked with and the folder does not bring."""
    brought = {file.name for file in inside}
    needed = set(_NEEDED.findall(_objdump("--private-headers", files)))
    return {name for name in needed - brought if not _LOADER.match(name)}


def packages_of(libraries: Iterable[str]) -> list[str]:
    """Debian's packages of these libraries, as a package depends on them."""
    patterns = [f"*/{name}" for name in sorted(libraries)]
    command = ["dpkg-query", "--search", *patterns]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    owners: dict[str, str] = {}
    for line in done.stdout.splitlines():
        owner, _, path = line.partition(": ")
        owners.setdefault(Path(path).name, owner.partition(":")[0])
    if unknown := set(libraries) - owners.keys():
        raise LookupError(f"no package here has {', '.join(sorted(unknown))}")
    at_least = {"libc6": ".".join(map(str, OLDEST_GLIBC)), "libstdc++6": "11"}
    names = sorted(set(owners.values()))
    return [f"{name} (>= {at_least[name]})" if name in at_least else name for name in names]


def require_old_enough(files: Sequence[Path]) -> None:
    """Check that everything runs with the oldest libc that we promise.

    Raises:
        TooNew
    """
    for file in files:
        found = _GLIBC.findall(_objdump("--dynamic-syms", [file]))
        newest = max(((int(major), int(minor)) for major, minor in found), default=(0, 0))
        if newest > OLDEST_GLIBC:
            wanted = ".".join(map(str, newest))
            raise TooNew(f"{file} needs glibc {wanted}; build on Debian 12 or Ubuntu 22.04")


def _objdump(what: str, files: Iterable[Path]) -> str:
    command = ["objdump", what, *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
