"""The engine that Sunto brings along: a client of llama.cpp's server, see `model_server`."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from worker.contract.messages import ModelInfo
from worker.contract.states import EngineKind
from worker.engines.chat_stream import ChatStream, as_sent
from worker.engines.control_marks import without_control
from worker.engines.edge import edge
from worker.engines.engine import (
    Answer,
    ChatMessage,
    ChatRequest,
    EngineAway,
    EngineRefused,
    ModelMissing,
    PromptTooLong,
    ServedModel,
    never,
)
from worker.engines.line import short_client
from worker.engines.server_note import ServerNote, read_note
from worker.engines.watch import Patience

LOOPBACK_CONNECT_S = 1.0


class BuiltinEngine:
    """The built-in model server of one data directory, as its note describes it."""

    kind = EngineKind.BUILTIN

    def __init__(self, note: Path, patience: Patience | None = None) -> None:
        """Find the server through `note`.

        Raises:
            EngineAway: there is no note: the server does not run.
        """
        found = read_note(note)
        if found is None:
            raise EngineAway("the built-in model server is not running")
        self._note: ServerNote = found
        self.address = found.url
        self._stream = ChatStream(found.url, found.key, patience or Patience())
        self._client = short_client(found.url, self._stream.headers, connect_s=LOOPBACK_CONNECT_S)
        self._counted: ChatRequest | None = None

    def close(self) -> None:
        """Let go of the connection for small questions."""
        self._client.close()

    def is_up(self) -> bool:
        """Whether the server answers, and is the one of the note: it knows the key."""
        try:
            return self._client.get("/v1/models").is_success
        except httpx.TransportError:
            return False

    def models(self) -> list[ModelInfo]:
        """The one model it runs."""
        self._require_up()
        note = self._note
        size = Path(note.path).stat().st_size if Path(note.path).exists() else None
        return [ModelInfo(name=note.model, size_bytes=size, window=note.window, digest=note.digest)]

    def serve(self, model: str) -> ServedModel:
        """The model it runs; another one needs another server."""
        self._require_up()
        if model and model not in (self._note.model, self._note.path):
            raise ModelMissing(model)
        note = self._note
        return ServedModel(name=note.model, digest=note.digest, window=note.window)

    def settle(self, model: ServedModel, interrupted: Callable[[], bool] = never) -> ServedModel:
        """Loaded it is already, with the window that its server told."""
        return model

    def bound_tokens(self, text: str) -> int:
        """Exactly how many tokens `text` has; raises EngineAway where the server is gone."""
        return self._count(without_control(text))

    def require_fits(self, model: ServedModel, request: ChatRequest) -> None:
        """Have the server count the question; see `Engine`."""
        if request is self._counted:
            return
        tokens = self.count_prompt(request.messages) + request.max_tokens
        if tokens > model.window:
            raise PromptTooLong(tokens, model.window)
        self._counted = request

    def chat(self, model: ServedModel, request: ChatRequest) -> Answer:
        """Stream one answer; see `Engine`."""
        self.require_fits(model, request)
        # Progress while it reads is a sign of life, and shows that it is our turn.
        extra = {"cache_prompt": True, "return_progress": True}
        with self._asking():
            return self._stream.ask(model, request, extra, in_line=self.is_busy)

    def _count(self, text: str) -> int:
        with self._asking():
            response = self._client.post("/tokenize", json={"content": text, "add_special": True})
            return len(response.raise_for_status().json()["tokens"])

    def count_prompt(self, messages: Sequence[ChatMessage]) -> int:
        """Tokens of the conversation in the model's own template."""
        body = {
            "messages": as_sent(messages),
            "chat_template_kwargs": {"enable_thinking": False},
        }
        with self._asking():
            response = self._client.post("/apply-template", json=body).raise_for_status()
            prompt = str(response.json()["prompt"])
        return self._count(prompt)

    def is_busy(self) -> bool:
        """Whether it works for somebody, asked while it has not begun with us."""
        try:
            slots = self._client.get("/slots").raise_for_status().json()
        except (httpx.HTTPError, ValueError):
            return False
        return any(slot.get("is_processing") for slot in slots)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """As `edge`; a refusal by a server that does not know our key comes from a stranger."""
        try:
            with edge(self.address):
                yield
        except EngineRefused as error:
            if self.is_up():
                raise
            raise EngineAway(f"{self.address} is another server now") from error

    def _require_up(self) -> None:
        if not self.is_up():
            raise EngineAway(f"{self.address}: the built-in model server does not answer")
