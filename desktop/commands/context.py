"""What every command works with: the paths, what the person chose, and the library."""

from __future__ import annotations

import logging
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.errors import WrongUsage
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.settings import Settings
from desktop.settings_file import load
from worker.contract.errors import CannotStart
from worker.contract.paths import DataPaths

if TYPE_CHECKING:
    from pydantic import BaseModel

LOG_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Context:
    """One data directory, opened."""

    paths: DataPaths
    settings: Settings
    library: Library

    @classmethod
    def open(cls, arguments: Namespace) -> Context:
        """Open the data directory that the arguments name.

        Raises:
            CannotStart: it cannot be used.
        """
        paths = DataPaths.locate(arguments.data_dir)
        make_folders(paths)
        return cls(paths, load(paths), Library(paths.library))

    def find(self, ids: Sequence[str]) -> list[Job]:
        """The jobs that these ids, or beginnings of ids, mean; each once.

        Raises:
            WrongUsage: one means no job, or several.
        """
        found = {}
        for prefix in ids:
            jobs = self.library.find(prefix) if prefix else []
            exact = [job for job in jobs if job.id == prefix]
            job = _only(prefix, exact or jobs)
            found[job.id] = job
        return list(found.values())


def make_folders(paths: DataPaths) -> None:
    """Make the data directory.

    Raises:
        CannotStart: that is not possible; the message says why.
    """
    try:
        paths.create()
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotStart(f"{paths.root} cannot be used for Sunto's data: {reason}") from error


def log_to_file(paths: DataPaths, name: str = "sunto.log") -> None:
    """Keep the log of what does work beside the other logs, off the terminal."""
    # Imported here: it brings the network with it, and most commands write no log.
    from logging.handlers import RotatingFileHandler

    handler = RotatingFileHandler(
        paths.logs / name, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8"
    )
    layout = f"%(asctime)s {os.getpid()} %(levelname)s %(name)s: %(message)s"
    handler.setFormatter(logging.Formatter(layout))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)


def say(text: str) -> None:
    """A line for the person, beside the output."""
    print(text, file=sys.stderr, flush=True)


def print_json(document: BaseModel) -> None:
    """One JSON document, the only thing on standard output; UTF-8 whatever the terminal thinks."""
    sys.stdout.flush()
    text = document.model_dump_json(by_alias=True, indent=2)
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.buffer.flush()


def _only(prefix: str, jobs: Sequence[Job]) -> Job:
    if not jobs:
        raise WrongUsage(f"There is no job “{prefix}”. `sunto jobs` lists them.")
    if len(jobs) > 1:
        raise WrongUsage(f"“{prefix}” means several jobs: {', '.join(job.id for job in jobs)}")
    return jobs[0]
