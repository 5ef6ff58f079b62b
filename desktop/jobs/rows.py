"""How a job is written in the library's table, and read back."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.delivery.states import DeliveryState
from desktop.jobs.job import Job, JobError
from worker.contract.errors import ErrorCode
from worker.contract.states import JobState, Stage, WaitReason

if TYPE_CHECKING:
    from worker.contract.messages import SummaryOptions

COLUMNS = tuple(field.name for field in fields(Job))

INSERT = f"INSERT INTO jobs ({', '.join(COLUMNS)}) VALUES ({', '.join(':' + c for c in COLUMNS)})"
UPDATE = f"UPDATE jobs SET {', '.join(f'{c} = :{c}' for c in COLUMNS if c != 'id')} WHERE id = :id"


def options_text(options: SummaryOptions) -> str:
    """Options as they are stored: equal options are equal texts."""
    return options.model_dump_json()


def to_row(job: Job) -> dict[str, Any]:
    """Values for `INSERT` and `UPDATE`."""
    row = {name: getattr(job, name) for name in COLUMNS}
    row["file"] = os.fsencode(job.file)
    row["options"] = options_text(job.options)
    row["unread"] = int(job.unread)
    row["error"] = (
        json.dumps({"code": job.error.code, "params": job.error.params}) if job.error else None
    )
    return row


def from_row(row: sqlite3.Row) -> Job:
    """The job a row holds."""
    values = {name: row[name] for name in COLUMNS}
    values["file"] = Path(os.fsdecode(values["file"]))
    values["options"] = _options(values["options"])
    values["state"] = JobState(values["state"])
    values["reason"] = values["reason"] and WaitReason(values["reason"])
    values["stage"] = values["stage"] and Stage(values["stage"])
    values["mail"] = values["mail"] and DeliveryState(values["mail"])
    values["unread"] = bool(values["unread"])
    if values["error"]:
        error = json.loads(values["error"])
        values["error"] = JobError(ErrorCode(error["code"]), error["params"])
    return Job(**values)


@lru_cache
def _options(text: str) -> SummaryOptions:
    """The options of a row; most jobs have the same ones."""
    # Imported here: the window is to be seen before what validates is loaded.
    from worker.contract.messages import SummaryOptions

    return SummaryOptions.model_validate_json(text)
