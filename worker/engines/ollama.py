"""The engine that many people have already: Ollama, through its own package and native API."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

import httpx

from worker.contract.egress import host_of, is_local_address
from worker.contract.messages import ModelInfo
from worker.contract.states import EngineKind
from worker.engines.control_marks import without_control
from worker.engines.edge import edge, refusal
from worker.engines.engine import (
    OVERRUN,
    Answer,
    BadAddress,
    ChatRequest,
    EngineAway,
    EngineError,
    ModelMissing,
    PromptTooLong,
    ServedModel,
    never,
)
from worker.engines.line import STREAM_TIMEOUT, Line
from worker.engines.ollama_models import (
    ModelUnfit,
    OllamaModel,
    ask_model,
    ask_models,
    full_name,
    loaded_windows,
)
from worker.engines.ollama_package import HOST_ENV, ChatResponse, Client, ResponseError
from worker.engines.thinking import without_thinking
from worker.engines.tokens import TokenBound
from worker.engines.watch import Patience, watched
from worker.engines.window import LEAST_WINDOW, choose_window, usable_memory

DEFAULT_PORT = 11434

KEEP_ALIVE = "10m"
"""Ollama's own default is 5: the reading of a long scan may lie between two calls."""

# The package's `chat` has no arguments for these: with them, what does not fit is an error instead
# of being cut without a word. Older servers ignore them, so prompts are also bounded before.
_NEVER_CUT = {"truncate": False, "shift": False}


class OllamaEngine:
    """One Ollama server, on this machine or another."""

    kind = EngineKind.OLLAMA

    def __init__(
        self,
        host: str | None = None,
        patience: Patience | None = None,
        *,
        window: int = 0,
        allows_cloud: bool = False,
    ) -> None:
        """Take `host` as OLLAMA_HOST would be written; None means that variable.

        `window` is what the person set, 0 for what fits; `allows_cloud`, whether a model may run
        on another computer.
        """
        self.address = ollama_address(os.environ.get(HOST_ENV, "") if host is None else host)
        self._patience = patience or Patience()
        self._bound = TokenBound()
        self._wanted_window = window
        self._allows_cloud = allows_cloud

    def models(self) -> list[ModelInfo]:
        """All models it has; see `Engine`."""
        return [model.info for model in ask_models(self.address)]

    def serve(self, model: str) -> ServedModel:
        """Choose the window of this run: the one served already, else a modest one."""
        found = ask_model(self.address, model)
        if found is None:
            raise ModelMissing(model)
        if not found.info.fit and not (found.is_elsewhere and self._allows_cloud):
            raise ModelUnfit(found.info.name, found.info.unfit_reason)
        window = self.window_of(found, loaded_windows(self.address))
        name, digest = found.info.name, found.info.digest
        return ServedModel(name, digest, window, is_elsewhere=found.is_elsewhere)

    def window_of(self, model: OllamaModel, loaded: Mapping[str, int]) -> int:
        """The window of a model, of which `loaded` tells whether it is in memory.

        Raises:
            WindowImpossible: the one that was set cannot be had.
        """
        there = loaded.get(model.info.name, 0)
        if there >= LEAST_WINDOW and self._wanted_window in (0, there):
            return there
        is_here = is_local_address(host_of(self.address)) and not model.is_elsewhere
        return choose_window(
            model.info.name,
            model.facts,
            model.info.size_bytes or 0,
            wanted=self._wanted_window,
            memory_bytes=usable_memory() if is_here else None,
        )

    def settle(self, model: ServedModel, interrupted: Callable[[], bool] = never) -> ServedModel:
        """Load it with its window, unless it is; the server may have served it with less."""
        if model.is_elsewhere:
            return model
        load_s = model.load_s
        if loaded_windows(self.address).get(model.name) != model.window:
            line = Line(self.address)
            with edge(self.address):
                (load_s,) = watched(
                    self._load(line, model),
                    cut=line.cut,
                    interrupted=interrupted,
                    patience=self._patience,
                )
        # Servers before 0.10 do not tell.
        told = loaded_windows(self.address).get(model.name) or model.window
        return replace(model, window=min(told, model.window), load_s=load_s)

    def _load(self, line: Line, model: ServedModel) -> Iterator[float]:
        """Ask without a prompt, which loads the model; runs in the watching thread.

        Yields, at its end, the seconds it took.
        """
        body = {
            "model": model.name,
            "keep_alive": KEEP_ALIVE,
            "options": {"num_ctx": model.window},
            "stream": False,
        }
        with httpx.Client(transport=line, timeout=STREAM_TIMEOUT, trust_env=False) as client:
            began = time.monotonic()
            client.post(f"{self.address}/api/generate", json=body).raise_for_status()
            yield time.monotonic() - began

    def bound_tokens(self, text: str) -> int:
        """An estimate from above: Ollama cannot be asked; see `TokenBound`."""
        return self._bound.of_text(text)

    def require_fits(self, model: ServedModel, request: ChatRequest) -> None:
        """Bound the question before it is sent; see `Engine`."""
        self._bound.of_request(request, model.window)

    def chat(self, model: ServedModel, request: ChatRequest) -> Answer:
        """Stream one answer; see `Engine`."""
        bounded = self._bound.of_request(request, model.window)
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
                    if len(parts) > request.max_tokens + OVERRUN:
                        last = part.model_copy(update={"done": True, "done_reason": "length"})
                        break
        except ResponseError as error:
            raise self._refused(error, model, bounded) from error
        if last is None or not last.done:
            raise EngineAway(f"{self.address}: the answer was cut off")
        answer = self._answer("".join(parts), last, bounded, time.monotonic() - began)
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

    def _answer(self, text: str, last: ChatResponse, bounded: int, wall_s: float) -> Answer:
        counted = last.prompt_eval_count or 0
        self._bound.observe(bounded, counted)
        # Not its time for reading and writing: those leave out what it does before and between.
        told_ns = last.total_duration
        return Answer(
            text=without_thinking(text),
            prompt_tokens=counted or bounded,
            answer_tokens=last.eval_count or 0,
            engine_s=wall_s if told_ns is None else told_ns / 1e9,
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
