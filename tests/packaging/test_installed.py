"""The Debian package as a person gets it: built, installed into a clean Debian, used, removed.

Takes minutes; `packaging/test installers` runs it.
"""

import json
import os
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

MOST_MB = 130


@pytest.fixture(scope="module")
def before(root: CleanRoot) -> set[Path]:
    return root.files()


@pytest.fixture(scope="module")
def installed(root: CleanRoot, deb: Path, before: set[Path]) -> CleanRoot:
    """The root with the package in it."""
    root.install(deb)
    return root


def test_it_stays_within_its_prefix_and_is_small(deb: Path) -> None:
    size_mb = deb.stat().st_size / 1e6
    print(f"{deb.name}: {size_mb:.1f} MB; at most {MOST_MB}")
    assert size_mb <= MOST_MB
    listed = subprocess.run(["dpkg-deb", "--contents", deb], capture_output=True, check=True)
    places = [line.split()[5] for line in listed.stdout.decode().splitlines()]
    assert all(place.startswith("./usr/") for place in places if place != "./")


def test_lintian_finds_no_error(deb: Path) -> None:
    command = ["lintian", "--fail-on", "error", "--tag-display-limit", "0", "--allow-root", deb]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr


def test_its_desktop_files_are_valid(installed: CleanRoot) -> None:
    share = installed.folder / "usr" / "share"
    metainfo = share / "metainfo" / "sunto.metainfo.xml"
    subprocess.run(["appstreamcli", "validate", "--no-net", metainfo], check=True)
    entry = share / "applications" / "sunto.desktop"
    subprocess.run(["desktop-file-validate", entry], check=True)
    sizes = {path.parent.parent.name for path in share.glob("icons/hicolor/*/apps/sunto.*")}
    assert {"16x16", "48x48", "256x256", "scalable"} <= sizes


def test_no_python_is_there_and_every_part_starts(installed: CleanRoot) -> None:
    assert not list(installed.folder.glob("usr/bin/python*"))
    assert __version__ in installed.run("sunto", "--version").stdout
    told = json.loads(installed.run("sunto", "doctor", "--json", SUNTO_ENGINE="builtin").stdout)
    states = {check["name"]: check["finding"] for check in told["checks"]}
    assert states["broker"] == states["worker"] == "found", told


def test_the_built_in_engine_summarises(installed: CleanRoot, small_model: Path) -> None:
    shutil.copyfile(small_model, installed.folder / "tmp" / small_model.name)
    sample = "/usr/lib/sunto/_internal/resources/sample.pdf"
    environment = {"SUNTO_ENGINE": "builtin", "SUNTO_MODEL": f"/tmp/{small_model.name}"}
    done = installed.run("sunto", "add", sample, "--wait", "--json", timeout_s=1500, **environment)
    (job,) = json.loads(done.stdout)["jobs"]
    assert job["summary"]["engine"]["kind"] == "builtin"
    assert job["summary"]["points"]


@pytest.mark.desktop
def test_it_does_in_there_what_it_does_from_source(installed: CleanRoot) -> None:
    run_the_tests_of_the_source(installed, "sunto")


@pytest.mark.desktop
def test_the_window_is_there_soon(installed: CleanRoot) -> None:
    numbers_of_the_window(installed, "sunto")


def test_removing_it_leaves_only_what_is_the_persons(
    installed: CleanRoot, before: set[Path]
) -> None:
    installed.run("sunto", "jobs")
    installed.run("apt-get", "purge", "--yes", "sunto")
    installed.run("apt-get", "autoremove", "--purge", "--yes")
    left = {path for path in installed.files() - before if "sunto" in str(path).casefold()}
    home = Path("/root/.local/share/sunto")
    assert home / "library.sqlite3" in left
    assert [path for path in left if home not in path.parents] == []
