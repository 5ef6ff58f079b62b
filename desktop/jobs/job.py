"""What a job is, as the person sees it: one PDF to summarise."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.delivery.states import DeliveryState
from worker.contract.errors import ErrorCode, Params
from worker.contract.names import attempt_id
from worker.contract.states import JobState, Stage, WaitReason

if TYPE_CHECKING:
    from worker.contract.messages import SummaryOptions

ID_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
ID_LENGTH = 10
"""50 random bits: short enough to type, and unique on a broker that many share."""


def new_id() -> str:
    """A fresh id for a job or a batch."""
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(ID_LENGTH))


@dataclass(frozen=True, slots=True)
class JobError:
    """Why a job failed: a code and the parameters of its sentence."""

    code: ErrorCode
    params: Params


@dataclass(frozen=True, slots=True)
class Job:
    """One PDF to summarise. A value: a change makes a new one (`transitions`)."""

    id: str
    batch: str
    """What was dropped together shares a batch."""
    file: Path
    """Absolute path as given; the document itself is kept under its `sha256`."""
    title: str
    options: SummaryOptions
    position: float
    """Order among waiting jobs; lower goes first."""
    added_at: float
    """Seconds since the epoch, as all times here."""
    state: JobState = JobState.WAITING
    reason: WaitReason | None = WaitReason.TURN
    """Set while the job waits, None in every other state."""
    stage: Stage | None = None
    """Kept while the job waits, as `done` and `total`: the next attempt goes on there."""
    done: int = 0
    total: int = 0
    points: int = 0
    eta_s: float | None = None
    """How long it will still take; of a waiting job: once it is its turn."""
    sha256: str | None = None
    """None until the document has been taken in."""
    size_bytes: int | None = None
    pages: int | None = None
    tokens: int | None = None
    """About how many the text has that is for the model."""
    pictures: int = 0
    """Pages whose text has to be recognised, as far as a look at the waiting document told."""
    attempt: int = 0
    """Number of the newest attempt; 0 before the first."""
    strikes: int = 0
    """Attempts that broke since a part was last done; three end the job."""
    email: str | None = None
    """Who is told by email when it has ended; None: nobody."""
    mail: DeliveryState | None = None
    """What became of its newest email, as the outbox last said."""
    redo_of: str | None = None
    error: JobError | None = None
    started_at: float | None = None
    finished_at: float | None = None
    unread: bool = False
    seq: int = 0
    """Grows with every change in the library: readers ask for what is newer than they know."""

    @property
    def attempt_id(self) -> str:
        """Celery task id of the newest attempt."""
        return attempt_id(self.id, self.attempt)

    @property
    def needs_person(self) -> bool:
        """Whether nothing will happen until a person does something."""
        return self.reason is WaitReason.PASSWORD or self.state is JobState.PAUSED


def failed_ones(jobs: Iterable[Job]) -> list[Job]:
    """What failed and was not done once more since."""
    known = list(jobs)
    redone = {job.redo_of for job in known}
    return [job for job in known if job.state is JobState.FAILED and job.id not in redone]
