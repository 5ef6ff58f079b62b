"""What a row says: pure functions from a job to words. A row always tells the truth."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from desktop.account import STYLE_WORDS
from desktop.delivery.states import DeliveryState
from desktop.errors import explain
from desktop.jobs.job import Job
from desktop.jobs.status import ModelFetch
from desktop.translation import plural, tr
from desktop.ui.digest import Digest
from desktop.ui.engine_wording import STARTER_MODEL_BYTES, fetch_line, waiting_for
from desktop.ui.mail_words import Envelope, envelope_of, mail_words
from desktop.ui.times import about, clock, left, size, spent
from worker.contract.names import is_model_file
from worker.contract.states import EngineKind, JobState, Stage, WaitReason

NO_PAGES = "\u2013"
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")


class Tone(StrEnum):
    """How a line is coloured; the words say the same."""

    SOFT = "soft"
    WEAK = "weak"
    FAILED = "failed"


class Remedy(StrEnum):
    """What a person can do about a job, offered as a link."""

    PASSWORD = "password"
    GET_MODEL = "get_model"
    CANCEL_FETCH = "cancel_fetch"
    SHOW_FILE = "show_file"
    DETAILS = "details"
    RESUME = "resume"
    AGAIN = "again"
    OTHER_MODEL = "other_model"
    LOG = "log"
    OUTBOX = "outbox"
    MODELS = "models"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Link:
    """A remedy and its words."""

    text: str
    remedy: Remedy


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, its colour, and what can be done."""

    text: str
    tone: Tone = Tone.SOFT
    links: tuple[Link, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    """Where words stand that are searched for."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a row's words depend on beside its job."""

    next_id: str = ""
    """The job whose turn is next."""
    engine: EngineKind | None = None
    address: str = ""
    """Of the engine."""
    engine_said: str = ""
    """Why the engine is not ready, in its own words."""
    impossible_window: str = ""
    """Words for a context window that was set and cannot be had."""
    engine_is_away: bool = False
    fetch: ModelFetch | None = None
    silent: frozenset[str] = frozenset()
    """Jobs under way for which nothing is done at the moment."""
    broker_place: str = ""
    """Host and port of a shared broker; empty: it is a part of Sunto."""


@dataclass(frozen=True, slots=True)
class Row:
    """Everything a row shows."""

    title: str
    line: Line
    right: str
    pages: str
    share: float | None
    """How much is done, while it works."""
    is_unread: bool
    envelope: Envelope = Envelope.NONE


def row_of(job: Job, digest: Digest | None = None, around: Surroundings | None = None) -> Row:
    """The row of a job."""
    around = around or Surroundings()
    return Row(
        title=one_line(job.title) or job.file.name,
        line=line_of(job, digest, around),
        right=right_of(job, around),
        pages=str(job.pages) if job.pages else NO_PAGES,
        share=share_of(job),
        is_unread=job.unread,
        envelope=envelope_of(job),
    )


def one_line(text: str) -> str:
    """A text of unknown origin on one line, without characters that steer terminals or bidi."""
    shown = (c for c in text if c.isspace() or unicodedata.category(c) not in UNSEEN)
    return " ".join("".join(shown).split())


def line_of(job: Job, digest: Digest | None, around: Surroundings) -> Line:
    """What is done now, what it waits for, or how it ended."""
    match job.state:
        case JobState.WAITING:
            return _waiting(job, around)
        case JobState.RUNNING:
            return _held_up(job, around) or Line(_running(job))
        case JobState.PAUSED:
            return Line(tr("Paused"), Tone.SOFT, (Link(tr("Resume"), Remedy.RESUME),))
        case JobState.DONE:
            if links := mail_links(job):
                # What needs a person comes before what is well.
                return Line(mail_words(job).capitalize(), Tone.WEAK, links)
            return Line(_done(job, digest))
        case JobState.FAILED:
            return _failed(job)
        case JobState.CANCELLED:
            return Line(tr("Cancelled"), Tone.SOFT, (Link(tr("Start again"), Remedy.AGAIN),))


def right_of(job: Job, around: Surroundings) -> str:
    """Time left, "next", or when it ended."""
    if job.state is JobState.RUNNING:
        return "" if job.eta_s is None or _held_up(job, around) else left(job.eta_s)
    if job.finished_at is not None:
        return clock(job.finished_at)
    return tr("next") if job.id == around.next_id else ""


def share_of(job: Job) -> float | None:
    """How much of the work is done; None while nothing is worked on."""
    if job.state is not JobState.RUNNING:
        return None
    within = job.done / job.total if job.total else 0.0
    match job.stage:
        case Stage.SUMMARISING:
            return 0.05 + 0.9 * within
        case Stage.CHECKING:
            return 0.95 + 0.05 * within
        case _:
            return 0.05 * within


def _waiting(job: Job, around: Surroundings) -> Line:
    match job.reason:
        case WaitReason.PASSWORD:
            return Line(tr("Needs its password"), Tone.WEAK, (Link(tr("Enter…"), Remedy.PASSWORD),))
        case WaitReason.ENGINE:
            return Line(waiting_for(around.engine, around.address))
        case WaitReason.MODEL:
            return _waiting_for_model(job, around)
        case WaitReason.BROKER if around.broker_place:
            return Line(tr("Waiting for the broker at {place}", place=around.broker_place))
        case WaitReason.BROKER:
            return Line(tr("Waiting while Sunto restarts a part of itself"))
        case WaitReason.DISK:
            return Line(tr("Waiting for free space on the disk"), Tone.WEAK)
        case _:
            return Line(_waiting_for_turn(job))


def _waiting_for_turn(job: Job) -> str:
    if not job.tokens:
        return tr("Waiting for its turn")
    tokens = plural("{n} tokens", "1 token", job.tokens)
    if job.eta_s is None:
        return tr("Waiting · {tokens}", tokens=tokens)
    return tr("Waiting · {tokens} · {time}", tokens=tokens, time=about(job.eta_s))


def _waiting_for_model(job: Job, around: Surroundings) -> Line:
    if around.fetch is not None and not around.fetch.error:
        return Line(fetch_line(around.fetch))
    models = (Link(tr("Models…"), Remedy.MODELS),)
    if around.impossible_window:
        return Line(tr("The context window does not fit"), Tone.WEAK, models)
    if job.options.model:
        name = model_name(job.options.model)
        return Line(tr("Waiting for the model {model}", model=name), Tone.WEAK, models)
    if around.engine is EngineKind.OLLAMA:
        return Line(tr("Waiting for a model in Ollama"), Tone.WEAK, models)
    get = tr("Get it ({size})…", size=size(STARTER_MODEL_BYTES))
    return Line(tr("Needs a model"), Tone.WEAK, (Link(get, Remedy.GET_MODEL),))


def model_name(model: str) -> str:
    """A model as it is shown: a file without its folder."""
    return one_line(model.replace("\\", "/").rpartition("/")[2] if is_model_file(model) else model)


def _held_up(job: Job, around: Surroundings) -> Line | None:
    """What keeps a job from going on that is being worked on."""
    if job.id in around.silent:
        return Line(tr("The part that summarises does not answer"), Tone.WEAK)
    if around.engine_is_away and job.stage in (Stage.SUMMARISING, Stage.CHECKING):
        return Line(waiting_for(around.engine, around.address), Tone.WEAK)
    return None


def _running(job: Job) -> str:
    at = min(job.done + 1, job.total)
    match job.stage:
        case Stage.READING if job.total:
            return tr("Reading page {at} of {total}", at=at, total=job.total)
        case Stage.SUMMARISING if job.total and job.points:
            points = plural("{n} points so far", "1 point so far", job.points)
            return f"{_part(at, job.total)} · {points}"
        case Stage.SUMMARISING if job.total:
            return _part(at, job.total)
        case Stage.SUMMARISING:
            return tr("Summarising")
        case Stage.CHECKING:
            return tr("Putting it together and checking it")
        case _:
            return tr("Reading")


def _part(at: int, total: int) -> str:
    return tr("Summarising part {at} of {total}", at=at, total=total)


def _done(job: Job, digest: Digest | None) -> str:
    took = ""
    if job.finished_at is not None and job.started_at is not None:
        took = spent(job.finished_at - job.started_at)
    parts = [_counts(digest) if digest else tr("Summary ready")]
    if job.redo_of:
        # Beside the one before, which has the same name.
        parts.append(tr(STYLE_WORDS[job.options.style]))
    if digest and digest.hidden_pages:
        parts.append(_hidden(digest.hidden_pages))
    elif mailed := mail_words(job):
        parts.append(mailed)
    elif took:
        parts.append(took)
    return " · ".join(parts)


def mail_links(job: Job) -> tuple[Link, ...]:
    """Where to go when an email needs a person."""
    if job.mail in (DeliveryState.PERHAPS, DeliveryState.FAILED):
        return (Link(tr("Outbox…"), Remedy.OUTBOX),)
    return ()


def _counts(digest: Digest) -> str:
    counts = [plural("{n} points", "1 point", digest.points)]
    if digest.weak:
        counts.append(plural("{n} weak", "1 weak", digest.weak))
    if digest.left_out:
        counts.append(plural("{n} left out", "1 left out", digest.left_out))
    if len(counts) == 1 and digest.points:
        counts.append(tr("all shown in the text"))
    return ", ".join(counts)


def _hidden(pages: tuple[int, ...]) -> str:
    return plural(
        "hidden text on {n} pages left out",
        "hidden text on page {page} left out",
        len(pages),
        page=pages[0],
    )


def _failed(job: Job) -> Line:
    title = explain(job.error).title if job.error else tr("Not done")
    show = Link(tr("Show file"), Remedy.SHOW_FILE)
    return Line(title, Tone.FAILED, (show, Link(tr("Details"), Remedy.DETAILS)))
