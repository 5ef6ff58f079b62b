"""A library of an older version becomes one of ours, and is kept as it was beside it."""

import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from desktop.jobs import schema
from desktop.jobs.backups import backup_path
from desktop.jobs.library import Library
from worker.contract.states import JobState

VERSION_1 = """
CREATE TABLE jobs (
    id TEXT PRIMARY KEY, batch TEXT NOT NULL, file BLOB NOT NULL, title TEXT NOT NULL,
    options TEXT NOT NULL, position REAL NOT NULL, added_at REAL NOT NULL, state TEXT NOT NULL,
    reason TEXT, stage TEXT, done INTEGER NOT NULL, total INTEGER NOT NULL,
    points INTEGER NOT NULL, eta_s REAL, sha256 TEXT, size_bytes INTEGER, pages INTEGER,
    attempt INTEGER NOT NULL, strikes INTEGER NOT NULL, email TEXT, redo_of TEXT, error TEXT,
    started_at REAL, finished_at REAL, unread INTEGER NOT NULL, seq INTEGER NOT NULL
) STRICT;
CREATE INDEX jobs_by_seq ON jobs (seq);
CREATE INDEX jobs_by_state ON jobs (state, position);
CREATE INDEX jobs_by_document ON jobs (sha256);
CREATE TABLE summaries (
    job_id TEXT PRIMARY KEY REFERENCES jobs ON DELETE CASCADE, json TEXT NOT NULL
) STRICT;
CREATE TABLE attempts (
    id TEXT PRIMARY KEY, job_id TEXT NOT NULL, queue TEXT NOT NULL, wish TEXT NOT NULL
) STRICT;
CREATE TABLE removals (seq INTEGER PRIMARY KEY, job_id TEXT NOT NULL, duplicate_of TEXT) STRICT;
CREATE TABLE flags (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT INTO flags VALUES ('seq', '2');
INSERT INTO jobs VALUES ('aaaa', 'b', X'2F78', 't', '{}', 1, 1, 'done', NULL, NULL, 1, 1, 1, NULL,
    'f', 1, 1, 1, 0, 'ada@example.org', NULL, NULL, 1, 2, 1, 1);
INSERT INTO jobs VALUES ('bbbb', 'b', X'2F79', 't', '{}', 2, 1, 'waiting', 'turn', NULL, 0, 0, 0,
    NULL, 'g', 1, 1, 1, 0, 'ada@example.org', NULL, NULL, NULL, NULL, 0, 2);
PRAGMA user_version = 1;
PRAGMA application_id = 1398099540;
PRAGMA journal_mode = WAL;
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "library.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(VERSION_1)
    return path


def test_the_jobs_of_version_1_are_there_and_only_those_to_come_are_mailed(old: Path) -> None:
    library = Library(old)
    done, waiting = library.jobs()
    assert (done.id, done.state, done.email) == ("aaaa", JobState.DONE, None)
    assert (waiting.id, waiting.email, waiting.mail) == ("bbbb", "ada@example.org", None)
    assert library.outbox.all() == []
    library.close()


def test_what_was_there_is_kept_beside_it(old: Path) -> None:
    Library(old).close()
    backup = backup_path(old, 1)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute(
            "SELECT count(*) FROM jobs WHERE email IS NOT NULL"
        ).fetchone() == (2,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    before = backup.stat().st_mtime_ns
    Library(old).close()
    assert backup.stat().st_mtime_ns == before, "it is made once"


def test_several_who_open_it_at_once_change_it_once(old: Path) -> None:
    barrier, failures = threading.Barrier(4), []

    def open_it() -> None:
        barrier.wait()
        try:
            Library(old).close()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.SCHEMA_VERSION,)


def test_a_migrated_library_has_the_tables_of_a_new_one(old: Path, tmp_path: Path) -> None:
    Library(old).close()
    Library(tmp_path / "new.sqlite3").close()

    def shape(path: Path) -> dict[str, set[str]]:
        with closing(sqlite3.connect(path)) as connection:
            tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            found = {
                name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
                for (name,) in tables.fetchall()
            }
            indexes = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'index'")
            return {**found, "indexes": {name for (name,) in indexes}}

    assert shape(old) == shape(tmp_path / "new.sqlite3")


def test_a_migration_that_breaks_changes_nothing(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = {2: schema.TO_VERSION[2] + ";\nCREATE NONSENSE"}
    monkeypatch.setattr(schema, "TO_VERSION", broken)
    with pytest.raises(Exception, match="NONSENSE"):
        Library(old)
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert "mail" not in {row[1] for row in connection.execute("PRAGMA table_info(jobs)")}
