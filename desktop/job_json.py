"""Jobs as the JSON that scripts rely on: keys may be added, none renamed or removed.

The JSON schemas in `resources/schema` are made from these models; a test keeps them equal.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field

from desktop.delivery.states import DeliveryKind, DeliveryState
from desktop.errors import explain
from desktop.jobs.job import Job, JobError
from worker.contract.errors import ErrorCode
from worker.contract.sending_states import Problem
from worker.contract.states import JobState, Stage, Style, WaitReason
from worker.contract.summary import Record, Summary


class ErrorJson(Record):
    """Why a job failed, for programs (`code`) and for people (the rest)."""

    code: ErrorCode
    title: str
    sentence: str
    hint: str
    """What to do next."""


class FoundJson(Record):
    """A job in which all words were found."""

    id: str
    title: str
    file: str
    page: int | None
    """The first page that holds them; None: its name or its summary."""
    snippet: str


class SearchJson(Record):
    """What was found, newest first."""

    found: tuple[FoundJson, ...]


class JobJson(Record):
    """One job."""

    id: str
    file: str
    """Absolute path as given; what is no text in it is replaced."""
    title: str
    sha256: str | None
    """None until the document has been taken in."""
    pages: int | None
    tokens: int | None
    """About how many the text has; None until somebody has looked."""
    style: Style
    language: str | None
    """None: the language of the document."""
    model: str | None
    state: JobState
    reason: WaitReason | None
    """What a waiting job waits for."""
    stage: Stage | None
    done: int = Field(ge=0)
    total: int = Field(ge=0)
    """Pages while reading, then parts."""
    eta_s: float | None
    """How long it will still take; of a waiting job: once it is its turn. None: not known."""
    attempt: int = Field(ge=0)
    redo_of: str | None
    email: str | None
    mail: DeliveryState | None
    """What became of its email; None while there is none."""
    added_at: float
    """Seconds since the epoch, as all times here."""
    started_at: float | None
    finished_at: float | None
    error: ErrorJson | None
    summary: Summary | None


class DeliveryJson(Record):
    """One message, file or post of the outbox."""

    id: str
    kind: DeliveryKind
    recipient: str
    state: DeliveryState
    jobs: tuple[str, ...]
    tries: int = Field(ge=0)
    created_at: float
    next_at: float | None
    """When it is tried next, while it waits."""
    ended_at: float | None
    message_id: str
    problem: Problem | None
    problem_sentence: str | None


class OutboxJson(Record):
    """Everything in the outbox, the newest first."""

    deliveries: tuple[DeliveryJson, ...]


class ProblemJson(Record):
    """An argument that no job could be made of, such as a folder without PDFs."""

    path: str
    code: str
    title: str
    hint: str


class JobsJson(Record):
    """Several jobs, and what `sunto add` could make no job of."""

    jobs: tuple[JobJson, ...]
    problems: tuple[ProblemJson, ...] | None = Field(
        default=None, exclude_if=lambda value: not value
    )
    """Left out when there are none."""


def to_json(job: Job, summary: Summary | None = None) -> JobJson:
    """A job as scripts see it."""
    return JobJson(
        id=job.id,
        file=as_text(job.file),
        title=job.title,
        sha256=job.sha256,
        pages=job.pages,
        tokens=job.tokens,
        style=job.options.style,
        language=job.options.language,
        model=job.options.model,
        state=job.state,
        reason=job.reason,
        # While it waits the row keeps how far it was; nothing is done then.
        stage=job.stage if job.state is JobState.RUNNING else None,
        done=job.done,
        total=job.total,
        eta_s=job.eta_s,
        attempt=job.attempt,
        redo_of=job.redo_of,
        email=job.email,
        mail=job.mail,
        added_at=job.added_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        error=_error(job.error) if job.error else None,
        summary=summary,
    )


def as_text(path: Path) -> str:
    """A path as text: file names may hold bytes that are none, and JSON cannot."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema of what we write; it lets later versions add keys."""
    made = model.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_opened(made)}


SCHEMAS: dict[str, type[BaseModel]] = {
    "summary.json": Summary,
    "job.json": JobJson,
    "jobs.json": JobsJson,
    "search.json": SearchJson,
    "outbox.json": OutboxJson,
}
"""Files of `resources/schema` and the model each is made from."""


MAY_BE_ABSENT = {"problems"}


def write_schemas(folder: Path) -> None:
    """Write every schema; for whoever changed a model."""
    for name, model in SCHEMAS.items():
        text = json.dumps(schema(model), indent=2, ensure_ascii=False) + "\n"
        (folder / name).write_text(text, encoding="utf-8")


def _error(error: JobError) -> ErrorJson:
    words = explain(error)
    return ErrorJson(code=error.code, title=words.title, sentence=words.sentence, hint=words.hint)


def _opened(part: Any) -> Any:  # noqa: ANN401 - any part of a JSON document
    """A schema that allows more keys than there are now, and promises those that there are."""
    if isinstance(part, list):
        return [_opened(value) for value in part]
    if not isinstance(part, dict):
        return part
    opened = {key: _opened(value) for key, value in part.items() if key != "additionalProperties"}
    if isinstance(part.get("properties"), dict):
        opened["required"] = [name for name in part["properties"] if name not in MAY_BE_ABSENT]
    return opened


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
