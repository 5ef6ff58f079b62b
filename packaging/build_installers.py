"""What `packaging/build` does: builds what is named, and prints the path and size of each.

packaging/build                     the folder that runs without Python
packaging/build deb tarball wheel   for Debian and Ubuntu; for every Linux; where a Python is
packaging/build deb --with-model F  with a model inside, for machines without internet
packaging/build tarball --again     packs the folder that was built last, as it is
"""

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from system_packages import MissingPackages

FORMS = ("folder", "deb", "tarball", "wheel")
NO_APPIMAGE = "there is no AppImage; the tarball runs on the same desktops, without FUSE"


def main(arguments: list[str]) -> int:
    """Build; the exit code."""
    parser = argparse.ArgumentParser(
        prog="packaging/build",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("forms", nargs="*", metavar="FORM", help=", ".join(FORMS))
    parser.add_argument("--with-model", type=Path, metavar="FILE", help="a GGUF file")
    parser.add_argument("--again", action="store_true", help="pack the folder that is there")
    given = parser.parse_args(arguments)
    forms = given.forms or ["folder"]
    if "appimage" in forms:
        parser.error(NO_APPIMAGE)
    if unknown := set(forms) - set(FORMS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are: {', '.join(FORMS)}")
    missing = MissingPackages.find("build_commands")
    missing.install_or_explain()
    if missing.packages:
        return 3
    # Only now: what they import may have been missing.
    from installers.deb import build_deb
    from installers.frozen import Frozen, built_before, freeze
    from installers.tarball import build_tarball
    from installers.wheel import build_wheel

    makers: dict[str, Callable[[Frozen], Path]] = {
        "folder": Frozen.unpacked,
        "deb": build_deb,
        "tarball": build_tarball,
    }
    if "wheel" in forms:
        tell("wheel", build_wheel)
    if wanted := [form for form in forms if form != "wheel"]:
        frozen = (built_before if given.again else freeze)(given.with_model)
        for form in wanted:
            tell(form, partial(makers[form], frozen))
    return 0


def tell(form: str, make: Callable[[], Path]) -> None:
    """Build one form; print its path, its size and how long it took."""
    started = time.monotonic()
    made = make()
    took_s = time.monotonic() - started
    print(f"{form}: {made}  {size(made) / 1e6:.1f} MB  ({took_s:.0f} s)", flush=True)


def size(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.lstat().st_size for file in files if not file.is_dir())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
