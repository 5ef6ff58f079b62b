"""Any OpenAI-compatible server (llama.cpp, LM Studio, vLLM, Jan, …) by its address and key."""

import hashlib
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError

from worker.contract.egress import public_address
from worker.contract.messages import ModelInfo
from worker.contract.states import EngineKind
from worker.engines.chat_stream import ChatStream
from worker.engines.edge import edge
from worker.engines.engine import (
    Answer,
    BadAddress,
    ChatRequest,
    EngineAway,
    ModelMissing,
    ServedModel,
    never,
)
from worker.engines.line import short_client
from worker.engines.tokens import TokenBound
from worker.engines.watch import Patience

UNKNOWN_WINDOW = 4096
"""Taken where a server does not say: the smallest default among those known."""

_WINDOW_FIELDS = ("max_model_len", "loaded_context_length", "context_length", "n_ctx")
"""How vLLM, LM Studio, several gateways and llama.cpp (in `meta`) call it."""


class _Listed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")

    id: str

    @property
    def window(self) -> int | None:
        """The context it is served with, if the server says so."""
        told: dict[str, Any] = dict(self.model_extra or {})
        meta = told.get("meta")
        if isinstance(meta, dict):
            told |= meta
        found = (told.get(field) for field in _WINDOW_FIELDS)
        return next((value for value in found if isinstance(value, int) and value > 0), None)


class _Listing(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    data: tuple[_Listed, ...] = ()


class OpenAIEngine:
    """One server of the person's own."""

    kind = EngineKind.OPENAI

    def __init__(self, url: str, key: str = "", patience: Patience | None = None) -> None:
        """Take the server's `url`, with or without the `/v1` that some programs show.

        Raises:
            BadAddress: it is none.
        """
        self.address = _server_address(url)
        self._stream = ChatStream(self.address, key, patience or Patience())
        self._bound = TokenBound()

    def models(self) -> list[ModelInfo]:
        """All models it lists; they can only be judged by trying."""
        return [
            ModelInfo(
                name=model.id, kind=self.kind, window=model.window, digest=self._digest(model.id)
            )
            for model in self._listing()
        ]

    def serve(self, model: str) -> ServedModel:
        """The model of this name; see `Engine`."""
        for listed in self._listing():
            if listed.id == model:
                window = listed.window or UNKNOWN_WINDOW
                return ServedModel(model, self._digest(model), window)
        raise ModelMissing(model)

    def settle(self, model: ServedModel, interrupted: Callable[[], bool] = never) -> ServedModel:
        """Nobody can be asked: what it listed must do."""
        return model

    def bound_tokens(self, text: str) -> int:
        """An estimate from above, see `TokenBound`."""
        return self._bound.of_text(text)

    def require_fits(self, model: ServedModel, request: ChatRequest) -> None:
        """Bound the question before it is sent; see `Engine`."""
        self._bound.of_request(request, model.window)

    def chat(self, model: ServedModel, request: ChatRequest) -> Answer:
        """Stream one answer; see `Engine`."""
        bounded = self._bound.of_request(request, model.window)
        answer = self._stream.ask(model, request, {})
        self._bound.observe(bounded, answer.prompt_tokens)
        return answer

    def _listing(self) -> tuple[_Listed, ...]:
        with edge(self.address), short_client(self.address, self._stream.headers) as client:
            content = client.get("/v1/models").raise_for_status().content
        try:
            return _Listing.model_validate_json(content).data
        except ValidationError as error:
            raise EngineAway(
                f"{public_address(self.address)} does not answer like OpenAI"
            ) from error

    def _digest(self, model: str) -> str:
        """Such a server tells no digest: the place and the name must do."""
        return hashlib.sha256(f"{self.address} {model}".encode()).hexdigest()


def _server_address(url: str) -> str:
    address = url.strip().rstrip("/").removesuffix("/v1")
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises where it is no number
    except ValueError as error:
        raise BadAddress(public_address(url)) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadAddress(public_address(url))
    return address
