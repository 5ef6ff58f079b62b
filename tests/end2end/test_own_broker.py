"""A Redis-compatible broker of the person's own, over TCP, with other things in it."""

import secrets
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from desktop.services.broker import server_binary
from tests.end2end.conftest import Desk
from tests.fakes.ollama_server import FakeOllama, Reply
from tests.pdf_files import a_paper
from worker.contract.paths import DataPaths
from worker.contract.states import JobState


@pytest.fixture
def own_broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    password = secrets.token_hex(8)
    command = [str(server_binary()), "--port", str(port), "--bind", "127.0.0.1"]
    command += ["--requirepass", password, "--dir", str(tmp_path), "--save", ""]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    url = f"redis://:{password}@127.0.0.1:{port}/0"
    monkeypatch.setenv("SUNTO_BROKER_URL", url)
    yield url
    process.terminate()
    process.wait(10)


def test_a_job_is_done_and_nothing_else_is_touched(
    own_broker: str, paths: DataPaths, engine: FakeOllama, tmp_path: Path
) -> None:
    with redis.Redis.from_url(own_broker) as client:
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


def test_an_interrupted_job_goes_on_with_the_next_owner(
    own_broker: str, paths: DataPaths, engine: FakeOllama, tmp_path: Path
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
