"""Which engine does the work: what is set, what is there, and what is missing."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from worker.contract.catalogue import files_at_hand, find_model_file, starter
from worker.contract.egress import public_address
from worker.contract.messages import EngineStatus, Missing, ModelInfo
from worker.contract.names import is_model_file
from worker.contract.paths import DataPaths
from worker.contract.states import EngineKind
from worker.engines.builtin import BuiltinEngine
from worker.engines.engine import BadAddress, Engine, EngineError, ServedModel
from worker.engines.engine_settings import AUTO, EngineSettings
from worker.engines.local_models import local_models, why_unfit, window_of
from worker.engines.ollama import OllamaEngine
from worker.engines.ollama_list import ask_ollama
from worker.engines.ollama_models import full_name
from worker.engines.openai import OpenAIEngine
from worker.engines.window import WindowImpossible


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

    def because(self, why: Literal["chosen", "answers", "silent", "no_model"]) -> "_Found":
        """The same, with the reason of the choice."""
        return replace(self, status=self.status.model_copy(update={"why": why}))


def probe(settings: EngineSettings, paths: DataPaths, wanted_model: str = "") -> EngineStatus:
    """Look for the engine, quickly and without starting or loading anything."""
    status = _find(settings, paths, wanted_model).status
    return status.model_copy(update={"others": _others(settings, paths, status)})


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
        return _find_openai(settings, model).because("chosen")
    if settings.engine == EngineKind.BUILTIN or is_model_file(model):
        return _find_builtin(settings, paths, model if is_model_file(model) else "").because(
            "chosen"
        )
    found = _find_ollama(settings, model)
    if settings.engine != AUTO or model:
        return found.because("chosen")
    match found.status.missing:
        case "engine":
            return _find_builtin(settings, paths, "").because("silent")
        case "model":
            return _find_builtin(settings, paths, "").because("no_model")
        case _:
            return found.because("answers")


def _find_ollama(settings: EngineSettings, model: str) -> _Found:
    address = settings.ollama_host
    try:
        engine = _ollama(settings)
        address = engine.address
        models = ask_ollama(engine)
        chosen = _named(models, full_name(model)) if model else _largest(models)
        may_use = chosen is not None and _may_use(chosen, settings)
        served = engine.serve(chosen.name) if chosen is not None and may_use else None
    except WindowImpossible as error:
        return _without_window(EngineKind.OLLAMA, address, error, tuple(models))
    except EngineError as error:
        return _unanswered(EngineKind.OLLAMA, address, model, error)
    if served is None:
        reason = chosen.unfit_reason if chosen is not None else ""
        return _lacking(EngineKind.OLLAMA, address, model, "model", reason, tuple(models))
    return _usable(engine, served, tuple(models))


def _ollama(settings: EngineSettings) -> OllamaEngine:
    return OllamaEngine(
        settings.ollama_host, window=settings.window, allows_cloud=settings.allows_cloud
    )


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
    if path is not None and not name and why_unfit(path):
        # Nobody chose it: another one will do.
        at_hand = files_at_hand(paths.models, settings.mirror)
        path = next((each for each in at_hand if not why_unfit(each)), None)
    if path is None:
        first = starter()
        offered = ModelInfo(name=first.file, size_bytes=first.size, digest=first.sha256)
        asked = name or first.file
        return _lacking(EngineKind.BUILTIN, "", asked, "model", name, (offered,))
    local = local_models(paths.models, settings.mirror, settings.window)
    try:
        engine = BuiltinEngine(paths.model_server_note)
        served = engine.serve(str(path))
    except EngineError:  # none runs, it was killed, or it runs another model
        return _builtin_to_start(path, settings, local)
    return _usable(engine, served, local)


def _builtin_to_start(path: Path, settings: EngineSettings, local: tuple[ModelInfo, ...]) -> _Found:
    if reason := why_unfit(path):
        return _lacking(EngineKind.BUILTIN, "", path.name, "model", reason, local)
    try:
        window_of(path, settings.window, settings.slots)
    except WindowImpossible as error:
        return _without_window(EngineKind.BUILTIN, "", error, local)
    return _lacking(EngineKind.BUILTIN, "", path.name, "model_server", str(path), local)


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
    missing: Missing = "address" if isinstance(error, BadAddress) else "engine"
    return _lacking(kind, address, model, missing, str(error))


def _without_window(
    kind: EngineKind, address: str, error: WindowImpossible, models: tuple[ModelInfo, ...]
) -> _Found:
    """The window that was set cannot be had; the status names the nearest that can."""
    found = _lacking(kind, address, error.model, "window", str(error.wanted), models)
    return replace(found, status=found.status.model_copy(update={"window": error.nearest}))


def _others(
    settings: EngineSettings, paths: DataPaths, status: EngineStatus
) -> tuple[ModelInfo, ...]:
    """What the programs have that are not used now."""
    found: list[ModelInfo] = []
    if status.kind is not EngineKind.OLLAMA and status.why != "silent":
        try:
            found += ask_ollama(_ollama(settings))
        except EngineError:
            found = []
    if status.kind is not EngineKind.BUILTIN:
        found += local_models(paths.models, settings.mirror, settings.window)
    return tuple(found)


def _named(models: list[ModelInfo], name: str) -> ModelInfo | None:
    return next((model for model in models if model.name == name), None)


def _lacking(
    kind: EngineKind,
    address: str,
    model: str,
    missing: Missing,
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


def _may_use(model: ModelInfo, settings: EngineSettings) -> bool:
    """Whether it can be tried; the person may know better than we what fits the memory."""
    if model.unfit_reason == "cloud":
        return settings.allows_cloud
    return model.fit or model.unfit_reason == "too_large"
