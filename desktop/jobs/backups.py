"""Libraries as they were before a newer Sunto changed their tables: how many stay, and how long.

They are for whoever goes back to the version before. What a person removes is removed there, too.
"""

import logging
import re
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

log = logging.getLogger(__name__)

MOST = 2
KEPT_S = 90 * 24 * 3600.0


def backup_path(library: Path, version: int) -> Path:
    """Where a library of this version is kept."""
    return library.with_name(f"{library.stem}-version-{version}{library.suffix}")


def backups(library: Path) -> list[Path]:
    """Those there are, of the newest version first."""
    found: dict[int, Path] = {}
    form = re.compile(re.escape(f"{library.stem}-version-") + r"(\d+)" + re.escape(library.suffix))
    for file in library.parent.glob(f"{library.stem}-version-*{library.suffix}"):
        if match := form.fullmatch(file.name):
            found[int(match[1])] = file
    return [found[version] for version in sorted(found, reverse=True)]


def purge(library: Path) -> None:
    """Delete those that are too many or too old; a file of the future is not old."""
    for place, file in enumerate(backups(library)):
        if place >= MOST or time.time() - file.stat().st_mtime > KEPT_S:
            log.info("%s is not kept any longer", file.name)
            file.unlink(missing_ok=True)


def forget(library: Path, job_ids: Sequence[str]) -> None:
    """Remove jobs from them, with their summaries; one that cannot be changed is deleted."""
    for file in backups(library):
        try:
            with closing(sqlite3.connect(file, isolation_level=None)) as db:
                db.execute("PRAGMA foreign_keys = ON")
                db.execute("PRAGMA secure_delete = ON")
                db.executemany("DELETE FROM jobs WHERE id = ?", [(each,) for each in job_ids])
        except sqlite3.Error as error:
            log.warning("%s cannot be changed (%s) and is deleted", file.name, error)
            file.unlink(missing_ok=True)
