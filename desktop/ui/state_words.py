"""What the middle of the window says about a job that has no summary to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop import account
from desktop.errors import explain
from desktop.jobs.job import Job
from desktop.translation import plural, tr
from desktop.ui.engine_wording import STARTER_MODEL_BYTES, fetch_line, waiting_for
from desktop.ui.times import about, size
from desktop.ui.wording import (
    Link,
    Remedy,
    Surroundings,
    Tone,
    line_of,
    model_name,
    one_line,
    share_of,
)
from worker.contract.egress import is_elsewhere, place_of
from worker.contract.errors import ErrorCode
from worker.contract.states import EngineKind, JobState, WaitReason

if TYPE_CHECKING:
    from worker.contract.summary import Summary


@dataclass(frozen=True, slots=True)
class Card:
    """A heading, a sentence, what to do, and the buttons that do it."""

    title: str
    sentence: str = ""
    hint: str = ""
    tone: Tone = Tone.SOFT
    remedies: tuple[Link, ...] = ()
    share: float | None = None


def card_of(job: Job, around: Surroundings) -> Card:
    """What to say about a job that is not done."""
    match job.state:
        case JobState.FAILED:
            return _failed(job)
        case JobState.CANCELLED:
            return Card(
                tr("Cancelled"),
                tr("Nobody is working on this document any more."),
                remedies=(Link(tr("Start again"), Remedy.AGAIN),),
            )
        case JobState.PAUSED:
            return Card(
                tr("Paused"),
                tr("What has been read so far is kept. It goes on where it was."),
                remedies=(Link(tr("Resume"), Remedy.RESUME),),
            )
        case JobState.RUNNING:
            sentence = tr("The summary appears here when every part is done and checked.")
            there = ""
            if is_elsewhere(around.address):
                there = tr("Its text is sent to {place}.", place=place_of(around.address))
            return Card(line_of(job, None, around).text, sentence, there, share=share_of(job))
        case _:
            return _waiting(job, around)


OF_THE_MODEL = frozenset(
    {
        ErrorCode.ENGINE_REFUSED,
        ErrorCode.MODEL_UNFIT,
        ErrorCode.WINDOW_TOO_SMALL,
        ErrorCode.ANSWER_UNUSABLE,
        ErrorCode.WORKER_LOST,
    }
)
"""Failures that another model may not have."""

OF_SUNTO = frozenset({ErrorCode.DISK_FULL, ErrorCode.INTERNAL})
"""Failures for which the file can do nothing."""


def _remedies(code: ErrorCode | None) -> tuple[Link, ...]:
    """What may help, the likeliest first; a log to copy for all of them."""
    again, log = Link(tr("Try again"), Remedy.AGAIN), Link(tr("Show log"), Remedy.LOG)
    if code in OF_THE_MODEL:
        return (Link(tr("Choose another model…"), Remedy.OTHER_MODEL), again, log)
    if code in OF_SUNTO or code is None:
        return (again, log)
    return (Link(tr("Show file"), Remedy.SHOW_FILE), again, log)


def _failed(job: Job) -> Card:
    remedies = _remedies(job.error.code if job.error else None)
    if job.error is None:
        return Card(tr("Not done"), tone=Tone.FAILED, remedies=remedies)
    words = explain(job.error)
    return Card(words.title, words.sentence, words.hint, Tone.FAILED, remedies)


def _waiting(job: Job, around: Surroundings) -> Card:
    match job.reason:
        case WaitReason.PASSWORD:
            return Card(
                tr("Needs its password"),
                tr(
                    "This document is locked, and only its password opens it. "
                    "The password is used for reading and then forgotten."
                ),
                tone=Tone.WEAK,
                remedies=(Link(tr("Enter password…"), Remedy.PASSWORD),),
            )
        case WaitReason.ENGINE:
            return _waiting_for_engine(around)
        case WaitReason.MODEL:
            return _waiting_for_model(job, around)
        case WaitReason.DISK:
            return Card(
                tr("Waiting for free space on the disk"),
                tr("The disk is nearly full. This goes on by itself when there is room."),
                tone=Tone.WEAK,
            )
        case WaitReason.BROKER if around.broker_place:
            return Card(
                tr("Waiting for the broker at {place}", place=around.broker_place),
                tr("It does not answer. This goes on by itself when it does; nothing is lost."),
                tr("See whether the computer it runs on is there, and the network to it."),
            )
        case WaitReason.BROKER:
            return Card(
                tr("Waiting while Sunto restarts a part of itself"),
                tr("This goes on by itself in a moment. Nothing is lost."),
            )
        case _:
            return Card(tr("Waiting for its turn"), _before_its_turn(job))


def _before_its_turn(job: Job) -> str:
    if not job.tokens or not job.pages:
        return tr("Other documents are worked on before it.")
    length = tr(
        "{pages}, about {tokens}.",
        pages=plural("{n} pages", "1 page", job.pages),
        tokens=plural("{n} tokens", "1 token", job.tokens),
    )
    if job.eta_s is None:
        return length
    return f"{length} " + tr("It will take {time} with this model.", time=about(job.eta_s))


def _waiting_for_engine(around: Surroundings) -> Card:
    if around.engine is EngineKind.OLLAMA:
        return Card(
            waiting_for(around.engine, around.address),
            tr("It does not answer at the moment. This goes on by itself as soon as it does."),
            tr("Start Ollama, or choose the built-in engine in the settings."),
            Tone.WEAK,
        )
    return Card(
        waiting_for(around.engine, around.address),
        tr("It does not answer at the moment. This goes on by itself as soon as it does."),
        _why(around) or tr("The settings tell which one is used."),
        Tone.WEAK,
    )


def _why(around: Surroundings) -> str:
    if around.engine is not EngineKind.OPENAI or not around.engine_said:
        return ""
    return tr("The last try: {reason}", reason=one_line(around.engine_said))


def _waiting_for_model(job: Job, around: Surroundings) -> Card:
    if around.fetch is not None and not around.fetch.error:
        share = around.fetch.done_bytes / max(1, around.fetch.total_bytes)
        return Card(
            fetch_line(around.fetch),
            tr("This is needed once. The document waits and goes on by itself."),
            share=share,
            remedies=(Link(tr("Cancel fetching"), Remedy.CANCEL_FETCH),),
        )
    if around.fetch is not None:
        return Card(
            tr("The model could not be fetched to its end"),
            tr(
                "The connection broke, or the place it comes from could not be reached. "
                "What is here already is kept."
            ),
            tone=Tone.WEAK,
            remedies=(Link(tr("Go on fetching"), Remedy.GET_MODEL),),
        )
    models = (Link(tr("Models…"), Remedy.MODELS),)
    if around.impossible_window:
        return Card(
            tr("The context window does not fit"),
            around.impossible_window,
            tone=Tone.WEAK,
            remedies=models,
        )
    if job.options.model:
        return Card(
            tr("Waiting for the model {model}", model=model_name(job.options.model)),
            tr("It is not on this computer, or the program that summarises cannot use it."),
            tone=Tone.WEAK,
            remedies=models,
        )
    if around.engine is EngineKind.OLLAMA:
        return Card(
            tr("Waiting for a model in Ollama"),
            tr("Ollama answers, and it has no model that can summarise."),
            tone=Tone.WEAK,
            remedies=models,
        )
    return Card(
        tr("Needs a model"),
        tr(
            "The built-in engine needs the starter model, {size}, once. "
            "After that nothing more is fetched.",
            size=size(STARTER_MODEL_BYTES),
        ),
        tone=Tone.WEAK,
        remedies=(Link(tr("Get the model"), Remedy.GET_MODEL),),
    )


def nothing_chosen() -> Card:
    """What stands in the middle while no document is chosen."""
    words = tr("Choose a document on the left to read its summary.")
    return Card(tr("Nothing chosen"), words)


def is_mostly_unsupported(summary: Summary) -> bool:
    """Whether more was left out of a summary than stands in it."""
    shown = len(summary.points) + sum(len(section.points) for section in summary.sections)
    return len(summary.left_out) > shown


def doubt_card(summary: Summary) -> Card:
    """What stands above a summary that is mostly unsupported."""
    return Card(
        tr("Most of what the model wrote is not in the text"),
        tr("What could not be found was left out. Read this summary with care."),
        tr("A larger model, chosen in the settings, usually stays closer to the document."),
        Tone.WEAK,
    )


def left_out_words(summary: Summary | None) -> str:
    """What stands under a summary for the claims that were not found; empty without any."""
    if summary is None or not summary.left_out:
        return ""
    words = plural(
        "{n} left out: not found in the text",
        "1 left out: not found in the text",
        len(summary.left_out),
    )
    return f"○ {words}"


def kept_words(summary: Summary | None) -> str:
    """What stands there for text the model was not given, hidden text before all; else empty."""
    kept = account.kept_from_model(summary) if summary is not None else ()
    if summary is None or not kept:
        return ""
    pages = summary.coverage.hidden_text_pages
    if not pages:
        return "▫ " + tr("What the model was not given")
    words = plural(
        "Hidden text on {n} pages was left out",
        "Hidden text on page {page} was left out",
        len(pages),
        page=pages[0],
    )
    return f"◥ {words}"
