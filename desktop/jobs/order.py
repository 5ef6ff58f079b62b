"""The order of waiting jobs, as a person changes it: pure functions over positions."""

from collections.abc import Collection, Sequence

from desktop.jobs.job import Job


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
