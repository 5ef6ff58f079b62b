"""Backups of a library go by number and age, and what is removed is removed there, too."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from desktop.jobs import backups
from desktop.jobs.backups import KEPT_S, MOST, backup_path
from desktop.jobs.library import Library
from desktop.jobs.owner import Owner
from desktop.jobs.removing import remove
from desktop.settings import Settings
from tests.desktop.jobs.test_schema import VERSION_1
from worker.contract.paths import DataPaths


def a_backup(library: Path, version: int, age_s: float = 0.0) -> Path:
    file = backup_path(library, version)
    file.write_bytes(b"")
    made = time.time() - age_s
    os.utime(file, (made, made))
    return file


def an_old_library(paths: DataPaths) -> None:
    with closing(sqlite3.connect(paths.library)) as connection:
        connection.executescript(VERSION_1)
        connection.execute("INSERT INTO summaries VALUES ('aaaa', '{\"secret\": \"heron\"}')")
        connection.commit()


def test_the_newest_stay_for_three_months(tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite3"
    found = [a_backup(library, version) for version in (2, 9, 10, 11)]
    other = tmp_path / "library-version-mine.sqlite3"
    other.touch()
    backups.purge(library)
    assert MOST == 2
    assert [file.exists() for file in found] == [False, False, True, True]
    assert backups.backups(library) == [found[3], found[2]]
    a_backup(library, 11, age_s=KEPT_S + 3600)
    a_backup(library, 10, age_s=-365 * 24 * 3600)
    backups.purge(library)
    assert backups.backups(library) == [found[2]], "what the clock calls of tomorrow is not old"
    assert other.exists()


def test_an_owner_purges_them(paths: DataPaths) -> None:
    library = Library(paths.library)
    file = a_backup(paths.library, 1, age_s=KEPT_S + 3600)
    owner = Owner(paths, library, Settings())
    try:
        owner.tick()
        assert not file.exists()
    finally:
        owner.stop()
        library.close()


def test_what_is_removed_is_removed_from_them(paths: DataPaths) -> None:
    an_old_library(paths)
    library = Library(paths.library)
    backup = backup_path(paths.library, 1)
    assert b"heron" in backup.read_bytes()
    remove(paths, library, [job for job in library.jobs() if job.id == "aaaa"])
    assert b"heron" not in backup.read_bytes()
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT id FROM jobs").fetchall() == [("bbbb",)]
        assert connection.execute("SELECT * FROM summaries").fetchall() == []
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    library.close()


def test_one_that_cannot_be_changed_goes_as_a_whole(paths: DataPaths) -> None:
    an_old_library(paths)
    library = Library(paths.library)
    backup = backup_path(paths.library, 1)
    backup.write_bytes(backup.read_bytes()[:1000] + b"damaged")
    remove(paths, library, [job for job in library.jobs() if job.id == "aaaa"])
    assert not backup.exists()
    library.close()
