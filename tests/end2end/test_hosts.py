"""A team's machines: a broker behind TLS, three workers, one window, each on a host of its own.

What happens to machines and cables happens here; nothing may be lost and nothing made twice but
what a machine had in hand when it was lost.
"""

import datetime
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import trustme

from desktop.jobs.job import Job
from tests.end2end.conftest import Desk
from tests.end2end.hosts import Host, Hosts, why_not
from tests.end2end.machines import ROOT, Machine, OwnBroker
from tests.end2end.tls_front import TlsFront
from tests.fakes.ollama_server import FakeOllama, Reply, Seen
from tests.pdf_files import a_paper
from worker.contract.paths import DataPaths
from worker.contract.states import JobState, WaitReason

_WHY_NOT = why_not()
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(bool(_WHY_NOT), reason=_WHY_NOT),
    pytest.mark.timeout(900),
]

PORT = 6380
WORKERS = ("one", "two", "three")
TAKEN_OVER_WITHIN_S = 60
AWAY_S = 120
A_NOTE_S = 2.0
"""What the engines take for an answer, so that there is always something in hand."""


class Office:
    """The machines of a team; `desk` is at the window's host, where this thread is as well."""

    def __init__(self, hosts: Hosts, folder: Path, paths: DataPaths, stack: ExitStack) -> None:
        self.hosts, self.folder, self._stack = hosts, folder, stack
        self.secrets = folder / "secrets"
        self.secrets.mkdir()
        self.engines: dict[str, FakeOllama] = {}
        self.workers: dict[str, Machine] = {}
        names = " ".join((hosts["broker"].address, hosts["far"].address))
        subprocess.run(
            ["sh", ROOT / "packaging" / "compose" / "make-secrets", self.secrets],
            check=True,
            capture_output=True,
            env={"PATH": "/usr/bin:/bin", "SUNTO_LAN_NAMES": names},
        )
        with hosts["broker"].entered():
            self.broker = OwnBroker(folder, acl=self.secrets / "users.acl", user="sunto")
            self.broker.start()
        stack.callback(self.broker.end)
        self.front = self.open_front(self.secrets / "broker.pem", self.secrets / "broker.key")
        self.paths = paths

    def open_front(self, certificate: Path, key: Path) -> TlsFront:
        with self.hosts["broker"].entered():
            front = TlsFront(
                certificate, key, self.broker.port, address=self.hosts["broker"].address, port=PORT
            )
            front.__enter__()
        self._stack.callback(front.__exit__)
        return front

    def url(self, by: str = "broker", password: str = "") -> str:
        password = password or self.broker.password
        return f"rediss://sunto:{password}@{self.hosts[by].address}:{PORT}/0"

    def make_way(self, delay_s: float) -> None:
        """A long way to the broker: through the host `far`."""
        far, broker = self.hosts["far"].address, self.hosts["broker"].address
        command = [sys.executable, "-m", "tests.end2end.delay_proxy", far, str(PORT)]
        with self.hosts["far"].entered():
            process = subprocess.Popen([*command, broker, str(PORT), str(delay_s)], cwd=ROOT)
        self._stack.callback(process.wait)
        self._stack.callback(process.kill)

    def hire(self, *names: str, by: str = "broker", password: str = "") -> None:
        """Start workers, each beside an engine of its own."""
        for name in names:
            with self.hosts[name].entered():
                engine = FakeOllama(default=Reply(before_s=A_NOTE_S))
                self.engines[name] = self._stack.enter_context(engine)
                machine = Machine(self.folder / name, self.url(by, password), engine.address)
            self.workers[name] = machine
            self._stack.callback(machine.end)

    def open_desk(self) -> Desk:
        desk = Desk(self.paths)
        self._stack.callback(desk.close)
        return desk

    def asked(self) -> Counter[str]:
        """How often each question was asked, of any engine."""
        return Counter(_question(seen) for each in self.engines.values() for seen in each.requests)

    def in_hand(self, name: str, began_within_s: float = A_NOTE_S - 0.5) -> set[str]:
        """What a machine's engine was asked lately; without more, what it will not answer yet."""
        now = time.monotonic()
        return {_question(s) for s in self.engines[name].requests if now - s.at < began_within_s}

    def perhaps_in_hand(self, name: str) -> set[str]:
        """The same, and what it may just have answered without anybody hearing of it."""
        return self.in_hand(name, A_NOTE_S + 0.5)

    def require_nothing_twice(self, but: set[str]) -> None:
        twice = {question for question, times in self.asked().items() if times > 1}
        assert twice <= but, f"{len(twice - but)} of {len(self.asked())} made again for nothing"
        assert max(self.asked().values()) <= 2


def _question(seen: Seen) -> str:
    return str(seen.body["messages"][-1]["content"])


@pytest.fixture
def office(tmp_path: Path, paths: DataPaths, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    with Hosts("broker", "far", "window", *WORKERS) as hosts, ExitStack() as stack:
        made = Office(hosts, tmp_path, paths, stack)
        monkeypatch.setenv("SUNTO_BROKER_URL", made.url())
        monkeypatch.setenv("SUNTO_BROKER_CA", str(made.secrets / "ca.pem"))
        monkeypatch.setenv("SUNTO_WORK_HERE", "no")
        stack.enter_context(hosts["window"].entered())
        yield made


def at_work(office: Office, desk: Desk, job: Job) -> None:
    """Until every machine has something in hand, and two parts are done."""
    desk.run_until(
        lambda: desk.job(job.id).done >= 2 and all(map(office.in_hand, office.workers)), 120
    )


def test_everybody_works_and_nothing_is_made_twice(office: Office, tmp_path: Path) -> None:
    desk = office.open_desk()
    office.hire(*WORKERS)
    desk.add(*(a_paper(tmp_path, pages=12, seed=seed) for seed in (1, 2)))
    jobs = desk.finish(240)
    assert [(job.state, job.attempt) for job in jobs] == [(JobState.DONE, 1)] * 2, desk.report()
    office.require_nothing_twice(but=set())
    assert all(engine.requests for engine in office.engines.values())


@pytest.mark.parametrize("end", ["killed", "stopped", "cut off"])
def test_a_lost_machine_costs_what_it_had_in_hand(office: Office, tmp_path: Path, end: str) -> None:
    desk = office.open_desk()
    office.hire(*WORKERS)
    (job,) = desk.add(a_paper(tmp_path, pages=30))
    at_work(office, desk, job)
    lost, perhaps = office.in_hand("one"), office.perhaps_in_hand("one")
    lose(office, "one", end)
    took_s = desk.run_until(lambda: desk.job(job.id).attempt == 2, 120)
    assert took_s < TAKEN_OVER_WITHIN_S
    asked_s = took_s + desk.run_until(lambda: lost <= asked_elsewhere(office), 120)
    desk.finish(240)
    assert desk.job(job.id).state is JobState.DONE, desk.report()
    print(f"{end}: given to others after {took_s:.0f} s, asked again after {asked_s:.0f} s")
    office.require_nothing_twice(but=perhaps)
    if end != "killed":
        comes_back(office, desk, tmp_path)
        office.require_nothing_twice(but=perhaps)


def lose(office: Office, name: str, end: str) -> None:
    match end:
        case "killed":
            office.workers[name].send(signal.SIGKILL)
        case "stopped":
            office.workers[name].send(signal.SIGSTOP)
        case _:
            office.hosts[name].cut()


def asked_elsewhere(office: Office) -> set[str]:
    others = (engine for name, engine in office.engines.items() if name != "one")
    return {_question(seen) for each in others for seen in each.requests}


def comes_back(office: Office, desk: Desk, folder: Path) -> None:
    """After two minutes, to a job that only it can do."""
    end_at = time.monotonic() + AWAY_S
    desk.run_until(lambda: time.monotonic() > end_at, 200)
    office.workers["one"].send(signal.SIGCONT)
    office.hosts["one"].mend()
    for name in ("two", "three"):
        office.workers[name].end()
    (job,) = desk.add(a_paper(folder, pages=4, seed=7))
    desk.run_until(lambda: desk.job(job.id).state.is_final, 120)
    assert desk.job(job.id).state is JobState.DONE, office.workers["one"].log.read_text()


@pytest.mark.parametrize("host", ["broker", "window"])
def test_a_cut_cable_loses_nothing(office: Office, tmp_path: Path, host: str) -> None:
    desk = office.open_desk()
    office.hire(*WORKERS)
    (job,) = desk.add(a_paper(tmp_path, pages=24))
    at_work(office, desk, job)
    lost = set().union(*map(office.perhaps_in_hand, WORKERS))
    office.hosts[host].cut()
    cut_at = time.monotonic()
    desk.run_until(lambda: time.monotonic() - cut_at > 45, 120)
    office.hosts[host].mend()
    desk.finish(300)
    assert desk.job(job.id).state is JobState.DONE, desk.report()
    office.require_nothing_twice(but=lost if host == "broker" else set())


def test_a_long_way_makes_nothing_twice(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.make_way(0.2)
    monkeypatch.setenv("SUNTO_BROKER_URL", office.url(by="far"))
    desk = office.open_desk()
    office.hire(*WORKERS, by="far")
    desk.add(*(a_paper(tmp_path, pages=12, seed=seed) for seed in (1, 2)))
    jobs = desk.finish(400)
    assert [(job.state, job.attempt) for job in jobs] == [(JobState.DONE, 1)] * 2, desk.report()
    office.require_nothing_twice(but=set())


def test_wrong_password_and_expired_certificate_wait_and_lose_nothing(
    office: Office, tmp_path: Path
) -> None:
    desk = office.open_desk()
    office.hire("one")
    office.hire("two", password="wrong")
    (job,) = desk.add(a_paper(tmp_path, pages=12))
    desk.run_until(lambda: desk.job(job.id).done >= 2, 120)
    lost = office.perhaps_in_hand("one")
    office.front.__exit__()
    expired = an_expired_certificate(office, office.hosts["broker"])
    front = office.open_front(expired, expired)
    desk.run_for(15)
    (other,) = desk.add(a_paper(tmp_path, seed=2))
    desk.run_until(lambda: desk.job(other.id).reason is WaitReason.BROKER)
    front.__exit__()
    office.open_front(office.secrets / "broker.pem", office.secrets / "broker.key")
    desk.finish(240)
    assert {each.state for each in desk.library.jobs()} == {JobState.DONE}, desk.report()
    office.require_nothing_twice(but=lost)
    assert not office.engines["two"].requests
    log = office.workers["two"].log.read_text()
    assert "wrong" not in log.replace("WRONGPASS", "")


def an_expired_certificate(office: Office, host: Host) -> Path:
    yesterday = datetime.datetime.now(tz=datetime.UTC) - datetime.timedelta(days=1)
    made = trustme.CA().issue_cert(host.address, not_after=yesterday)
    path = office.folder / "expired.pem"
    made.private_key_and_cert_chain_pem.write_to_path(path)
    return path
