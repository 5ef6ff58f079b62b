"""A library of another version: a newer one is refused and left alone, an older one goes on."""

import hashlib
import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from desktop.jobs.backups import backups
from desktop.jobs.library import Library
from desktop.jobs.schema import SCHEMA_VERSION
from tests.desktop.jobs.test_schema import VERSION_1
from tests.fakes.ollama_server import FakeOllama
from tests.pdf_files import a_paper
from tests.program import SUNTO
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

COMMANDS = ["", "jobs", "wait", "add --wait", "cancel aaaa", "doctor"]
"""The first is the window."""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_newer_library_is_refused_with_a_reason_and_not_changed(
    paths: DataPaths, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    _newer(paths)
    files = [str(a_paper(tmp_path))] if command.startswith("add") else []
    before = _contents(paths)
    said = subprocess.run(
        [*SUNTO, *command.split(), *files], capture_output=True, text=True, timeout=60, check=False
    )
    told = said.stdout + said.stderr
    assert "was written by a newer version of Sunto" in told
    assert "Traceback" not in told
    if command != "doctor":
        assert said.returncode == 3
    assert _contents(paths) == before


def test_the_jobs_of_an_older_library_are_done_and_it_is_kept(
    paths: DataPaths, engine: FakeOllama, tmp_path: Path
) -> None:
    paper = a_paper(tmp_path)
    with closing(sqlite3.connect(paths.library)) as connection:
        connection.executescript(VERSION_1)
        connection.execute(
            "UPDATE jobs SET file = ?, sha256 = NULL, email = NULL WHERE id = 'bbbb'",
            (os.fsencode(paper),),
        )
        connection.commit()
    done = subprocess.run([*SUNTO, "wait"], capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    library = Library(paths.library)
    assert [job.state for job in library.jobs()] == [JobState.DONE] * 2
    assert library.summary("bbbb") is not None
    library.close()
    assert len(backups(paths.library)) == 1


def _newer(paths: DataPaths) -> None:
    Library(paths.library).close()
    with closing(sqlite3.connect(paths.library)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def _contents(paths: DataPaths) -> dict[str, str]:
    """Everything there is but logs, by its bytes."""
    return {
        str(file): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in paths.root.rglob("*")
        if file.is_file() and paths.logs not in file.parents
    }
