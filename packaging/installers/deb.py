"""A Debian package: the folder under /usr/lib, and what a desktop wants to know of a program."""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from installers.bill import LICENCES, SBOM
from installers.compression import xz
from installers.frozen import DIST, PACKAGING, ROOT, WORK, Frozen
from installers.icons import draw_all
from installers.libraries import packages_of, system_libraries
from installers.man_page import man_page
from installers.trimming import elf_files
from worker.contract.version import __version__

LINUX = PACKAGING / "linux"
PROGRAM = Path("usr/lib/sunto")
MAINTAINER = "The Sunto developers <developers@sunto.invalid>"

NICE_TO_HAVE = re.compile(r"libqgtk3|libcupsprintersupport|/wayland-|libqwayland")
"""Qt's plugins that are left out in silence where their libraries are not there."""

FONTS = "fonts-dejavu-core | fonts-noto-core | fonts-liberation | fonts-freefont-ttf"

CONTROL = """\
Package: sunto
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size_kib}
Depends: {depends}, {fonts}
Recommends: {recommends}
Section: text
Priority: optional
Description: summaries of PDFs, with the place of every claim
 Drop PDFs on its window: a worker on this computer reads every page, scanned
 ones too, and writes a summary whose every claim shows the page and the
 sentence that it rests on. Nothing leaves the computer.
 .
 It uses Ollama where that runs, and brings an engine of its own otherwise.
"""

COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Sunto
Comment: The libraries that the program brings along, and their licences, are in
 /usr/share/doc/sunto/{licences}.gz; the same as a bill of materials in {sbom}.gz.

Files: *
Copyright: 2026 The Sunto developers
License: Apache-2.0
 On Debian systems the text is in /usr/share/common-licenses/Apache-2.0.
"""


def build_deb(frozen: Frozen) -> Path:
    """Build the package; its path."""
    tree = WORK / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    fill(tree, frozen)
    _write_control(tree)
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            is_program = os.access(path, os.X_OK) and ".so" not in path.name
            path.chmod(0o755 if path.is_dir() or is_program else 0o644)
    package = DIST / f"{frozen.name}_{__version__}_{_architecture()}.deb"
    package.unlink(missing_ok=True)
    _pack(tree, package, is_model_inside=frozen.model is not None)
    shutil.rmtree(tree)
    return package


def _pack(tree: Path, package: Path, *, is_model_inside: bool) -> None:
    with TemporaryDirectory(dir=WORK) as place:
        folder = Path(place)
        plain = folder / "plain.deb"
        build = ["dpkg-deb", "--root-owner-group", "-Znone", "--build", str(tree), str(plain)]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["ar", "x", str(plain)], cwd=folder, check=True)
        members = ["debian-binary"]
        for name in ("control.tar", "data.tar"):
            xz(folder / name, folder / f"{name}.xz", is_model_inside=is_model_inside)
            members.append(f"{name}.xz")
        subprocess.run(["ar", "rcD", str(package), *members], cwd=folder, check=True)


def fill(tree: Path, frozen: Frozen) -> None:
    """Lay out the files of the system below `tree`."""
    frozen.copy_to(tree / PROGRAM)
    share = tree / "usr" / "share"
    day = built_on()
    draw_all(share / "icons" / "hicolor")
    for source, target in (
        ("sunto.desktop", "applications/sunto.desktop"),
        ("sunto.metainfo.xml", "metainfo/sunto.metainfo.xml"),
        ("lintian-overrides", "lintian/overrides/sunto"),
    ):
        place = share / target
        place.parent.mkdir(parents=True)
        text = (LINUX / source).read_text(encoding="utf-8")
        filled = text.replace("@VERSION@", __version__).replace("@DATE@", f"{day:%Y-%m-%d}")
        place.write_text(filled, encoding="utf-8")
    _add_compressed(share / "man" / "man1" / "sunto.1", man_page(day.date()))
    documents = share / "doc" / "sunto"
    for name in (LICENCES, SBOM):
        moved = tree / PROGRAM / name
        _add_compressed(documents / name, moved.read_text(encoding="utf-8"))
        moved.unlink()
    _add_compressed(documents / "changelog", _changelog(day))
    (documents / "copyright").write_text(COPYRIGHT.format(licences=LICENCES, sbom=SBOM))
    (tree / "usr" / "bin").mkdir()
    (tree / "usr" / "bin" / "sunto").symlink_to("../lib/sunto/sunto")


def built_on() -> datetime:
    """The time of the last commit: the same source makes the same package."""
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or said or "0"
    return datetime.fromtimestamp(int(seconds), UTC)


def _add_compressed(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    packed = gzip.compress(text.encode(), 9, mtime=0)
    place.with_name(place.name + ".gz").write_bytes(packed)


def _changelog(day: datetime) -> str:
    return (
        f"sunto ({__version__}) unstable; urgency=medium\n\n"
        f"  * What is new is told in CHANGELOG.md.\n\n"
        f" -- {MAINTAINER}  {format_datetime(day)}\n"
    )


def _write_control(tree: Path) -> None:
    files = list(elf_files(tree / PROGRAM))
    plugins = [file for file in files if NICE_TO_HAVE.search(str(file))]
    depends = packages_of(system_libraries(set(files) - set(plugins), files))
    nice = packages_of(system_libraries(plugins, files))
    recommends = [package for package in nice if package not in depends]
    size = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    control = CONTROL.format(
        version=__version__,
        architecture=_architecture(),
        maintainer=MAINTAINER,
        size_kib=size,
        depends=", ".join(depends),
        fonts=FONTS,
        recommends=", ".join(recommends),
    )
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(control)
    sums = [
        f"{_md5(path)}  {path.relative_to(tree)}\n"
        for path in sorted((tree / "usr").rglob("*"))
        if path.is_file() and not path.is_symlink()
    ]
    (tree / "DEBIAN" / "md5sums").write_text("".join(sums))


def _architecture() -> str:
    command = ["dpkg", "--print-architecture"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "md5").hexdigest()
