"""The whole way where there are no unix sockets: over a port of loopback, with a password."""

from pathlib import Path

import pytest

from tests.end2end.conftest import Desk
from tests.pdf_files import a_paper
from worker.contract.loopback import Loopback
from worker.contract.states import JobState


@pytest.fixture(autouse=True)
def _no_unix_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.services.broker.HAS_UNIX_SOCKETS", False)


def test_a_document_becomes_a_summary_over_loopback(desk: Desk, tmp_path: Path) -> None:
    (job,) = desk.add(a_paper(tmp_path, pages=2))
    desk.run_until(lambda: desk.job(job.id).state is JobState.DONE, timeout_s=120)
    logs = "".join(path.read_text("utf-8", "replace") for path in desk.paths.logs.iterdir())
    told = Loopback.read(desk.paths.broker_socket)
    assert told is not None
    assert told.password not in logs
    desk.owner.stop()
    assert not desk.paths.broker_socket.exists()
