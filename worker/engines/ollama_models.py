"""What an Ollama server has: its models, which of them can be used, and with which window.

Asked with httpx, not through the `ollama` package: its records leave out `remote_host`, which is
how a model that really runs in the cloud is known.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from worker.contract.messages import ModelInfo, Unfit
from worker.contract.states import EngineKind
from worker.engines.edge import edge
from worker.engines.engine import EngineAway, EngineRefused
from worker.engines.line import CONNECT_S, short_client
from worker.engines.model_facts import ModelFacts, facts_from


class ModelUnfit(EngineRefused):
    """The model is there and cannot be used; `reason` is that of `ModelInfo`."""

    def __init__(self, model: str, reason: str) -> None:
        super().__init__(f"{model}: {reason}")
        self.model = model
        self.reason = reason


class _Said(BaseModel):
    """What Ollama says; fields of newer servers are no error."""

    model_config = ConfigDict(frozen=True, extra="ignore", protected_namespaces=())


class _Tag(_Said):
    name: str
    digest: str = ""
    size: int = 0
    remote_model: str = ""
    remote_host: str = ""


class _Tags(_Said):
    models: tuple[_Tag, ...] | None = None


class _Show(_Said):
    template: str = ""
    renderer: str = ""
    remote_host: str = ""
    capabilities: tuple[str, ...] | None = None
    model_info: dict[str, Any] | None = None


class _Running(_Said):
    name: str
    digest: str = ""
    context_length: int = Field(default=0, ge=0)


class _Processes(_Said):
    models: tuple[_Running, ...] | None = None


@dataclass(frozen=True, slots=True)
class _Shown:
    """What never changes about a model of one digest."""

    facts: ModelFacts
    unfit: Unfit


@dataclass(frozen=True, slots=True)
class OllamaModel:
    """One model of a server."""

    info: ModelInfo
    facts: ModelFacts

    @property
    def is_elsewhere(self) -> bool:
        """Whether it really runs in the cloud."""
        return self.info.unfit_reason == "cloud"


def ask_models(address: str, *, connect_s: float = CONNECT_S) -> list[OllamaModel]:
    """All models of the server at `address`, fit or not.

    Raises:
        EngineAway: it does not answer, or not like Ollama.
    """
    return [_describe(address, tag) for tag in _ask_tags(address, connect_s)]


def ask_model(address: str, name: str) -> OllamaModel | None:
    """One model by its name; `:latest` may be left out, as everywhere in Ollama."""
    for tag in _ask_tags(address, CONNECT_S):
        if tag.name == full_name(name):
            return _describe(address, tag)
    return None


def loaded_windows(address: str) -> dict[str, int]:
    """Names of the models in memory, and the context each is served with."""
    try:
        found = _Processes.model_validate_json(_get(address, "/api/ps", CONNECT_S))
    except ValidationError as error:
        raise EngineAway(f"{address} does not answer like Ollama") from error
    return {model.name: model.context_length for model in found.models or ()}


def full_name(name: str) -> str:
    """The name as Ollama lists it."""
    return name if ":" in name.rpartition("/")[2] else f"{name}:latest"


def _ask_tags(address: str, connect_s: float) -> tuple[_Tag, ...]:
    try:
        return _Tags.model_validate_json(_get(address, "/api/tags", connect_s)).models or ()
    except ValidationError as error:
        raise EngineAway(f"{address} does not answer like Ollama") from error


def _describe(address: str, tag: _Tag) -> OllamaModel:
    shown = _shown(address, tag.name, tag.digest)
    unfit: Unfit = "cloud" if _is_cloud(tag) else shown.unfit
    info = ModelInfo(
        name=tag.name,
        kind=EngineKind.OLLAMA,
        size_bytes=tag.size,
        window=shown.facts.window,
        digest=tag.digest.removeprefix("sha256:"),
        fit=not unfit,
        unfit_reason=unfit,
    )
    return OllamaModel(info, shown.facts)


def _is_cloud(tag: _Tag) -> bool:
    """Whether the text would leave this computer although the server is here."""
    variant = tag.name.rpartition(":")[2]
    return bool(
        tag.remote_host or tag.remote_model or variant == "cloud" or variant.endswith("-cloud")
    )


@lru_cache(maxsize=1024)
def _shown(address: str, name: str, digest: str) -> _Shown:
    """Ask about one model; kept, for the watcher asks again and again and a digest is for ever."""
    try:
        with edge(address), short_client(address) as client:
            response = client.post("/api/show", json={"model": name}).raise_for_status()
            shown = _Show.model_validate_json(response.content)
    except ValidationError as error:
        raise EngineAway(f"{address} does not describe {name} ({digest[:12]})") from error
    return _Shown(facts=facts_from(shown.model_info or {}), unfit=_unfit(shown))


def _unfit(shown: _Show) -> Unfit:
    if shown.remote_host:
        return "cloud"
    if shown.capabilities is not None and "completion" not in shown.capabilities:
        return "embedding" if "embedding" in shown.capabilities else "no_chat_template"
    # A newer server can have a renderer of its own instead of a template.
    if not shown.renderer and shown.template.replace(" ", "") in ("", "{{.Prompt}}"):
        return "no_chat_template"
    return ""


def _get(address: str, path: str, connect_s: float) -> bytes:
    with edge(address), short_client(address, connect_s=connect_s) as client:
        return client.get(path).raise_for_status().content
