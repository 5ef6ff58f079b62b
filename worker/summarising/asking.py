"""How the summarising code puts a question to a model, and what the questions cost.

The tasks supply `Ask` over whichever engine there is; nothing here knows an engine or a queue.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from pydantic import Field

from worker.contract.summary import Record
from worker.engines.engine import Answer, ChatMessage


class Ask(Protocol):
    """Puts one question to the model of this job."""

    def __call__(
        self,
        messages: Sequence[ChatMessage],
        max_tokens: int,
        schema: dict[str, Any] | None = None,
        *,
        temperature: float = 0.0,
        seed: int = 1,
    ) -> Answer:
        """The model's whole answer; errors of the engine pass through."""
        ...


class Cost(Record):
    """What some questions cost, by the engine's own account."""

    calls: int = Field(default=0, ge=0)
    prompt_tokens: int = Field(default=0, ge=0)
    answer_tokens: int = Field(default=0, ge=0)
    engine_s: float = Field(default=0, ge=0)
    bytes_elsewhere: int = Field(default=0, ge=0)
    """Bytes of the questions that left this computer."""

    @classmethod
    def of(cls, answer: Answer) -> "Cost":
        """The cost of one answer."""
        return cls(
            calls=1,
            prompt_tokens=answer.prompt_tokens,
            answer_tokens=answer.answer_tokens,
            engine_s=answer.engine_s,
            bytes_elsewhere=answer.bytes_elsewhere,
        )

    def __add__(self, other: "Cost") -> "Cost":
        """Both together."""
        return Cost(
            calls=self.calls + other.calls,
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            answer_tokens=self.answer_tokens + other.answer_tokens,
            engine_s=self.engine_s + other.engine_s,
            bytes_elsewhere=self.bytes_elsewhere + other.bytes_elsewhere,
        )
