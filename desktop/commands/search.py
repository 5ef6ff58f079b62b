"""`sunto search`: where words stand in names, summaries and documents."""

from argparse import Namespace

from desktop.commands.context import Context, print_json, say
from desktop.errors import ExitCode
from desktop.export import plain
from desktop.job_json import FoundJson, SearchJson, as_text
from desktop.jobs.job import Job
from desktop.jobs.search import Hit, SearchIndex


def run(arguments: Namespace) -> ExitCode:
    """Print the jobs that hold all words; 0 also where there is none."""
    context = Context.open(arguments)
    index = SearchIndex(context.paths, context.library)
    index.refresh()
    # In a command a word that stands last is meant as it stands.
    hits = index.search(" ".join(arguments.words) + " ")
    index.close()
    found = [(hit, job) for hit in hits if (job := context.library.job(hit.job_id))]
    if arguments.json:
        print_json(SearchJson(found=tuple(_found(hit, job) for hit, job in found)))
        return ExitCode.DONE
    for hit, job in found:
        where = f"p. {hit.page}" if hit.page else "summary"
        print(f"{job.id}  {plain(job.title)}, {where}: {plain(hit.snippet)}")
    if not found:
        say("Nothing was found.")
    return ExitCode.DONE


def _found(hit: Hit, job: Job) -> FoundJson:
    return FoundJson(
        id=job.id,
        title=job.title,
        file=as_text(job.file),
        page=hit.page or None,
        snippet=hit.snippet,
    )
