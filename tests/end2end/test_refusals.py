"""What is none of our messages does nothing, is counted, and holds nobody up."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest
from kombu import Connection, Exchange, Producer

from desktop.commands.doctor import run as doctor
from desktop.jobs.status import ServiceState
from tests.end2end.conftest import Desk
from tests.pdf_files import a_paper
from worker.contract.celery_app import make_app
from worker.contract.names import REFUSED_KEY, Database, TaskName
from worker.contract.states import JobState


class Touching:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.touch, (self.path,)


def test_what_is_no_message_of_ours_is_refused_and_counted(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.run_until(lambda: desk.owner.status().worker is ServiceState.RUNNING)
    address = desk.owner_address()
    app = make_app(address)
    touched = tmp_path / "touched"
    path = {"attempt": "abcd.1", "document": "../../etc/passwd", "title": "", "options": {}}
    more = {"attempt": "abcd.1", "index": 0, "path": "/etc/passwd"}
    app.send_task(str(TaskName.SUMMARISE), args=[path], queue="small")
    app.send_task(str(TaskName.NOTE), args=[more], queue="small")
    app.send_task("os.system", args=["true"], queue="small")
    with Connection(address.celery_url(Database.MESSAGES)) as connection:
        exchange = Exchange("small", type="direct")
        producer = Producer(connection, exchange=exchange, routing_key="small")
        producer.publish(Touching(touched), serializer="pickle", retry=False)
    app.close()
    with address.connect(Database.RESULTS) as results:
        desk.run_until(lambda: results.get(REFUSED_KEY) == b"3")
        desk.add(a_paper(tmp_path, pages=1))
        (job,) = desk.finish()
        assert job.state is JobState.DONE
        assert (job.attempt, job.strikes) == (1, 0)
        assert results.get(REFUSED_KEY) == b"3"
    assert not touched.exists()
    doctor(Namespace(data_dir=desk.paths.root, json=False))
    assert "3 messages were refused" in capsys.readouterr().out


def test_a_worker_that_says_what_is_no_message_is_not_listened_to(
    desk: Desk, tmp_path: Path
) -> None:
    desk.run_until(lambda: desk.owner.status().engine is not None)
    with desk.owner_address().connect(Database.RESULTS) as results:
        results.set("engine:status", b'{"ready": true, "shell": "rm"}')
        desk.run_until(lambda: results.get(REFUSED_KEY) is not None)
    desk.add(a_paper(tmp_path, pages=1))
    assert desk.finish()[0].state is JobState.DONE
