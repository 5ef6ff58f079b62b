"""What a row says about email: whether somebody will be told, and what became of it."""

from enum import StrEnum

from desktop.delivery.states import DeliveryState
from desktop.jobs.job import Job
from desktop.translation import tr
from worker.contract.states import JobState


class Envelope(StrEnum):
    """The mark of a row that says whether somebody is told by email; a click changes it."""

    NONE = "none"
    """There is nothing to change: it has been told, or never will be."""
    OFF = "off"
    """Nobody is told; shown where the person is looking."""
    ON = "on"
    """Somebody will be told."""


def envelope_of(job: Job) -> Envelope:
    """The mark in a job's row."""
    if job.email is None:
        return Envelope.NONE if job.state is JobState.CANCELLED else Envelope.OFF
    return Envelope.NONE if job.state.is_final else Envelope.ON


def mail_target(job: Job) -> str:
    """Whom a job's email goes to, or went to."""
    if job.mail is DeliveryState.SENT:
        return tr("Emailed to {address}", address=job.email)
    return tr("Email to {address}", address=job.email)


def mail_words(job: Job) -> str:
    """What became of a job's email; empty where there is none."""
    match job.mail:
        case DeliveryState.SENT:
            return tr("emailed")
        case DeliveryState.WAITING:
            return tr("email waits")
        case DeliveryState.SENDING:
            return tr("email on its way")
        case DeliveryState.PERHAPS:
            return tr("perhaps emailed")
        case DeliveryState.FAILED:
            return tr("email not sent")
        case _:
            return ""
