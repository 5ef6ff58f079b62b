"""`sunto add`: takes documents in, adds their jobs, and does the work if that is asked for."""

import getpass
import sys
import time
from argparse import Namespace
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from desktop.commands.context import Context, log_to_file, say
from desktop.commands.mail import recipient
from desktop.commands.report import report_added, report_finished
from desktop.errors import ExitCode
from desktop.job_json import ProblemJson, as_text
from desktop.jobs import intake, passwords, transitions
from desktop.jobs.job import Job, new_id
from desktop.jobs.records import NewJob
from desktop.settings import Settings
from worker.contract.errors import JobFailed
from worker.contract.messages import SummaryOptions

NO_PDFS = "no_pdfs"
FILES_AT_ONCE = 64
COPIES_AT_ONCE = 8
"""Copying is waiting for the disk, which does several in the time of one."""


def run(arguments: Namespace) -> ExitCode:
    """Add what the arguments name."""
    password = read_password(arguments.password)
    context = Context.open(arguments)
    options = options_from(arguments, default_options(context.settings))
    expansion = intake.expand(arguments.files)
    problems = tuple(_no_pdfs(folder) for folder in expansion.folders_without_pdfs)
    for problem in problems:
        say(f"{problem.path}: {problem.title}. {problem.hint}")
    if not expansion.files:
        return report_added(context, [], problems, as_json=arguments.json)
    email = recipient(arguments.email, context.settings)
    added = add(context, expansion.files, options, email=email, password=password)
    if arguments.email:
        added = [_told(context, job, email) for job in added]
    if not arguments.wait:
        return report_added(context, added, problems, as_json=arguments.json)
    # Imported here: it brings Celery with it, which no other way through this file needs.
    from desktop.commands.waiting import own_until_settled

    log_to_file(context.paths)
    waited = own_until_settled(context, [job.id for job in added])
    return report_finished(context, waited, problems, as_json=arguments.json)


def add(
    context: Context,
    files: Sequence[Path],
    options: SummaryOptions,
    *,
    email: str | None = None,
    password: str | None = None,
) -> list[Job]:
    """A job for each file, each once; a file that cannot be taken in is a job that failed."""
    batch = new_id()
    jobs: dict[str, Job] = {}
    new = [NewJob(file, options, email, id=new_id()) for file in files]
    # Not one by one: the library syncs its file for every transaction.
    for start in range(0, len(new), FILES_AT_ONCE):
        for job in _add_some(context, new[start : start + FILES_AT_ONCE], batch, password):
            if password is not None and job.batch != batch and not job.state.is_final:
                job = _unlock(context, job, password)
            jobs[job.id] = job
    return list(jobs.values())


def default_options(settings: Settings) -> SummaryOptions:
    """What the person chose for all documents."""
    return SummaryOptions(
        style=settings.style,
        language=settings.language or None,
        instruction=settings.instruction,
    )


def options_from(arguments: Namespace, base: SummaryOptions) -> SummaryOptions:
    """`base`, with what the arguments say put in its place."""
    chosen = {
        "style": arguments.style,
        "language": arguments.language,
        "model": _model(arguments.model),
    }
    return base.model_copy(update={name: value for name, value in chosen.items() if value})


def read_password(given: str | None) -> str | None:
    """The password as given; `-` asks for it, so that no list of processes shows it."""
    if given != "-":
        return given
    if sys.stdin.isatty():
        return getpass.getpass("Password of the document: ", stream=sys.stderr)
    return sys.stdin.readline().rstrip("\r\n")


def _add_some(
    context: Context, files: Sequence[NewJob], batch: str, password: str | None
) -> list[Job]:
    """Jobs for these files: new ones, or those that are there for the same document."""
    with ThreadPoolExecutor(COPIES_AT_ONCE) as pool:
        taken_in = list(pool.map(partial(_take_in, context), files))
    outcomes = [_same(context, each) or each for each in taken_in]
    # The same document twice in one slice is one job.
    taken = list(dict.fromkeys(each for each in outcomes if isinstance(each, _Taken)))
    for each in taken:
        # Before the row: an owner elsewhere may send the job the moment it is there.
        if password is not None and each.failure is None:
            passwords.store(context.paths, each.new.id, password)
    added = context.library.add([each.new for each in taken], batch=batch)
    ids = {each: job.id for each, job in zip(taken, added, strict=True)}
    context.library.change_many(
        [(ids[each], each.fail) for each in taken if each.failure is not None]
    )
    found = (each.id if isinstance(each, Job) else ids[each] for each in outcomes)
    return [job for job_id in found if (job := context.library.job(job_id))]


def _take_in(context: Context, new: NewJob) -> "_Taken":
    try:
        document = intake.take_in(context.paths, new.file)
    except JobFailed as failure:
        return _Taken(str(new.file), new, failure)
    known = replace(new, sha256=document.sha256, size_bytes=document.size_bytes)
    return _Taken(document.sha256, known)


def _same(context: Context, taken: "_Taken") -> Job | None:
    """A job that is there already for the same document and options."""
    if taken.failure is not None:
        return None
    return context.library.same_document(taken.key, taken.new.options)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A job to be added, known by its document, or by its file where that could not be read."""

    key: str
    new: NewJob = field(compare=False)
    failure: JobFailed | None = field(default=None, compare=False)

    def fail(self, job: Job) -> Job:
        """The job after it is told that its file cannot be taken in."""
        if self.failure is None:
            return job
        return transitions.failed(job, self.failure.code, self.failure.params, time.time())


def _unlock(context: Context, job: Job, password: str) -> Job:
    passwords.store(context.paths, job.id, password)
    return context.library.change(job.id, transitions.unlocked) or job


def _told(context: Context, job: Job, email: str | None) -> Job:
    """The job with who was named; one that was there before may tell somebody else, or nobody."""
    if job.email == email or job.mail is not None:
        return job
    return context.library.change(job.id, partial(transitions.mailed_to, address=email)) or job


def _model(given: str | None) -> str | None:
    """A model's name; the path of a file made absolute, for the worker runs elsewhere."""
    if given and Path(given).is_file():
        return str(Path(given).absolute())
    return given


def _no_pdfs(folder: Path) -> ProblemJson:
    return ProblemJson(
        path=as_text(folder),
        code=NO_PDFS,
        title="No PDFs in this folder",
        hint="Choose the folder that holds them, or add the files themselves.",
    )
