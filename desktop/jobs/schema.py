"""The tables of the library, its version, and what opening one must check."""

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop.jobs.backups import backup_path
from worker.contract.errors import CannotStart
from worker.contract.folders import sync_folder

APPLICATION_ID = 0x53554E54
"""'SUNT', in the file's header: tells a library from any other SQLite file."""

SCHEMA_VERSION = 3

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
    tokens INTEGER,
    pictures INTEGER NOT NULL DEFAULT 0,
    attempt INTEGER NOT NULL,
    strikes INTEGER NOT NULL,
    email TEXT,
    mail TEXT,                      -- DeliveryState of its newest email, for who reads rows
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

OUTBOX = """
CREATE TABLE deliveries (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,        -- address, folder or URL
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    created_at REAL NOT NULL,
    first_tried_at REAL,
    next_at REAL NOT NULL,
    ended_at REAL,
    message_id TEXT NOT NULL,
    in_reply_to TEXT NOT NULL,
    problem TEXT,                   -- {"code", "params"} as JSON
    without_documents INTEGER NOT NULL
) STRICT;
CREATE INDEX deliveries_by_state ON deliveries (state, next_at);
CREATE TABLE delivered_jobs (       -- which jobs a delivery tells of
    delivery_id TEXT NOT NULL REFERENCES deliveries ON DELETE CASCADE,
    job_id TEXT NOT NULL,
    PRIMARY KEY (job_id, delivery_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivered_jobs_by_delivery ON delivered_jobs (delivery_id);
CREATE INDEX jobs_by_email ON jobs (email, batch) WHERE email IS NOT NULL;
CREATE INDEX jobs_by_end ON jobs (finished_at) WHERE finished_at IS NOT NULL;
"""

TO_VERSION: dict[int, str] = {
    2: """
ALTER TABLE jobs ADD COLUMN mail TEXT;
-- Version 1 kept addresses and sent nothing: what ended then is not mailed now.
UPDATE jobs SET email = NULL WHERE state IN ('done', 'failed', 'cancelled');
"""
    + OUTBOX,
    3: """
ALTER TABLE jobs ADD COLUMN tokens INTEGER;
ALTER TABLE jobs ADD COLUMN pictures INTEGER NOT NULL DEFAULT 0;
""",
}
"""What turns a library of the version before into this one."""


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
    if _pragma(connection, "user_version") < SCHEMA_VERSION:
        _bring_up_to_date(connection, path)


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables, or turn those of an older version into ours: all of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again: another process may have done it while this one waited.
        version = _pragma(connection, "user_version")
        if version == 0:
            _run(connection, TABLES + OUTBOX)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        elif version < SCHEMA_VERSION:
            _back_up(path, version)
            for step in range(version + 1, SCHEMA_VERSION + 1):
                _run(connection, TO_VERSION[step])
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _back_up(path: Path, version: int) -> None:
    """Copy the library as it is; nobody else can write, for the caller holds the transaction."""
    target = backup_path(path, version)
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    part.replace(target)
    # Else a power cut could leave the new tables and nothing of the old ones.
    sync_folder(path.parent)


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


def _run(connection: sqlite3.Connection, statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
