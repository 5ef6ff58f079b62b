"""One streamed answer of an OpenAI-compatible server, as records of ours.

Shared by the built-in engine and by servers of a person's own; llama.cpp's additions (progress
while it reads, timings, exact counts in a refusal) are used where they come.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError

from worker.contract.egress import public_address
from worker.engines.control_marks import without_control
from worker.engines.edge import asked_pause_s, edge, refusal, said
from worker.engines.engine import (
    OVERRUN,
    Answer,
    ChatMessage,
    ChatRequest,
    EngineAway,
    EngineError,
    EngineRefused,
    PromptTooLong,
    ServedModel,
    never,
)
from worker.engines.line import STREAM_TIMEOUT, Line
from worker.engines.thinking import without_thinking
from worker.engines.watch import Patience, watched

_TOO_LONG = ("exceed_context_size", "context_length_exceeded", "maximum context length")
_END = "[DONE]"

NOT_EVERYWHERE = ("chat_template_kwargs", "stream_options", "response_format", "seed")
"""Fields of ours that a server may refuse without being unfit."""


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Delta(_Said):
    content: str | None = None


class _Choice(_Said):
    delta: _Delta = _Delta()
    finish_reason: str | None = None


class _Usage(_Said):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Timings(_Said):
    prompt_ms: float = 0.0
    predicted_ms: float = 0.0


class Chunk(_Said):
    """One event of the stream."""

    choices: tuple[_Choice, ...] = ()
    usage: _Usage | None = None
    timings: _Timings | None = None
    error: dict[str, Any] | None = None


class ChatStream:
    """How to ask one server."""

    def __init__(self, address: str, key: str, patience: Patience) -> None:
        self.address = address
        self.headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._patience = patience
        self._left_out: frozenset[str] = frozenset()

    def ask(
        self,
        model: ServedModel,
        request: ChatRequest,
        extra: Mapping[str, Any],
        in_line: Callable[[], bool] = never,
    ) -> Answer:
        """Stream one answer to its end; raises what `Engine.chat` says."""
        try:
            return self._ask(model, request, extra, in_line)
        except EngineRefused as error:
            # A strict server refuses a field it does not know, by its name.
            unknown = {name for name in NOT_EVERYWHERE if name in str(error)} - self._left_out
            if not unknown:
                raise
            self._left_out |= unknown
        return self.ask(model, request, extra, in_line)

    def _ask(
        self,
        model: ServedModel,
        request: ChatRequest,
        extra: Mapping[str, Any],
        in_line: Callable[[], bool],
    ) -> Answer:
        line = Line(self.address)
        body = {**_body(model, request), **extra}
        sent = {name: value for name, value in body.items() if name not in self._left_out}
        told = _Told()
        with edge(self.address):
            for chunk in watched(
                self._chunks(line, sent, model),
                cut=line.cut,
                interrupted=request.interrupted,
                patience=self._patience,
                in_line=in_line,
            ):
                told.add(chunk, model)
                if told.parts > request.max_tokens + OVERRUN:
                    told.cut()
                    break
        return told.answer(public_address(self.address))

    def _chunks(self, line: Line, body: Mapping[str, Any], model: ServedModel) -> Iterator[Chunk]:
        """Read the events; runs in the watching thread, where the client is closed, too."""
        with (
            httpx.Client(
                transport=line, headers=self.headers, timeout=STREAM_TIMEOUT, trust_env=False
            ) as client,
            client.stream("POST", f"{self.address}/v1/chat/completions", json=body) as response,
        ):
            if response.is_error:
                raise _refused(response, model)
            for text in response.iter_lines():
                if not text.startswith("data:"):
                    continue  # blank lines and pings
                event = text.removeprefix("data:").strip()
                if event == _END:
                    return
                yield _parse(event)


class _Told:
    """What has been told so far."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._first_at: float | None = None
        self._parts: list[str] = []
        self._finish = ""
        self._usage = _Usage()
        self._engine_s: float | None = None

    def add(self, chunk: Chunk, model: ServedModel) -> None:
        """Take one event in."""
        if chunk.error is not None:
            raise _error_of(chunk.error, -1, model)
        for choice in chunk.choices:
            content = choice.delta.content or ""
            if content and self._first_at is None:
                self._first_at = time.monotonic()
            self._parts.append(content)
            self._finish = choice.finish_reason or self._finish
        self._usage = chunk.usage or self._usage
        if chunk.timings is not None:
            self._engine_s = (chunk.timings.prompt_ms + chunk.timings.predicted_ms) / 1000

    @property
    def parts(self) -> int:
        """How many pieces of text have come, of a token or more."""
        return len(self._parts)

    def cut(self) -> None:
        """End the answer here, as at its limit."""
        self._finish = "length"

    def answer(self, address: str) -> Answer:
        """The whole answer; without a reason for its end it was cut."""
        if not self._finish:
            raise EngineAway(f"{address}: the answer was cut off")
        wall_s = time.monotonic() - self._started
        return Answer(
            text=without_thinking("".join(self._parts)),
            prompt_tokens=self._usage.prompt_tokens,
            answer_tokens=self._usage.completion_tokens,
            engine_s=wall_s if self._engine_s is None else self._engine_s,
            stopped_by_limit=self._finish == "length",
            reading_s=(self._first_at or self._started + wall_s) - self._started,
        )


def as_sent(messages: Sequence[ChatMessage]) -> list[dict[str, str]]:
    """The conversation as it stands in a request."""
    return [{"role": each.role, "content": without_control(each.content)} for each in messages]


def _body(model: ServedModel, request: ChatRequest) -> dict[str, Any]:
    """The question as every such server understands it."""
    body: dict[str, Any] = {
        "model": model.name,
        "messages": as_sent(request.messages),
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
        "seed": request.seed,
        "stream": True,
        "stream_options": {"include_usage": True},
        "chat_template_kwargs": {"enable_thinking": False},
    }
    if request.schema is not None:
        shape = {"name": "answer", "strict": True, "schema": request.schema}
        body["response_format"] = {"type": "json_schema", "json_schema": shape}
    return body


def _parse(event: str) -> Chunk:
    try:
        return Chunk.model_validate_json(event)
    except ValidationError as error:
        raise EngineAway(f"garbage in the answer: {event[:80]!r}") from error


def _refused(response: httpx.Response, model: ServedModel) -> EngineError:
    message = said(response)
    try:
        error = response.json()["error"]
    except (ValueError, KeyError, TypeError):
        error = message
    if not isinstance(error, dict):
        error = {"message": message}
    return _error_of(error, response.status_code, model, asked_pause_s(response))


def _error_of(
    error: Mapping[str, Any],
    status: int,
    model: ServedModel,
    again_after_s: float | None = None,
) -> EngineError:
    message = str(error.get("message", error))
    kind = f"{error.get('type', '')} {error.get('code', '')} {message}"
    if any(words in kind for words in _TOO_LONG):
        tokens = error.get("n_prompt_tokens")
        return PromptTooLong(tokens if isinstance(tokens, int) else model.window + 1, model.window)
    return refusal(status, message, again_after_s)
