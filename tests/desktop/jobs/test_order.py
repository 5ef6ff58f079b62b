from pathlib import Path

from desktop.jobs.job import Job
from desktop.jobs.order import moved
from worker.contract.messages import SummaryOptions


def jobs(*positions: float) -> list[Job]:
    return [
        Job(
            id=name, batch="b", file=Path(name), title=name, options=SummaryOptions(),
            position=position, added_at=0.0,
        )
        for name, position in zip("abcdefgh", positions, strict=False)
    ]  # fmt: skip


def order_after(found: list[Job], ids: set[str], before: str | None) -> str:
    places = moved(found, ids, before)
    return "".join(sorted((job.id for job in found), key=lambda job_id: places.get(
        job_id, next(job.position for job in found if job.id == job_id)
    )))  # fmt: skip


def test_jobs_move_before_another_or_to_the_end() -> None:
    found = jobs(1, 2, 5, 9)
    assert order_after(found, {"d"}, "a") == "dabc"
    assert order_after(found, {"a", "c"}, None) == "bdac"
    assert order_after(found, {"a", "b"}, "d") == "cabd"
    assert order_after(found, {"b"}, "b") == "acdb"
    assert order_after(found, set(), "a") == "abcd"


def test_who_stays_keeps_their_place() -> None:
    assert set(moved(jobs(1, 2, 3, 4), {"b"}, "a")) == {"a", "b"}


def test_moving_never_runs_out_of_room() -> None:
    found = jobs(1, 1 + 1e-15, 2)
    for _ in range(2000):
        places = moved(found, {max(found, key=lambda job: job.position).id},
                       min(found, key=lambda job: job.position).id)  # fmt: skip
        assert sorted({**{job.id: job.position for job in found}, **places}.values()) == sorted(
            job.position for job in found
        )
