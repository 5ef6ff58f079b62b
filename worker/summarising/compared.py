"""A claim laid beside a passage: what every rule of `doubts` is asked with."""

from dataclasses import dataclass

from worker.summarising.statement import Statement


@dataclass(frozen=True, slots=True)
class Compared:
    """A claim, a passage, and which words of them are the same."""

    text: str
    quote: str
    claim: Statement
    passage: Statement
    image: dict[int, int]
    before: frozenset[str]
    """Stems of what leads up to the passage."""


def letters(text: str) -> str:
    """`text` without anything but letters and digits."""
    return "".join(char for char in text.casefold() if char.isalnum())
