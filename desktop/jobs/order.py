"""The order of waiting jobs, as a person changes it: pure functions over positions."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from desktop.jobs import transitions
from desktop.jobs.job import Job
from worker.contract.states import JobState

Move = tuple[str, Callable[[Job], Job]]
"""A job's id and the change that gives it another place, as `Library.change_many` takes them."""


def moves(jobs: Sequence[Job], ids: Collection[str], before: str | None) -> list[Move]:
    """What puts these jobs before another one, or at the end; `jobs` are all unfinished ones."""
    places = moved(jobs, ids, before)
    return [(job_id, partial(transitions.placed, position=at)) for job_id, at in places.items()]


def next_turn(jobs: Sequence[Job], ids: Collection[str]) -> str | None:
    """The job that these must stand before to be next: what is being done goes on."""
    waiting = (job for job in jobs if job.state is not JobState.RUNNING and job.id not in ids)
    return next((job.id for job in waiting), None)


def moved(jobs: Sequence[Job], ids: Collection[str], before: str | None) -> dict[str, float]:
    """New positions, by job, that put these jobs before another one, or at the end.

    The jobs keep their positions among themselves: only who has which changes, so moving never
    runs out of room between two numbers.
    """
    ordered = sorted(jobs, key=lambda job: job.position)
    moving = [job for job in ordered if job.id in ids]
    staying = [job for job in ordered if job.id not in ids]
    at = next((n for n, job in enumerate(staying) if job.id == before), len(staying))
    wanted = [*staying[:at], *moving, *staying[at:]]
    positions = [job.position for job in ordered]
    return {
        job.id: position
        for job, position in zip(wanted, positions, strict=True)
        if job.position != position
    }
