"""Messages between owner and worker: JSON, frozen, validated on both sides.

A document travels as its SHA-256, never as a path: another machine's worker sees other folders.
"""

import time
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter

from worker.contract.states import EngineKind, ParkReason, Stage, Style
from worker.contract.summary import PageNumber, Record, Summary

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
JobId = Annotated[str, Field(pattern=r"^[0-9a-z]{4,32}$")]
AttemptId = Annotated[str, Field(pattern=r"^[0-9a-z]{4,32}\.[0-9]{1,9}$")]

DEFER_BUILD = ConfigDict(defer_build=True)
"""Validators of unions are built when they are first used, like those of every `Record`."""


class SummaryOptions(Record):
    """What the person chose for one job; two jobs with equal options give the same summary."""

    style: Style = Style.STANDARD
    language: str | None = None
    """ISO 639-1 code of the output language; None means the document's own."""
    instruction: str = Field(default="", max_length=2000)
    model: str | None = None
    """A model the engine knows, or the path of a GGUF file; None means the engine's choice."""

    @property
    def model_file(self) -> Path | None:
        """The GGUF file, where the model is one: the built-in engine runs it."""
        is_file = self.model is not None and self.model.lower().endswith(".gguf")
        return Path(self.model) if is_file and self.model else None


class SummariseRequest(Record):
    """Asks the worker to read a document, plan its parts and see them through."""

    attempt: AttemptId
    document: Sha256
    title: str
    """Used where the document has no sane title of its own."""
    options: SummaryOptions


class RecogniseRequest(Record):
    """Asks for the text of some pages that are pictures."""

    attempt: AttemptId
    document: Sha256
    pages: tuple[PageNumber, ...]
    of: int = Field(ge=1)
    """How many pages the document has."""


class NoteRequest(Record):
    """Asks for the note of one chunk, whose text waits in the broker."""

    attempt: AttemptId
    index: int = Field(ge=0)


class CombineRequest(Record):
    """Asks for the summary out of an attempt's notes."""

    attempt: AttemptId


class PartNoted(Record):
    """A part whose note is stored under `key`: stable, so that a part done twice is one part."""

    kind: Literal["noted"] = "noted"
    key: str


class PartFailed(Record):
    """A part that cannot be done; it is returned, for a part that raises breaks its chord."""

    kind: Literal["failed"] = "failed"
    code: str
    params: dict[str, str | int] = Field(default_factory=dict)


class PartParked(Record):
    """A part that was not done and may be done later."""

    kind: Literal["parked"] = "parked"
    reason: ParkReason
    detail: str = ""


PartOutcome = Annotated[PartNoted | PartFailed | PartParked, Field(discriminator="kind")]
PART_OUTCOMES: TypeAdapter[list[PartNoted | PartFailed | PartParked]] = TypeAdapter(
    list[PartOutcome], config=DEFER_BUILD
)


class JobSummarised(Record):
    """The job is done."""

    kind: Literal["summarised"] = "summarised"
    summary: Summary
    pages: int = Field(ge=0)


class JobParked(Record):
    """The attempt ended; the owner dispatches the job again when it may go on."""

    kind: Literal["parked"] = "parked"
    reason: ParkReason
    detail: str = ""


JobOutcome = JobSummarised | JobParked
JOB_OUTCOME: TypeAdapter[JobOutcome] = TypeAdapter(
    Annotated[JobSummarised | JobParked, Field(discriminator="kind")], config=DEFER_BUILD
)


class Progress(Record):
    """How far an attempt is. In a key of its own: late progress can never undo a state."""

    stage: Stage
    done: int = Field(ge=0)
    total: int = Field(ge=0)
    pages: int | None = None
    title: str | None = None
    points: int = Field(default=0, ge=0)
    """Points found so far."""
    tokens: int | None = Field(default=None, ge=0)
    """About how many the text has, without what is not for the model."""
    done_share: float = Field(default=0.0, ge=0, le=1)
    """How much of the text the parts have which are done: the last of a document are shorter."""
    worked_s: float = Field(default=0.0, ge=0)
    """Seconds that the engine worked for the parts which this attempt has done."""
    beat: float = Field(default_factory=time.time)
    """When this was written (seconds since the epoch): the sign of life of the attempt."""


class LookRequest(Record):
    """Asks how long a document is; what was found stands at `look_key`."""

    document: Sha256


class UnlockOrder(Record):
    """Asks the unlocking child; on its standard input, where nobody else can see it."""

    path: str
    password: str


class Looked(Record):
    """How long a document is; without pages where that cannot be told, for a password, say."""

    pages: int | None = None
    tokens: int = Field(default=0, ge=0)
    """About how many, without what is not for the model."""
    pictures: int = Field(default=0, ge=0)
    """Pages whose text has to be recognised."""


class Measured(Record):
    """What one part of an attempt, or its end, cost by the clock on the wall."""

    kind: EngineKind
    place: str
    """The machine it was measured on, or the address of an engine that is elsewhere."""
    model: str
    digest: str
    text_tokens: int = Field(ge=0)
    """About how many tokens of the document it was about; 0 for putting the summary together."""
    prompt_tokens: int = Field(ge=0)
    answer_tokens: int = Field(ge=0)
    reading_s: float = Field(ge=0)
    """From each question to the first token of its answer."""
    wall_s: float = Field(ge=0)
    """From each question to the end of its answer, without waiting for the engine's slot."""
    style: Style | None = None
    """Of the summary that was put together."""


class FoundPoint(Record):
    """A point that an attempt under way has found, before there is a summary."""

    text: str
    page: PageNumber
    quoted: bool = False
    """Whether it is a sentence of the document, picked while no note is there yet."""


Unfit = Literal["", "no_chat_template", "embedding", "cloud", "too_large", "no_model"]
"""Why a model cannot be used; `no_model`: the file is damaged, or something else."""


class ModelInfo(Record):
    """One model an engine offers."""

    name: str
    kind: EngineKind | None = None
    """The program that runs it."""
    size_bytes: int | None = None
    window: int | None = None
    """Largest context the model was trained for, in tokens."""
    served_window: int | None = None
    """The context it is served with, or would be."""
    memory_bytes: int | None = None
    """About the memory that it takes with that, weights and cache; None where nobody can tell."""
    digest: str = ""
    fit: bool = True
    """Whether it can be used; `unfit_reason` says why not."""
    unfit_reason: Unfit = ""


Missing = Literal["", "address", "engine", "model", "window", "model_server"]
"""What an engine lacks. `address`: what the settings hold as one is none. `window`: the context
that was set cannot be had; `EngineStatus.window` could. `model_server`: the built-in engine is the
choice and its server is not running."""


class EngineStatus(Record):
    """What the worker found when it looked for an engine; newest one at `ENGINE_STATUS_KEY`."""

    ready: bool
    kind: EngineKind | None = None
    """The engine that is used, or that would be used once what is missing is there."""
    address: str = ""
    model: str = ""
    window: int | None = None
    digest: str = ""
    missing: Missing = ""
    detail: str = ""
    why: Literal["", "chosen", "answers", "silent", "no_model"] = ""
    """Why this engine: somebody chose it or its model; or nobody did, and Ollama answers, is
    silent, or has no model that can be used."""
    models: tuple[ModelInfo, ...] = ()
    others: tuple[ModelInfo, ...] = ()
    """Models of the other programs here, which could be chosen as well."""
    beat: float = Field(default_factory=time.time)


class Device(Record):
    """Something that the built-in engine can compute with."""

    name: str
    """As llama.cpp calls it: CPU, CUDA0, Vulkan0, Metal, …"""
    description: str
    memory_bytes: int = Field(ge=0)
    is_processor: bool


class Compute(Record):
    """Everything of that kind; a graphics card is used where there is one."""

    devices: tuple[Device, ...]


def to_wire(message: Record) -> dict[str, Any]:
    """A message as Celery carries it."""
    return message.model_dump(mode="json", by_alias=True)
