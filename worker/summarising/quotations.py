"""What a claim gives word for word: phrases in quotes, and such as AS IS in capitals."""

import re
from collections.abc import Iterator

from worker.summarising.stop_words import STOP_WORDS

_QUOTED = re.compile(r"[\"“„«]\s*([^\"“”„«»]{3,}?)\s*[\"”“»]")
_CAPITALS = re.compile(r"\b[A-ZÄÖÜÀÈÉÌÒÙ]{2,}(?: [A-ZÄÖÜÀÈÉÌÒÙ]{2,})+\b")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_ENDING = 2
"""Letters that a quoted word may have more in the passage: a plural, a case."""


def quotations(text: str, language: str) -> tuple[str, ...]:
    """The phrases of a claim that are to be found letter by letter."""
    return (*_QUOTED.findall(text), *_in_capitals(text, language))


def _in_capitals(text: str, language: str) -> Iterator[str]:
    """Phrases in capitals with a small word in them: it is no name, nor are all words so."""
    if text.isupper():
        return
    stop = STOP_WORDS.get(language, frozenset())
    for phrase in _CAPITALS.findall(text):
        if any(word.casefold() in stop for word in phrase.split()):
            yield phrase


def holds_quotation(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text as whole words, whatever marks are between them."""
    words = _WORD.findall(text.casefold())
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    wanted = "".join(_WORD.findall(phrase.casefold()))
    there = "".join(words)
    return any(
        there.startswith(wanted, start)
        and any(0 <= end - start - len(wanted) <= _LONGEST_ENDING for end in starts)
        for start in starts
    )
