"""`sunto outbox`: what is listed, and what can be done about it."""

import json
import time
from functools import partial

import pytest

from desktop.delivery.delivery import Delivery, DeliveryProblem
from desktop.delivery.states import DeliveryKind, DeliveryState
from desktop.job_json import OutboxJson
from desktop.jobs import transitions
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from tests.desktop.commands.conftest import Run
from tests.fakes.smtp_server import USER, MailServer
from worker.contract.sending_states import Problem

BOB = "bob@example.org"


def test_a_wrong_password_is_told_and_repeated_nowhere(
    sunto: Run, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"smtp+starttls://{USER}:hunter2@localhost:{mail_server.port}"
    monkeypatch.setenv("SUNTO_SMTP_URL", address)
    monkeypatch.setenv("SUNTO_EMAIL_FROM", "ada@example.org")
    said = sunto("outbox", "test", BOB, code=1).stderr
    assert "The server did not accept user name and password (535" in said
    assert "hunter2" not in said


def test_without_an_account_it_says_how_to_get_one(sunto: Run) -> None:
    assert "No mail account is set up." in sunto("outbox", "test", BOB, code=2).stderr


@pytest.fixture
def failed(done_job: Job, library: Library) -> Delivery:
    """An email that a server would not take."""
    library.change(done_job.id, partial(transitions.mailed_to, address=BOB))
    params = {"address": BOB, "reply": "550 5.1.1 No such user here"}
    delivery = Delivery(
        id="delivery1",
        kind=DeliveryKind.EMAIL,
        recipient=BOB,
        created_at=time.time(),
        next_at=time.time(),
        state=DeliveryState.FAILED,
        tries=1,
        ended_at=time.time(),
        problem=DeliveryProblem(Problem.RECIPIENT, params),
        jobs=(done_job.id,),
    )
    library.outbox.add([delivery])
    return delivery


def test_the_outbox_is_listed_given_up_and_sent(
    sunto: Run, failed: Delivery, library: Library
) -> None:
    (row,) = sunto("outbox").stdout.splitlines()
    assert row.startswith(f"{failed.id}  email    {BOB}  not sent: The server does not take mail")
    (listed,) = OutboxJson.model_validate_json(sunto("outbox", "--json").stdout).deliveries
    assert (listed.state, listed.problem, listed.jobs) == ("failed", "recipient", failed.jobs)
    sunto("outbox", "give-up", "delivery")
    assert library.outbox.all()[0].state is DeliveryState.GIVEN_UP
    sunto("outbox", "send", failed.id)
    assert library.outbox.all()[0].state is DeliveryState.WAITING
    assert "means 0 deliveries" in sunto("outbox", "send", "nothing", code=2).stderr


def test_an_empty_outbox_is_said_so(sunto: Run) -> None:
    assert "The outbox is empty." in sunto("outbox").stderr
    assert json.loads(sunto("outbox", "--json").stdout) == {"deliveries": []}
