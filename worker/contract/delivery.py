"""What owner and worker agree on about sending: the order in a file, and what became of it.

The Celery message names a folder of the outbox and nothing else. Envelope, message and outcome are
files in it, for this computer only; a password is in none of them, only the name it is kept under.
"""

from enum import StrEnum
from ipaddress import ip_address
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from worker.contract.summary import Record

DeliveryTry = Annotated[str, Field(pattern=r"^[0-9a-z]{4,32}\.[0-9]{1,9}$")]

ORDER_FILE = "order.json"
BODY_FILE = "body"
OUTCOME_FILE = "outcome.json"
TAKEN_FILE = "taken"

COMMAND_TIMEOUT_S = 60.0
ANSWER_TIMEOUT_S = 300.0
"""For the answer to a whole message, which some servers read for a while (RFC 5321 allows 600)."""


class Security(StrEnum):
    """How the way to a mail server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    PLAIN = "plain"
    """Not at all: only to this computer."""


class Problem(StrEnum):
    """Why something was not delivered; `desktop/delivery/problems.py` has the words."""

    NO_ACCOUNT = "no_account"
    NO_PASSWORD = "no_password"
    NAME_NOT_FOUND = "name_not_found"
    CONNECTION_REFUSED = "connection_refused"
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    CONNECTION_LOST = "connection_lost"
    WRONG_HOST = "wrong_host"
    CERTIFICATE = "certificate"
    NO_TLS = "no_tls"
    PLAIN_FORBIDDEN = "plain_forbidden"
    LOGIN = "login"
    NO_LOGIN = "no_login"
    SENDER = "sender"
    RECIPIENT = "recipient"
    MAILBOX_FULL = "mailbox_full"
    TOO_LARGE = "too_large"
    NO_UTF8 = "no_utf8"
    LATER = "later"
    MESSAGE = "message"
    STATUS = "status"
    FORBIDDEN_ADDRESS = "forbidden_address"
    FOLDER = "folder"
    UNKNOWN_ANSWER = "unknown_answer"
    """The connection was lost after the message and before the answer: perhaps it was taken."""
    NOT_BUILT = "not_built"
    INTERNAL = "internal"


class MailServer(Record):
    """Where mail is handed in."""

    host: str = Field(min_length=1)
    port: int = Field(ge=1, le=65535)
    security: Security
    user: str = ""


class EmailOrder(Record):
    """Hand in one message."""

    kind: Literal["email"] = "email"
    server: MailServer
    secret: str = ""
    """The name the password is kept under (`secret_store`)."""
    sender: str
    recipient: str
    command_timeout_s: float = COMMAND_TIMEOUT_S
    answer_timeout_s: float = ANSWER_TIMEOUT_S


class WebhookOrder(Record):
    """Post one body, signed."""

    kind: Literal["webhook"] = "webhook"
    url: str
    secret: str
    """The name of what it is signed with (`secret_store`)."""
    message_id: str
    """The same for each try: whoever receives it twice can tell."""
    timeout_s: float = COMMAND_TIMEOUT_S


Order = Annotated[EmailOrder | WebhookOrder, Field(discriminator="kind")]
ORDER: TypeAdapter[EmailOrder | WebhookOrder] = TypeAdapter(Order)


class DeliverRequest(Record):
    """Asks the worker on this computer to carry out the order in a folder of the outbox."""

    delivery: DeliveryTry


class OutcomeState(StrEnum):
    """How far a try is; written to the disk before the step it stands for."""

    HANDING_OVER = "handing_over"
    """The server has the message but for its last line, which is being sent. Who finds this after
    the sender has died, or with UNKNOWN_ANSWER, cannot know whether the message was taken."""
    ACCEPTED = "accepted"
    POSTPONED = "postponed"
    REFUSED = "refused"


class Outcome(Record):
    """What became of a try."""

    state: OutcomeState
    problem: Problem | None = None
    params: dict[str, str | int] = Field(default_factory=dict)


def is_loopback(host: str) -> bool:
    """Whether a name or an address is this computer, without asking anybody."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
