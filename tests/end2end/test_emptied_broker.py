"""A broker that loses all it has while jobs run: they are sent again, and come out as ever."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.jobs.forgetting import Forgetting
from desktop.jobs.job import Job
from tests.end2end.chaos import comparable
from tests.end2end.conftest import Desk
from tests.fakes.ollama_server import FakeOllama, Reply
from tests.pdf_files import a_paper
from worker.contract.names import Database
from worker.contract.states import JobState, Stage

MOMENTS: dict[str, Callable[[Job], bool]] = {
    "just sent": lambda job: job.attempt > 0,
    "being read": lambda job: job.stage is Stage.READING,
    "being summarised": lambda job: job.stage is Stage.SUMMARISING,
    "nearly done": lambda job: job.stage is Stage.SUMMARISING and job.done >= job.total - 1 > 0,
}
TIMES = 3


@pytest.mark.parametrize(
    "moment",
    [
        "just sent",
        pytest.param("being read", marks=pytest.mark.long),
        pytest.param("being summarised", marks=pytest.mark.long),
        "nearly done",
    ],
)
def test_an_emptied_broker_costs_time_and_nothing_else(
    desk: Desk, engine: FakeOllama, tmp_path: Path, moment: str
) -> None:
    papers = [a_paper(tmp_path, seed=seed, pages=5) for seed in (1, 2)]
    desk.add(*papers)
    expected = {job.file: desk.library.summary(job.id) for job in desk.finish()}
    for job in desk.library.jobs():
        desk.library.remove(job.id)
    # Else the notes are there, and the moments may be over before anybody looks.
    desk.run_until(Forgetting(desk.paths, desk.library, desk.owner_address()).is_done)
    engine.default = Reply(token_s=0.01)
    desk.add(*papers)
    for _ in range(TIMES):
        desk.run_until(lambda: any(map(MOMENTS[moment], desk.library.unfinished())))
        with desk.owner_address().connect(Database.MESSAGES) as broker:
            broker.flushall()
        before = {job.id: job.attempt for job in desk.library.unfinished()}
        desk.run_until(
            lambda before=before: any(  # type: ignore[misc]
                job.attempt > before.get(job.id, 0) for job in desk.library.jobs()
            )
        )
    engine.default = Reply()
    jobs = desk.finish()
    assert [job.state for job in jobs] == [JobState.DONE] * len(papers), desk.report()
    assert [job.strikes for job in jobs] == [0] * len(papers)
    for job in jobs:
        found, before = desk.library.summary(job.id), expected[job.file]
        assert found is not None
        assert before is not None
        assert comparable(found) == comparable(before)
