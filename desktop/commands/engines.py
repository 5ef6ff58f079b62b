"""`sunto pull`: gets a model; and the worker's look for an engine, for whoever asks for it."""

import subprocess
import sys
import time
from argparse import Namespace
from typing import TypeVar

from pydantic import ValidationError

from desktop.commands.context import Context, say
from desktop.commands.progress import ProgressLine
from desktop.errors import ExitCode
from desktop.jobs.status import OwnerStatus
from desktop.model_words import explain_fetch
from desktop.services.child import child_environment
from desktop.services.model_fetch import ModelFetcher
from desktop.settings import Settings
from desktop.settings_file import worker_environment
from worker.contract.errors import CannotStart
from worker.contract.messages import Compute, EngineStatus
from worker.contract.paths import DataPaths
from worker.contract.program import worker_command
from worker.contract.summary import Record

R = TypeVar("R", bound=Record)

PROBE_TIMEOUT_S = 60.0
LOOK_EVERY_S = 0.2


def pull(arguments: Namespace) -> ExitCode:
    """Get a model: for the built-in engine, or through Ollama."""
    context = Context.open(arguments)
    fetcher = ModelFetcher(context.paths, worker_environment(context.settings))
    line = ProgressLine(sys.stderr)
    fetcher.start(arguments.model)
    try:
        while (state := fetcher.state) is not None and not state.error:
            line.show([], OwnerStatus(is_owner=True, fetches=(state,)))
            time.sleep(LOOK_EVERY_S)
    finally:
        line.close()
        fetcher.stop()
    if state is not None:
        why = explain_fetch(state)
        say(f"{why.title} ({state.name}). {why.sentence} {why.hint}")
        return ExitCode.WRONG_USAGE if state.error == "unknown_model" else ExitCode.FAILED
    say(f"“{arguments.model}” is ready.")
    return ExitCode.DONE


def probe(paths: DataPaths, settings: Settings) -> EngineStatus:
    """What the worker finds when it looks for an engine, asked in a process of its own.

    Raises:
        CannotStart: the worker's program does not run here.
    """
    return _asked(EngineStatus, settings, "probe", "--data-dir", str(paths.root))


def compute(settings: Settings) -> Compute:
    """What the built-in engine can compute with, asked likewise.

    Raises:
        CannotStart: the worker's program does not run here.
    """
    return _asked(Compute, settings, "compute")


def _asked(kind: type[R], settings: Settings, *arguments: str) -> R:
    done = subprocess.run(
        worker_command(*arguments),
        env=child_environment(worker_environment(settings)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PROBE_TIMEOUT_S,
        check=False,
    )
    try:
        return kind.model_validate_json(done.stdout)
    except ValidationError as error:
        last = done.stderr.strip().rpartition("\n")[2] or "it says nothing"
        raise CannotStart(f"The worker does not run here: {last}") from error
