"""Words about models: why one could not be had, and why one cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.account import size
from desktop.errors import Explanation
from desktop.jobs.status import ModelFetch
from desktop.translation import mark, tr
from worker.contract.states import EngineKind

if TYPE_CHECKING:
    from desktop.jobs.speeds import Speed
    from desktop.offers import Offer, Room
    from worker.contract.messages import EngineStatus, ModelInfo


def explain_fetch(fetch: ModelFetch) -> Explanation:
    """Words for why a model could not be had (codes of `worker.engines.fetch_errors`)."""
    words = _FETCHES.get(fetch.error, _FETCHES["interrupted"])
    needed, there = size(fetch.needed_bytes), size(fetch.there_bytes)
    sentence = tr(words.sentence, needed=needed, there=there)
    return Explanation(tr(words.title), sentence, tr(words.hint))


def explain_unfit(reason: str) -> str:
    """Words for why a model cannot be used (`ModelInfo.unfit_reason`)."""
    return tr(_UNFIT[reason])


def about_model(model: ModelInfo, speed: Speed | None) -> list[str]:
    """The facts about a model that is there."""
    facts = [size(model.size_bytes)] if model.size_bytes and not _is_far(model) else []
    if model.served_window and model.window:
        facts.append(
            tr(
                "reads {served} of {most} tokens at once",
                served=model.served_window,
                most=model.window,
            )
        )
    elif model.window:
        facts.append(tr("reads {most} tokens at once", most=model.window))
    if model.memory_bytes:
        facts.append(tr("takes {size} of memory", size=size(model.memory_bytes)))
    if speed is not None and speed.page_s:
        facts.append(pace(speed.page_s))
    return facts


def pace(seconds_per_page: float) -> str:
    """How long a page takes on this computer: said in the same words everywhere."""
    if seconds_per_page < 1:
        return tr("under 1 s a page")
    return tr("about {n} s a page", n=round(seconds_per_page))


def about_offer(offer: Offer, room: Room) -> list[str]:
    """What a model that can be got needs, and why it will not fit if it will not."""
    facts = [size(offer.model.size)] if offer.model.size else []
    needed = size(offer.memory_bytes or 0)
    if offer.lacks == "memory":
        there = size(room.memory_bytes)
        facts.append(
            tr("needs {needed} of memory, this computer has {there}", **_two(needed, there))
        )
    elif offer.lacks == "disk":
        facts.append(tr("the disk has only {there} of free room", there=size(room.free_disk_bytes)))
    elif offer.is_tight:
        there = size(room.free_memory_bytes)
        facts.append(tr("needs {needed} of memory, {there} are free now", **_two(needed, there)))
    elif offer.memory_bytes:
        facts.append(tr("needs {needed} of memory", needed=needed))
    facts.append(offer.model.licence)
    facts.append(tr("tried by us") if offer.model.tried else tr("not tried by us"))
    return facts


def why_this(status: EngineStatus) -> str:
    """Why this program is used: a sentence for whoever wonders."""
    match status.why:
        case "chosen":
            return tr("You chose it, or its model.")
        case "answers":
            return tr("Ollama runs on this computer; of its models the largest that fits is used.")
        case "silent":
            return tr("Ollama does not answer on this computer, so the built-in engine is used.")
        case "no_model" if status.kind is EngineKind.BUILTIN:
            return tr("Ollama has no model that can summarise, so the built-in engine is used.")
        case _:
            return ""


def explain_window(status: EngineStatus | None) -> str:
    """Words for a context window that was set and cannot be had; empty where none was."""
    if status is None or status.missing != "window":
        return ""
    return tr(
        "A context window of {wanted} tokens cannot be had with {model} on this computer; "
        "the largest that can is {nearest}.",
        wanted=int(status.detail) if status.detail.isdecimal() else status.detail,
        model=status.model.removesuffix(".gguf"),
        nearest=status.window or 0,
    )


def _is_far(model: ModelInfo) -> bool:
    return model.unfit_reason == "cloud"


def _two(needed: str, there: str) -> dict[str, str]:
    return {"needed": needed, "there": there}


_UNFIT: dict[str, str] = {
    "no_chat_template": mark("cannot be used: it does not understand instructions"),
    "embedding": mark("cannot be used: it is made for searching"),
    "cloud": mark("not used: it runs in the cloud, and the settings do not allow that"),
    "too_large": mark("does not fit into the memory that is free now"),
    "no_model": mark("cannot be used: the file is damaged, or no model"),
}

_FETCHES: dict[str, Explanation] = {
    "unknown_model": Explanation(
        mark("No such model"),
        mark("Nobody has a model of this name where it was looked for."),
        mark(
            "Look for typing mistakes. Names of Ollama's models are at ollama.com/library; "
            "`starter` is the one that comes with Sunto."
        ),
    ),
    "no_room": Explanation(
        mark("Not enough room for the model"),
        mark("The disk needs {needed} of free room for it and has {there}; nothing was fetched."),
        mark("Make room on the disk, then try again."),
    ),
    "no_memory": Explanation(
        mark("The model is too large for this computer"),
        mark("It needs {needed} of memory, and this computer has {there}; nothing was fetched."),
        mark("Choose a smaller one."),
    ),
    "unreachable": Explanation(
        mark("The model cannot be reached"),
        mark("The address it comes from does not answer. What has come so far is kept."),
        mark(
            "Look at the connection of this computer, or set a folder or an address that holds the "
            "file (SUNTO_MODEL_MIRROR)."
        ),
    ),
    "wrong_content": Explanation(
        mark("Not the right model"),
        mark("What came is not the file that it should be, so it was thrown away."),
        mark("Try again, or get it from another place (SUNTO_MODEL_MIRROR)."),
    ),
    "already_fetching": Explanation(
        mark("The model is being fetched already"),
        mark("Another Sunto on this computer is getting it."),
        mark("Wait for that one."),
    ),
    "engine_silent": Explanation(
        mark("Ollama does not answer"),
        mark("A model of this name comes through Ollama, which does not answer."),
        mark("Start Ollama, then try again."),
    ),
    "engine_too_old": Explanation(
        mark("This Ollama is too old for the model"),
        mark("The model needs a newer version of Ollama than the one that runs here."),
        mark("Bring Ollama up to date, or choose another model."),
    ),
    "not_usable": Explanation(
        mark("This model cannot summarise"),
        mark("It does not understand instructions, or it was made for something else."),
        mark("Choose another one."),
    ),
    "interrupted": Explanation(
        mark("Fetching the model was interrupted"),
        mark("What has come so far is kept, and the next try goes on from there."),
        mark("Try again."),
    ),
}
