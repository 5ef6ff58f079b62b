"""Which jobs go next."""

from dataclasses import replace
from pathlib import Path

from desktop.jobs.dispatcher import choose
from desktop.jobs.job import Job
from desktop.jobs.records import LiveAttempt
from desktop.jobs.routes import LIVE_PER_QUEUE, OwnRoute
from worker.contract.messages import EngineStatus, ModelInfo, SummaryOptions
from worker.contract.names import QueueName
from worker.contract.states import JobState, WaitReason, Wish


def job(number: int, **fields: object) -> Job:
    made = Job(
        id=f"job{number}",
        batch="b",
        file=Path(f"/{number}.pdf"),
        title=str(number),
        options=SummaryOptions(),
        position=float(number),
        added_at=0.0,
        sha256="a" * 64,
        size_bytes=1000,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def ids(chosen: list[tuple[Job, QueueName]]) -> list[str]:
    return [each.id for each, _ in chosen]


def route(engine: EngineStatus | None = None, served: Path | None = None) -> OwnRoute:
    made = OwnRoute(lambda: served)
    made.look(engine)
    return made


def test_few_at_a_time_in_order() -> None:
    jobs = [job(number) for number in range(10)]
    assert ids(choose(jobs, [], route())) == ["job0", "job1"]
    live = [LiveAttempt("job0.1", "job0", QueueName.SMALL, Wish.RUN)]
    assert ids(choose(jobs, live, route())) == ["job1"]


def test_a_short_document_passes_a_long_one() -> None:
    long = [job(number, pages=1000) for number in range(5)]
    chosen = choose([*long, job(9, pages=1)], [], route())
    assert len(chosen) == LIVE_PER_QUEUE + 1
    assert chosen[-1] == (job(9, pages=1), QueueName.SMALL)


def test_what_waits_for_a_person_or_is_not_taken_in_stays() -> None:
    jobs = [
        job(1, reason=WaitReason.PASSWORD),
        job(2, state=JobState.PAUSED, reason=None),
        job(3, sha256=None),
        job(4),
    ]
    assert ids(choose(jobs, [], route())) == ["job4"]


def test_jobs_without_engine_go_on_when_it_is_ready() -> None:
    waiting = [job(1, reason=WaitReason.ENGINE)]
    assert choose(waiting, [], route()) == []
    assert choose(waiting, [], route(EngineStatus(ready=False, missing="engine"))) == []
    ready = EngineStatus(ready=True)
    assert ids(choose(waiting, [], route(ready))) == ["job1"]
    assert choose(waiting, [], route(ready), held_back=frozenset({"job1"})) == []


def test_a_job_waits_for_the_model_it_was_given() -> None:
    waiting = [job(1, reason=WaitReason.MODEL, options=SummaryOptions(model="big"))]
    assert (
        choose(waiting, [], route(EngineStatus(ready=True, models=(ModelInfo(name="small"),))))
        == []
    )
    there = EngineStatus(ready=True, models=(ModelInfo(name="big"),))
    assert ids(choose(waiting, [], route(there))) == ["job1"]
    newest = EngineStatus(ready=True, models=(ModelInfo(name="big:latest"),))
    assert ids(choose(waiting, [], route(newest))) == ["job1"]


def test_a_job_with_a_model_file_waits_for_the_server_that_runs_it() -> None:
    waiting = [job(1, reason=WaitReason.ENGINE, options=SummaryOptions(model="/m/big.gguf"))]
    ready = EngineStatus(ready=True)
    assert choose(waiting, [], route(ready)) == []
    assert choose(waiting, [], route(ready, Path("/m/small.gguf"))) == []
    assert ids(choose(waiting, [], route(ready, Path("/m/big.gguf")))) == ["job1"]


def test_a_full_disk_is_waited_for() -> None:
    waiting = [job(1, reason=WaitReason.DISK)]
    assert choose(waiting, [], route(), disk_low=True) == []
    assert ids(choose(waiting, [], route())) == ["job1"]
