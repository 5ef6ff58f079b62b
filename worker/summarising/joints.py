"""What joins two places of a text: a list, a chain of *of*, a compound, or a clause."""

from collections.abc import Sequence

from worker.summarising.statement import Statement
from worker.summarising.word_tokens import Token

_JOINED = frozenset(("and", "or", "und", "oder", "sowie", "e", "o", "ed", "et", "ou", "y", "u"))
_OF = frozenset(("of", "di", "del", "della", "dei", "delle", "des", "der", "de", "du", "do"))
_ARTICLES = frozenset(
    ("the", "a", "an", "der", "die", "das", "ein", "eine", "il", "la", "lo", "gli", "le", "un")
)

_TO_COLON = 5
"""Tokens from who does all that a list says to the colon before it."""


def joint(statement: Statement, a: int, b: int) -> str:
    """What joins two places: a list, a chain of `of`, nothing but words, or a clause."""
    between = statement.tokens[a + 1 : b]
    marks = [token for token in between if not token.is_content]
    if any(_begins_anew(statement, token) for token in marks):
        return "clause"
    words = [token.word for token in marks if token.word not in _ARTICLES or token.word in _OF]
    if not words:
        return "bare"
    if all(word in _OF for word in words):
        return "of"
    if all(word in _JOINED or word in _OF or word in ",()" for word in words):
        return "list"
    return "clause"


def _begins_anew(statement: Statement, token: Token) -> bool:
    """Whether an article begins a phrase of its own: behind a verb, say, and not behind *of*."""
    before = statement.tokens[token.at - 1]
    is_article = token.word in _ARTICLES and (
        # A German *der* behind a noun is *of the*.
        token.word not in _OF or not before.is_capital
    )
    return is_article and before.is_content


def is_joined(statement: Statement, a: int, b: int) -> bool:
    """Whether an *and* or *or* stands between two places."""
    return any(token.word in _JOINED for token in statement.tokens[a + 1 : b])


def rules_list(statement: Statement, places: Sequence[Token], at: int) -> bool:
    """Whether what stands at one of some places does all entries of a list that goes on at another.

    As in `The tenant shall: (a) …; (b) …`.
    """
    return any(
        place.at < at
        and any(one.word == ":" for one in statement.tokens[place.at + 1 : place.at + _TO_COLON])
        for place in places
    )
