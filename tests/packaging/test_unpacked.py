"""The archive as a person gets it: unpacked in a Debian with a desktop's libraries, used, removed.

Takes minutes; `packaging/test installers` runs it.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.packaging.clean_root import CleanRoot
from tests.packaging.from_source import numbers_of_the_window, run_the_tests_of_the_source
from worker.contract.version import __version__

pytestmark = [
    pytest.mark.installer,
    pytest.mark.timeout(2400),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can make another root"),
]

COMMAND = "/root/.local/bin/sunto"
MENU = "root/.local/share/applications/sunto.desktop"


@pytest.fixture(scope="module")
def unpacked(root: CleanRoot, deb: Path, tarball: Path) -> CleanRoot:
    """A root with what every desktop has: those packages that the .deb says it needs."""
    asked = subprocess.run(
        ["dpkg-deb", "--field", deb, "Depends"], check=True, capture_output=True, text=True
    ).stdout
    first = [each.split("|")[0].strip() for each in asked.split(",")]
    names = [re.sub(r"\s*\(.*\)", "", each) for each in first]
    root.run("apt-get", "install", "--yes", "--no-install-recommends", "xz-utils", *names)
    inside = root.folder / "var" / "cache" / tarball.name
    shutil.copyfile(tarball, inside)
    root.run("tar", "--extract", "--file", f"/var/cache/{tarball.name}", "--directory", "/opt")
    inside.unlink()
    print(f"{tarball.name}: {tarball.stat().st_size / 1e6:.1f} MB")
    return root


@pytest.fixture(scope="module")
def folder(unpacked: CleanRoot) -> Path:
    """Where it lies, as a path in there."""
    (found,) = (unpacked.folder / "opt").iterdir()
    return Path("/opt", found.name)


@pytest.fixture(scope="module")
def before(unpacked: CleanRoot) -> set[Path]:
    return unpacked.files()


@pytest.fixture(scope="module")
def installed(unpacked: CleanRoot, folder: Path, before: set[Path]) -> CleanRoot:
    unpacked.run(folder / "install")
    return unpacked


def test_install_puts_it_into_the_menu_and_onto_the_command_line(
    installed: CleanRoot, folder: Path
) -> None:
    assert not list(installed.folder.glob("usr/bin/python*"))
    assert __version__ in installed.run(COMMAND, "--version").stdout
    subprocess.run(["desktop-file-validate", installed.folder / MENU], check=True)
    assert f'Exec="{folder}/sunto" %F' in (installed.folder / MENU).read_text()
    icons = installed.folder / "root" / ".local" / "share" / "icons" / "hicolor"
    assert (icons / "48x48" / "apps" / "sunto.png").is_file()


@pytest.mark.desktop
def test_it_does_in_there_what_it_does_from_source(installed: CleanRoot) -> None:
    run_the_tests_of_the_source(installed, COMMAND)


@pytest.mark.desktop
def test_the_window_is_there_soon(installed: CleanRoot) -> None:
    numbers_of_the_window(installed, COMMAND)


def test_removing_it_leaves_only_what_is_the_persons(
    installed: CleanRoot, folder: Path, before: set[Path]
) -> None:
    installed.run(COMMAND, "jobs")
    installed.run(folder / "install", "--remove")
    shutil.rmtree(installed.folder / folder.relative_to("/"))
    left = {path for path in installed.files() - before if "sunto" in str(path).casefold()}
    home = Path("/root/.local/share/sunto")
    assert home / "library.sqlite3" in left
    assert [path for path in left if home not in path.parents] == []
