"""The models of an Ollama server, with the window and the memory that each would be served with."""

from collections.abc import Mapping

import psutil

from worker.contract.egress import host_of, is_local_address
from worker.contract.messages import ModelInfo
from worker.engines.ollama import OllamaEngine
from worker.engines.ollama_models import OllamaModel, ask_models, loaded_windows
from worker.engines.window import WindowImpossible

NEAR_CONNECT_S = 0.5
FAR_CONNECT_S = 3.0


def ask_ollama(engine: OllamaEngine) -> list[ModelInfo]:
    """All models, fit or not.

    Raises:
        EngineAway: it does not answer.
    """
    is_near = is_local_address(host_of(engine.address))
    models = ask_models(engine.address, connect_s=NEAR_CONNECT_S if is_near else FAR_CONNECT_S)
    loaded = loaded_windows(engine.address)
    free = psutil.virtual_memory().available if is_near else None
    return [_placed(engine, model, loaded, free) for model in models]


def _placed(
    engine: OllamaEngine, model: OllamaModel, loaded: Mapping[str, int], free_bytes: int | None
) -> ModelInfo:
    """The model as it would be served; unfit where there is too little free memory for it now."""
    if model.is_elsewhere:
        return model.info
    try:
        window = engine.window_of(model, loaded)
    except WindowImpossible as error:
        window = error.nearest
    memory = model.facts.memory(model.info.size_bytes or 0, window)
    told: dict[str, object] = {"served_window": window}
    if free_bytes is not None:
        told["memory_bytes"] = memory
        if model.info.fit and model.info.name not in loaded and memory > free_bytes:
            told |= {"fit": False, "unfit_reason": "too_large"}
    return model.info.model_copy(update=told)
