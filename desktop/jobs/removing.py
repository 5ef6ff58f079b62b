"""Removing jobs: with summary and password, with what search knows, and with a document's copy."""

from collections.abc import Sequence

from desktop.jobs import backups, documents, passwords
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.search import SearchIndex
from worker.contract.paths import DataPaths


def remove(paths: DataPaths, library: Library, jobs: Sequence[Job]) -> None:
    """Remove these jobs; documents that no job needs any more go with them.

    What the broker keeps of those is the owner's to forget (`forgetting`).
    """
    for job in jobs:
        library.remove(job.id)
        passwords.discard(paths, job.id)
        if job.sha256 and not library.is_document_needed(job.sha256):
            documents.discard(paths, job.sha256)
    backups.forget(paths.library, [job.id for job in jobs])
    library.shed()
    if paths.search.exists():
        index = SearchIndex(paths, library)
        index.drop([job.id for job in jobs])
        index.close()
