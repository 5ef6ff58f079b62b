"""Tiny wheels for pip to find in a folder; and what is needed to try an installer, made once."""

import os
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.packaging.clean_root import CleanRoot
from worker.contract.version import __version__

REPO = Path(__file__).parents[2]
DIST = REPO / "dist"


@pytest.fixture(scope="session")
def make_wheel() -> Callable[[Path, str, dict[str, bytes]], Path]:
    """Put a wheel of some files, version 1.0, into a folder."""

    def make(folder: Path, name: str, files: dict[str, bytes]) -> Path:
        info = f"{name}-1.0.dist-info"
        files = files | {
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode(),
            f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in files).encode()
        folder.mkdir(exist_ok=True)
        wheel = folder / f"{name}-1.0-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            for path, content in files.items():
                archive.writestr(path, content)
        return wheel

    return make


@pytest.fixture(scope="session")
def build() -> Callable[..., Path]:
    """Have `packaging/build` make one file, and print what it says: path, size and time.

    SUNTO_TEST_BUILT names a folder: what was built before and lies there is tried as it is.
    """
    before = os.environ.get("SUNTO_TEST_BUILT")

    def make(pattern: str, *arguments: str | Path) -> Path:
        if not before:
            command = [REPO / "packaging" / "build", *arguments]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            print(done.stdout)
        (built,) = Path(before or DIST).glob(pattern.format(version=__version__))
        return built

    return make


@pytest.fixture(scope="session")
def deb(build: Callable[..., Path]) -> Path:
    """The Debian package, and the archive with it: the program is frozen once for both."""
    return build("sunto_{version}_*.deb", "deb", "tarball")


@pytest.fixture(scope="session")
def tarball(deb: Path) -> Path:
    (built,) = deb.parent.glob(f"sunto-{__version__}-linux-*.tar.xz")
    return built


@pytest.fixture(scope="session")
def deb_with_model(deb: Path, small_model: Path, build: Callable[..., Path]) -> Path:
    """A package with a model inside; not the one that is for people, but a small one."""
    pattern = "sunto-with-model_{version}_*.deb"
    return build(pattern, "deb", "--again", "--with-model", small_model)


@pytest.fixture(scope="session")
def bare_root() -> Iterator[CleanRoot]:
    """A Debian with nothing in it, to be copied."""
    with a_root_folder() as folder:
        yield CleanRoot.make(Path(folder))


@pytest.fixture(scope="module")
def root(bare_root: CleanRoot) -> Iterator[CleanRoot]:
    """One of this module's own."""
    with a_root_folder() as folder:
        yield bare_root.copy(Path(folder))


def a_root_folder() -> TemporaryDirectory[str]:
    """Not under /tmp, which is the root's own one in there."""
    return TemporaryDirectory(prefix="sunto-root-", dir="/var/tmp")
