"""A job in one line of a terminal."""

from collections.abc import Iterator
from pathlib import Path

from desktop.account import duration
from desktop.errors import explain, explain_wait
from desktop.export import plain
from desktop.job_json import as_text
from desktop.jobs.job import Job
from worker.contract.states import JobState, Stage


def name(job: Job) -> str:
    """The name of its file, safe to print."""
    return plain(as_text(Path(job.file.name)))


def words(job: Job) -> str:
    """Where it stands, in words."""
    match job.state:
        case JobState.WAITING if job.reason is not None:
            return explain_wait(job.reason).title.lower()
        case JobState.RUNNING:
            return _progress(job)
        case JobState.FAILED if job.error is not None:
            return f"failed: {explain(job.error).title.lower()}"
        case _:
            return str(job.state)


def time_left(job: Job) -> str:
    """How long it will still take, as people say it; empty when nobody knows."""
    if job.eta_s is None:
        return ""
    if job.eta_s < 60:
        return "less than a minute left"
    return f"about {duration(round(job.eta_s / 60) * 60)} left"


def ending(job: Job) -> str:
    """What became of it, or what it needs, and what to do next."""
    if job.error is not None:
        about = explain(job.error)
        return f"failed     {name(job)}: {about.title}. {about.sentence} {about.hint}"
    if job.reason is not None:
        wait = explain_wait(job.reason, job.options.model)
        return f"{job.state:<10} {name(job)}: {wait.title}. {wait.sentence} {wait.hint}".rstrip()
    return f"{job.state:<10} {name(job)}"


def row(job: Job) -> str:
    """Its row in a list of jobs."""
    pages = "" if job.pages is None else f"{job.pages} p."
    return f"{job.id}  {pages:>7}  {name(job)}  ({', '.join(filter(None, _about(job)))})"


def _about(job: Job) -> Iterator[str]:
    yield words(job)
    if job.state is JobState.WAITING and job.tokens:
        yield f"{job.tokens} tokens"
        yield "" if job.eta_s is None else f"about {duration(max(10, round(job.eta_s, -1)))}"
    elif not job.state.is_final:
        yield time_left(job)


def _progress(job: Job) -> str:
    match job.stage:
        case Stage.READING if job.total:
            return f"reading page {min(job.done + 1, job.total)} of {job.total}"
        case Stage.SUMMARISING if job.total:
            return f"part {min(job.done + 1, job.total)} of {job.total}"
        case Stage.CHECKING:
            return "putting it together and checking it"
        case _:
            return "being read"
