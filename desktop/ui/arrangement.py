"""How the list is arranged: which jobs it shows, in which groups and order. Pure functions."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from desktop.jobs.job import Job
from desktop.translation import tr
from desktop.ui.times import day_name
from worker.contract.states import JobState

WORKING, FINISHED = 0, 1
LAST_DAY = date.max.toordinal() + 2


class Place(NamedTuple):
    """Where an entry stands: a group, its heading first, then its jobs in order."""

    group: int
    """0: working; then the days, newer ones first, or one group for all of them."""
    is_job: bool
    order: float | str
    id: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a group."""

    group: int


class Show(StrEnum):
    """Which jobs are shown."""

    ALL = "all"
    WORKING = "working"
    NEEDS_YOU = "needs_you"
    UNREAD = "unread"
    DONE = "done"
    FAILED = "failed"


class Sort(StrEnum):
    """How finished jobs are ordered; those that work stand first, in the order of their turns."""

    DATE = "date"
    NAME = "name"
    PAGES = "pages"


def is_shown(job: Job, show: Show) -> bool:
    """Whether a job is among those that are to be shown."""
    match show:
        case Show.ALL:
            return True
        case Show.WORKING:
            return not job.state.is_final
        case Show.NEEDS_YOU:
            return job.needs_person
        case Show.UNREAD:
            return job.unread
        case Show.DONE:
            return job.state is JobState.DONE
        case Show.FAILED:
            return job.state in (JobState.FAILED, JobState.CANCELLED)


def sort_key(job: Job, sort: Sort) -> float | str:
    """What a finished job is ordered by."""
    match sort:
        case Sort.DATE:
            return -(job.finished_at or job.added_at)
        case Sort.NAME:
            return _catalogued(job.title or job.file.name)
        case Sort.PAGES:
            return -float(job.pages or 0)


def _catalogued(name: str) -> str:
    """A name as catalogues order it: É stands with E."""
    folded = name.casefold()
    if folded.isascii():
        return folded
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))


def place_of(job: Job, sort: Sort) -> Place:
    """Where a job stands."""
    if not job.state.is_final:
        return Place(WORKING, True, job.position, job.id)
    group = FINISHED
    if sort is Sort.DATE:
        group = LAST_DAY - date.fromtimestamp(job.finished_at or job.added_at).toordinal()
    return Place(group, True, sort_key(job, sort), job.id)


def heading_text(group: int, today: date) -> str:
    """What stands above a group."""
    match group:
        case 0:
            return tr("Working")
        case 1:
            return tr("Finished")
        case _:
            return day_name(date.fromordinal(LAST_DAY - group), today)


def runs(rows: list[int]) -> list[tuple[int, int]]:
    """Ascending numbers as (first, last) of each stretch without a gap."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
