"""What owner and worker agree on about sending: the order in a file, and what became of it.

The Celery message names a folder of the outbox and nothing else. Envelope, message and outcome are
files in it, for this computer only; a password is in none of them, only the name it is kept under.
"""

from ipaddress import ip_address
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from worker.contract.sending_states import OutcomeState, Problem, Security
from worker.contract.summary import Record

DeliveryTry = Annotated[str, Field(pattern=r"^[0-9a-z]{4,32}\.[0-9]{1,9}$")]

ORDER_FILE = "order.json"
BODY_FILE = "body"
OUTCOME_FILE = "outcome.json"
TAKEN_FILE = "taken"

COMMAND_TIMEOUT_S = 60.0
ANSWER_TIMEOUT_S = 300.0
"""For the answer to a whole message, which some servers read for a while (RFC 5321 allows 600)."""


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
