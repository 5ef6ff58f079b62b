"""From a summary to a message the server has: real broker, real sending process, real SMTP.

And kill -9 at each step: nothing is lost, and nothing comes twice where the server answered.
"""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest

from desktop.delivery.delivery import given_up, wanted_now
from desktop.delivery.states import DeliveryKind, DeliveryState
from desktop.jobs import transitions
from desktop.jobs.library import Library
from tests.desktop.delivery.office import BOB, Office
from tests.fakes.hook_server import HookServer
from tests.fakes.smtp_server import PASSWORD, USER, Fault, MailServer
from tests.samples import a_claim, a_summary
from worker.contract import secret_store
from worker.contract.errors import ErrorCode
from worker.contract.names import Database
from worker.contract.paths import DataPaths
from worker.contract.sending_states import Problem


@pytest.fixture
def new_office(paths: DataPaths, library: Library) -> Iterator[Callable[..., Office]]:
    made: list[Office] = []

    def make(server: MailServer | None = None) -> Office:
        made.append(Office(paths, library, server))
        return made[-1]

    yield make
    for office in made:
        office.close()


@pytest.fixture
def office(new_office: Callable[..., Office], mail_server: MailServer) -> Office:
    return new_office(mail_server)


def test_what_was_dropped_together_comes_in_one_message_and_once(
    office: Office, mail_server: MailServer
) -> None:
    jobs = office.add("one", "two", "three")
    office.finish(jobs[0])
    fail = partial(transitions.failed, code=ErrorCode.DAMAGED, params={}, now=time.time())
    office.library.change(jobs[1].id, fail)
    office.run_until(lambda: True)
    office.post.round(office.wire, office.broker.address)
    assert office.outbox.all() == [], "one of them is still to come"
    office.finish(jobs[2])
    delivery = office.settle()
    (taken,) = mail_server.taken
    assert (taken.sender, taken.recipients) == ("ada@example.org", (BOB,))
    message = taken.message
    assert message["Subject"] == "2 of 3 summarised: one, two.pdf, three"
    assert message["Message-ID"] == delivery.message_id
    body = message.get_body(("plain",))
    assert body is not None
    assert "Not summarised: two.pdf" in body.get_content()
    told = [office.library.job(job.id).mail for job in jobs]  # type: ignore[union-attr]
    assert told == [DeliveryState.SENT] * 3
    assert list(office.paths.outbox.iterdir()) == []
    again = office.done("four")
    office.settle()
    assert len(mail_server.taken) == 2
    assert office.outbox.of_job(again[0].id)[0].state is DeliveryState.SENT


def test_nobody_is_told_of_what_nobody_asked_for(office: Office, mail_server: MailServer) -> None:
    office.done("quiet", email=None)
    (cancelled,) = office.add("cancelled")
    office.library.change(cancelled.id, partial(transitions.cancelled, now=time.time()))
    (asked,) = office.done("loud")
    office.settle()
    assert [d.jobs for d in office.outbox.all()] == [(asked.id,)]
    assert len(mail_server.taken) == 1


def test_no_secret_and_no_text_of_a_summary_is_in_the_broker(
    office: Office, mail_server: MailServer
) -> None:
    mail_server.faults = [Fault.HANG_AT_RCPT]
    office.done("Confidential")
    office.run_until(mail_server.reached.is_set)
    with office.broker.address.connect(Database.MESSAGES) as client:
        stored = b"".join(client.dump(key) or b"" for key in client.scan_iter())
    assert stored, "the message is in the broker while it is worked on"
    (folder,) = office.paths.outbox.iterdir()
    for text in (PASSWORD.encode(), b"Confidential", b"many machines", BOB.encode()):
        assert text not in stored
    assert PASSWORD not in "".join(path.read_text(errors="replace") for path in folder.iterdir())
    assert PASSWORD not in office.log()


def test_a_server_that_says_later_is_asked_again_later(
    office: Office, mail_server: MailServer
) -> None:
    mail_server.faults = [Fault.GREYLIST, Fault.FULL]
    office.done("paper")
    office.run_until(lambda: office.outbox.all() and office.outbox.all()[0].problem)
    (waiting,) = office.outbox.all()
    assert (waiting.state, waiting.tries) == (DeliveryState.WAITING, 1)
    assert 55 < waiting.next_at - time.time() < 61
    office.ahead_s += 61
    office.run_until(lambda: office.outbox.all()[0].tries == 2 and office.outbox.sending() == [])
    assert office.outbox.all()[0].problem.code is Problem.MAILBOX_FULL  # type: ignore[union-attr]
    office.outbox.change(waiting.id, partial(wanted_now, now=office.now()))
    assert office.settle().tries == 3
    assert len(mail_server.taken) == 1


def test_what_is_refused_waits_for_a_person(office: Office, mail_server: MailServer) -> None:
    mail_server.faults = [Fault.NO_SUCH_USER]
    (job,) = office.done("paper")
    delivery = office.settle(DeliveryState.FAILED)
    assert delivery.problem is not None
    assert delivery.problem.code is Problem.RECIPIENT
    office.outbox.change(delivery.id, partial(given_up, now=time.time()))
    assert office.library.job(job.id).mail is DeliveryState.GIVEN_UP  # type: ignore[union-attr]
    office.outbox.change(delivery.id, partial(wanted_now, now=time.time()))
    office.settle()
    assert len(mail_server.taken) == 1


def test_a_document_too_large_for_the_server_is_left_out_and_the_rest_comes_at_once(
    new_office: Callable[..., Office], new_mail_server: Callable[..., MailServer], paths: DataPaths
) -> None:
    server = new_mail_server(size_limit=500_000)
    office = new_office(server)
    office.choose(email_document=True)
    content = b"%PDF-1.4" + bytes(600_000)
    sha256 = hashlib.sha256(content).hexdigest()
    paths.document(sha256).write_bytes(content)
    office.done("one", sha256=sha256)
    delivery = office.settle()
    assert delivery.without_documents
    assert delivery.tries == 2
    (taken,) = server.taken
    names = [part.get_filename() for part in taken.message.iter_attachments()]
    assert names == ["one.pdf"], "the summary, and not the document"
    (summary,) = taken.message.iter_attachments()
    assert len(summary.get_payload(decode=True)) < len(content)  # type: ignore[arg-type]


@pytest.mark.parametrize("fault", [Fault.CUT_AFTER_TAKEN, Fault.CUT_BEFORE_TAKEN])
def test_a_connection_lost_after_the_message_is_perhaps_sent_and_left_to_a_person(
    office: Office, mail_server: MailServer, fault: Fault
) -> None:
    mail_server.faults = [fault]
    office.done("paper")
    delivery = office.settle(DeliveryState.PERHAPS)
    office.ahead_s += 48 * 3600
    office.run_until(lambda: True)
    office.post.round(office.wire, office.broker.address)
    assert mail_server.connections == 1
    office.outbox.change(delivery.id, partial(wanted_now, now=office.now()))
    office.settle()
    ids = {taken.message["Message-ID"] for taken in mail_server.taken}
    assert ids == {delivery.message_id}, "the same one, so that a mail program shows it once"


def test_by_setting_what_is_perhaps_sent_is_sent_again(
    office: Office, mail_server: MailServer
) -> None:
    office.choose(email_resend_unsure=True)
    mail_server.faults = [Fault.CUT_BEFORE_TAKEN]
    office.done("paper")
    office.run_until(lambda: office.outbox.all() and office.outbox.all()[0].problem)
    office.ahead_s += 61
    office.settle()
    assert len(mail_server.taken) == 1


@pytest.mark.parametrize(
    ("place", "copies"),
    [
        (Fault.HANG_AT_MAIL, 1),
        (Fault.HANG_AT_RCPT, 1),
        (Fault.HANG_AT_DATA, 1),
    ],
)
def test_a_sender_killed_before_the_last_line_is_made_up_for(
    office: Office, mail_server: MailServer, place: Fault, copies: int
) -> None:
    mail_server.faults = [place]
    office.done("paper")
    office.run_until(mail_server.reached.is_set)
    office.kill_sender()
    delivery = office.settle()
    assert (len(mail_server.taken), delivery.tries) == (copies, 2)


@pytest.mark.parametrize("place", [Fault.HANG_BEFORE_TAKEN, Fault.HANG_AFTER_TAKEN])
def test_a_sender_killed_after_the_last_line_is_perhaps_sent(
    office: Office, mail_server: MailServer, place: Fault
) -> None:
    mail_server.faults = [place]
    office.done("paper")
    office.run_until(mail_server.reached.is_set)
    office.kill_sender()
    office.settle(DeliveryState.PERHAPS)
    assert len(mail_server.taken) == (place is Fault.HANG_AFTER_TAKEN)


def test_an_owner_killed_between_any_two_steps_loses_nothing_and_doubles_nothing(
    office: Office, mail_server: MailServer
) -> None:
    """Each way of leaving things half done, as the next owner finds it."""
    (ended,) = office.done("ended, not planned")
    first = office.new_post()
    first._planner.plan(time.time())
    (planned,) = office.outbox.all()
    assert planned.jobs == (ended.id,)
    begun = office.outbox.begin(planned.id, time.time())
    assert begun is not None, "begun, no order laid down"
    office.post.start_over()
    assert office.outbox.all()[0].state is DeliveryState.WAITING
    begun = office.outbox.begin(planned.id, time.time())
    assert begun is not None
    assert office.post._lay_down(begun), "laid down, no message sent"
    office.post.start_over()
    office.ahead_s += 121
    office.settle()
    assert len(mail_server.taken) == 1
    # Sent, and the outcome not yet in the library.
    office.done("second")
    office.run_until(lambda: len(mail_server.answered) == 2)
    outcome = office.paths.outbox / f"{office.outbox.sending()[0].try_id}" / "outcome.json"
    end = time.monotonic() + 10
    while not (outcome.exists() and "accepted" in outcome.read_text()):
        assert time.monotonic() < end
        time.sleep(0.01)
    office.post.start_over()
    office.settle()
    assert len(mail_server.taken) == 2


def test_a_broker_that_dies_with_the_message_costs_nothing(
    office: Office, mail_server: MailServer
) -> None:
    office.done("paper")
    office.post._planner.plan(time.time())
    (planned,) = office.outbox.all()
    begun = office.outbox.begin(planned.id, time.time())
    assert begun is not None
    office.post._lay_down(begun)
    office.wire.deliver(begun.try_id)
    with office.broker.address.connect(Database.MESSAGES) as client:
        client.flushall()
    office.post.start_over()
    office.settle()
    assert len(mail_server.taken) == 1


def test_a_message_that_is_delivered_twice_by_the_broker_is_sent_once(
    office: Office, mail_server: MailServer
) -> None:
    office.done("paper", "other")
    office.choose(email_one_each=True)
    office.post._planner.plan(time.time())
    planned = office.outbox.all()
    begun = office.outbox.begin(planned[0].id, time.time())
    assert begun is not None
    office.post._lay_down(begun)
    for _ in range(3):
        office.wire.deliver(begun.try_id)
    office.run_until(lambda: all(d.state is DeliveryState.SENT for d in office.outbox.all()))
    assert len(mail_server.taken) == 2


def test_a_wrong_password_holds_all_mail_and_locks_no_account(
    office: Office, mail_server: MailServer
) -> None:
    account = office.post._account
    assert account is not None
    secret_store.keep_for_session(office.paths, account.secret_name, "wrong")
    office.choose(email_one_each=True)
    office.done(*(f"paper {n}" for n in range(30)))
    office.run_until(lambda: any(d.problem for d in office.outbox.all()))
    office.run_until(lambda: office.outbox.sending() == [])
    assert mail_server.connections == 1
    secret_store.keep_for_session(office.paths, account.secret_name, PASSWORD)
    office.outbox.release(DeliveryKind.EMAIL, office.now())
    office.run_until(lambda: len(mail_server.taken) == 30)


def test_without_an_account_mail_waits_and_nothing_is_started(
    new_office: Callable[..., Office],
) -> None:
    office = new_office()
    office.done("paper")
    office.run_until(lambda: bool(office.outbox.all()))
    office.post.round(office.wire, office.broker.address)
    assert office.outbox.all()[0].state is DeliveryState.WAITING
    assert not office.post._worker.is_running


def test_a_removed_job_is_told_of_to_nobody(office: Office, mail_server: MailServer) -> None:
    mail_server.faults = [Fault.GREYLIST]
    (job,) = office.done("paper")
    office.run_until(lambda: office.outbox.all() and office.outbox.all()[0].problem)
    office.library.remove(job.id)
    assert office.outbox.all() == []
    office.ahead_s += 3600
    office.run_until(lambda: True)
    assert mail_server.taken == []


def test_a_redo_answers_the_message_before_it(office: Office, mail_server: MailServer) -> None:
    (first,) = office.done("paper")
    before = office.settle()
    office.done("paper", redo_of=first.id)
    office.run_until(lambda: len(mail_server.taken) == 2)
    message = mail_server.taken[1].message
    assert message["In-Reply-To"] == message["References"] == before.message_id
    assert message["Message-ID"] != before.message_id


def test_a_job_is_mailed_afterwards_if_a_person_says_so(
    office: Office, mail_server: MailServer
) -> None:
    (job,) = office.done("paper", email=None)
    office.library.change(job.id, partial(transitions.mailed_to, address=BOB))
    office.settle()
    assert mail_server.taken[0].recipients == (BOB,)


def test_a_password_that_was_typed_outlives_its_owner(
    office: Office, mail_server: MailServer
) -> None:
    """Without a keyring it is in a file of the session, and nowhere else."""
    for name in ("one", "two"):
        office.done(name)
        office.settle()
        office.choose()
    assert len(mail_server.taken) == 2


def test_a_password_of_the_environment_goes_with_its_owner(
    new_office: Callable[..., Office], mail_server: MailServer
) -> None:
    office = new_office()
    url = f"smtp+starttls://{USER}:{quote(PASSWORD)}@localhost:{mail_server.port}"
    office.choose(smtp_url=url, email_from="ada@example.org")
    office.done("one")
    office.settle()
    assert len(list(office.paths.secrets.iterdir())) == 1
    office.post.stop()
    assert list(office.paths.secrets.iterdir()) == []


def test_a_webhook_gets_every_summary_from_now_on_once_and_signed(
    new_office: Callable[..., Office],
) -> None:
    office = new_office()
    office.done("before", email=None)
    with HookServer(503) as hook:
        office.choose(webhook_url=hook.url)
        office.post.round(office.wire, office.broker.address)
        left_out = a_claim("The authors were knighted for it.")
        (job,) = office.add("paper", email=None)
        summary = a_summary("paper").model_copy(update={"left_out": (left_out,)})
        done = partial(transitions.summarised, pages=1, title="paper", now=time.time())
        office.library.store_summary(job.id, summary, done)
        office.run_until(lambda: len(hook.posts) == 1 and not office.outbox.sending())
        (delivery,) = office.outbox.all()
        assert (delivery.state, delivery.tries) == (DeliveryState.WAITING, 1)
        office.ahead_s += 61
        office.run_until(lambda: office.outbox.all()[0].state is DeliveryState.SENT)
    first, second = hook.posts
    assert first.body == second.body
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    content = json.loads(first.body)
    assert content["type"] == "summary.done"
    assert content["job"] == {"id": job.id, "file": "paper.pdf"}
    assert content["summary"]["title"] == "paper"
    assert b"knighted" not in first.body
    secret = secret_store.find(office.paths, secret_store.WEBHOOK)
    assert secret is not None
    key = base64.b64decode(secret.removeprefix("whsec_"))
    headers = second.headers
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + second.body
    digest = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{digest}"


def test_a_folder_gets_every_summary_from_now_on(
    new_office: Callable[..., Office], tmp_path: Path
) -> None:
    office = new_office()
    office.done("before", email=None)
    folder = tmp_path / "summaries"
    office.choose(export_folder=str(folder), export_pattern="{language}/{title}")
    office.post.round(office.wire, office.broker.address)
    office.done("one", "two", email=None)
    office.run_until(lambda: office.outbox.all() and office.outbox.all()[0].problem)
    assert not folder.exists(), "it is away, and nobody made it here"
    folder.mkdir()
    office.ahead_s += 61
    office.run_until(lambda: all(d.state is DeliveryState.SENT for d in office.outbox.all()))
    written = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.md"))
    assert written == ["en/one.md", "en/two.md"]
    assert not office.post._worker.has_run
