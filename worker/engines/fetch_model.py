"""The process that fetches a model when a person asked for one: progress as JSON lines on stdout.

{"done", "total"} while it works, {"file"} at the end, {"error", …} when it failed.
"""

import json
import os
import shlex
import subprocess
import time
from pathlib import Path

from worker.contract.catalogue import MIRROR_ENV, CatalogueModel, catalogue_model
from worker.engines.fetch import (
    AlreadyFetching,
    FetchError,
    NoRoom,
    Unreachable,
    WrongContent,
    fetch,
    verify,
)

FILL_ENV = "SUNTO_MIRROR_FILL"
"""A command that can get some files where their publisher cannot be reached."""

REPORT_EVERY_S = 0.25

_CODES = {
    NoRoom: "no_room",
    Unreachable: "unreachable",
    WrongContent: "wrong_content",
    AlreadyFetching: "already_fetching",
}


def run(name: str, target_dir: Path) -> int:
    """Fetch the file `name` of the catalogue; 0 if it, or one that stands in for it, is there.

    Ending the process is how it is cancelled: what came is kept for the next time.
    """
    asked = catalogue_model(name)
    if asked is None:
        _say({"error": "unknown_model", "detail": name})
        return 2
    try:
        path = fetch_any(asked, target_dir)
    except FetchError as error:
        said: dict[str, str | int] = {"error": _CODES[type(error)], "detail": str(error)}
        if isinstance(error, NoRoom):
            said |= {"needed": error.needed, "free": error.free}
        _say(said)
        return 1
    _say({"file": str(path)})
    return 0


def fetch_any(asked: CatalogueModel, target_dir: Path) -> Path:
    """Fetch from mirror or publisher; failing that, let the fill command get it or a stand-in."""
    report = _Report()
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
