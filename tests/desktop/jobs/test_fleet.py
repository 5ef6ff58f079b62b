"""What has died at a shared broker, told from what waits for its turn behind others."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.jobs import fleet
from desktop.jobs.fleet import Fleet
from desktop.jobs.records import LiveAttempt
from tests.end2end.machines import OwnBroker
from worker.contract import names
from worker.contract.celery_app import BrokerAddress, make_app
from worker.contract.fleet import WorkerStatus
from worker.contract.messages import EngineStatus
from worker.contract.names import Database, QueueName, TaskName
from worker.contract.states import Wish

QUEUE = names.shared_queue(QueueName.SMALL)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[BrokerAddress]:
    broker = OwnBroker(tmp_path)
    broker.start()
    found = BrokerAddress(url=broker.url)
    status = WorkerStatus(
        worker="one", machine="one", concurrency=1, engine=EngineStatus(ready=True), queues=(QUEUE,)
    )
    with found.connect(Database.RESULTS) as client:
        client.set(found.prefix + names.worker_key("one"), status.model_dump_json())
        client.sadd(found.prefix + names.WORKERS_KEY, "one")
    yield found
    broker.end()


def test_a_message_that_was_lost_is_missed_behind_others(
    address: BrokerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fleet, "LOOK_EVERY_S", 0.0)
    monkeypatch.setattr(fleet, "LOST_AFTER_S", 0.1)
    app = make_app(address)
    for attempt in ("others.1", "waiting.1"):
        app.send_task(TaskName.SUMMARISE, args=[{}], task_id=attempt, queue=QUEUE)
    app.close()
    team = Fleet(address)
    ours = [LiveAttempt(f"{job}.1", job, QueueName.SMALL, Wish.RUN) for job in ("waiting", "lost")]
    try:
        assert team.look(ours, {}) == ()
        time.sleep(0.2)
        # Once may be the moment between queue and hand.
        assert team.look(ours, {}) == ()
        assert team.look(ours, {}) == ("lost.1",)
    finally:
        team.close()
