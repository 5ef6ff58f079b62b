"""The engine that many people have already: Ollama, through its own package and native API."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from worker.contract.messages import ModelInfo
from worker.contract.states import EngineKind
from worker.engines.control_marks import without_control
from worker.engines.edge import edge, refusal
from worker.engines.engine import (
    Answer,
    BadAddress,
    ChatRequest,
    EngineAway,
    EngineError,
    ModelMissing,
    PromptTooLong,
    ServedModel,
)
from worker.engines.line import STREAM_TIMEOUT, Line
from worker.engines.ollama_models import (
    ModelUnfit,
    ask_model,
    ask_models,
    full_name,
    loaded_windows,
)
from worker.engines.ollama_package import HOST_ENV, ChatResponse, Client, ResponseError
from worker.engines.thinking import without_thinking
from worker.engines.tokens import TokenBound
from worker.engines.watch import Patience, watched

DEFAULT_PORT = 11434

DEFAULT_WINDOW = 8192
"""Room for a chunk and its answer; the cache for more would cost memory and bring nothing."""

LEAST_WINDOW = 2048
"""A model that somebody loaded with less is loaded again."""

KEEP_ALIVE = "10m"
"""Ollama's own default is 5: the reading of a long scan may lie between two calls."""

# The package's `chat` has no arguments for these: with them, what does not fit is an error instead
# of being cut without a word. Older servers ignore them, so prompts are also bounded before.
_NEVER_CUT = {"truncate": False, "shift": False}


class OllamaEngine:
    """One Ollama server, on this machine or another."""

    kind = EngineKind.OLLAMA

    def __init__(self, host: str | None = None, patience: Patience | None = None) -> None:
        """Take `host` as OLLAMA_HOST would be written; None means that variable."""
        self.address = ollama_address(os.environ.get(HOST_ENV, "") if host is None else host)
        self._patience = patience or Patience()
        self._bound = TokenBound()

    def models(self) -> list[ModelInfo]:
        """All models it has; see `Engine`."""
        return ask_models(self.address)

    def serve(self, model: str) -> ServedModel:
        """Choose the window of this run: the one served already, else a modest one."""
        found = ask_model(self.address, model)
        if found is None:
            raise ModelMissing(model)
        if not found.fit:
            raise ModelUnfit(found.name, found.unfit_reason)
        window = loaded_windows(self.address).get(found.name, 0)
        if window < LEAST_WINDOW:
            window = min(found.window or DEFAULT_WINDOW, DEFAULT_WINDOW)
        return ServedModel(name=found.name, digest=found.digest, window=window)

    def bound_tokens(self, text: str) -> int:
        """An estimate from above: Ollama cannot be asked; see `TokenBound`."""
        return self._bound.of_text(text)

    def chat(self, model: ServedModel, request: ChatRequest) -> Answer:
        """Stream one answer; see `Engine`."""
        bounded = self._bound.of_messages(request.messages)
        if bounded + request.max_tokens > model.window:
            raise PromptTooLong(bounded + request.max_tokens, model.window)
        line = Line(self.address, _NEVER_CUT)
        parts: list[str] = []
        last: ChatResponse | None = None
        began = time.monotonic()
        first_at: float | None = None
        try:
            with edge(self.address):
                for part in watched(
                    self._stream(line, model, request),
                    cut=line.cut,
                    interrupted=request.interrupted,
                    patience=self._patience,
                ):
                    parts.append(part.message.content or "")
                    first_at = first_at or time.monotonic()
                    last = part
        except ResponseError as error:
            raise self._refused(error, model, bounded) from error
        if last is None or not last.done:
            raise EngineAway(f"{self.address}: the answer was cut off")
        answer = self._answer("".join(parts), last, bounded)
        return replace(answer, reading_s=(first_at or began) - began)

    def _stream(
        self, line: Line, model: ServedModel, request: ChatRequest
    ) -> Iterator[ChatResponse]:
        """Ask; runs in the watching thread, where the client is closed, too."""
        client = Client(
            self.address,
            transport=line,
            timeout=STREAM_TIMEOUT,
            trust_env=False,
            follow_redirects=False,
        )
        with client:
            try:
                yield from client.chat(
                    model=model.name,
                    messages=[
                        {"role": message.role, "content": without_control(message.content)}
                        for message in request.messages
                    ],
                    stream=True,
                    think=False,
                    format=request.schema,
                    keep_alive=KEEP_ALIVE,
                    options={
                        "num_ctx": model.window,
                        "num_predict": request.max_tokens,
                        "temperature": request.temperature,
                        "seed": request.seed,
                    },
                )
            except (ValueError, TypeError, AttributeError) as error:
                # The package takes each line for a JSON object of a known shape.
                raise EngineAway(f"{self.address}: garbage in the answer ({error})") from error

    def _refused(self, error: ResponseError, model: ServedModel, bounded: int) -> EngineError:
        if "exceeds the context length" in error.error:
            self._bound.observe(bounded, model.window + 1)
            return PromptTooLong(max(bounded, model.window + 1), model.window)
        found = refusal(error.status_code, error.error)
        return ModelMissing(full_name(model.name)) if isinstance(found, ModelMissing) else found

    def _answer(self, text: str, last: ChatResponse, bounded: int) -> Answer:
        counted = last.prompt_eval_count or 0
        self._bound.observe(bounded, counted)
        busy_ns = (
            (last.load_duration or 0) + (last.prompt_eval_duration or 0) + (last.eval_duration or 0)
        )
        return Answer(
            text=without_thinking(text),
            prompt_tokens=counted or bounded,
            answer_tokens=last.eval_count or 0,
            engine_s=busy_ns / 1e9,
            stopped_by_limit=last.done_reason == "length",
        )


def ollama_address(host: str) -> str:
    """The URL that Ollama's own client makes of OLLAMA_HOST; for 0.0.0.0 it connects to itself.

    Raises:
        BadAddress: nothing can be made of it.
    """
    scheme, mark, rest = host.strip().strip("\"'").strip().partition("://")
    if not mark:
        scheme, rest = "http", scheme
        if rest == "ollama.com":
            scheme = "https"
    default = {"http": 80, "https": 443}.get(scheme, DEFAULT_PORT) if mark else DEFAULT_PORT
    if scheme == "https" and not mark:
        default = 443
    if scheme not in ("http", "https"):
        raise BadAddress(host)
    try:
        where = urlsplit(f"//{rest}")
    except ValueError as error:
        raise BadAddress(host) from error
    name = where.hostname or "127.0.0.1"
    if name in ("0.0.0.0", "::"):  # where a server listens, not where one is to be found
        name = "127.0.0.1" if name == "0.0.0.0" else "::1"
    try:
        port = where.port or default
    except ValueError:
        port = default
    shown = f"[{name}]" if ":" in name else name
    return f"{scheme}://{shown}:{port}{where.path.rstrip('/')}"
