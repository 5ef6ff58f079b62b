"""`sunto jobs`, `show`, `log` and `export`: what there is to read."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from desktop.choices import Format
from desktop.commands.context import Context, print_json, say
from desktop.commands.job_line import ending
from desktop.commands.report import print_jobs_json, print_rows
from desktop.errors import ExitCode, WrongUsage
from desktop.export import export, export_bytes, plain
from desktop.job_json import as_text, to_json
from desktop.job_log import log_of
from desktop.jobs.job import Job
from desktop.sourced import Sourced
from worker.contract.errors import CannotStart
from worker.contract.messages import FoundPoint
from worker.contract.names import attempt_id
from worker.contract.states import JobState

EXPORT_SUFFIXES = {
    ".md": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".json": Format.JSON,
    ".txt": Format.TEXT,
    ".docx": Format.DOCX,
    ".pdf": Format.PDF,
}

SHOW_FORMATS = {"md": Format.MARKDOWN, "html": Format.HTML, "text": Format.TEXT}


def jobs(arguments: Namespace) -> ExitCode:
    """List jobs in their order, without their summaries."""
    context = Context.open(arguments)
    found = context.library.jobs(arguments.state)
    if arguments.json:
        print_jobs_json(context, found, with_summaries=False)
    elif found:
        print_rows(found)
    else:
        say("There are no jobs.")
    return ExitCode.DONE


def log_text(arguments: Namespace) -> ExitCode:
    """Print what the logs say of one job."""
    context = Context.open(arguments)
    (job,) = context.find([arguments.job])
    print(log_of(context.paths, job))
    return ExitCode.DONE


def show(arguments: Namespace) -> ExitCode:
    """Print one job as JSON, or its summary; a job without one says why on standard error."""
    context = Context.open(arguments)
    (job,) = context.find([arguments.job])
    summary = context.library.summary(job.id)
    if arguments.format == "json":
        print_json(to_json(job, summary))
        return ExitCode.DONE
    if summary is None:
        say(ending(job))
        for point in _found(context, job):
            print(f"- {point.text} (p. {point.page})")
        return ExitCode.FAILED
    form = SHOW_FORMATS[arguments.format]
    sourced = Sourced.of(job, summary)
    print(export([sourced], form, hidden_text=arguments.hidden_text), end="")
    return ExitCode.DONE


def export_file(arguments: Namespace) -> ExitCode:
    """Write the summaries of jobs into one file, and say where it is."""
    form = _format(arguments.file)
    if arguments.hidden_text and form in (Format.PDF, Format.DOCX):
        raise WrongUsage("--hidden-text is for .md, .html and .txt; .json always has it.")
    context = Context.open(arguments)
    found = context.find(arguments.jobs)
    summaries = _summaries(context, found)
    if len(summaries) < len(found):
        return ExitCode.FAILED
    content = export_bytes(summaries, form, hidden_text=arguments.hidden_text)
    _write(arguments.file, content, may_replace=arguments.force)
    say(f"Written to {plain(as_text(arguments.file.absolute()))}.")
    return ExitCode.DONE


def _write(file: Path, content: bytes, *, may_replace: bool) -> None:
    try:
        with file.open("wb" if may_replace else "xb") as target:
            target.write(content)
    except FileExistsError as error:
        raise CannotStart(f"{file} is there already; --force writes over it.") from error
    except OSError as error:
        raise CannotStart(f"{file} cannot be written: {error.strerror}") from error


def _found(context: Context, job: Job) -> tuple[FoundPoint, ...]:
    """What a job that another process of ours is at has found so far."""
    if job.state is not JobState.RUNNING:
        return ()
    # The broker's client takes time to load, and most looks need none.
    from desktop.commands.waiting import owner_broker
    from desktop.jobs.found import found_points

    address = owner_broker(context)
    return found_points(address, attempt_id(job.id, job.attempt)) if address else ()


def _summaries(context: Context, found: Sequence[Job]) -> list[Sourced]:
    summaries = []
    for job in found:
        summary = context.library.summary(job.id)
        if summary is None:
            say(ending(job))
        else:
            summaries.append(Sourced.of(job, summary))
    return summaries


def _format(file: Path) -> Format:
    suffix = file.suffix.lower()
    if suffix not in EXPORT_SUFFIXES:
        raise WrongUsage(f"{file} must end in .md, .pdf, .docx, .html, .txt or .json.")
    return EXPORT_SUFFIXES[suffix]
