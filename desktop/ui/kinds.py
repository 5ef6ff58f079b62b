"""How many unfinished jobs there are of each kind: ten thousand are counted in a millisecond.

What is said of all jobs together depends on nothing else of those that do not run.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from operator import attrgetter

from desktop.jobs.job import Job
from worker.contract.states import JobState, WaitReason

Kind = tuple[JobState, WaitReason | None]

# Without a call in Python for each job: the window counts them whenever one has changed.
_kind_of = attrgetter("state", "reason")


def kinds_of(jobs: Iterable[Job]) -> Counter[Kind]:
    """How many there are of each kind."""
    return Counter(map(_kind_of, jobs))


def in_need(kinds: Mapping[Kind, int]) -> int:
    """How many wait for a person; what a person paused does not."""
    return sum(
        count
        for (state, reason), count in kinds.items()
        if reason is WaitReason.PASSWORD and state is not JobState.PAUSED
    )
