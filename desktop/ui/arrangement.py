"""How the list is arranged: which jobs it shows, in which groups and order. Knows no Qt."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from operator import attrgetter

from desktop.jobs.job import Job
from desktop.translation import tr
from desktop.ui.times import day_name
from worker.contract.states import JobState, WaitReason

WORKING, FINISHED = 0, 1
LAST_DAY = date.max.toordinal() + 2
ACCENTS = re.compile("[\u0300-\u036f]+")
NUMBER = re.compile("[0-9]+")
LONGEST_NUMBER = 12


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a group."""

    group: int
    """0: working; then the days, newer ones first, or one group for all that is finished."""


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


IS_SHOWN: dict[Show, Callable[[Job], bool]] = {
    Show.ALL: lambda _job: True,
    Show.WORKING: lambda job: not job.state.is_final,
    Show.NEEDS_YOU: lambda job: job.needs_person,
    Show.UNREAD: lambda job: job.unread,
    Show.DONE: lambda job: job.state is JobState.DONE,
    Show.FAILED: lambda job: job.state is JobState.FAILED or job.state is JobState.CANCELLED,
}
"""Whether a job is among those that are to be shown."""


def _by_date(job: Job) -> float:
    return -(job.finished_at or job.added_at)


def _by_name(job: Job) -> str:
    return catalogued(job.title or job.file.name)


def _by_pages(job: Job) -> float:
    return -float(job.pages or 0)


SORT_KEYS: dict[Sort, Callable[[Job], float | str]] = {
    Sort.DATE: _by_date,
    Sort.NAME: _by_name,
    Sort.PAGES: _by_pages,
}
"""What a finished job is ordered by."""


def catalogued(name: str) -> str:
    """A name as catalogues order it: É stands with E, and scan 9 before scan 10."""
    folded = name.casefold()
    if not folded.isascii():
        folded = ACCENTS.sub("", unicodedata.normalize("NFD", folded))
    return NUMBER.sub(_padded, folded)


def _padded(number: re.Match[str]) -> str:
    return number[0].rjust(LONGEST_NUMBER, "0")


def _standing(job: Job, sort: Sort) -> tuple[bool, float | str]:
    """What a job's place depends on."""
    if not job.state.is_final:
        return (False, job.position)
    return (True, SORT_KEYS[sort](job))


class Arrangement:
    """What the list shows now, and what each job is ordered by.

    Ten thousand jobs are to be arranged within a frame or two. Working out their keys takes
    longer than that, so it is done once for each; to sort bare strings or numbers is quick.
    """

    def __init__(self) -> None:
        self.show, self.sort = Show.ALL, Sort.DATE
        self.found: Container[str] | None = None
        """Ids of the jobs in which something was found that is searched for; None: no search."""
        self._keys: dict[Sort, dict[str, float | str]] = {sort: {} for sort in Sort}
        self._nameless: set[str] = set()

    def note(self, job_ids: Collection[str]) -> None:
        """Look at jobs again: they changed, or are new or gone."""
        for keys in self._keys.values():
            if keys:
                for job_id in job_ids:
                    keys.pop(job_id, None)
        self._nameless.update(job_ids)

    def learn_names(self, jobs: Mapping[str, Job], most: int) -> bool:
        """Work out some keys of names ahead of their time; whether there are more."""
        for _ in range(min(most, len(self._nameless))):
            job = jobs.get(self._nameless.pop())
            if job is not None:
                self._keys[Sort.NAME][job.id] = _by_name(job)
        return bool(self._nameless)

    def moves(self, before: Job | None, after: Job) -> bool:
        """Whether a change of a job may change where it stands."""
        was_wanted = before is not None and self._is_wanted(before)
        is_wanted = self._is_wanted(after)
        if before is None or not (was_wanted and is_wanted):
            return was_wanted or is_wanted
        return _standing(before, self.sort) != _standing(after, self.sort)

    def rows(
        self, jobs: Mapping[str, Job], live: Iterable[str], away: Container[str]
    ) -> list[Heading | str]:
        """Headings, and ids of jobs below them, from top to bottom.

        `live` are the ids of those that are not finished, `away` of those that are not to be seen.
        """
        finished = {job_id: job for job_id, job in jobs.items() if job_id not in away}
        if self.found is not None:
            finished = {job_id: finished[job_id] for job_id in finished if job_id in self.found}
        if self.show is not Show.ALL:
            is_shown = IS_SHOWN[self.show]
            finished = {job_id: job for job_id, job in finished.items() if is_shown(job)}
        working = [finished.pop(job_id) for job_id in live if job_id in finished]
        rows: list[Heading | str] = [Heading(WORKING)] if working else []
        rows += [job.id for job in sorted(working, key=lambda job: job.position)]
        if not finished:
            return rows
        keys, key_of = self._keys[self.sort], SORT_KEYS[self.sort]
        missing = [job_id for job_id in finished if job_id not in keys]
        keys.update({job_id: key_of(finished[job_id]) for job_id in missing})
        ordered = sorted(finished, key=keys.__getitem__)
        if self.sort is Sort.DATE:
            return rows + _by_day(ordered, [keys[job_id] for job_id in ordered])  # type: ignore[misc]
        return [*rows, Heading(FINISHED), *ordered]

    def _is_wanted(self, job: Job) -> bool:
        return IS_SHOWN[self.show](job) and (self.found is None or job.id in self.found)


def _by_day(ids: list[str], keys: list[float]) -> list[Heading | str]:
    """A heading before each day's jobs; `keys` are times, newer (smaller) ones first."""
    rows: list[Heading | str] = []
    begin, last = 0, None
    while begin < len(ids):
        day = date.fromtimestamp(-keys[begin])
        midnight = datetime.combine(day, time.min).timestamp()
        end = max(begin + 1, bisect_right(keys, -midnight, begin))
        if day != last:
            rows.append(Heading(LAST_DAY - day.toordinal()))
        rows += ids[begin:end]
        begin, last = end, day
    return rows


def next_turn(jobs: Iterable[Job]) -> str:
    """The id of the job whose turn is next; empty when none waits for its turn."""
    # Named once: to look a member of an enumeration up takes longer than all else here.
    waits, turn = JobState.WAITING, WaitReason.TURN
    waiting = [job for job in jobs if job.reason is turn and job.state is waits]
    first = min(waiting, key=attrgetter("position"), default=None)
    return first.id if first else ""


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
