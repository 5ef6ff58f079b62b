"""How the summarising code puts a question to a model, and what the questions cost.

The tasks supply `Ask` over whichever engine there is; nothing here knows an engine or a queue.
"""

from collections.abc import Callable, Sequence
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

    calls_again: int = Field(default=0, ge=0)
    """Of all calls, those that were second tries and repairs; likewise below."""
    prompt_tokens_again: int = Field(default=0, ge=0)
    engine_s_again: float = Field(default=0, ge=0)

    @classmethod
    def of(cls, answer: Answer, *, again: bool = False) -> "Cost":
        """The cost of one answer; `again` where it would not have been asked for at best."""
        return cls(
            calls=1,
            prompt_tokens=answer.prompt_tokens,
            answer_tokens=answer.answer_tokens,
            engine_s=answer.engine_s,
            bytes_elsewhere=answer.bytes_elsewhere,
            calls_again=int(again),
            prompt_tokens_again=answer.prompt_tokens if again else 0,
            engine_s_again=answer.engine_s if again else 0.0,
        )

    def __add__(self, other: "Cost") -> "Cost":
        """Both together."""
        return Cost(
            calls=self.calls + other.calls,
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            answer_tokens=self.answer_tokens + other.answer_tokens,
            engine_s=self.engine_s + other.engine_s,
            bytes_elsewhere=self.bytes_elsewhere + other.bytes_elsewhere,
            calls_again=self.calls_again + other.calls_again,
            prompt_tokens_again=self.prompt_tokens_again + other.prompt_tokens_again,
            engine_s_again=self.engine_s_again + other.engine_s_again,
        )


FIRST_TRY = (0.0, 1)
SECOND_TRY = (0.5, 2)
"""Temperature and seed: the same question would bring the same answer."""


def ask_twice(
    ask: Ask,
    messages: Sequence[ChatMessage],
    max_tokens: int,
    read: Callable[[Answer], tuple[str, ...]],
) -> tuple[tuple[str, ...], Cost]:
    """What `read` finds in the answer; in a second one if it finds nothing in the first."""
    cost = Cost()
    for temperature, seed in (FIRST_TRY, SECOND_TRY):
        answer = ask(messages, max_tokens, temperature=temperature, seed=seed)
        cost += Cost.of(answer, again=cost.calls > 0)
        if found := read(answer):
            return found, cost
    return (), cost
