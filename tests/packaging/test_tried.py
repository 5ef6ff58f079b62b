"""CI knows by a record in the clone alone whether the installers have to be tried again."""

import subprocess
from importlib import import_module
from pathlib import Path
from typing import Protocol

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"


class Record(Protocol):
    """packaging/tried.py's Tried."""

    root: Path
    is_recorded: bool

    def is_current(self) -> bool: ...
    def write(self) -> None: ...


@pytest.fixture
def tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Record:
    """The record of a clone with one commit, in which all was tried."""
    monkeypatch.syspath_prepend(PACKAGING)
    (tmp_path / "packaging" / "installers").mkdir(parents=True)
    (tmp_path / "packaging" / "requirements.lock").write_text("a==1\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (tmp_path / "README.md").write_text("Sunto\n")
    (tmp_path / ".gitignore").write_text("__pycache__/\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    found: Record = import_module("tried").Tried(tmp_path)
    assert not found.is_recorded
    assert not found.is_current()
    found.write()
    git(tmp_path, "add", ".")
    return found


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def test_it_is_current_in_a_clone_until_what_goes_in_changes(tried: Record, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    git(tried.root, *who, "commit", "--quiet", "--message", "All")
    git(tmp_path, "clone", "--quiet", str(tried.root), str(clone))
    there = type(tried)(clone)
    assert there.is_current()
    (clone / "README.md").write_text("Sunto!\n")
    cache = clone / "packaging" / "__pycache__"
    cache.mkdir()
    (cache / "a.pyc").touch()
    assert there.is_current()
    (clone / "packaging" / "requirements.lock").write_text("a==2\n")
    assert not there.is_current()


@pytest.mark.parametrize("name", ["pyproject.toml", "packaging/new.py"])
def test_what_is_not_committed_yet_counts(tried: Record, name: str) -> None:
    (tried.root / name).write_text("changed\n")
    assert not tried.is_current()


def test_a_file_that_is_taken_away_counts(tried: Record) -> None:
    (tried.root / "packaging" / "requirements.lock").unlink()
    assert not tried.is_current()
