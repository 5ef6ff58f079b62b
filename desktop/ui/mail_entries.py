"""What the menu of a row offers about email."""

from collections.abc import Callable, Sequence
from functools import partial

from desktop.jobs import transitions
from desktop.jobs.job import Job
from desktop.translation import tr
from desktop.ui.job_actions import JobActions
from worker.contract.states import JobState

Entry = tuple[str, Callable[[], object]]


def mail_entries(
    jobs: Sequence[Job], actions: JobActions, ask: Callable[[list[str]], object]
) -> list[Entry]:
    """Tell somebody by email, or nobody: for jobs to come, and for those that have ended.

    `ask` is given the jobs to be mailed; it finds out what is missing for that.
    """
    entries: list[Entry] = []
    address = actions.settings.email_to
    told = [job.id for job in jobs if job.email is not None and not job.state.is_final]
    untold = [job.id for job in jobs if job.email is None and job.state is not JobState.CANCELLED]
    if untold:
        words = tr("Email to {address}", address=address) if address else tr("Email…")
        entries.append((words, partial(ask, untold)))
    if told:
        change = partial(transitions.mailed_to, address=None)
        entries.append((tr("Do not email"), partial(actions.change, told, change)))
    return entries
