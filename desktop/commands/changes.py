"""`sunto cancel`, `retry`, `pause`, `next`, `move`, `remove` …: what a person wants of jobs."""

import time
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from desktop.commands.add import options_from, read_password
from desktop.commands.context import Context, say
from desktop.commands.job_line import ending, name, words
from desktop.commands.report import print_jobs_json, print_rows
from desktop.errors import ExitCode, WrongUsage, explain
from desktop.jobs import intake, passwords, redoing, removing, transitions
from desktop.jobs.job import Job, JobError, failed_ones, new_id
from desktop.jobs.order import moves, next_turn
from worker.contract.errors import JobFailed
from worker.contract.states import JobState


def cancel(arguments: Namespace) -> ExitCode:
    """Stop jobs for good; whoever owns the library ends what runs."""
    context = Context.open(arguments)
    changed = _change(context, arguments, partial(transitions.cancelled, now=time.time()))
    for job in changed:
        passwords.discard(context.paths, job.id)
    return _all_in(changed, JobState.CANCELLED)


def pause(arguments: Namespace) -> ExitCode:
    """Hold jobs; without any named, all, and those that are added later."""
    context = Context.open(arguments)
    if not arguments.jobs:
        return _hold_all(context, arguments, hold=True)
    return _all_in(_change(context, arguments, transitions.paused), JobState.PAUSED)


def resume(arguments: Namespace) -> ExitCode:
    """Let held jobs go on."""
    context = Context.open(arguments)
    if not arguments.jobs:
        return _hold_all(context, arguments, hold=False)
    _change(context, arguments, transitions.resumed)
    return ExitCode.DONE


def retry(arguments: Namespace) -> ExitCode:
    """Make a new job of the same document for each; the old one stays."""
    context = Context.open(arguments)
    password = read_password(arguments.password)
    chosen = _to_retry(context, arguments)
    batch = new_id()
    made = []
    for job in chosen:
        try:
            again = _again(context, job, arguments, batch, password)
        except JobFailed as failure:
            about = explain(JobError(failure.code, failure.params))
            say(f"{name(job)}: {about.title}. {about.sentence} {about.hint}")
            continue
        made.append(again)
    _report(context, arguments, made)
    return ExitCode.DONE if len(made) == len(chosen) else ExitCode.FAILED


def next_up(arguments: Namespace) -> ExitCode:
    """Let jobs be the next ones, in the order they are in."""
    context = Context.open(arguments)
    ids = _unfinished(context, arguments.jobs)
    return _move(context, arguments, ids, next_turn(context.library.unfinished(), ids))


def move(arguments: Namespace) -> ExitCode:
    """Put jobs before another one, or at the end."""
    context = Context.open(arguments)
    ids = _unfinished(context, arguments.jobs)
    (before,) = _unfinished(context, [arguments.before]) if arguments.before else (None,)
    return _move(context, arguments, ids, before)


def remove(arguments: Namespace) -> ExitCode:
    """Remove jobs with their summaries, and the copy of a document that no job needs any more."""
    context = Context.open(arguments)
    removing.remove(context.paths, context.library, context.find(arguments.jobs))
    if any(context.paths.broker.iterdir()):
        # Imported here: it brings Celery with it.
        from desktop.jobs.owner import Owner

        Owner(context.paths, context.library, context.settings).tidy()
    return ExitCode.DONE


def _unfinished(context: Context, ids: list[str]) -> list[str]:
    found = context.find(ids)
    for job in found:
        if job.state.is_final:
            raise WrongUsage(f"{name(job)} has no place in the order any more: {ending(job)}")
    return [job.id for job in found]


def _move(context: Context, arguments: Namespace, ids: list[str], before: str | None) -> ExitCode:
    context.library.change_many(moves(context.library.unfinished(), ids, before))
    _report(context, arguments, context.library.unfinished())
    return ExitCode.DONE


def _change(context: Context, arguments: Namespace, transition: Callable[[Job], Job]) -> list[Job]:
    found = context.find(arguments.jobs)
    context.library.change_many([(job.id, transition) for job in found])
    changed = [after for job in found if (after := context.library.job(job.id))]
    _report(context, arguments, changed)
    return changed


def _hold_all(context: Context, arguments: Namespace, *, hold: bool) -> ExitCode:
    context.library.pause_all(hold=hold)
    _report(context, arguments, context.library.unfinished())
    return ExitCode.DONE


def _report(context: Context, arguments: Namespace, jobs: list[Job]) -> None:
    if arguments.json:
        print_jobs_json(context, jobs, with_summaries=False)
    else:
        print_rows(jobs)


def _all_in(jobs: list[Job], state: JobState) -> ExitCode:
    """Whether all could be put into this state; the others say why not."""
    others = [job for job in jobs if job.state is not state]
    for job in others:
        say(f"{name(job)} is not {state}, for it is {words(job)}.")
    return ExitCode.FAILED if others else ExitCode.DONE


def _to_retry(context: Context, arguments: Namespace) -> list[Job]:
    if arguments.failed == bool(arguments.jobs):
        raise WrongUsage("Name the jobs to retry, or say --failed.")
    if arguments.failed:
        return failed_ones(context.library.jobs())
    found = context.find(arguments.jobs)
    for job in found:
        if not job.state.is_final:
            raise WrongUsage(f"{name(job)} is not finished: {ending(job)}")
    return found


def _again(
    context: Context, job: Job, arguments: Namespace, batch: str, password: str | None
) -> Job:
    """A new job of the same document, or of the file where that was mended.

    Raises:
        JobFailed: the file cannot be taken in, and no copy was kept.
    """
    options = options_from(arguments, job.options)
    new = redoing.again(context.paths, job, options, id=new_id())
    if new.sha256 is None:
        document = intake.take_in(context.paths, job.file)
        new = replace(new, sha256=document.sha256, size_bytes=document.size_bytes)
    if password is not None:
        # Before the row: an owner may send the job as soon as it is there.
        passwords.store(context.paths, new.id, password)
    return context.library.add([new], batch=batch)[0]
