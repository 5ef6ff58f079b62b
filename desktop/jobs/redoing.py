"""A job made once more: of the same document, or of a file that was mended since.

In one place, so that the window and the command line do the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.jobs.job import Job
from desktop.jobs.records import NewJob
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

if TYPE_CHECKING:
    from worker.contract.messages import SummaryOptions


def again(
    paths: DataPaths, job: Job, options: SummaryOptions | None = None, *, id: str = ""
) -> NewJob:
    """What to add, with the job's options or with others.

    Without `sha256` the file is still to be taken in: it is not as it was when it failed, or there
    is no copy. What did not fail is done again from its copy, whatever became of the file: it is
    to be the same document.
    """
    is_mended = job.state is JobState.FAILED and _has_changed(job)
    keeps = job.sha256 is not None and paths.document(job.sha256).exists() and not is_mended
    return NewJob(
        job.file,
        options or job.options,
        email=job.email,
        redo_of=job.id,
        sha256=job.sha256 if keeps else None,
        size_bytes=job.size_bytes if keeps else None,
        id=id,
    )


def _has_changed(job: Job) -> bool:
    """Whether the job's file is there, and not what was taken in."""
    try:
        there = job.file.stat()
    except OSError:
        return False
    return there.st_size != job.size_bytes or there.st_mtime > job.added_at
