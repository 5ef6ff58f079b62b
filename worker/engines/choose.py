"""Which engine does the work: what is set, what is there, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import psutil

from worker.contract.catalogue import find_model_file, is_model_file, local_models, starter
from worker.contract.egress import host_of, is_local_address, public_address
from worker.contract.messages import EngineStatus, ModelInfo
from worker.contract.paths import DataPaths
from worker.contract.states import EngineKind
from worker.engines.builtin import BuiltinEngine
from worker.engines.engine import BadAddress, Engine, EngineError, ServedModel
from worker.engines.engine_settings import AUTO, EngineSettings
from worker.engines.ollama import OllamaEngine, ollama_address
from worker.engines.ollama_models import ask_models, full_name, loaded_windows
from worker.engines.openai import OpenAIEngine

NEAR_CONNECT_S = 0.5
FAR_CONNECT_S = 3.0

WEIGHTS_FACTOR = 1.2
CACHE_BYTES = 512 * 1024 * 1024
"""Room for the context: what 8,192 tokens of a 7B model take."""


class NotReady(EngineError):
    """No engine can do this now; `status` says which one would, and what it lacks."""

    def __init__(self, status: EngineStatus) -> None:
        super().__init__(status.missing, status.detail)
        self.status = status


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found, and the engine itself where it can be used."""

    status: EngineStatus
    engine: Engine | None = None
    served: ServedModel | None = None


def probe(settings: EngineSettings, paths: DataPaths, wanted_model: str = "") -> EngineStatus:
    """Look for the engine, quickly and without starting or loading anything."""
    return _find(settings, paths, wanted_model).status


def find_engine(
    settings: EngineSettings, paths: DataPaths, wanted_model: str | None = None
) -> tuple[Engine, ServedModel]:
    """The engine for a job, and its model as it is served.

    Raises:
        NotReady: there is none now.
    """
    found = _find(settings, paths, wanted_model or "")
    if found.engine is None or found.served is None:
        raise NotReady(found.status)
    return found.engine, found.served


def _find(settings: EngineSettings, paths: DataPaths, wanted_model: str) -> _Found:
    model = wanted_model or settings.model
    if settings.engine == EngineKind.OPENAI:
        return _find_openai(settings, model)
    if settings.engine == EngineKind.BUILTIN or is_model_file(model):
        return _find_builtin(settings, paths, model if is_model_file(model) else "")
    found = _find_ollama(settings, model)
    is_away = found.status.missing in ("engine", "model")
    if settings.engine == AUTO and is_away and not model:
        return _find_builtin(settings, paths, "")
    return found


def _find_ollama(settings: EngineSettings, model: str) -> _Found:
    address = settings.ollama_host
    try:
        address = ollama_address(address)
        is_near = is_local_address(host_of(address))
        models = ask_models(address, connect_s=NEAR_CONNECT_S if is_near else FAR_CONNECT_S)
        if is_near:
            models = _marked_by_memory(models, loaded_windows(address))
        chosen = _named(models, full_name(model)) if model else _largest(models)
        engine = OllamaEngine(settings.ollama_host)
        served = engine.serve(chosen.name) if chosen is not None and _may_use(chosen) else None
    except EngineError as error:
        return _unanswered(EngineKind.OLLAMA, address, model, error)
    if served is None:
        reason = chosen.unfit_reason if chosen is not None else ""
        return _lacking(EngineKind.OLLAMA, address, model, "model", reason, tuple(models))
    return _usable(engine, served, tuple(models))


def _find_openai(settings: EngineSettings, model: str) -> _Found:
    try:
        engine = OpenAIEngine(settings.openai_url, settings.openai_key)
        models = engine.models()
        chosen = _named(models, model) if model else next(iter(models), None)
        served = engine.serve(chosen.name) if chosen is not None else None
    except EngineError as error:
        return _unanswered(EngineKind.OPENAI, settings.openai_url, model, error)
    if served is None:
        return _lacking(EngineKind.OPENAI, engine.address, model, "model", "", tuple(models))
    return _usable(engine, served, tuple(models))


def _find_builtin(settings: EngineSettings, paths: DataPaths, name: str) -> _Found:
    path = find_model_file(name, paths.models, settings.mirror)
    if path is None:
        first = starter()
        offered = ModelInfo(name=first.file, size_bytes=first.size, digest=first.sha256)
        asked = name or first.file
        return _lacking(EngineKind.BUILTIN, "", asked, "model", name, (offered,))
    local = local_models(paths.models, settings.mirror)
    try:
        engine = BuiltinEngine(paths.model_server_note)
        served = engine.serve(str(path))
    except EngineError:  # none runs, it was killed, or it runs another model
        return _lacking(EngineKind.BUILTIN, "", path.name, "model_server", str(path), local)
    return _usable(engine, served, local)


def _usable(engine: Engine, served: ServedModel, models: tuple[ModelInfo, ...]) -> _Found:
    status = EngineStatus(
        ready=True,
        kind=engine.kind,
        address=public_address(engine.address),
        model=served.name,
        window=served.window,
        digest=served.digest,
        models=models,
    )
    return _Found(status, engine, served)


def _unanswered(kind: EngineKind, address: str, model: str, error: EngineError) -> _Found:
    """Nothing that could be asked for models."""
    missing: Literal["address", "engine"] = "address" if isinstance(error, BadAddress) else "engine"
    return _lacking(kind, address, model, missing, str(error))


def _named(models: list[ModelInfo], name: str) -> ModelInfo | None:
    return next((model for model in models if model.name == name), None)


def _lacking(
    kind: EngineKind,
    address: str,
    model: str,
    missing: Literal["address", "engine", "model", "model_server"],
    detail: str = "",
    models: tuple[ModelInfo, ...] = (),
) -> _Found:
    """Nothing to work with; for `model_server`, `detail` is the path of the file to run."""
    return _Found(
        EngineStatus(
            ready=False,
            kind=kind,
            address=public_address(address),
            model=model,
            missing=missing,
            detail=detail,
            models=models,
        )
    )


def _largest(models: list[ModelInfo]) -> ModelInfo | None:
    """What is chosen when nobody chose: large ones write better."""
    fit = [model for model in models if model.fit]
    return max(fit, key=lambda model: model.size_bytes or 0, default=None)


def _may_use(model: ModelInfo) -> bool:
    """Whether it can be tried; the person may know better than we what fits the memory."""
    return model.fit or model.unfit_reason == "too_large"


def _marked_by_memory(models: list[ModelInfo], loaded: Mapping[str, int]) -> list[ModelInfo]:
    """The same models, those marked that would not fit the memory of this machine."""
    free = psutil.virtual_memory().available
    return [
        model.model_copy(update={"fit": False, "unfit_reason": "too_large"})
        if model.fit and model.name not in loaded and _memory_needed(model) > free
        else model
        for model in models
    ]


def _memory_needed(model: ModelInfo) -> int:
    return int((model.size_bytes or 0) * WEIGHTS_FACTOR) + CACHE_BYTES
