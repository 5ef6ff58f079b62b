"""The processes that get a model when a person asked for one: progress as JSON lines on stdout.

{"done", "total"} while one works, {"model"} at the end, {"error", …} when it failed. Ending the
process is how it is stopped: what came is kept for the next time.
"""

import json
import os
import shlex
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from worker.contract.catalogue import MIRROR_ENV, CatalogueModel, catalogue_model
from worker.engines.add_model import add
from worker.engines.fetch import fetch, verify
from worker.engines.fetch_errors import FetchError, NoMemory, NoRoom, UnknownModel, Unreachable
from worker.engines.pull import pull

FILL_ENV = "SUNTO_MIRROR_FILL"
"""A command that can get some files where their publisher cannot be reached."""

REPORT_EVERY_S = 0.25
FAILED, UNKNOWN_MODEL = 1, 2

Report = Callable[[int, int], None]


def fetch_file(name: str, target_dir: Path) -> int:
    """Fetch the file `name` of the catalogue, or one that stands in for it."""
    return _run(lambda report: str(_fetch_any(name, target_dir, report)))


def pull_model(name: str, host: str) -> int:
    """Let the Ollama at `host` (as OLLAMA_HOST is written) pull a model."""
    return _run(lambda report: pull(host, name, report=report))


def add_file(path: Path, target_dir: Path) -> int:
    """Take in a GGUF file that lies on this computer."""
    return _run(lambda report: str(add(path, target_dir, report=report)))


def _run(get: Callable[[Report], str]) -> int:
    """Get it, and print how that ended; the exit code of the process."""
    try:
        _say({"model": get(_Report())})
    except FetchError as error:
        said: dict[str, str | int] = {"error": error.code, "detail": str(error)}
        if isinstance(error, NoRoom | NoMemory):
            said |= {"needed": error.needed, "there": error.there}
        _say(said)
        return UNKNOWN_MODEL if isinstance(error, UnknownModel) else FAILED
    return 0


def _fetch_any(name: str, target_dir: Path, report: Report) -> Path:
    """Fetch from mirror or publisher; failing that, let the fill command get it or a stand-in."""
    asked = catalogue_model(name)
    if asked is None:
        raise UnknownModel(name)
    try:
        return fetch(asked, target_dir, mirror=os.environ.get(MIRROR_ENV), report=report)
    except Unreachable:
        command = os.environ.get(FILL_ENV)
        if not command:
            raise
        candidates = [asked, *filter(None, map(catalogue_model, asked.stand_ins))]
        for model in candidates:
            if _fill(shlex.split(command), model, target_dir):
                return target_dir / model.file
        raise


def _fill(command: list[str], model: CatalogueModel, target_dir: Path) -> bool:
    """Run the command; its lines are of the same form as ours."""
    target = target_dir / model.file
    with subprocess.Popen(
        [*command, model.file, str(target_dir)], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line.decode("utf-8", "replace"), end="", flush=True)
    if process.returncode != 0 or not target.is_file():
        return False
    verify(model, target)
    return True


class _Report:
    """Writes progress, not too often."""

    def __init__(self) -> None:
        self._said = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Say how far it is."""
        if done == total or time.monotonic() - self._said >= REPORT_EVERY_S:
            self._said = time.monotonic()
            _say({"done": done, "total": total})


def _say(record: dict[str, str | int]) -> None:
    print(json.dumps(record), flush=True)
