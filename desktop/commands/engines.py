"""`sunto models` and `sunto pull`: which models there are, and getting one."""

import subprocess
import sys
import time
from argparse import Namespace
from typing import TypeVar

from pydantic import ValidationError

from desktop.account import size
from desktop.commands.context import Context, print_json, say
from desktop.commands.progress import ProgressLine
from desktop.errors import ExitCode, explain_address
from desktop.jobs.status import OwnerStatus
from desktop.model_words import explain_fetch, explain_unfit
from desktop.services.child import child_environment
from desktop.services.model_fetch import ModelFetcher
from desktop.settings import Settings
from desktop.settings_file import worker_environment
from worker.contract.errors import CannotStart
from worker.contract.messages import Compute, EngineStatus, ModelInfo
from worker.contract.paths import DataPaths
from worker.contract.program import worker_command
from worker.contract.summary import Record

R = TypeVar("R", bound=Record)

PROBE_TIMEOUT_S = 60.0
LOOK_EVERY_S = 0.2


def models(arguments: Namespace) -> ExitCode:
    """List the models of the engine that is used."""
    context = Context.open(arguments)
    status = probe(context.paths, context.settings)
    if arguments.json:
        print_json(status)
    else:
        for model in status.models:
            print(_row(model, status))
        if status.missing == "model":
            say("There is no model yet. `sunto pull starter` gets the one that comes with Sunto.")
    if status.missing == "address":
        say(f"{explain_address(status.address)}.")
    is_lacking = status.missing in ("address", "engine")
    return ExitCode.NEEDS_PERSON if is_lacking else ExitCode.DONE


def pull(arguments: Namespace) -> ExitCode:
    """Get a model: for the built-in engine, or through Ollama."""
    context = Context.open(arguments)
    fetcher = ModelFetcher(context.paths, worker_environment(context.settings))
    line = ProgressLine(sys.stderr)
    fetcher.start(arguments.model)
    try:
        while (state := fetcher.state) is not None and not state.error:
            line.show([], OwnerStatus(is_owner=True, fetch=state))
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


def _row(model: ModelInfo, status: EngineStatus) -> str:
    is_here = status.missing != "model"
    about = [
        size(model.size_bytes) if model.size_bytes else "",
        f"reads {model.window} tokens at once" if model.window else "",
        explain_unfit(model.unfit_reason) if not model.fit else "",
        "" if is_here else "not here yet",
    ]
    mark = "*" if is_here and model.name == status.model else " "
    return f"{mark} {model.name}  {', '.join(filter(None, about))}".rstrip()
