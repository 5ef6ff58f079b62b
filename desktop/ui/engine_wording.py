"""The program that summarises in words: its name, and what is said while it is not there."""

from desktop.jobs.status import ModelFetch
from desktop.translation import tr
from desktop.ui.times import size
from worker.contract.egress import place_of
from worker.contract.states import EngineKind

STARTER_MODEL_BYTES = 1_117_320_736


def engine_name(engine: EngineKind | None) -> str:
    """The program that summarises, by its name."""
    match engine:
        case EngineKind.OLLAMA:
            return "Ollama"
        case EngineKind.BUILTIN:
            return tr("the built-in engine")
        case EngineKind.OPENAI:
            return tr("the server you chose")
        case None:
            return tr("a program that summarises")


def waiting_for(engine: EngineKind | None, address: str = "") -> str:
    """What is said while the program that summarises does not answer at its address."""
    place = place_of(address)
    match engine:
        case EngineKind.OLLAMA if place:
            return tr("Waiting for Ollama at {place}", place=place)
        case EngineKind.OLLAMA:
            return tr("Waiting for Ollama")
        case EngineKind.BUILTIN:
            return tr("Waiting for the built-in engine")
        case EngineKind.OPENAI if place:
            return tr("Waiting for the server at {place}", place=place)
        case EngineKind.OPENAI:
            return tr("Waiting for the server you chose")
        case None:
            return tr("Waiting for a program that summarises")


def no_answer_from(engine: EngineKind | None) -> str:
    """The same, while nothing waits for it."""
    match engine:
        case EngineKind.OLLAMA:
            return tr("No answer from Ollama")
        case EngineKind.BUILTIN:
            return tr("No answer from the built-in engine")
        case EngineKind.OPENAI:
            return tr("No answer from the server you chose")
        case None:
            return tr("No program that summarises was found")


def fetch_line(fetch: ModelFetch) -> str:
    """How far the model is."""
    if not fetch.total_bytes:
        return tr("Fetching the model…")
    done, total = size(fetch.done_bytes), size(fetch.total_bytes)
    return tr("Fetching the model: {done} of {total}", done=done, total=total)
