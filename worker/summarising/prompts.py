"""The questions put to the model: templates under resources/prompts, each with a version.

A template's unchanging part comes first, so that the engine's prefix cache serves it. The version
is a digest of the file: a changed prompt can never be taken for the one that shaped a kept note.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from worker.engines.engine import ChatMessage

PROMPTS = Path(__file__).resolve().parents[2] / "resources" / "prompts"
_PARTS = "\n===\n"

LANGUAGE_NAMES = {
    "ar": "Arabic", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fr": "French", "he": "Hebrew", "hi": "Hindi", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "nl": "Dutch", "pt": "Portuguese", "ru": "Russian", "th": "Thai",
    "zh": "Chinese",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prompt:
    """One template: what stays the same for a document, and what holds the text."""

    fixed: str
    asked: str
    version: str

    def messages(
        self,
        text: str,
        *,
        language: str,
        count: int = 1,
        instruction: str = "",
        statement: str = "",
    ) -> tuple[ChatMessage, ...]:
        """The question about `text`, which is fenced and cannot close its fence."""
        name = LANGUAGE_NAMES.get(language, language)
        wish = f" The reader wants this: {' '.join(instruction.split())}" if instruction else ""
        asked = self.asked.format(
            text=_fenced(text),
            language=name,
            count=count,
            instruction=wish,
            statement=_fenced(statement).replace('"', "'"),
        )
        return (
            ChatMessage("system", self.fixed.format(language=name)),
            ChatMessage("user", asked),
        )

    def around(self, *, language: str, count: int = 1, instruction: str = "") -> str:
        """The question without its text: what an answer must not repeat."""
        messages = self.messages("", language=language, count=count, instruction=instruction)
        return " ".join(message.content for message in messages)


@cache
def load_prompt(name: str, folder: Path = PROMPTS) -> Prompt:
    """The template `name`."""
    whole = (folder / f"{name}.txt").read_text(encoding="utf-8").strip()
    fixed, _, asked = whole.partition(_PARTS)
    return Prompt(fixed, asked, hashlib.sha256(whole.encode()).hexdigest()[:12])


def list_schema(count: int) -> dict[str, Any]:
    """The form of an answer that is a list of `count` statements."""
    return {
        "type": "object",
        "properties": {
            "statements": {
                "type": "array",
                "items": {"type": "string"},
                "minItems": count,
                "maxItems": count,
            }
        },
        "required": ["statements"],
    }


def _fenced(text: str) -> str:
    """Text without anything that reads as the end, or the start, of a fence."""
    for name in ("document", "notes", "statements"):
        text = text.replace(f"</{name}", f"< /{name}").replace(f"<{name}", f"< {name}")
    return text
