"""A Redis-compatible broker of the person's own, over TCP, with other things in it."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from tests.end2end.conftest import Desk
from tests.end2end.machines import OwnBroker
from tests.fakes.ollama_server import FakeOllama, Reply
from tests.pdf_files import a_paper
from worker.contract.paths import DataPaths
from worker.contract.states import JobState


@pytest.fixture
def own_broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnBroker]:
    broker = OwnBroker(tmp_path)
    broker.start()
    monkeypatch.setenv("SUNTO_BROKER_URL", broker.url)
    yield broker
    broker.end()


def test_a_broker_that_comes_back_empty_gets_the_jobs_again(
    own_broker: OwnBroker, paths: DataPaths, engine: FakeOllama, tmp_path: Path
) -> None:
    engine.default = Reply(token_s=0.02)
    desk = Desk(paths)
    try:
        desk.add(*(a_paper(tmp_path, seed=seed, pages=4) for seed in range(1, 4)))
        desk.run_until(lambda: any(job.done >= 1 for job in desk.library.jobs()))
        own_broker.end(signal.SIGKILL)
        desk.run_for(0.5)
        own_broker.start()
        engine.default = Reply()
        jobs = desk.finish(timeout_s=60)
        assert [job.state for job in jobs] == [JobState.DONE] * 3, desk.report()
        assert [job.strikes for job in jobs] == [0] * 3
    finally:
        desk.close()


def test_a_job_is_done_and_nothing_else_is_touched(
    own_broker: OwnBroker, paths: DataPaths, engine: FakeOllama, tmp_path: Path
) -> None:
    with redis.Redis.from_url(own_broker.url) as client:
        desk = Desk(paths)
        try:
            desk.add(a_paper(tmp_path))
            desk.run_until(lambda: bool(desk.owner.status().is_owner))
            client.set("theirs", "untouched")
            (job,) = desk.finish()
            assert job.state is JobState.DONE, desk.report()
            assert "valkey-server" not in [child.name() for child in desk.children()]
        finally:
            desk.close()
        keys = {key.decode() for key in client.scan_iter()}
        assert client.get("theirs") == b"untouched"
        assert all(key == "theirs" or key.startswith("sunto:") for key in keys), keys
        assert not [key for key in keys if ":celery-task-meta" in key or ":part:" in key], keys


@pytest.mark.long
def test_an_interrupted_job_goes_on_with_the_next_owner(
    own_broker: OwnBroker, paths: DataPaths, engine: FakeOllama, tmp_path: Path
) -> None:
    engine.default = Reply(token_s=0.05)
    first = Desk(paths)
    first.add(a_paper(tmp_path, pages=6))
    first.run_until(lambda: bool(engine.requests) and engine.requests[-1].tokens > 1)
    first.close()
    engine.default = Reply()
    second = Desk(paths)
    try:
        (job,) = second.finish()
        assert job.state is JobState.DONE, second.report()
        assert job.attempt == 2
    finally:
        second.close()
