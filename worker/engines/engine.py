"""What Sunto asks of a program that runs models, and the errors such a program ends with.

    EngineError
    ├── BadAddress       no server can be there: a person must correct a setting
    ├── EngineAway       not there, restarted, cut off: the job waits and goes on by itself
    │   ├── EngineBusy   it answers that it cannot just now; asking again soon may help
    │   └── EngineSilent it said nothing for too long; asking again at once would not help
    ├── EngineRefused    it answered that it will not do this: the job fails, with the reason
    ├── PromptTooLong    the prompt does not fit the served window; nothing was sent or answered
    └── ModelMissing     the engine is there and does not have the model
    Interrupted          the caller's `interrupted()` said stop; no error of the engine

Engines know nothing of Celery, of the library or of summaries.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from worker.contract.messages import ModelInfo
from worker.contract.states import EngineKind

OVERRUN = 64
"""Tokens over the limit asked for after which a server that knows none is no longer listened to."""


class EngineError(Exception):
    """An engine did not do what it was asked."""


class BadAddress(EngineError):
    """What a setting names is not the address of a server."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class EngineAway(EngineError):
    """The engine is not there, or went away in the middle; asking again later may help."""


class EngineBusy(EngineAway):
    """The engine is there and cannot just now; `again_after_s` is what it asked for, if it did."""

    def __init__(self, message: str, again_after_s: float | None = None) -> None:
        super().__init__(message)
        self.again_after_s = again_after_s


class EngineSilent(EngineAway):
    """The engine took the question and gave no sign of life for too long."""


class EngineRefused(EngineError):
    """The engine is there and says no; asking again will not help."""


class PromptTooLong(EngineError):
    """A prompt and its answer would not fit the window; refused before anything is cut."""

    def __init__(self, tokens: int, window: int) -> None:
        super().__init__(tokens, window)
        self.tokens = tokens
        self.window = window


class ModelMissing(EngineError):
    """The engine does not have this model."""


class Interrupted(Exception):
    """The caller asked to stop; the stream was closed."""


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message of a conversation; `role` is `system`, `user` or `assistant`."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model wrote, without anything between think tags."""

    text: str
    prompt_tokens: int
    """Tokens of the prompt as the engine counted them."""
    answer_tokens: int
    engine_s: float
    """Time the engine was busy with this call, by its own account, in seconds."""
    stopped_by_limit: bool
    """Whether the token limit ended the answer, not the model."""
    reading_s: float = 0.0
    """Seconds on the wall from the question to the first token of the answer."""
    bytes_elsewhere: int = 0
    """Bytes of the question that left this computer for it."""


@dataclass(frozen=True, slots=True)
class ServedModel:
    """A model as this engine serves it in this run."""

    name: str
    digest: str
    window: int
    """Context actually served, in tokens; one value for a whole run."""
    is_elsewhere: bool = False
    """Whether it really runs on another computer than its engine."""
    load_s: float = 0.0
    """Time it took the engine to load it for this run, in seconds; 0 if it was in memory."""


def never() -> bool:
    """For callers that cannot be interrupted."""
    return False


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """One question to a model."""

    messages: Sequence[ChatMessage]
    max_tokens: int
    """Most tokens the answer may have; every question has such a limit."""
    schema: dict[str, Any] | None = None
    """JSON schema the answer must follow, where the engine can enforce one."""
    temperature: float = 0.0
    seed: int = 1
    interrupted: Callable[[], bool] = field(default=never)
    """Asked a few times a second and at each token; True closes the stream."""


class Engine(Protocol):
    """A program that runs models. Not shared between threads."""

    kind: EngineKind
    address: str

    def models(self) -> list[ModelInfo]:
        """All models it has, fit or not.

        Raises:
            EngineAway: it does not answer.
        """
        ...

    def serve(self, model: str) -> ServedModel:
        """Make sure `model` can be used, and say with which window it is served.

        Raises:
            EngineAway: it does not answer.
            ModelMissing: it has no such model.
            EngineRefused: the model is unfit (no chat template, an embedding model, …).
        """
        ...

    def settle(self, model: ServedModel, interrupted: Callable[[], bool] = never) -> ServedModel:
        """Have the model in memory, and say with which window it is really served.

        Raises:
            EngineAway, ModelMissing, EngineRefused: as in `chat`.
            Interrupted: `interrupted()` was true.
        """
        ...

    def bound_tokens(self, text: str) -> int:
        """At most how many tokens `text` has: never too low, seldom over by more than a half."""
        ...

    def require_fits(self, model: ServedModel, request: ChatRequest) -> None:
        """Count the question while another's is still answered; `chat` counts it no second time.

        Raises:
            PromptTooLong, EngineAway: as in `chat`.
        """
        ...

    def chat(self, model: ServedModel, request: ChatRequest) -> Answer:
        """Stream one answer to its end.

        Raises:
            PromptTooLong: checked before sending; also when the engine itself refuses the length.
            EngineAway: connection lost, silence past the limit, server error that may pass.
            EngineRefused: any other refusal.
            Interrupted: `request.interrupted()` was true; the stream has been closed.
        """
        ...
