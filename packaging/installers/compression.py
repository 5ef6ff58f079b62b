"""How an installer's archive is packed: xz as small as it gets, read by every tar and dpkg.

xz has a filter for x86 code, which makes a program that is mostly libraries smaller; dpkg-deb packs
without it, and unpacks what was packed with it.
"""

import platform
import subprocess
from pathlib import Path

_HARD = "--lzma2=preset=9"
_QUICK = "--lzma2=preset=1"


def xz(source: Path, target: Path, *, is_model_inside: bool = False) -> None:
    """Pack a file; quickly if most of it is a model, which does not become smaller.

    Unpacking takes 65 MB of memory.
    """
    chain = [_QUICK if is_model_inside else _HARD]
    if platform.machine() == "x86_64":
        chain.insert(0, "--x86")
    with source.open("rb") as plain, target.open("wb") as packed:
        subprocess.run(
            ["xz", "--stdout", "--threads=2", *chain], stdin=plain, stdout=packed, check=True
        )
