"""The command line: the same jobs as in the window, for scripts, servers and tests."""

import logging
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence

from desktop.commands.parser import command_parser
from desktop.commands.signals import interrupt_on_every_ending
from desktop.errors import ExitCode, exit_code
from worker.contract.errors import SuntoError

log = logging.getLogger(__name__)

Command = Callable[[Namespace], ExitCode]


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    given = command_parser().parse_args(arguments)
    return guarded(lambda: _command(given.command)(given))


def guarded(work: Callable[[], int]) -> int:
    """Do the work of a command; what goes wrong becomes a sentence and an exit code."""
    interrupt_on_every_ending()
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal cannot show must not end the command.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = work()
        sys.stdout.flush()
        return code
    except SuntoError as error:
        print(f"sunto: {error}", file=sys.stderr)
        return exit_code(error)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; Python must not complain about it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except Exception:
        log.exception("a command ended with a mistake of the program")
        return ExitCode.FAILED


def _command(name: str) -> Command:
    """The function of a command. Imported only now: Celery takes its time, and few need it."""
    match name:
        case "add":
            from desktop.commands.add import run as command
        case "wait":
            from desktop.commands.waiting import run as command
        case "jobs":
            from desktop.commands.views import jobs as command
        case "show":
            from desktop.commands.views import show as command
        case "log":
            from desktop.commands.views import log_text as command
        case "export":
            from desktop.commands.views import export_file as command
        case "search":
            from desktop.commands.search import run as command
        case "cancel":
            from desktop.commands.changes import cancel as command
        case "retry":
            from desktop.commands.changes import retry as command
        case "pause":
            from desktop.commands.changes import pause as command
        case "resume":
            from desktop.commands.changes import resume as command
        case "next":
            from desktop.commands.changes import next_up as command
        case "move":
            from desktop.commands.changes import move as command
        case "remove":
            from desktop.commands.changes import remove as command
        case "models":
            from desktop.commands.models import models as command
        case "pull":
            from desktop.commands.engines import pull as command
        case "outbox":
            from desktop.commands.outbox import run as command
        case "worker":
            from desktop.commands.services import worker as command
        case "serve":
            from desktop.commands.serving import serve as command
        case "flower":
            from desktop.commands.services import flower as command
        case _:
            from desktop.commands.doctor import run as command
    return command
