"""What there is to say about the engine: which one was found and why, or what is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.errors import explain_address
from desktop.jobs.status import ModelFetch, OwnerStatus
from desktop.model_words import explain_fetch, explain_window, pace, why_this
from desktop.translation import tr
from desktop.ui.engine_wording import STARTER_MODEL_BYTES, engine_name, fetch_line, no_answer_from
from desktop.ui.times import size
from worker.contract.states import EngineKind

if TYPE_CHECKING:
    from worker.contract.messages import EngineStatus


@dataclass(frozen=True, slots=True)
class EngineWords:
    """What the card says: an icon, a heading, a sentence, and what can be done."""

    icon: str
    title: str
    sentence: str
    reason: str = ""
    """Why it is so, where nobody chose it."""
    can_get: bool = False
    can_cancel: bool = False
    can_start_ollama: bool = False
    can_get_ollama: bool = False
    window: int | None = None
    """The context window to be offered in place of the one that was set."""
    share: float | None = None


def engine_words(status: OwnerStatus | None) -> EngineWords:
    """What to say about the engine."""
    if status is not None and status.fetch is not None:
        return _about_ollama(_fetching(status.fetch), status)
    engine = status.engine if status else None
    if status is not None and not status.is_owner:
        return EngineWords(
            "look",
            tr("Another Sunto program on this computer does the work"),
            tr("Documents you drop here are done there; this window shows how they get on."),
        )
    if status is None or engine is None:
        return EngineWords("look", tr("Looking for a program that summarises…"), tr("A moment."))
    return _about_ollama(_about_engine(engine, status.seconds_per_page), status)


def _about_engine(engine: EngineStatus, seconds_per_page: float | None) -> EngineWords:
    match engine.missing:
        case "model":
            return _model_missing(engine)
        case "address":
            return _address_wrong(engine)
        case "engine":
            return _engine_missing(engine)
        case "window":
            return _window_impossible(engine)
        case _:
            return _found(engine, seconds_per_page)


def _about_ollama(words: EngineWords, status: OwnerStatus | None) -> EngineWords:
    """The same, with what can be done about an Ollama that does not answer."""
    engine = status.engine if status else None
    if status is None or engine is None:
        return words
    is_away = engine.kind is EngineKind.OLLAMA and engine.missing == "engine"
    if not is_away and engine.why != "silent":
        return replace(words, reason=why_this(engine))
    if status.ollama_starting:
        return replace(words, reason=tr("Ollama is being started…"))
    if status.ollama_installed:
        reason = tr("Ollama is installed on this computer and is not running.")
        return replace(words, reason=reason, can_start_ollama=True)
    reason = tr("Ollama, with which more models can be had, was not found on this computer.")
    return replace(words, reason=reason, can_get_ollama=True)


def _window_impossible(engine: EngineStatus) -> EngineWords:
    return EngineWords(
        "attention",
        tr("The context window does not fit"),
        explain_window(engine),
        window=engine.window,
    )


def _found(engine: EngineStatus, seconds_per_page: float | None) -> EngineWords:
    sentence = tr("Nothing to set up.")
    if seconds_per_page:
        speed = pace(seconds_per_page).capitalize()
        sentence = tr("{pace} on this computer. Nothing to set up.", pace=speed)
    if engine.kind is EngineKind.BUILTIN:
        title = (
            tr("Built-in engine, with {model}", model=engine.model.removesuffix(".gguf"))
            if engine.model
            else tr("Built-in engine")
        )
        return EngineWords("check", title, sentence)
    name = "Ollama" if engine.kind is EngineKind.OLLAMA else tr("Your server")
    title = tr("{engine} found", engine=name)
    if engine.model:
        title = tr("{engine} found, with {model}", engine=name, model=engine.model)
    return EngineWords("check", title, sentence)


def _model_missing(engine: EngineStatus) -> EngineWords:
    if engine.kind is EngineKind.BUILTIN or engine.kind is None:
        return EngineWords(
            "fetch",
            tr("The built-in engine needs its starter model"),
            tr(
                "{size}, once. Fetched with your first document, or now.",
                size=size(STARTER_MODEL_BYTES),
            ),
            can_get=True,
        )
    return EngineWords(
        "attention",
        tr(
            "{engine} answers, without a model that can summarise",
            engine=engine_name(engine.kind).capitalize(),
        ),
        tr("Get one there, or choose another one in the settings."),
    )


def _engine_missing(engine: EngineStatus) -> EngineWords:
    return EngineWords(
        "attention",
        no_answer_from(engine.kind),
        tr("Documents wait until it answers. The settings tell which one is used."),
    )


def _address_wrong(engine: EngineStatus) -> EngineWords:
    return EngineWords(
        "attention",
        explain_address(engine.address),
        tr("Correct it in the settings. Documents wait until then."),
    )


def _fetching(fetch: ModelFetch) -> EngineWords:
    share = fetch.done_bytes / max(1, fetch.total_bytes)
    if fetch.error:
        about = explain_fetch(fetch)
        here = tr(
            "{done} of {total} are here and are kept.",
            done=size(fetch.done_bytes),
            total=size(fetch.total_bytes),
        )
        sentence = here if fetch.done_bytes else f"{about.sentence} {about.hint}"
        return EngineWords("attention", about.title, sentence, can_get=True, share=share)
    sentence = tr("You can drop documents already; they wait and go on by themselves.")
    return EngineWords("fetch", fetch_line(fetch), sentence, can_cancel=True, share=share)
