"""Passwords of documents: a private file each, in memory-backed storage where there is one.

Never in the library, a message or a log. Gone when the job ends and when the machine restarts.
"""

import os

from worker.contract.paths import DataPaths


def store(paths: DataPaths, job_id: str, password: str) -> None:
    """Keep the password of a job's document until the job has ended."""
    paths.create()
    path = paths.password(job_id)
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(password)


def discard(paths: DataPaths, job_id: str) -> None:
    """Forget the password of a job's document."""
    paths.password(job_id).unlink(missing_ok=True)
