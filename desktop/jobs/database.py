"""SQLite connections and transactions of the library: one connection a thread, as SQLite asks."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.jobs import schema


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. Waits for other writers."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        # A full disk may have ended it already.
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


class Database:
    """One SQLite file, usable from any thread; other processes may have it open as well."""

    def __init__(self, path: Path) -> None:
        """Open or make the file.

        Raises:
            CannotStart: see `schema.connect`.
        """
        self._path = path
        self._by_thread: dict[int, sqlite3.Connection] = {}
        self.connection()

    def connection(self) -> sqlite3.Connection:
        """This thread's connection, outside any transaction: for single queries."""
        # A thread that comes when another has gone may have its number, and then its connection,
        # too. Those of threads that are gone would else stay open one and all.
        thread = threading.get_ident()
        found = self._by_thread.get(thread)
        if found is None:
            found = self._by_thread[thread] = schema.connect(self._path)
        return found

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Several queries that see one moment."""
        db = self.connection()
        db.execute("BEGIN")
        try:
            yield db
        finally:
            db.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, and on disk when it is left. Waits for other writers."""
        db = self.connection()
        with transaction(db):
            yield db

    def close(self) -> None:
        """Close every thread's connection; none may be in use."""
        while self._by_thread:
            _, connection = self._by_thread.popitem()
            connection.close()
