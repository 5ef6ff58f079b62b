"""What the logs say of one job: for whoever looks for the cause of a failure, made to be shown.

Neither the document's name nor a word of it is in here: logs know jobs by their id.
"""

import platform
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop.jobs.job import Job
from worker.contract.paths import DataPaths
from worker.contract.version import __version__

LOGS = ("sunto", "window", "worker")
MOST_LINES = 300
"""The newest; a trace takes some thirty."""

_BEGINNING = re.compile(r"\d{4}-\d\d-\d\d ")
"""Every entry begins with its date; the lines of a trace do not."""


def log_of(paths: DataPaths, job: Job) -> str:
    """What is known of a job, and the entries of all logs that name it."""
    return "\n".join([*_facts(job), "", *_entries(paths, job)])


def _facts(job: Job) -> Iterator[str]:
    yield f"Sunto {__version__}, Python {platform.python_version()}, {platform.platform()}"
    yield f"job {job.id}: {job.state}, attempt {job.attempt}, {job.strikes} strikes"
    yield f"pages {job.pages}, bytes {job.size_bytes}, model {job.options.model or 'chosen'}"
    if job.error is not None:
        params = {key: value for key, value in job.error.params.items() if key != "file"}
        yield f"error {job.error.code} {params}"


def _entries(paths: DataPaths, job: Job) -> list[str]:
    found: list[str] = []
    for name in LOGS:
        for suffix in (".log.1", ".log"):
            found += _naming(job.id, _lines(paths.logs / f"{name}{suffix}"))
    return found[-MOST_LINES:]


def _naming(job_id: str, lines: Iterable[str]) -> Iterator[str]:
    """Entries that name a job, with the lines that belong to them."""
    is_meant = False
    for line in lines:
        if _BEGINNING.match(line):
            is_meant = job_id in line
        if is_meant:
            yield line


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
