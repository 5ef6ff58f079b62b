"""Workers on other machines: signs of life, what a dead one had in hand, documents on the way."""

import signal
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis

from desktop.choices import WorkHere
from desktop.commands.check import Finding
from desktop.commands.checks import all_checks, machines
from desktop.jobs import fleet, passwords, transitions
from desktop.jobs.job import JobError
from desktop.jobs.status import ServiceState
from desktop.settings import Settings
from tests.end2end.conftest import Desk
from tests.end2end.machines import Machine, OwnBroker, another_version
from tests.fakes.ollama_server import FakeModel, FakeOllama, Reply
from tests.pdf_files import a_paper, prose, write_pdf
from worker.contract import blobs
from worker.contract.errors import ErrorCode
from worker.contract.fleet import WORKER_LIFE_S
from worker.contract.messages import SummaryOptions
from worker.contract.names import PROTOCOL
from worker.contract.paths import DataPaths
from worker.contract.states import JobState, WaitReason
from worker.contract.version import __version__

NewMachine = Callable[..., Machine]

LOOKS_S = 6.0
"""By then an owner has looked at the workers a few times, and they have spoken again."""


@pytest.fixture
def broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnBroker]:
    made = OwnBroker(tmp_path)
    made.start()
    monkeypatch.setenv("SUNTO_BROKER_URL", made.url)
    monkeypatch.setenv("SUNTO_WORK_HERE", "no")
    yield made
    made.end()


@pytest.fixture
def machine(tmp_path: Path, broker: OwnBroker, fake_ollama: FakeOllama) -> Iterator[NewMachine]:
    made: list[Machine] = []

    def make(ollama: FakeOllama = fake_ollama, concurrency: int = 1) -> Machine:
        folder = tmp_path / f"machine{len(made)}"
        made.append(Machine(folder, broker.url, ollama.address, concurrency))
        return made[-1]

    yield make
    for each in made:
        each.end()


@pytest.fixture
def desk(paths: DataPaths, broker: OwnBroker) -> Iterator[Desk]:
    found = Desk(paths)
    yield found
    found.close()


def chats(ollama: FakeOllama) -> int:
    return len(ollama.requests)


def test_a_job_is_done_elsewhere_and_its_document_leaves_with_it(
    desk: Desk, broker: OwnBroker, machine: NewMachine, tmp_path: Path
) -> None:
    desk.add(a_paper(tmp_path, pages=3))
    desk.run_until(lambda: desk.library.jobs()[0].reason is WaitReason.ENGINE)
    worker = machine()
    (job,) = desk.finish()
    assert job.state is JobState.DONE, desk.report() + worker.log.read_text()
    assert job.attempt == 1
    summary = desk.library.summary(job.id)
    assert summary is not None
    ((name, parts),) = ((each.name, each.parts) for each in summary.machines)
    assert (name, parts) == (socket.gethostname(), summary.coverage.chunks)
    assert summary.bytes_sent_elsewhere == 0, "the broker is on this computer"
    fetched = list((worker.data / "fetched").iterdir())
    assert [file.name for file in fetched] == [f"{job.sha256}.pdf"]
    with redis.Redis.from_url(broker.url) as client:
        desk.run_until(lambda: not list(client.scan_iter("sunto:blob*")))
        left = {key.decode().split(":")[1] for key in client.scan_iter("sunto:*")}
    assert not left & {"progress", "wish", "plan", "parts", "celery-task-meta", "flights"}, left


def test_a_worker_that_dies_costs_what_it_had_in_hand(
    desk: Desk, broker: OwnBroker, machine: NewMachine, fake_ollama: FakeOllama, tmp_path: Path
) -> None:
    undisturbed = chats_of_an_undisturbed_run(desk, machine, fake_ollama, tmp_path)
    first, second = machine(), machine()
    fake_ollama.default = Reply(token_s=0.05)
    (job,) = desk.add(a_paper(tmp_path, pages=12, seed=2))
    desk.run_until(lambda: desk.job(job.id).done >= 2)
    first.send(signal.SIGKILL)
    let_time_pass(broker, first)
    fake_ollama.default = Reply()
    took_s = desk.run_until(lambda: desk.job(job.id).attempt == 2 or not desk.library.unfinished())
    assert took_s < 60
    desk.finish(timeout_s=90)
    assert desk.job(job.id).state is JobState.DONE, desk.report() + second.log.read_text()
    in_hand = 1
    assert chats(fake_ollama) <= 2 * undisturbed + in_hand, "finished notes were made again"


def let_time_pass(broker: OwnBroker, dead: Machine) -> None:
    """Have the last sign of life of a machine end now: it would have by itself, soon after."""
    with redis.Redis.from_url(broker.url) as client:
        sign = f"sunto:worker:{dead.name}"
        assert 0 < client.pttl(sign) <= WORKER_LIFE_S * 1000
        client.pexpire(sign, 1)


def chats_of_an_undisturbed_run(
    desk: Desk, machine: NewMachine, ollama: FakeOllama, folder: Path
) -> int:
    """How often the engine is asked for a document of this size by one machine, which then ends."""
    only = machine()
    desk.add(a_paper(folder, pages=12, seed=3))
    desk.finish()
    only.send(signal.SIGTERM)
    return chats(ollama)


@pytest.mark.long
def test_parts_that_wait_their_turn_are_not_taken_for_lost(
    desk: Desk,
    machine: NewMachine,
    fake_ollama: FakeOllama,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fleet, "LOOK_EVERY_S", 0.1)
    monkeypatch.setattr(fleet, "LOST_AFTER_S", 1.0)
    fake_ollama.default = Reply(before_s=1.5)
    worker = machine()
    desk.add(*(a_paper(tmp_path, pages=5, seed=seed) for seed in (1, 2, 3)))
    jobs = desk.finish(timeout_s=120)
    done = [(job.state, job.attempt) for job in jobs]
    assert done == [(JobState.DONE, 1)] * 3, desk.report() + worker.log.read_text()


def test_results_wait_for_their_owner(
    paths: DataPaths,
    broker: OwnBroker,
    machine: NewMachine,
    fake_ollama: FakeOllama,
    tmp_path: Path,
) -> None:
    fake_ollama.default = Reply(token_s=0.02)
    machine()
    first = Desk(paths)
    (job,) = first.add(a_paper(tmp_path, pages=4))
    first.run_until(lambda: first.job(job.id).state is JobState.RUNNING)
    first.close()
    with redis.Redis.from_url(broker.url) as client:
        meta = f"sunto:celery-task-meta-{job.id}.1"
        first.wait_until(lambda: b"SUCCESS" in (client.get(meta) or b""))
    second = Desk(paths)
    try:
        (done,) = second.finish()
        assert (done.state, done.attempt) == (JobState.DONE, 1), second.report()
    finally:
        second.close()


def test_a_job_goes_to_the_machine_that_has_its_model(
    desk: Desk, machine: NewMachine, tmp_path: Path
) -> None:
    small = FakeOllama([FakeModel("small:latest")])
    large = FakeOllama([FakeModel("small:latest"), FakeModel("large:latest", digest="cd" * 32)])
    with small, large:
        machine(small)
        machine(large)
        (job,) = desk.add(a_paper(tmp_path), options=SummaryOptions(model="large"))
        (unknown,) = desk.add(a_paper(tmp_path, seed=2), options=SummaryOptions(model="huge"))
        desk.run_until(lambda: desk.job(job.id).state.is_final)
        desk.run_until(lambda: desk.job(unknown.id).reason is WaitReason.MODEL)
        assert desk.job(job.id).state is JobState.DONE
        assert {seen.body["model"] for seen in large.requests} == {"large:latest"}
        assert not small.requests


def test_a_locked_document_is_unlocked_before_it_leaves(
    desk: Desk, broker: OwnBroker, machine: NewMachine, tmp_path: Path
) -> None:
    locked = write_pdf(tmp_path / "locked.pdf", [prose(1), prose(2)], password="sesame")
    worker = machine()
    (job,) = desk.add(locked)
    desk.run_until(lambda: desk.job(job.id).reason is WaitReason.PASSWORD)
    passwords.store(desk.paths, job.id, "wrong")
    desk.library.change(job.id, transitions.unlocked)
    desk.run_until(lambda: desk.job(job.id).reason is not WaitReason.PASSWORD)
    desk.run_until(lambda: desk.job(job.id).reason is WaitReason.PASSWORD)
    passwords.store(desk.paths, job.id, "sesame")
    desk.library.change(job.id, transitions.unlocked)
    with redis.Redis.from_url(broker.url) as client, client.monitor() as seen:
        desk.run_until(lambda: desk.job(job.id).state.is_final)
        client.publish("end", "")
        told = []
        for each in seen.listen():
            told.append(each["command"])
            if each["command"].startswith("PUBLISH end"):
                break
        desk.run_until(lambda: not list(client.scan_iter("sunto:blob*")))
    assert desk.job(job.id).state is JobState.DONE, desk.report() + worker.log.read_text()
    assert len(told) > 20
    assert not [command for command in told if "sesame" in command]
    assert not desk.paths.password(job.id).exists()
    assert not list(desk.paths.runtime.glob("unlocking-*"))


def test_a_document_too_large_for_a_broker_is_refused(
    desk: Desk, machine: NewMachine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blobs, "LARGEST_BYTES", 1000)
    machine()
    (job,) = desk.add(a_paper(tmp_path))
    desk.run_until(lambda: desk.job(job.id).state.is_final)
    assert desk.job(job.id).error == JobError(ErrorCode.TOO_LARGE, {})


def test_doctor_says_who_works_there(
    desk: Desk, broker: OwnBroker, machine: NewMachine, paths: DataPaths
) -> None:
    settings = Settings(broker_url=broker.url, work_here=WorkHere.NO)
    assert machines(paths, settings).finding is Finding.MISSING
    worker = machine()
    desk.run_until(desk.engine_is_ready)
    found = machines(paths, settings)
    assert found.finding is Finding.FOUND
    assert socket.gethostname() in found.detail, worker.log.read_text()
    assert "small:latest" in found.detail
    assert __version__ in found.detail
    looked_at = {check.name for check in all_checks(paths, settings)}
    assert "engine" not in looked_at, "this computer's own engine does not matter"


def test_a_worker_of_another_version_gets_nothing(
    desk: Desk,
    broker: OwnBroker,
    machine: NewMachine,
    fake_ollama: FakeOllama,
    tmp_path: Path,
) -> None:
    """Nor does it stand in the way: the job waits for a worker that understands it."""
    program = another_version(tmp_path / "another")
    stranger = Machine(tmp_path / "stranger", broker.url, fake_ollama.address, program=program)
    try:
        with redis.Redis.from_url(broker.url) as client:
            desk.run_until(lambda: bool(client.exists(f"sunto:worker:{stranger.name}")))
            told = client.get(f"sunto:worker:{stranger.name}")
        assert f'"protocol":{PROTOCOL + 1}'.encode() in bytes(told or b"")
        (job,) = desk.add(a_paper(tmp_path))
        desk.run_until(lambda: desk.job(job.id).reason is WaitReason.ENGINE)
        time.sleep(LOOKS_S)
        desk.run_until(lambda: desk.job(job.id).reason is WaitReason.ENGINE)
        assert chats(fake_ollama) == 0
        machine()
        (ended,) = desk.finish()
        assert (ended.state, ended.attempt) == (JobState.DONE, 1)
        assert "Error" not in stranger.log.read_text()
    finally:
        stranger.end()


def test_a_shared_broker_that_goes_is_named_without_what_is_secret(
    desk: Desk, broker: OwnBroker
) -> None:
    desk.run_until(lambda: desk.owner.status().broker is ServiceState.RUNNING)
    assert desk.owner.status().has_no_worker
    broker.end()
    desk.run_until(lambda: desk.owner.status().is_shared_broker_away)
    place = desk.owner.status().broker_place
    assert place
    assert place == broker.url.partition("://")[2].rpartition("@")[2].partition("/")[0]
