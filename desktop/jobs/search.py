"""Search over names, summaries and the words of every page, in an SQLite file of its own.

Beside the library and not in it: everything here can be made again from the library and the kept
page texts, so it is never migrated nor backed up; it is written without waiting for the disk; and
a large index neither swells the library's file nor holds up its writers.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING

from desktop.jobs.database import transaction
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.typed_words import is_begun, snippet, spans, words_of
from worker.contract import page_texts
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

if TYPE_CHECKING:
    from worker.contract.summary import Summary

log = logging.getLogger(__name__)

VERSION = 2
"""An index of version 1 may lack the words of what it has a stamp of."""
PAGES_APART = 1_000_000
"""A row's number is its document's times this, plus the page; page 0 is name and summary."""
REPORTED_EVERY = 20
MOST_ROWS = 10_000
"""A word that stands everywhere need not be counted to its end."""
MOST_SNIPPETS = 60
"""As many rows of a list as a person looks at before typing more."""

TABLES = """
CREATE TABLE flags (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    job_id TEXT NOT NULL UNIQUE,
    stamp TEXT NOT NULL             -- what was indexed: the title, and whether it was done
) STRICT;
CREATE VIRTUAL TABLE words USING fts5(
    text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
"""

FIND = f"""
SELECT job_id, number, (first + 1) % {PAGES_APART} FROM (
    SELECT rowid / {PAGES_APART} AS at, min((rowid - 1) % {PAGES_APART}) AS first
    FROM (SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?)
    GROUP BY at
) JOIN documents ON number = at ORDER BY number DESC
"""
"""Of each document the first page that holds the words; page 0 comes after all others."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A job in which all words were found."""

    job_id: str
    page: int
    """The first page that holds them; 0: name or summary."""
    snippet: str = ""
    """The words around what was found; empty far down a long list."""


class SearchIndex:
    """Safe from any thread; other processes may use the file as well."""

    def __init__(self, paths: DataPaths, library: Library) -> None:
        """Touches nothing before its first use."""
        self._paths, self._library = paths, library
        self._lock = threading.Lock()
        self._db: sqlite3.Connection | None = None

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._db is not None:
                self._db.close()
            self._db = None

    def refresh(self, report: Callable[[int, int], bool] = lambda *_: True) -> None:
        """Take in what changed in the library since the last time.

        `report` hears after every few documents how many there are and how many are done; if it
        says no, the rest is left for the next time.
        """
        with self._lock:
            db = self._connection()
            since = _flag(db, "seq")
            changes = self._library.changes(since)
            if changes.seq == since:
                return
            for number, job in enumerate(changes.jobs):
                if number % REPORTED_EVERY == 0 and not report(number, len(changes.jobs)):
                    return
                self._take_in(db, job)
            for gone in changes.removals:
                _drop(db, gone.job_id)
            db.execute("INSERT OR REPLACE INTO flags VALUES ('seq', ?)", (changes.seq,))

    def drop(self, job_ids: Sequence[str]) -> None:
        """Forget these jobs, down to the bytes of the file."""
        with self._lock:
            db = self._connection()
            for job_id in job_ids:
                _drop(db, job_id)
            # Deleted words stay in the index until its parts are merged, and in the journal.
            db.execute("INSERT INTO words (words) VALUES ('optimize')")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def search(self, typed: str, *, before: str = "", after: str = "") -> list[Hit]:
        """Jobs that hold all these words on one page, or in name and summary; newest first.

        The last word may be the beginning of one. In snippets, `before` and `after` stand around
        what was found.
        """
        query = query_of(typed)
        if not query:
            return []
        with self._lock:
            db = self._connection()
            found = db.execute(FIND, (query, MOST_ROWS)).fetchall()
            rows = [number * PAGES_APART + page for _, number, page in found[:MOST_SNIPPETS]]
            texts = dict(_texts_of(db, rows))
        snippets = [
            _snippet(texts.get(row, ""), typed, before, after, is_page=bool(row % PAGES_APART))
            for row in rows
        ]
        far_down = repeat("", len(found) - len(rows))
        return [
            Hit(job_id, page, words)
            for (job_id, _, page), words in zip(found, chain(snippets, far_down), strict=True)
        ]

    def _take_in(self, db: sqlite3.Connection, job: Job) -> None:
        stamp = f"{job.state is JobState.DONE} {job.title}"
        if _known(db, job.id)[1] == stamp:
            return
        rows = dict(self._texts(job))
        with transaction(db):
            # Asked again: another process may have been here in the meantime.
            number, known = _known(db, job.id)
            if known != stamp:
                number = _stamp(db, number, job.id, stamp)
                first = number * PAGES_APART
                db.executemany(
                    "INSERT INTO words (rowid, text) VALUES (?, ?)",
                    [(first + page, _encodable(text)) for page, text in rows.items()],
                )

    def _texts(self, job: Job) -> Iterator[tuple[int, str]]:
        summary = self._library.summary(job.id) if job.state is JobState.DONE else None
        yield 0, "\n".join((job.title, job.file.name, *_claims(summary)))
        if summary is None or job.sha256 is None:
            return
        try:
            pages = page_texts.unpack(self._paths.page_texts(job.sha256).read_bytes())
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            log.warning("the words of a document cannot be searched: %s", error)
            return
        for number, text in enumerate(pages[: PAGES_APART - 1], start=1):
            if text.strip():
                yield number, text

    def _connection(self) -> sqlite3.Connection:
        if self._db is None:
            try:
                self._db = self._opened()
            except sqlite3.DatabaseError as error:
                log.warning("the search index is made anew: %s", error)
                self._discard()
                self._db = self._opened()
        return self._db

    def _opened(self) -> sqlite3.Connection:
        self._paths.search.touch(mode=0o600)
        db = sqlite3.connect(
            self._paths.search, timeout=10.0, isolation_level=None, check_same_thread=False
        )
        try:
            db.execute("PRAGMA journal_mode = WAL")
            # What a power cut takes is made again from the library.
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA secure_delete = ON")
            self._prepare(db)
        except BaseException:
            db.close()
            raise
        return db

    def _prepare(self, db: sqlite3.Connection) -> None:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version not in (0, VERSION):
            raise sqlite3.DatabaseError(f"version {version}")
        if version == VERSION:
            return
        with transaction(db):
            if db.execute("PRAGMA user_version").fetchone()[0] == 0:
                for statement in TABLES.split(";\n"):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {VERSION}")

    def _discard(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            path = self._paths.search.with_name(self._paths.search.name + suffix)
            path.unlink(missing_ok=True)


def query_of(typed: str) -> str:
    """Words as a person types them as a query of FTS5: all of them, the last as a beginning."""
    # In quotes nothing is an operator, whatever a person types.
    quoted = " ".join(f'"{word}"' for word in words_of(typed))
    return quoted + ("*" if is_begun(typed) else "")


def _encodable(text: str) -> str:
    """Without what SQLite cannot store: the bytes of a file's name that are no text."""
    return text.encode("utf-8", "replace").decode()


def _claims(summary: Summary | None) -> Iterator[str]:
    if summary is not None:
        yield summary.title
        for section in summary.sections:
            yield section.title
            yield from (claim.text for claim in section.points)
        yield from (claim.text for claim in (*summary.overview, *summary.points))


def _texts_of(db: sqlite3.Connection, rows: list[int]) -> Iterator[tuple[int, str]]:
    for row in rows:
        found = db.execute("SELECT text FROM words WHERE rowid = ?", (row,)).fetchone()
        if found is not None:
            yield row, found[0]


def _snippet(text: str, typed: str, before: str, after: str, *, is_page: bool) -> str:
    if not is_page:
        # Name, file and claims, a line each: the one that holds most of it.
        text = max(text.splitlines(), key=lambda line: len(spans(line, typed)), default="")
    return snippet(text, spans(text, typed), before, after)


def _known(db: sqlite3.Connection, job_id: str) -> tuple[int, str]:
    """Number and stamp of a document; 0 and nothing where it is new."""
    row = db.execute("SELECT number, stamp FROM documents WHERE job_id = ?", (job_id,)).fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def _stamp(db: sqlite3.Connection, number: int, job_id: str, stamp: str) -> int:
    """Note what is indexed of a document now, and forget what was; its number."""
    if number:
        db.execute("UPDATE documents SET stamp = ? WHERE number = ?", (stamp, number))
        _drop_words(db, number)
        return number
    values = (job_id, stamp)
    made = db.execute("INSERT INTO documents (job_id, stamp) VALUES (?, ?)", values)
    return made.lastrowid or 0


def _drop(db: sqlite3.Connection, job_id: str) -> None:
    known = db.execute("SELECT number FROM documents WHERE job_id = ?", (job_id,)).fetchone()
    if known is None:
        return
    with transaction(db):
        _drop_words(db, known[0])
        db.execute("DELETE FROM documents WHERE number = ?", known)


def _drop_words(db: sqlite3.Connection, number: int) -> None:
    first = number * PAGES_APART
    db.execute("DELETE FROM words WHERE rowid >= ? AND rowid < ?", (first, first + PAGES_APART))


def _flag(db: sqlite3.Connection, name: str) -> int:
    row = db.execute("SELECT value FROM flags WHERE name = ?", (name,)).fetchone()
    return int(row[0]) if row else 0
