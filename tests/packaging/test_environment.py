"""The set-up behind packaging/run: real venvs and real pip, for a small project."""

import hashlib
import json
import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

MakeWheel = Callable[[Path, str, dict[str, bytes]], Path]

PACKAGING = Path(__file__).parents[2] / "packaging"
SYSTEM_PACKAGES = """\
libraries = {{ {libraries} }}
fonts = {{ folders = ["{home}"], package = "fonts" }}
test_commands = {{ }}
other_systems = {{ }}
"""
STAND_IN = """\
import importlib.metadata, json, os, sys
names = sorted(d.name for d in importlib.metadata.distributions() if d.name != "setuptools")
print(json.dumps({"argv": sys.argv[1:], "cwd": os.getcwd(), "installed": names,
    "fill": os.environ["SUNTO_MIRROR_FILL"], "mirror": os.environ.get("SUNTO_MODEL_MIRROR")}))
"""


class Project:
    """A clone whose program only tells how it was started."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "a clone"
        self.home = folder / "home"
        self.shelf = folder / "shelf"
        self.packaging = self.root / "packaging"
        self.installed = self.root / ".venv" / "installed"
        self.home.mkdir()
        (self.root / "desktop").mkdir(parents=True)
        (self.root / "desktop" / "__main__.py").write_text(STAND_IN)
        shutil.copytree(PACKAGING, self.packaging, ignore=shutil.ignore_patterns("__pycache__"))
        (self.home / "a.ttf").touch()
        self.need_libraries()

    def lock(self, *names: str, hashed: bytes = b"") -> None:
        text = ""
        for name in names:
            wheel = self.shelf / f"{name}-1.0-py3-none-any.whl"
            sha256 = hashlib.sha256(hashed or wheel.read_bytes()).hexdigest()
            text += f"{name}==1.0 --hash=sha256:{sha256}\n"
        (self.packaging / "requirements.lock").write_text(text)

    def need_libraries(self, libraries: str = "") -> None:
        table = SYSTEM_PACKAGES.format(libraries=libraries, home=self.home)
        (self.packaging / "system_packages.toml").write_text(table)

    def start(self, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [self.packaging / "run", *arguments],
            cwd=self.home,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(self.home),
                "PIP_NO_INDEX": "1",
                "PIP_FIND_LINKS": str(self.shelf),
                **environment,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str, **environment: str) -> tuple[dict[str, Any], str]:
        process = self.start(*arguments, **environment)
        stdout, stderr = process.communicate()
        assert process.returncode == 0, stderr
        return json.loads(stdout), stderr


@pytest.fixture(scope="module")
def first_start(
    tmp_path_factory: pytest.TempPathFactory, make_wheel: MakeWheel
) -> tuple[Project, dict[str, Any], str]:
    """One project for all tests, because a venv takes seconds; each leaves it able to start."""
    folder = tmp_path_factory.mktemp("environment")
    make_wheel(folder / "shelf", "one", {"one.py": b""})
    make_wheel(folder / "shelf", "two", {"two.py": b""})
    project = Project(folder)
    project.lock("one")
    return project, *project.run("a paper.pdf", "--json")


@pytest.fixture
def project(first_start: tuple[Project, dict[str, Any], str]) -> Project:
    """The project, set up."""
    return first_start[0]


def test_the_first_start_sets_up_and_hands_its_arguments_on(
    first_start: tuple[Project, dict[str, Any], str],
) -> None:
    project, told, stderr = first_start
    assert "Setting up" in stderr
    assert told["argv"] == ["a paper.pdf", "--json"]
    assert told["cwd"] == str(project.home)
    assert told["installed"] == ["one", "pip"]


def test_a_second_start_sets_nothing_up(project: Project) -> None:
    before = project.installed.stat().st_mtime_ns

    assert project.run()[1] == ""
    assert project.installed.stat().st_mtime_ns == before


def test_a_filled_mirror_is_handed_on_unless_the_person_named_one(project: Project) -> None:
    told, _ = project.run()
    assert told["mirror"] is None
    subprocess.run([*shlex.split(told["fill"]), "--list"], check=True)

    mirror = project.home / ".cache" / "sunto-mirror"
    mirror.mkdir(parents=True)
    (mirror / "small.gguf").touch()
    assert project.run()[0]["mirror"] == str(mirror)
    assert project.run(SUNTO_MODEL_MIRROR="/elsewhere")[0]["mirror"] == "/elsewhere"


def test_a_missing_library_is_installed_or_the_command_for_it_told(
    project: Project, tmp_path: Path
) -> None:
    apt_get = tmp_path / "apt-get"
    apt_get.write_text('#!/bin/sh\necho "$@" >>"$HOME/asked"\nexit 100\n')
    apt_get.chmod(0o755)
    path = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    command = "sudo apt-get install libnowhere1"

    project.need_libraries('"libsunto-nowhere.so.1" = "libnowhere1"')
    assert command in project.run(**path)[1]
    assert (project.home / "asked").exists() == (os.geteuid() == 0)
    assert project.run(**path)[1] == ""

    # At a screen the window would not open: it is told until it is there.
    project.need_libraries('"libsunto-elsewhere.so.1" = "libnowhere1"')
    assert command in project.run(DISPLAY=":77", **path)[1]
    assert command in project.run(DISPLAY=":77", **path)[1]
    project.need_libraries('"libc.so.6" = "libc6"')
    assert project.run(DISPLAY=":77", **path)[1] == ""


def test_a_wrong_hash_does_not_start_and_the_next_try_begins_from_nothing(project: Project) -> None:
    stranger = project.root / ".venv" / "stranger"
    stranger.touch()
    project.lock("two", hashed=b"something else")
    process = project.start()
    stdout, stderr = process.communicate()
    assert (process.returncode, stdout) == (3, "")
    assert "DO NOT MATCH THE HASHES" in stderr

    project.lock("one")
    assert project.run()[0]["installed"] == ["one", "pip"]
    assert not stranger.exists()


def test_a_new_lock_is_installed_on_top(project: Project) -> None:
    stranger = project.root / ".venv" / "stranger"
    stranger.touch()
    project.lock("one", "two")

    told, stderr = project.run()
    assert told["installed"] == ["one", "pip", "two"]
    assert "Setting up" in stderr
    assert stranger.exists()


def test_after_a_killed_set_up_two_starts_at_once_share_the_next(project: Project) -> None:
    # The Python it was made with has gone: everything from nothing.
    (project.installed / "python").write_text("/usr/bin/python-that-was")
    process = project.start()
    assert process.stderr is not None
    assert "Setting up" in process.stderr.readline()
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()

    both = [project.start(), project.start()]
    said = [process.communicate() for process in both]
    assert [json.loads(stdout)["installed"] for stdout, _ in said] == [["one", "pip", "two"]] * 2
    assert sorted(stderr.count("Setting up") for _, stderr in said) == [0, 1]
    assert sum("waiting" in stderr for _, stderr in said) == 1
