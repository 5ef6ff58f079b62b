"""A test message: that it arrives, and each way it cannot, in the words a person reads."""

from collections.abc import Callable
from email.headerregistry import Address

import pytest
import trustme

from desktop.delivery.account import MailAccount
from desktop.delivery.delivery import DeliveryProblem
from desktop.delivery.problems import explain
from desktop.delivery.trial import send_test
from tests.fakes.smtp_server import PASSWORD, USER, Fault, MailServer
from tests.mail_fixtures import a_certificate
from worker.contract import delivery as contract
from worker.contract.paths import DataPaths
from worker.contract.sending_states import OutcomeState, Security

ADA, BOB = Address("Ada", "ada", "example.org"), "bob@example.org"
NewServer = Callable[..., MailServer]


@pytest.fixture
def said(paths: DataPaths) -> Callable[..., str]:
    """Send a test message; what the person reads if it does not arrive."""

    def send(
        port: int, *, host: str = "localhost", security: str = "starttls", password: str = PASSWORD
    ) -> str:
        server = contract.MailServer(host=host, port=port, security=Security(security), user=USER)
        outcome = send_test(paths, MailAccount(server, ADA), BOB, password)
        assert list(paths.secrets.iterdir()) == [], "the password was for this once"
        assert list(paths.outbox.iterdir()) == []
        if outcome.state is OutcomeState.ACCEPTED:
            return ""
        assert outcome.problem is not None
        return str(explain(DeliveryProblem(outcome.problem, outcome.params)))

    return send


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_test_message_arrives(
    new_mail_server: NewServer, said: Callable[..., str], security: str
) -> None:
    server = new_mail_server(is_tls=security == "tls")
    assert said(server.port, security=security) == ""
    (taken,) = server.taken
    assert (taken.user, taken.message["From"]) == (USER, "Ada <ada@example.org>")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault.NO_SUCH_USER, f"does not take mail for {BOB} (550 5.1.1 No such user here)"),
        (Fault.FULL, f"The mailbox of {BOB} is full (552 5.2.2 Mailbox full)"),
        (Fault.GREYLIST, "asked to come back later (451 4.7.1 Greylisted"),
        (Fault.SPAM, "refused the message (554 5.7.1 This looks like advertising)"),
        (Fault.CUT_AT_MAIL, "localhost ended the connection in the middle."),
        (Fault.CUT_BEFORE_TAKEN, "lost before the server answered: perhaps it was sent."),
    ],
)
def test_what_the_server_says_is_told(
    mail_server: MailServer, said: Callable[..., str], fault: Fault, words: str
) -> None:
    mail_server.faults = [fault]
    assert words in said(mail_server.port)


def test_each_thing_that_is_wrong_with_the_way_there_is_told_apart(
    new_mail_server: NewServer, said: Callable[..., str], trusted: trustme.CA
) -> None:
    assert "There is no computer called no.such.invalid." in said(465, host="no.such.invalid")
    assert "localhost takes no connections on port 1." in said(1)
    wrong_name = new_mail_server(certificate=a_certificate(trusted, "mail.example.com"))
    assert "The certificate of localhost is for another name" in said(wrong_name.port)
    stranger = new_mail_server(certificate=a_certificate(trustme.CA(), "localhost"))
    assert "The certificate of localhost cannot be trusted" in said(stranger.port)
    bare = new_mail_server(certificate=None)
    assert "localhost offers no protected connection" in said(bare.port)
    small = new_mail_server(size_limit=100)
    assert "; the server takes 100 bytes." in said(small.port)
    for server in (wrong_name, stranger, bare, small):
        assert server.taken == []


def test_a_wrong_password_is_told_and_repeated_nowhere(
    mail_server: MailServer, said: Callable[..., str]
) -> None:
    words = said(mail_server.port, password="hunter2")
    assert "The server did not accept user name and password (535" in words
    assert "hunter2" not in words
