"""The arguments of every command. Light, so that `sunto --help` and mistakes answer at once."""

import argparse
import re
from collections.abc import Callable
from pathlib import Path

from worker.contract.states import JobState, Style
from worker.contract.version import __version__

NAMES = (
    *("add", "wait", "jobs", "show", "log", "export", "search"),
    *("cancel", "retry", "pause", "resume", "next", "move", "remove"),
    *("models", "pull", "outbox", "doctor", "worker", "serve", "flower"),
)
"""All commands: the first word of a command line is one of these, or a file."""

SHOW_FORMATS = ("md", "json", "html", "text")

DESCRIPTION = "Reads PDFs on this computer and shows the place of every claim in their summaries."

EPILOG = """\
sunto [FILE…] opens the window with these files; without a display it does the same job in the
terminal. A file whose name is a command: sunto ./add

exit codes: 0 all done; 1 at least one failed or was cancelled; 2 wrong usage; 3 cannot start;
4 the rest needs a person (the reason of each job says what for); 130 interrupted
"""

OUTBOX_ACTS = ("list", "send", "give-up", "test", "password", "secret")

OUTBOX = """\
Without ACT it lists everything. send DELIVERY…: send it now. give-up DELIVERY…: do not send it.
test [ADDRESS]: send a test message and say what became of it. password: keep the mail account's.
secret: show what posts to a webhook are signed with.
"""

PULL = """\
MODEL: one of Sunto's list (`sunto models` shows it; `starter` is the first of it) or a GGUF file on
this computer, for the built-in engine; any other name is pulled through Ollama. What has come when
it is interrupted is kept, and the next `sunto pull` goes on from there.
"""

WAIT = """\
Does the work, or watches another Sunto that does it, until nothing is left that needs no person.
Without a JOB it answers for the whole library, with its exit code and its JSON.
"""

NewCommand = Callable[[str, str], argparse.ArgumentParser]
"""Makes the parser of a command from its name and a line of help."""


def command_parser() -> argparse.ArgumentParser:
    """A parser of all commands; the chosen one is in `command`."""
    parser = _parser()
    parser.add_argument("--version", action="version", version=f"Sunto {__version__}")
    _add_data_dir(parser, None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, prog="sunto")

    def new(name: str, about: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
        # Accepted on both sides of the command; what stands behind it wins.
        _add_data_dir(made, argparse.SUPPRESS)
        return made

    for add in (
        *(_add_intake, _add_views, _add_changes, _add_engines, _add_outbox, _add_services),
    ):
        add(new)
    return parser


def window_parser() -> argparse.ArgumentParser:
    """A parser of `sunto [FILE…]`."""
    parser = _parser()
    _add_data_dir(parser, None)
    parser.add_argument("--hidden", action="store_true", help="start in the tray")
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE")
    return parser


def process_parser() -> argparse.ArgumentParser:
    """A parser for the process that Flower runs in; nobody types this."""
    parser = _parser()
    _add_data_dir(parser, None)
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    return parser


def _add_intake(new: NewCommand) -> None:
    add = new("add", "add PDFs, and all PDFs in folders")
    add.add_argument("files", type=Path, nargs="+", metavar="FILE|FOLDER")
    add.add_argument("--wait", action="store_true", help="do the work now and wait for it")
    _add_json(add)
    _add_options(add)
    add.add_argument("--email", metavar="ADDRESS", help="who is told when it is done")
    wait = new("wait", "do what is to be done, until all (or these) are done or need a person")
    wait.description = WAIT
    _add_job_ids(wait, "*")
    _add_json(wait)


def _add_views(new: NewCommand) -> None:
    jobs = new("jobs", "list all jobs")
    jobs.add_argument("--state", type=JobState, choices=list(JobState), metavar="STATE")
    _add_json(jobs)
    show = new("show", "print the summary of a job")
    show.add_argument("job", metavar="JOB")
    show.add_argument("--format", choices=SHOW_FORMATS, default="md")
    _add_hidden_text(show)
    log = new("log", "print what the logs say of a job, for whoever looks for a cause")
    log.add_argument("job", metavar="JOB")
    export = new("export", "write summaries into a file; its suffix says how: md, pdf, docx, …")
    _add_job_ids(export, "+")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--force", action="store_true", help="write over a file that is there")
    _add_hidden_text(export)
    search = new("search", "find words in names, summaries and the documents' pages")
    search.add_argument("words", nargs="+", metavar="WORDS")
    _add_json(search)


def _add_changes(new: NewCommand) -> None:
    cancel = new("cancel", "stop jobs for good")
    _add_job_ids(cancel, "+")
    _add_json(cancel)
    retry = new("retry", "do finished jobs once more, with other options if there are any")
    _add_job_ids(retry, "*")
    retry.add_argument("--failed", action="store_true", help="all that failed")
    _add_json(retry)
    _add_options(retry)
    for name, about in (
        ("pause", "hold all jobs, or these"),
        ("resume", "let all jobs, or these, go on"),
    ):
        command = new(name, about)
        _add_job_ids(command, "*")
        _add_json(command)
    following = new("next", "let jobs be the next ones")
    _add_job_ids(following, "+")
    _add_json(following)
    move = new("move", "put jobs before another one in the order, or at the end")
    _add_job_ids(move, "+")
    where = move.add_mutually_exclusive_group(required=True)
    where.add_argument("--before", metavar="JOB", help="the job that comes after them")
    where.add_argument("--last", action="store_true", help="at the end")
    _add_json(move)
    _add_job_ids(new("remove", "remove jobs, their summaries and copies"), "+")


def _add_engines(new: NewCommand) -> None:
    _add_json(new("models", "list the models that can be used"))
    pull = new("pull", "get a model")
    pull.description = PULL
    pull.add_argument("model", metavar="MODEL")
    _add_json(new("doctor", "say what is there, what is missing and what to do"))


def _add_outbox(new: NewCommand) -> None:
    outbox = new("outbox", "what is mailed, and to whom; send it now, give it up, try it out")
    outbox.add_argument("act", nargs="?", choices=OUTBOX_ACTS, default="list", metavar="ACT")
    outbox.add_argument("names", nargs="*", metavar="DELIVERY|ADDRESS")
    outbox.description = OUTBOX
    _add_json(outbox)


def _add_services(new: NewCommand) -> None:
    worker = new("worker", "run a worker for a broker")
    worker.add_argument("--broker", metavar="URL")
    worker.add_argument("--concurrency", type=_whole(1, 1000), metavar="N")
    serve = new("serve", "answer over HTTP: upload a document, ask how far it is, get its summary")
    serve.add_argument("--host", default="127.0.0.1", metavar="H")
    serve.add_argument("--port", type=_whole(1, 65535), default=8000, metavar="P")
    flower = new("flower", "look inside the work with Flower, in a browser on this computer")
    flower.add_argument("--host", default="127.0.0.1", metavar="H")
    flower.add_argument("--port", type=_whole(1, 65535), default=5555, metavar="P")


def _add_options(parser: argparse.ArgumentParser) -> None:
    styles = ", ".join(Style)
    parser.add_argument("--style", type=Style, choices=list(Style), metavar="S", help=styles)
    parser.add_argument(
        "--language", type=_language, metavar="L", help="two letters, such as en or it"
    )
    parser.add_argument(
        "--model", metavar="M", help="a name that the engine knows, or the path of a GGUF file"
    )
    parser.add_argument(
        "--password", metavar="P", help="opens a locked document; - asks for it, or reads a line"
    )


def _add_job_ids(parser: argparse.ArgumentParser, count: str) -> None:
    parser.add_argument("jobs", nargs=count, metavar="JOB", help="an id, or how it begins")


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _add_hidden_text(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--hidden-text", action="store_true", help="with what cannot be seen on the pages"
    )


def _add_data_dir(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--data-dir", type=Path, metavar="FOLDER", default=default, help="keep everything here"
    )


def _parser() -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog="sunto",
        usage="sunto [FILE…] | sunto COMMAND …",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        # An abbreviation that works today is another option's name tomorrow.
        allow_abbrev=False,
    )


def _language(text: str) -> str:
    code = text.lower()
    if not re.fullmatch(r"[a-z]{2}", code):
        raise argparse.ArgumentTypeError(f"“{text}” is no two-letter language code")
    return code


def _whole(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"“{text}” is no number from {least} to {most}")
        return int(text)

    return parse
