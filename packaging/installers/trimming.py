"""Makes the frozen folder smaller: symbols for debuggers, and what OpenCV and Qt bring unasked."""

import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from installers.icu_data import trim_icu

ELF = b"\x7fELF"

_NOT_CALLED = re.compile(r"lib(avcodec|avformat|avif|avutil|openblasp|swscale)-")
"""OpenCV is linked with these for films, AVIF pictures and products of large matrices; recognising
text needs none (it asks OpenBLAS from 25 rows on, and a page's corners are 8 equations).
"""

_BEHIND = re.compile(r"lib(aom|crypto|drm|gfortran|quadmath|ssl|swresample|vpx)-")
"""Needed by those only."""


def trim(content: Path) -> None:
    """Trim what lies in the folder beside the executable."""
    strip(content)
    for opencv in content.glob("cv2/cv2*.so"):
        replace_uncalled(opencv, content / "opencv_python_headless.libs")
    for library in content.glob("PySide6/Qt/lib/libicudata.so.*"):
        trim_icu(library)
    remove_dead_links(content)


def elf_files(folder: Path) -> Iterator[Path]:
    """Programs and libraries."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == ELF:
                    yield path


def strip(folder: Path) -> None:
    """Take the symbols away that nothing is linked by."""
    # What auditwheel has repaired (the .libs) may not survive it, and has none anyway.
    files = [str(file) for file in elf_files(folder) if not file.parent.name.endswith(".libs")]
    subprocess.run(["strip", "--strip-unneeded", *files], check=True)


def replace_uncalled(user: Path, libraries: Path) -> None:
    """Put libraries of the same name and symbols in the place of those that are never called.

    The loader wants the names. Whoever calls one of the functions ends there, as the process of a
    reader may.
    """
    for library in libraries.iterdir():
        if _BEHIND.match(library.name):
            library.unlink()
        elif _NOT_CALLED.match(library.name):
            make_hollow(library, _symbols(user, "--undefined-only"))


def make_hollow(library: Path, used: set[str]) -> None:
    """Make a library anew that has the symbols of `used` that it had, and nothing behind them."""
    versions: dict[str, list[str]] = defaultdict(list)
    for symbol in sorted(_symbols(library, "--defined-only") & used):
        name, _, version = symbol.partition("@")
        versions[version].append(name)
    with TemporaryDirectory() as folder:
        source, script = Path(folder, "hollow.c"), Path(folder, "hollow.map")
        names = [name for group in versions.values() for name in group]
        source.write_text("".join(f"void {name}(void) {{ __builtin_trap(); }}\n" for name in names))
        nodes = [f"{version} {{ {'; '.join(group)}; }};" for version, group in versions.items()]
        script.write_text("\n".join(nodes))
        command = ["gcc", "-shared", "-nostdlib", "-s", "-o", str(library), str(source)]
        command += [f"-Wl,-soname,{library.name}"]
        if any(versions):
            command += [f"-Wl,--version-script={script}"]
        subprocess.run(command, check=True)


def _symbols(library: Path, which: str) -> set[str]:
    """Dynamic symbols with their versions, `name@version`."""
    command = ["nm", "--dynamic", "--with-symbol-versions", which, str(library)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {line.split()[-1].replace("@@", "@") for line in lines.splitlines()}


def remove_dead_links(folder: Path) -> None:
    """Remove links to what is not there any more."""
    for path in folder.rglob("*"):
        if path.is_symlink() and not path.exists():
            path.unlink()
