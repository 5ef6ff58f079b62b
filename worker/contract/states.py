"""The words for where a job stands, shared by library, worker, command line and window."""

from enum import IntEnum, StrEnum


class JobState(StrEnum):
    """State of a job.

    waiting -> running -> done | failed
    running -> waiting   (parked: its engine, broker, model, password or disk is not there)
    waiting, running -> paused -> waiting
    waiting, running, paused -> cancelled
    waiting -> failed    (the file could not be taken in)
    `done`, `failed` and `cancelled` are final; redo and retry make a new job of the document.
    """

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Whether nothing can change this state any more."""
        return self in FINAL_STATES


FINAL_STATES = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})


class WaitReason(StrEnum):
    """What a waiting job waits for."""

    TURN = "turn"
    ENGINE = "engine"
    BROKER = "broker"
    PASSWORD = "password"
    MODEL = "model"
    DISK = "disk"


class Stage(StrEnum):
    """What a running job is doing; `done` of `total` counts pages while reading, then parts."""

    READING = "reading"
    SUMMARISING = "summarising"
    CHECKING = "checking"


class Wish(StrEnum):
    """What the owner wants of a dispatched attempt; read between pages and between tokens."""

    RUN = "run"
    PAUSE = "pause"
    """End after the part in hand."""
    CANCEL = "cancel"
    """End at once; nobody wants the result."""
    STOP = "stop"
    """End at once; the program is closing and the job goes on at its next start."""


class ParkReason(StrEnum):
    """Why an attempt ended without an outcome of the job."""

    ENGINE = "engine"
    MODEL = "model"
    PASSWORD = "password"
    DISK = "disk"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    STOPPED = "stopped"
    STALE = "stale"
    """The owner knows nothing of this attempt any more."""


class Unlocking(IntEnum):
    """What became of a document whose password was to be taken off: exit codes of that child."""

    DONE = 0
    WRONG_PASSWORD = 71
    NOT_LOCKED = 72
    DAMAGED = 73


class PageState(StrEnum):
    """What became of a page."""

    TEXT = "text"
    OCR = "ocr"
    EMPTY = "empty"
    FAILED = "failed"


class Style(StrEnum):
    """How much a summary says."""

    GLANCE = "glance"
    """A first look: the model is shown the most telling sentences of the text only."""
    BRIEF = "brief"
    STANDARD = "standard"
    DETAILED = "detailed"


class EngineKind(StrEnum):
    """Programs that can run a model for us."""

    OLLAMA = "ollama"
    BUILTIN = "builtin"
    OPENAI = "openai"


class ClaimState(StrEnum):
    """How well a claim is shown in the text."""

    SUPPORTED = "supported"
    WEAK = "weak"
    UNSUPPORTED = "unsupported"
