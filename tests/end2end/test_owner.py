"""The owner with real broker and real worker: what is stopped, killed, away, full or taken over."""

import os
import signal
import time
from pathlib import Path

import psutil

from desktop.jobs.status import ServiceState
from tests.end2end.conftest import Desk
from tests.fakes.ollama_server import FakeOllama, Reply
from tests.pdf_files import a_paper
from worker.contract.messages import SummaryOptions
from worker.contract.names import Database
from worker.contract.states import JobState, Style, WaitReason


def test_stopping_ends_every_process_quickly_and_the_job_goes_on_later(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    engine.default = Reply(token_s=0.2)
    (job,) = desk.add(a_paper(tmp_path, pages=6))
    desk.run_until(lambda: bool(engine.requests) and engine.requests[-1].tokens > 1)
    children = desk.children()
    assert len(children) >= 4
    started = time.monotonic()
    desk.owner.stop()
    assert time.monotonic() - started < 5
    psutil.wait_procs(children, timeout=1)
    assert desk.children() == []
    assert not desk.paths.broker_socket.exists()
    assert desk.job(job.id).state is JobState.WAITING
    engine.default = Reply()
    assert desk.finish()[0].state is JobState.DONE


def test_an_engine_that_is_away_is_waited_for(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    models, engine.models = engine.models, []
    (job,) = desk.add(a_paper(tmp_path))
    desk.run_until(lambda: desk.job(job.id).reason is WaitReason.MODEL)
    assert desk.job(job.id).pages == 3, "pages are known without an engine"
    engine.models = models
    assert desk.finish()[0].state is JobState.DONE


def test_the_same_document_again_is_the_same_job(desk: Desk, tmp_path: Path) -> None:
    first = a_paper(tmp_path)
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(first.read_bytes())
    (job,) = desk.add(first)
    desk.finish()
    (again,) = desk.add(copy)
    desk.run_until(lambda: desk.library.job(again.id) is None)
    gone = desk.library.changes(1).removals
    assert [(each.job_id, each.duplicate_of) for each in gone] == [(again.id, job.id)]
    (brief,) = desk.add(copy, options=SummaryOptions(style=Style.BRIEF))
    desk.finish()
    assert desk.job(brief.id).state is JobState.DONE


def test_the_broker_killed_in_the_middle_costs_the_part_in_hand(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    _kill_in_the_middle(desk, engine, tmp_path, "broker")


def test_the_worker_killed_in_the_middle_costs_the_part_in_hand(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    _kill_in_the_middle(desk, engine, tmp_path, "worker")


def test_a_worker_process_killed_in_the_middle_is_made_up_for(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    engine.default = Reply(token_s=0.02)
    (job,) = desk.add(a_paper(tmp_path, pages=8))
    desk.run_until(lambda: desk.job(job.id).done >= 1)
    worker = psutil.Process(_pids(desk)["worker"])
    for child in worker.children():
        os.kill(child.pid, signal.SIGKILL)
    engine.default = Reply()
    (ended,) = desk.finish()
    assert ended.state is JobState.DONE, desk.report()


def test_a_broker_that_was_full_gets_the_jobs_when_it_has_room(
    desk: Desk, engine: FakeOllama, tmp_path: Path
) -> None:
    desk.run_until(lambda: desk.owner.status().worker is ServiceState.RUNNING)
    with desk.owner_address().connect(Database.MESSAGES) as broker:
        broker.config_set("maxmemory", 1)
        desk.add(*(a_paper(tmp_path, seed=seed, pages=1) for seed in range(1, 4)))
        desk.run_until(lambda: desk.library.jobs()[0].reason is WaitReason.BROKER, timeout_s=15)
        broker.config_set("maxmemory", 0)
    jobs = desk.finish()
    assert [job.state for job in jobs] == [JobState.DONE] * 3
    assert [job.strikes for job in jobs] == [0] * 3


def test_another_owner_takes_over_at_once(desk: Desk, tmp_path: Path) -> None:
    second = Desk(desk.paths)
    try:
        (job,) = desk.add(a_paper(tmp_path))
        desk.run_until(lambda: desk.job(job.id).state is JobState.RUNNING)
        second.owner.tick()
        assert not second.owner.is_owner
        desk.owner.stop()
        took = second.run_until(lambda: second.owner.is_owner, timeout_s=10)
        assert took < 5
        assert second.finish()[0].state is JobState.DONE
    finally:
        second.close()


def _kill_in_the_middle(desk: Desk, engine: FakeOllama, tmp_path: Path, service: str) -> None:
    engine.default = Reply(token_s=0.02)
    (job,) = desk.add(a_paper(tmp_path, pages=8))
    desk.run_until(lambda: desk.job(job.id).done >= 2)
    os.kill(_pids(desk)[service], signal.SIGKILL)
    engine.default = Reply()
    desk.run_until(lambda: desk.job(job.id).attempt >= 2, timeout_s=10)
    (ended,) = desk.finish()
    assert ended.state is JobState.DONE, desk.report()
    assert ended.strikes == 0
    assert desk.owner.status().broker is ServiceState.RUNNING
    noted = [_prompt(seen.body) for seen in engine.requests]
    assert len(noted) - len(set(noted)) <= 2, "more was done again than was in flight"


def _pids(desk: Desk) -> dict[str, int]:
    ours = set(desk.children()) & set(psutil.Process().children())
    (broker,) = [child for child in ours if child.name() == "valkey-server"]
    (worker,) = ours - {broker}
    return {"broker": broker.pid, "worker": worker.pid}


def _prompt(body: dict) -> str:
    return str(body["messages"])
