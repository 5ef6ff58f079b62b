"""What a row says about email: whether somebody will be told, and what became of it."""

from desktop.delivery.states import DeliveryState
from desktop.jobs.job import Job
from desktop.translation import tr


def is_to_be_mailed(job: Job) -> bool:
    """Whether somebody will be told of a job by email: its row then has an envelope."""
    return job.email is not None and not job.state.is_final


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
