"""The tables of the library, its version, and what opening one must check."""

import sqlite3
from pathlib import Path

from worker.contract.errors import CannotStart

APPLICATION_ID = 0x53554E54
"""'SUNT', in the file's header: tells a library from any other SQLite file."""

SCHEMA_VERSION = 1

BUSY_TIMEOUT_S = 10.0
"""Several processes write; each transaction takes milliseconds."""

TABLES = """
CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    batch TEXT NOT NULL,
    file BLOB NOT NULL,             -- bytes: a file name need not be text
    title TEXT NOT NULL,
    options TEXT NOT NULL,          -- SummaryOptions as JSON
    position REAL NOT NULL,
    added_at REAL NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    stage TEXT,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    points INTEGER NOT NULL,
    eta_s REAL,
    sha256 TEXT,
    size_bytes INTEGER,
    pages INTEGER,
    attempt INTEGER NOT NULL,
    strikes INTEGER NOT NULL,
    email TEXT,
    redo_of TEXT,
    error TEXT,                     -- {"code", "params"} as JSON
    started_at REAL,
    finished_at REAL,
    unread INTEGER NOT NULL,
    seq INTEGER NOT NULL
) STRICT;
CREATE INDEX jobs_by_seq ON jobs (seq);
CREATE INDEX jobs_by_state ON jobs (state, position);
CREATE INDEX jobs_by_document ON jobs (sha256);
CREATE TABLE summaries (
    job_id TEXT PRIMARY KEY REFERENCES jobs ON DELETE CASCADE,
    json TEXT NOT NULL
) STRICT;
CREATE TABLE attempts (             -- dispatched and not yet harvested
    id TEXT PRIMARY KEY,
    job_id TEXT NOT NULL,           -- no reference: an attempt outlives a removed job
    queue TEXT NOT NULL,
    wish TEXT NOT NULL
) STRICT;
CREATE TABLE removals (
    seq INTEGER PRIMARY KEY,
    job_id TEXT NOT NULL,
    duplicate_of TEXT
) STRICT;
CREATE TABLE flags (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""


def connect(path: Path) -> sqlite3.Connection:
    """Open the library, making its tables if it is new.

    Raises:
        CannotStart: it is not a library, or a newer Sunto wrote it; nothing was changed.
    """
    connection = sqlite3.connect(
        # `Database` gives each thread its own; only closing crosses threads.
        path,
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _prepare(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise CannotStart(f"{path} cannot be opened as Sunto's library: {error}") from error
    except CannotStart:
        connection.close()
        raise
    connection.row_factory = sqlite3.Row
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    _check_version(connection, path)
    # In WAL readers never wait. FULL: a job that was shown must outlive a power cut.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # What is removed must be gone from the file, not only from its tables.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _pragma(connection, "user_version") == 0:
            _create(connection)
    finally:
        connection.execute("COMMIT")


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    version = _pragma(connection, "user_version")
    application = _pragma(connection, "application_id")
    if version > SCHEMA_VERSION:
        raise CannotStart(
            f"{path} was written by a newer version of Sunto. "
            "Nothing was changed; start the newer version."
        )
    if application not in (0, APPLICATION_ID):
        raise CannotStart(f"{path} belongs to another program. Nothing was changed.")


def _create(connection: sqlite3.Connection) -> None:
    for statement in TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
