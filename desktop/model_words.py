"""Words about models: why one could not be had, and why one cannot be used."""

from desktop.account import size
from desktop.errors import Explanation
from desktop.jobs.status import ModelFetch
from desktop.translation import mark, tr


def explain_fetch(fetch: ModelFetch) -> Explanation:
    """Words for why a model could not be had (codes of `worker.engines.fetch_errors`)."""
    words = _FETCHES.get(fetch.error, _FETCHES["interrupted"])
    needed, there = size(fetch.needed_bytes), size(fetch.there_bytes)
    sentence = tr(words.sentence, needed=needed, there=there)
    return Explanation(tr(words.title), sentence, tr(words.hint))


def explain_unfit(reason: str) -> str:
    """Words for why a model cannot be used (`ModelInfo.unfit_reason`)."""
    return tr(_UNFIT[reason])


_UNFIT: dict[str, str] = {
    "no_chat_template": mark("cannot be used: it does not understand instructions"),
    "embedding": mark("cannot be used: it is made for searching"),
    "cloud": mark("not used: it runs on another computer"),
    "too_large": mark("does not fit into the memory that is free now"),
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
