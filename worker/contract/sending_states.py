"""The words for how sending stands, shared by the outbox, the sender and the window."""

from enum import StrEnum


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


class OutcomeState(StrEnum):
    """How far a try is; written to the disk before the step it stands for."""

    HANDING_OVER = "handing_over"
    """The server has the message but for its last line, which is being sent. Who finds this after
    the sender has died, or with UNKNOWN_ANSWER, cannot know whether the message was taken."""
    ACCEPTED = "accepted"
    POSTPONED = "postponed"
    REFUSED = "refused"
