"""Whether a claim has another name behind the same word and small word: `lent by`, `review by`."""

from itertools import takewhile

from worker.summarising.compared import Compared
from worker.summarising.doers import TITLES, name_from
from worker.summarising.figures import is_month
from worker.summarising.statement import Statement
from worker.summarising.word_tokens import Token

_ARTICLES = frozenset(("the", "a", "an", "il", "la", "lo", "l", "i", "gli", "le"))
_JOINED = frozenset(("and", "or", "e", "o", "ed"))
_LANGUAGES = ("en", "it")
"""In German every noun has a capital."""

_WITHIN = 12
"""Tokens in which other names of a list stand."""


def has_other_complement(it: Compared) -> bool:
    """Whether a name stands where the passage, all over, has only other names."""
    return it.claim.language in _LANGUAGES and any(
        _is_other(it, word)
        for word in it.claim.content
        if not word.is_capital and not word.is_number
    )


def _is_other(it: Compared, word: Token) -> bool:
    small, name = _complement(it.claim, word)
    places = it.passage.places.get(word.stem, ())
    if not small or not name or not places:
        return False
    return all(_has_other(it.passage, place, small, name) for place in places)


def _has_other(
    passage: Statement, place: Token, small: tuple[str, ...], name: frozenset[str]
) -> bool:
    there, other = _complement(passage, place)
    if there != small or not other:
        return False
    near = takewhile(
        lambda one: one.clause == place.clause and not _begins_another(passage, one, place, small),
        passage.tokens[place.at : place.at + _WITHIN],
    )
    return not name & {one.stem for one in near}


def _begins_another(passage: Statement, token: Token, place: Token, small: tuple[str, ...]) -> bool:
    """Whether a small word comes again, of another thing: `the desks by Orr, the room by Hale`."""
    before = passage.tokens[token.at - 1]
    return token.word == small[0] and before.is_content and before.at > place.at


def _complement(statement: Statement, word: Token) -> tuple[tuple[str, ...], frozenset[str]]:
    """The small words behind a word, articles left out, and the name behind them."""
    behind = statement.tokens[word.at + 1 :]
    run = list(takewhile(lambda one: not one.is_content and one.word[0].isalpha(), behind))
    small = tuple(one.word for one in run if one.word not in _ARTICLES)
    if not small or set(small) & _JOINED:
        return (), frozenset()
    name = name_from(statement, word.at + 1 + len(run))
    return small, frozenset(
        one.stem for one in name if one.word not in TITLES and not is_month(one.word)
    )
