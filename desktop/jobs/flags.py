"""Small facts of the whole library, and the counter of its changes."""

import sqlite3


def flag(db: sqlite3.Connection, name: str) -> str | None:
    """One fact, or None."""
    row = db.execute("SELECT value FROM flags WHERE name = ?", (name,)).fetchone()
    return row["value"] if row else None


def set_flag(db: sqlite3.Connection, name: str, value: str) -> None:
    """Keep one fact; inside a transaction."""
    db.execute("INSERT OR REPLACE INTO flags VALUES (?, ?)", (name, value))


def next_seq(db: sqlite3.Connection) -> int:
    """The next number of the counter that every change takes one of; inside a transaction."""
    seq = int(flag(db, "seq") or 0) + 1
    set_flag(db, "seq", str(seq))
    return seq
