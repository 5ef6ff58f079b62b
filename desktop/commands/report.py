"""What a command prints about jobs, and the exit code that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.choices import Format
from desktop.commands.context import Context, print_json, say
from desktop.commands.job_line import ending, row
from desktop.errors import ExitCode
from desktop.export import export
from desktop.job_json import JobsJson, ProblemJson, to_json
from desktop.jobs.job import Job
from desktop.sourced import Sourced
from worker.contract.states import JobState


@dataclass(frozen=True, slots=True)
class Waited:
    """How waiting ended."""

    jobs: Sequence[Job]
    news: Sequence[Job]
    """Those that were not final long before."""
    was_interrupted: bool = False


def report_added(
    context: Context, jobs: Sequence[Job], problems: Sequence[ProblemJson], *, as_json: bool
) -> ExitCode:
    """Print what was added; work that is still to be done is no failure."""
    if as_json:
        print_jobs_json(context, jobs, problems)
    else:
        print_rows(jobs)
        for job in jobs:
            if job.error is not None:
                say(ending(job))
    return ExitCode.FAILED if problems or any(map(_went_wrong, jobs)) else ExitCode.DONE


def report_finished(
    context: Context,
    waited: Waited,
    problems: Sequence[ProblemJson] = (),
    *,
    as_json: bool,
) -> ExitCode:
    """Print what became of what was waited for: the summaries, for people."""
    if as_json:
        print_jobs_json(context, waited.jobs, problems)
    if waited.was_interrupted:
        say("Stopped. What is not finished goes on with `sunto wait`, or in the window.")
        return ExitCode.INTERRUPTED
    for job in waited.news:
        if not job.state.is_final and not job.needs_person:
            say(ending(job))
    if not as_json:
        found = ((job, context.library.summary(job.id)) for job in waited.news)
        there = [Sourced.of(job, summary) for job, summary in found if summary is not None]
        print(export(there, Format.TEXT), end="")
    return exit_code(waited.jobs, problems)


def exit_code(jobs: Sequence[Job], problems: Sequence[ProblemJson] = ()) -> ExitCode:
    """How waiting for these jobs ended. What needs a person outweighs what failed."""
    if not all(job.state.is_final for job in jobs):
        return ExitCode.NEEDS_PERSON
    return ExitCode.FAILED if problems or any(map(_went_wrong, jobs)) else ExitCode.DONE


def print_jobs_json(
    context: Context,
    jobs: Sequence[Job],
    problems: Sequence[ProblemJson] = (),
    *,
    with_summaries: bool = True,
) -> None:
    """Print jobs as scripts read them."""
    made = (
        to_json(job, context.library.summary(job.id) if with_summaries else None) for job in jobs
    )
    print_json(JobsJson(jobs=tuple(made), problems=tuple(problems)))


def print_rows(jobs: Sequence[Job]) -> None:
    """Print jobs for people, a line each."""
    for job in jobs:
        print(row(job))


def _went_wrong(job: Job) -> bool:
    return job.state in (JobState.FAILED, JobState.CANCELLED)
