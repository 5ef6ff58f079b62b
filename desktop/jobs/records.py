"""Values that go into the library and come out of it, beside the jobs themselves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.jobs.job import Job
from worker.contract.names import QueueName
from worker.contract.states import Wish

if TYPE_CHECKING:
    from worker.contract.messages import SummaryOptions


@dataclass(frozen=True, slots=True)
class NewJob:
    """A file to add, and what the person chose for it."""

    file: Path
    options: SummaryOptions
    email: str | None = None
    redo_of: str | None = None
    sha256: str | None = None
    size_bytes: int | None = None
    id: str = ""
    """Given where something must be kept under it before the row is there, such as a password."""


@dataclass(frozen=True, slots=True)
class Removal:
    """A job that is no longer in the library; `duplicate_of` is the job to show in its place."""

    job_id: str
    duplicate_of: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new since a reader last asked."""

    seq: int
    """Pass this to the next call."""
    jobs: tuple[Job, ...]
    removals: tuple[Removal, ...]


@dataclass(frozen=True, slots=True)
class LiveAttempt:
    """An attempt that was dispatched and is not harvested yet."""

    id: str
    job_id: str
    queue: QueueName
    wish: Wish
