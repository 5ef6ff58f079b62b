"""Errors that cross from the worker to the desktop, as a code and parameters.

    SuntoError            anything Sunto can explain to a person
    ├── JobFailed         ends a job: an `ErrorCode` and the parameters of its sentence
    ├── Parked            ends an attempt, not the job: a `ParkReason`
    └── CannotStart       ends the program (exit code 3)

The words are in `desktop/errors.py`, where they can be translated. Every argument goes to
`super().__init__`: Celery rebuilds an exception from its `args` and from nothing else.
"""

from collections.abc import Mapping
from enum import StrEnum

from worker.contract.states import ParkReason

Params = Mapping[str, str | int]


class ErrorCode(StrEnum):
    """Why a job failed; each has a title, a sentence and a remedy in `desktop/errors.py`."""

    NOT_A_PDF = "not_a_pdf"
    EMPTY_FILE = "empty_file"
    DAMAGED = "damaged"
    NO_TEXT = "no_text"
    TOO_LARGE = "too_large"
    FILE_MISSING = "file_missing"
    FILE_UNREADABLE = "file_unreadable"
    READER_CRASHED = "reader_crashed"
    READER_TIMED_OUT = "reader_timed_out"
    ENGINE_REFUSED = "engine_refused"
    MODEL_UNFIT = "model_unfit"
    WINDOW_TOO_SMALL = "window_too_small"
    ANSWER_UNUSABLE = "answer_unusable"
    DISK_FULL = "disk_full"
    WORKER_LOST = "worker_lost"
    INTERNAL = "internal"


class SuntoError(Exception):
    """Anything Sunto can explain to a person."""


class JobFailed(SuntoError):
    """Ends a job. `params` fill the sentence that `desktop/errors.py` holds for `code`."""

    def __init__(self, code: ErrorCode | str, params: Params | None = None) -> None:
        super().__init__(str(code), dict(params or {}))
        self.code = ErrorCode(code)
        self.params: Params = dict(params or {})


class Parked(SuntoError):
    """Ends an attempt whose job may go on later; `detail` is for the log, not for people."""

    def __init__(self, reason: ParkReason | str, detail: str = "") -> None:
        super().__init__(str(reason), detail)
        self.reason = ParkReason(reason)
        self.detail = detail


class CannotStart(SuntoError):
    """Ends the program before it began; the message says why and what to do."""
