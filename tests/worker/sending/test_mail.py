"""Handing in a message: what is certain at each step, over a real connection with real TLS."""

import time
from collections.abc import Callable
from email.message import EmailMessage

import pytest
import trustme

from tests.fakes.smtp_server import PASSWORD, USER, Fault, MailServer
from tests.mail_fixtures import a_certificate
from worker.contract import delivery as contract
from worker.contract.delivery import EmailOrder, Outcome
from worker.contract.sending_states import OutcomeState, Problem, Security
from worker.sending.mail import send_mail
from worker.sending.undelivered import Undelivered

NewServer = Callable[..., MailServer]


def order(server: MailServer, **changes: object) -> EmailOrder:
    security = Security.TLS if server.is_tls else Security.STARTTLS
    host = changes.pop("host", "localhost")
    made = EmailOrder(
        server=contract.MailServer(
            host=str(host),
            port=server.port,
            security=changes.pop("security", security),  # type: ignore[arg-type]
            user=str(changes.pop("user", USER)),
        ),
        sender="ada@example.org",
        recipient="bob@example.org",
        command_timeout_s=5.0,
        answer_timeout_s=5.0,
    )
    return made.model_copy(update=changes)


def a_message(text: str = "Hello\n") -> bytes:
    message = EmailMessage()
    message["Subject"] = "Hello"
    message.set_content(text)
    return message.as_bytes()


class Sent:
    """One try, and whether it passed the point from which nobody could know."""

    def __init__(self) -> None:
        self.passed = 0

    def send(
        self, server: MailServer, message: bytes = b"", password: str | None = PASSWORD, **x: object
    ) -> Outcome:
        def before_last_line() -> None:
            self.passed += 1

        return send_mail(order(server, **x), message or a_message(), password, before_last_line)

    def problem(self, server: MailServer, **x: object) -> Undelivered:
        with pytest.raises(Undelivered) as caught:
            self.send(server, **x)  # type: ignore[arg-type]
        return caught.value


@pytest.mark.parametrize("is_tls", [False, True])
def test_a_message_arrives_over_a_protected_way(new_mail_server: NewServer, is_tls: bool) -> None:
    server, sent = new_mail_server(is_tls=is_tls), Sent()
    text = "One\n.two\n..three\n\n. \n" + "long " * 300 + "\n"
    outcome = sent.send(server, a_message(text))
    assert outcome.state is OutcomeState.ACCEPTED
    (taken,) = server.taken
    assert (taken.sender, taken.recipients) == ("ada@example.org", ("bob@example.org",))
    assert taken.user == USER
    assert is_tls or taken.is_protected
    assert taken.message.get_content().replace("\r\n", "\n") == text
    assert sent.passed == 1


def test_a_wrong_password_is_said_so_and_nothing_is_given_away(mail_server: MailServer) -> None:
    sent = Sent()
    problem = sent.problem(mail_server, password="wrong")
    assert (problem.problem, problem.is_final) == (Problem.LOGIN, False)
    assert "535" in str(problem.params["reply"])
    assert "wrong" not in str(problem.params)
    assert sent.problem(mail_server, password=None).problem is Problem.NO_PASSWORD
    assert (sent.passed, mail_server.taken) == (0, [])


def test_a_certificate_of_another_name_is_refused(
    new_mail_server: NewServer, trusted: trustme.CA
) -> None:
    server = new_mail_server(certificate=a_certificate(trusted, "mail.example.com"))
    problem = Sent().problem(server)
    assert problem.problem is Problem.WRONG_HOST
    assert server.taken == []


@pytest.mark.parametrize("is_tls", [False, True])
def test_a_certificate_nobody_vouches_for_is_refused(
    new_mail_server: NewServer, is_tls: bool
) -> None:
    stranger = a_certificate(trustme.CA(), "localhost")
    server = new_mail_server(certificate=stranger, is_tls=is_tls)
    assert Sent().problem(server).problem is Problem.CERTIFICATE


def test_nothing_is_sent_where_protection_was_wanted_and_is_not_offered(
    new_mail_server: NewServer,
) -> None:
    server = new_mail_server(certificate=None)
    assert Sent().problem(server).problem is Problem.NO_TLS
    assert Sent().problem(server, security=Security.TLS).problem is Problem.NO_TLS


def test_plain_goes_to_this_computer_only(new_mail_server: NewServer) -> None:
    server = new_mail_server(certificate=None)
    outcome = Sent().send(server, security=Security.PLAIN)
    assert outcome.state is OutcomeState.ACCEPTED


def test_names_and_ports_that_are_not_there_are_told_apart(mail_server: MailServer) -> None:
    sent = Sent()
    assert sent.problem(mail_server, host="no.such.invalid").problem is Problem.NAME_NOT_FOUND
    assert sent.problem(mail_server, host="a..b").problem is Problem.NAME_NOT_FOUND
    gone = MailServer()
    gone.port = 1
    assert sent.problem(gone).problem is Problem.CONNECTION_REFUSED


@pytest.mark.parametrize(
    ("fault", "problem", "is_final"),
    [
        (Fault.GREYLIST, Problem.LATER, False),
        (Fault.NO_SUCH_USER, Problem.RECIPIENT, True),
        (Fault.FULL, Problem.MAILBOX_FULL, False),
        (Fault.FULL_AFTER, Problem.MAILBOX_FULL, False),
        (Fault.SPAM, Problem.MESSAGE, True),
        (Fault.LATER_AFTER, Problem.LATER, False),
        (Fault.CUT_AT_MAIL, Problem.CONNECTION_LOST, False),
        (Fault.CUT_IN_DATA, Problem.CONNECTION_LOST, False),
    ],
)
def test_what_the_server_says_decides(
    mail_server: MailServer, fault: Fault, problem: Problem, is_final: bool
) -> None:
    mail_server.faults = [fault]
    # More than the system takes off our hands in advance: a cut in the middle of it is noticed.
    size = 50_000 if fault is Fault.CUT_IN_DATA else 1
    found = Sent().problem(mail_server, message=a_message("x" * 70 + "\n") * size)
    assert (found.problem, found.is_final) == (problem, is_final)
    assert mail_server.taken == []


@pytest.mark.parametrize("fault", [Fault.CUT_AFTER_TAKEN, Fault.CUT_BEFORE_TAKEN])
def test_after_the_last_line_nobody_knows(mail_server: MailServer, fault: Fault) -> None:
    mail_server.faults = [fault]
    sent = Sent()
    assert sent.problem(mail_server).problem is Problem.UNKNOWN_ANSWER
    assert sent.passed == 1


def test_a_server_that_left_before_the_last_line_took_nothing(
    mail_server: MailServer,
) -> None:
    mail_server.faults = [Fault.CUT_IN_DATA]

    def before_last_line() -> None:
        end = time.monotonic() + 10
        while not is_gone() and time.monotonic() < end:
            time.sleep(0.01)

    def is_gone() -> bool:
        transport = mail_server.conversations[-1].transport
        return transport is None or transport.get_extra_info("socket").fileno() == -1

    with pytest.raises(Undelivered) as caught:
        send_mail(order(mail_server), a_message(), PASSWORD, before_last_line)
    assert is_gone()
    assert caught.value.problem is Problem.CONNECTION_LOST


def test_a_slow_server_is_waited_for_and_a_silent_one_is_not(mail_server: MailServer) -> None:
    mail_server.faults = [Fault.SLOW, Fault.HANG_AT_RCPT, Fault.HANG_AFTER_TAKEN]
    assert Sent().send(mail_server).state is OutcomeState.ACCEPTED
    assert Sent().problem(mail_server, command_timeout_s=0.3).problem is Problem.TIMED_OUT
    late = Sent().problem(mail_server, answer_timeout_s=0.3)
    assert late.problem is Problem.UNKNOWN_ANSWER


def test_a_message_over_the_servers_limit_is_not_even_offered(new_mail_server: NewServer) -> None:
    server, sent = new_mail_server(size_limit=10_000), Sent()
    problem = sent.problem(server, message=a_message("x" * 70 + "\n") * 200)
    assert (problem.problem, problem.is_final) == (Problem.TOO_LARGE, True)
    assert problem.params["limit_bytes"] == 10_000
    assert sent.passed == 0


def test_addresses_beyond_ascii_need_a_server_that_knows_them(new_mail_server: NewServer) -> None:
    server = new_mail_server()
    assert Sent().send(server, recipient="jürgen@example.org").state is OutcomeState.ACCEPTED
    (taken,) = server.taken
    assert taken.recipients == ("jürgen@example.org",)
    assert "SMTPUTF8" in taken.options
    old = new_mail_server(knows_utf8=False)
    problem = Sent().problem(old, recipient="jürgen@example.org")
    assert (problem.problem, problem.is_final) == (Problem.NO_UTF8, True)
