"""What speaks against a claim although its passage shares its words: one rule, one reason.

Words are laid beside each other first (`statement.align`); each rule then asks what has changed
between the claim and the passage that it seems to be made from.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from worker.summarising.cause import turns_cause
from worker.summarising.figures import is_month, numbers, shown_numbers
from worker.summarising.order import Order
from worker.summarising.polarity import Polarity
from worker.summarising.statement import Statement, Token, align, is_akin

_QUOTED = re.compile(r"[\"“„«]\s*([^\"“”„«»]{3,}?)\s*[\"”“»]")
_NEAR = 4
_FAR = 12
"""Tokens."""

_SUBJECT = 5
"""Tokens among which the subject of a sentence stands."""


class Doubt(StrEnum):
    """Why a claim is not shown by its passage."""

    WORDS = "words"
    """Too few words of it are there."""
    NUMBER = "number"
    NAME = "name"
    QUOTE = "quote"
    NEGATION = "negation"
    MODALITY = "modality"
    OPPOSITE = "opposite"
    ORDER = "order"
    CAUSE = "cause"


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


def doubt_of(
    text: str, claim: Statement, quote: str, passage: Statement, before: frozenset[str]
) -> Doubt | None:
    """The first rule that a claim breaks against its passage."""
    compared = Compared(text, quote, claim, passage, align(claim, passage), before)
    return next((doubt for doubt, breaks in _RULES.items() if breaks(compared)), None)


def _lacks_number(it: Compared) -> bool:
    language = it.claim.language
    return not numbers(it.text, language) <= shown_numbers(it.quote, language)


def _counts_other_things(it: Compared) -> bool:
    """Whether a number belongs to other words in the passage than in the claim."""
    return any(
        _is_elsewhere(it, token) or _is_other_count(it, token)
        for token in it.claim.content
        if token.is_number and token.at in it.image
    )


def _is_elsewhere(it: Compared, number: Token) -> bool:
    """Whether no word near a number in the claim is in its clause in the passage."""
    clause = it.claim.tokens[number.at].clause
    near = [
        it.passage.tokens[place]
        for at, place in it.image.items()
        if abs(at - number.at) <= _NEAR
        and at != number.at
        and it.claim.tokens[at].clause == clause
        and not _is_date_part(it.claim.tokens[at])
    ]
    places = it.passage.places.get(number.stem, ())
    return bool(near) and not any(
        one.clause == place.clause and abs(one.at - place.at) <= _FAR
        for one in near
        for place in places
    )


def _is_date_part(token: Token) -> bool:
    return token.is_number or is_month(token.word)


def _is_other_count(it: Compared, number: Token) -> bool:
    """Whether a number stands before a word that has another number in the passage."""
    counted = _counted(it.claim, number)
    places = it.passage.places.get(counted.stem, ()) if counted else ()
    counts = [_counting(it.passage, place) for place in places]
    return bool(counts) and all(one is not None and one.stem != number.stem for one in counts)


def _counted(statement: Statement, number: Token) -> Token | None:
    """The word that a number counts: the one behind it."""
    behind = statement.tokens[number.at + 1 : number.at + 2]
    return next((one for one in behind if one.is_content and not one.is_number), None)


def _counting(statement: Statement, word: Token) -> Token | None:
    """The number before a word."""
    before = statement.tokens[max(0, word.at - 2) : word.at]
    return next((one for one in reversed(before) if one.is_number), None)


def _lacks_quote(it: Compared) -> bool:
    there = _letters(it.quote)
    return any(_letters(quoted) not in there for quoted in _QUOTED.findall(it.text))


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _lacks_name(it: Compared) -> bool:
    """Whether a name of the claim is not in the passage, and is not just what a pronoun stands for.

    A subject that the sentences before name may be what the passage calls *it*, unless the passage
    begins with another name.
    """
    there = _letters(it.quote)
    for token in it.claim.content:
        if _is_replaced(it, token):
            return True
        if token.at in it.image or token.is_number or is_month(token.word):
            continue
        if _is_name(it.claim, token) and _letters(token.word) not in there:
            if it.claim.language == "de" and _is_common_noun(it, token):
                continue
            if token.stem not in it.before or token.at >= _SUBJECT or _begins_with_other_name(it):
                return True
    return False


def _is_common_noun(it: Compared, token: Token) -> bool:
    """Whether a German noun may just be another word: new to the text, or kin to one of it."""
    return token.stem not in it.before or any(
        _are_related(token.stem, one.stem) for one in it.passage.content
    )


def _begins_with_other_name(it: Compared) -> bool:
    mine = {one.stem for one in it.claim.tokens[:_SUBJECT]}
    first = it.passage.tokens[:_SUBJECT]
    return any(_is_name(it.passage, one) and one.stem not in mine for one in first)


def _is_name(statement: Statement, token: Token) -> bool:
    """Whether a word is surely a name: a capital inside a sentence, where nouns have none."""
    if not token.is_capital or token.at == 0:
        return False
    return statement.tokens[token.at - 1].word not in (".", ":", "!", "?", "(")


def _is_replaced(it: Compared, token: Token) -> bool:
    """Whether another name stands in the passage beside the same neighbours.

    A name of several words is looked at as one. One neighbour tells for a name that the passage
    has not at all, both for one that it has.
    """
    if not token.is_capital or is_month(token.word):
        return False
    name = _name_around(it.claim, token)
    alone, whole = _other_beside(it, token, token), _other_beside(it, name[0], name[-1])
    if token.at not in it.image:
        return any((*alone, *whole))
    return _is_one_name(it, *alone) or (len(name) > 1 and _is_one_name(it, *whole))


def _other_beside(it: Compared, first: Token, last: Token) -> tuple[Token | None, Token | None]:
    """The other names that the passage has behind the word before a name, and the other way."""
    taken = set(it.image.values())
    slots = _slot(it, first, 1), _slot(it, last, -1)
    is_other = [
        bool(slot and _is_other_name(slot, first) and slot.at not in taken) for slot in slots
    ]
    return (slots[0] if is_other[0] else None, slots[1] if is_other[1] else None)


def _is_one_name(it: Compared, first: Token | None, last: Token | None) -> bool:
    return bool(first and last and last in _name_around(it.passage, first))


def _name_around(statement: Statement, token: Token) -> list[Token]:
    """The words with capitals that stand side by side with one."""
    name = [token]
    for step in (-1, 1):
        at = token.at + step
        while 0 <= at < len(statement.tokens) and _can_be_named(statement.tokens[at]):
            name.insert(0 if step < 0 else len(name), statement.tokens[at])
            at += step
    return name


def _can_be_named(token: Token) -> bool:
    return token.is_content and token.is_capital and not _is_date_part(token)


def _slot(it: Compared, token: Token, step: int) -> Token | None:
    """The word of the passage beside the neighbour of a token: behind the one before (1), or
    before the one behind (-1).
    """
    rank = it.claim.ranks[token.at] - step
    if not 0 <= rank < len(it.claim.content):
        return None
    place = it.image.get(it.claim.content[rank].at)
    if place is None:
        return None
    there = it.passage.ranks[place] + step
    return it.passage.content[there] if 0 <= there < len(it.passage.content) else None


def _is_other_name(other: Token, token: Token) -> bool:
    return other.is_capital and not other.is_number and not _are_related(other.stem, token.stem)


def _are_related(one: str, other: str) -> bool:
    """Whether two words share a stem, or one is part of the other as in German compounds."""
    return is_akin(one, other) or one[:_NEAR] == other[:_NEAR] or one in other or other in one


_RULES: dict[Doubt, Callable[[Compared], bool]] = {
    Doubt.NUMBER: lambda it: _lacks_number(it) or _counts_other_things(it),
    Doubt.QUOTE: _lacks_quote,
    Doubt.NAME: _lacks_name,
    Doubt.NEGATION: lambda it: Polarity(it.claim, it.passage, it.image).denies(),
    Doubt.MODALITY: lambda it: Polarity(it.claim, it.passage, it.image).changes_modality(),
    Doubt.OPPOSITE: lambda it: Polarity(it.claim, it.passage, it.image).says_opposite(),
    Doubt.CAUSE: lambda it: turns_cause(it.claim, it.passage, it.image),
    Doubt.ORDER: lambda it: Order(it.claim, it.passage).is_exchanged(),
}
"""In the order they are asked."""
