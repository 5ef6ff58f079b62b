"""Passwords of documents: a private file each, in memory-backed storage where there is one.

Never in the library, a message or a log. Gone when the job ends and when the machine restarts.
"""

import os
import time
from collections.abc import Callable
from contextlib import suppress

from desktop.jobs.job import Job
from worker.contract.paths import DataPaths

ROW_WITHIN_S = 60.0


def store(paths: DataPaths, job_id: str, password: str) -> None:
    """Keep the password of a job's document until the job has ended."""
    paths.create()
    path = paths.password(job_id)
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(password)


def find(paths: DataPaths, job_id: str) -> str | None:
    """The password that was given for a job's document."""
    try:
        return paths.password(job_id).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def discard_ended(paths: DataPaths, find: Callable[[str], Job | None]) -> None:
    """Forget the passwords of jobs that have ended or are gone, whoever ended them.

    A password is stored before its row is added: a young one without a row is left alone.
    """
    for path in paths.passwords.iterdir() if paths.passwords.is_dir() else ():
        job = find(path.name)
        with suppress(FileNotFoundError):
            is_young = time.time() - path.stat().st_mtime < ROW_WITHIN_S
            if job.state.is_final if job else not is_young:
                path.unlink()


def discard(paths: DataPaths, job_id: str) -> None:
    """Forget the password of a job's document."""
    paths.password(job_id).unlink(missing_ok=True)
