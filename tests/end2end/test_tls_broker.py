"""A broker with TLS and users, as compose.yaml makes it: the whole way, and what is refused."""

import datetime
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from desktop.commands.check import Finding
from desktop.commands.checks import broker as look_at_broker
from desktop.settings import Settings
from tests.end2end.conftest import Desk
from tests.end2end.machines import ROOT, Machine, OwnBroker
from tests.end2end.tls_front import TlsFront
from tests.fakes.ollama_server import FakeOllama
from tests.pdf_files import a_paper
from worker.contract.paths import DataPaths
from worker.contract.states import JobState


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    folder = tmp_path / "secrets"
    folder.mkdir()
    make = ["sh", ROOT / "packaging" / "compose" / "make-secrets", folder]
    subprocess.run(make, check=True, capture_output=True)
    return folder


@pytest.fixture
def broker(secrets: Path, tmp_path: Path) -> Iterator[OwnBroker]:
    made = OwnBroker(tmp_path, acl=secrets / "users.acl", user="sunto")
    made.start()
    yield made
    made.end()


def with_tls(broker: OwnBroker, front: TlsFront) -> str:
    return f"rediss://sunto:{broker.password}@localhost:{front.port}/0"


def test_the_whole_way(
    broker: OwnBroker,
    secrets: Path,
    paths: DataPaths,
    fake_ollama: FakeOllama,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with TlsFront(secrets / "broker.pem", secrets / "broker.key", broker.port) as front:
        url = with_tls(broker, front)
        monkeypatch.setenv("SUNTO_BROKER_URL", url)
        monkeypatch.setenv("SUNTO_BROKER_CA", str(secrets / "ca.pem"))
        monkeypatch.setenv("SUNTO_WORK_HERE", "no")
        machine = Machine(tmp_path / "machine", url, fake_ollama.address)
        desk = Desk(paths)
        try:
            desk.add(a_paper(tmp_path))
            (job,) = desk.finish()
            assert job.state is JobState.DONE, desk.report() + machine.log.read_text()
        finally:
            desk.close()
            machine.end()


def test_what_cannot_be_trusted_is_refused_and_told(
    broker: OwnBroker, secrets: Path, paths: DataPaths, tmp_path: Path
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    yesterday = datetime.datetime.now(tz=datetime.UTC) - datetime.timedelta(days=1)
    expired = authority.issue_cert("localhost", not_after=yesterday)
    others = authority.issue_cert("elsewhere.example")
    good = Settings(broker_ca=str(tmp_path / "ca.pem"))
    for certificate, told in ((expired, "expired"), (others, "Hostname mismatch")):
        certificate.private_key_and_cert_chain_pem.write_to_path(tmp_path / "server.pem")
        with TlsFront(tmp_path / "server.pem", tmp_path / "server.pem", broker.port) as front:
            found = look_at_broker(paths, replace(good, broker_url=with_tls(broker, front)))
            assert found.finding is Finding.MISSING
            assert told in found.detail, found.detail
    with TlsFront(secrets / "broker.pem", secrets / "broker.key", broker.port) as front:
        url = with_tls(broker, front)
        strange = look_at_broker(paths, replace(good, broker_url=url))
        assert "self-signed certificate" in strange.detail or "unable to get" in strange.detail
        known = replace(good, broker_ca=str(secrets / "ca.pem"))
        assert look_at_broker(paths, replace(known, broker_url=url)).finding is Finding.FOUND
        wrong = url.replace(broker.password, "wrong")
        refused = look_at_broker(paths, replace(known, broker_url=wrong))
        assert "password" in refused.detail
        assert "wrong" not in refused.detail + refused.hint
