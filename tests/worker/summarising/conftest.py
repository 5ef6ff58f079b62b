"""Documents and models for these tests: a model here is a function that answers a question."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from worker.contract.states import PageState
from worker.engines.engine import Answer, ChatMessage, PromptTooLong
from worker.reading.pages import DocumentText, PageText


def _document(*texts: str) -> DocumentText:
    pages = tuple(
        PageText(number, text, PageState.TEXT if text.strip() else PageState.EMPTY)
        for number, text in enumerate(texts, start=1)
    )
    return DocumentText("a" * 64, None, pages)


class ScriptedModel:
    """Answers from a function of the prompt, counts a token for each word, has a window."""

    def __init__(self, reply: Callable[[str, int], str], window: int = 4096) -> None:
        self.reply = reply
        self.window = window
        self.prompts: list[str] = []
        self.tries: list[tuple[float, int]] = []

    def __call__(
        self,
        messages: Sequence[ChatMessage],
        max_tokens: int,
        schema: dict[str, Any] | None = None,
        *,
        temperature: float = 0.0,
        seed: int = 1,
    ) -> Answer:
        prompt = "\n".join(message.content for message in messages)
        if self.bound(prompt) + max_tokens > self.window:
            raise PromptTooLong(self.bound(prompt) + max_tokens, self.window)
        self.prompts.append(prompt)
        self.tries.append((temperature, seed))
        words = self.reply(prompt, len(self.prompts)).split(" ")
        text = " ".join(words[:max_tokens])
        return Answer(
            text=text,
            prompt_tokens=self.bound(prompt),
            answer_tokens=min(len(words), max_tokens),
            engine_s=0.5,
            stopped_by_limit=len(words) > max_tokens,
        )

    @staticmethod
    def bound(text: str) -> int:
        return len(text.split())


@pytest.fixture
def document() -> Callable[..., DocumentText]:
    """Makes a document out of the texts of its pages."""
    return _document


@pytest.fixture(scope="session")
def model() -> type[ScriptedModel]:
    """The class of models that answer from a script."""
    return ScriptedModel
