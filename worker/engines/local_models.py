"""The model files that the built-in engine could run now, each with what it says of itself."""

from pathlib import Path

from worker.contract.catalogue import files_at_hand
from worker.contract.messages import ModelInfo, Unfit
from worker.contract.states import EngineKind
from worker.engines.gguf import NotAModel, read_metadata
from worker.engines.model_facts import TEMPLATE_KEY, ModelFacts, facts_from
from worker.engines.window import WindowImpossible, choose_window, usable_memory


def local_models(models: Path, mirror: str, wanted_window: int) -> tuple[ModelInfo, ...]:
    """All of them, fit or not."""
    return tuple(describe(path, wanted_window) for path in files_at_hand(models, mirror))


def describe(path: Path, wanted_window: int) -> ModelInfo:
    """One file."""
    size = path.stat().st_size
    info = ModelInfo(name=path.name, kind=EngineKind.BUILTIN, size_bytes=size)
    try:
        metadata = read_metadata(path)
    except (NotAModel, OSError):
        return info.model_copy(update={"fit": False, "unfit_reason": "no_model"})
    facts = facts_from(metadata)
    window = _window(path, facts, size, wanted_window)
    told: dict[str, object] = {
        "window": facts.window,
        "served_window": window,
        "memory_bytes": facts.memory(size, window),
    }
    if not metadata.get(TEMPLATE_KEY):
        told |= {"fit": False, "unfit_reason": "no_chat_template"}
    elif facts.memory(size, window) > usable_memory():
        told |= {"fit": False, "unfit_reason": "too_large"}
    return info.model_copy(update=told)


def why_unfit(path: Path) -> Unfit:
    """Why a file can never be used, whatever the memory; empty where it can."""
    try:
        return "" if read_metadata(path).get(TEMPLATE_KEY) else "no_chat_template"
    except (NotAModel, OSError):
        return "no_model"


def facts_of(path: Path) -> ModelFacts:
    """What a file says of its model; nothing where it is damaged, as loading it will tell."""
    try:
        return facts_from(read_metadata(path))
    except (NotAModel, OSError):
        return ModelFacts()


def window_of(path: Path, wanted: int, slots: int = 1) -> int:
    """The window to serve a file with.

    Raises:
        WindowImpossible: not the one that was set.
    """
    size = path.stat().st_size
    facts = facts_of(path).for_slots(slots)
    return choose_window(path.name, facts, size, wanted=wanted, memory_bytes=usable_memory())


def _window(path: Path, facts: ModelFacts, size: int, wanted: int) -> int:
    try:
        return choose_window(path.name, facts, size, wanted=wanted, memory_bytes=usable_memory())
    except WindowImpossible as error:
        return error.nearest
