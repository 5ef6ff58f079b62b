"""What the HTTP front answers: Celery's words for where a task stands, and ours beside them."""

from enum import StrEnum

from pydantic import Field

from desktop.job_json import ErrorJson, to_json
from desktop.jobs.job import Job
from worker.contract.states import JobState, Stage, WaitReason
from worker.contract.summary import Record, Summary


class TaskState(StrEnum):
    """Where a task stands, as Celery's clients know it.

    | ours | here |
    |---|---|
    | waiting (`reason` says what for), paused | PENDING |
    | running, nothing done yet | STARTED |
    | running | PROGRESS |
    | done | SUCCESS |
    | failed, cancelled (`state` tells which) | FAILURE |
    """

    PENDING = "PENDING"
    STARTED = "STARTED"
    PROGRESS = "PROGRESS"
    SUCCESS = "SUCCESS"
    FAILURE = "FAILURE"


class UploadAnswer(Record):
    """A document was taken, or is known already; `GET /status/{task_id}` tells how far it is."""

    task_id: str
    status: str = "processing"


class ProgressAnswer(Record):
    """How far a task is."""

    stage: Stage | None
    done: int = Field(ge=0)
    total: int = Field(ge=0)
    """Pages while reading, then parts; 0 while that is not known."""
    eta_s: float | None
    """Seconds that are left, as far as that can be told."""


class StatusAnswer(Record):
    """Where a task stands."""

    task_id: str
    status: TaskState
    state: JobState
    reason: WaitReason | None
    """What a waiting task waits for."""
    file: str
    pages: int | None
    progress: ProgressAnswer
    result: Summary | None
    error: ErrorJson | None


class HealthAnswer(Record):
    """That the server answers, and its version."""

    status: str = "ok"
    version: str


class Refusal(Record):
    """Why a request was not answered."""

    detail: str


def status_of(job: Job, summary: Summary | None) -> StatusAnswer:
    """A job as a task."""
    shown = to_json(job)
    return StatusAnswer(
        task_id=job.id,
        status=task_state(job),
        state=job.state,
        reason=job.reason,
        file=shown.file.rpartition("/")[2],
        pages=job.pages,
        progress=ProgressAnswer(
            stage=shown.stage, done=job.done, total=job.total, eta_s=shown.eta_s
        ),
        result=summary,
        error=shown.error,
    )


def task_state(job: Job) -> TaskState:
    """Celery's word for where a job stands."""
    match job.state:
        case JobState.DONE:
            return TaskState.SUCCESS
        case JobState.FAILED | JobState.CANCELLED:
            return TaskState.FAILURE
        case JobState.RUNNING:
            return TaskState.PROGRESS if job.done else TaskState.STARTED
        case _:
            return TaskState.PENDING
