"""Words that deny others by how they begin: `invalid`, `unused`, `unwirksam`."""

from collections.abc import Sequence

from worker.summarising.cue_words import CUE_WORDS
from worker.summarising.statement import Statement
from worker.summarising.word_tokens import Token

_NEAR = 9
"""Words."""

_SHORTEST_DENIED = 4


def has_denied_form_near(statement: Statement, at: int) -> bool:
    """Whether a word near this one is one with a prefix that denies: `invalid`, `unwirksam`."""
    words = CUE_WORDS.get(statement.language)
    if not words:
        return False
    near = (one for one in statement.content if abs(one.at - at) <= _NEAR)
    return any(
        one.word.startswith(prefix) and len(one.word) - len(prefix) >= _SHORTEST_DENIED
        for one in near
        for prefix in words.prefixes.split(", ")
        if one.word[len(prefix) :].startswith(statement.tokens[at].stem[:_SHORTEST_DENIED])
    )


def has_denied_form(statement: Statement, focus: Sequence[Token]) -> bool:
    """Whether a word is there with a prefix that denies it: `insufficient` for `not sufficient`."""
    words = CUE_WORDS.get(statement.language)
    prefixes = words.prefixes.split(", ") if words else []
    return any(
        one.word.startswith(prefix + token.stem)
        for one in statement.content
        for token in focus
        for prefix in prefixes
    )
