"""Where a delivery stands, and what kinds there are. Apart: jobs and readers of rows know these."""

from enum import StrEnum


class DeliveryKind(StrEnum):
    """Ways a summary leaves by itself."""

    EMAIL = "email"
    WEBHOOK = "webhook"
    FOLDER = "folder"


class DeliveryState(StrEnum):
    """State of a delivery.

    waiting -> sending -> sent | perhaps | failed
    sending -> waiting                  (not taken; tried again after a pause)
    waiting, perhaps, failed -> given_up
    perhaps, failed, given_up -> waiting  (a person says: send now)
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    PERHAPS = "perhaps"
    """The connection was lost when the server may have had the message: nobody can know."""
    FAILED = "failed"
    GIVEN_UP = "given_up"
    """A person does not want it any more."""
