"""What speaks against a claim although its passage shares its words: one rule, one reason.

Words are laid beside each other first (`statement.align`); each rule then asks what has changed
between the claim and the passage that it seems to be made from.
"""

from collections.abc import Callable
from enum import StrEnum

from worker.summarising.cause import turns_cause
from worker.summarising.compared import Compared
from worker.summarising.complements import has_other_complement
from worker.summarising.conditions import states_other_condition
from worker.summarising.doings import exchanges_doing
from worker.summarising.figures import is_month, numbers, shown_numbers
from worker.summarising.frames import has_other_name_between
from worker.summarising.labels import has_other_value, tells_label
from worker.summarising.modals import has_other_modal
from worker.summarising.names import misplaces_name
from worker.summarising.near_copies import is_exchanged_copy
from worker.summarising.order import Order
from worker.summarising.polarity import Polarity
from worker.summarising.quotations import holds_quotation, quotations
from worker.summarising.relations import keeps_comparison, turns_relation
from worker.summarising.statement import Statement, align
from worker.summarising.subjects import has_other_doer, turns_pronoun
from worker.summarising.word_tokens import Token

_NEAR = 5
_BESIDE = 3
_FEWEST_NEAR = 2
_FAR = 18
"""Tokens."""


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
    CONDITION = "condition"


DENIALS = frozenset({Doubt.NEGATION, Doubt.MODALITY, Doubt.OPPOSITE})
"""What cannot be another way to say the same."""


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
        if token.is_number and token.at in it.image and not _is_article(it, token)
    )


def _is_elsewhere(it: Compared, number: Token) -> bool:
    """Whether no word near a number in the claim is in its clause in the passage."""
    clause = it.claim.tokens[number.at].clause
    near = [
        (abs(at - number.at), it.passage.tokens[place])
        for at, place in it.image.items()
        if abs(at - number.at) <= _NEAR
        and at != number.at
        and it.claim.tokens[at].clause == clause
        and not _is_date_part(it.claim.tokens[at])
    ]
    places = it.passage.places.get(number.stem, ())
    if len(near) < _FEWEST_NEAR and not any(far <= _BESIDE for far, _ in near):
        return False
    return not any(
        one.clause == place.clause and abs(one.at - place.at) <= _FAR
        for _, one in near
        for place in places
    )


def _is_article(it: Compared, number: Token) -> bool:
    """Whether a *one* of the text was taken for a number: `the other one`."""
    return number.stem == "1" and "1" not in it.text


def _is_date_part(token: Token) -> bool:
    return token.is_number or is_month(token.word)


def _is_other_count(it: Compared, number: Token) -> bool:
    """Whether a number stands before a word that has another number in the passage."""
    counted = _counted(it.claim, number)
    places = it.passage.places.get(counted.stem, ()) if counted else ()
    counts = [_counting(it.passage, place) for place in places]
    own = it.passage.places.get(number.stem, ())
    if any(
        _counts_alone(it, one) or abs(one.at - each.at) <= _BESIDE for one in own for each in places
    ):
        return False
    return bool(counts) and all(one is not None and one.stem != number.stem for one in counts)


def _counts_alone(it: Compared, number: Token) -> bool:
    """Whether what a number counts is left out behind it: `ten years, the others only five`."""
    behind = it.passage.tokens[number.at + 1 : number.at + 2]
    taken = set(it.image.values())
    return not any(one.is_content or one.word == "of" for one in behind) and any(
        one.is_capital and one.at in taken and one.part == number.part for one in it.passage.content
    )


def _counted(statement: Statement, number: Token) -> Token | None:
    """The word that a number counts: the one behind it."""
    behind = statement.tokens[number.at + 1 : number.at + 2]
    return next((one for one in behind if one.is_content and not one.is_number), None)


def _counting(statement: Statement, word: Token) -> Token | None:
    """The number before a word."""
    before = statement.tokens[max(0, word.at - 2) : word.at]
    return next((one for one in reversed(before) if one.is_number), None)


def _lacks_quote(it: Compared) -> bool:
    phrases = quotations(it.text, it.claim.language)
    return not all(holds_quotation(it.quote, phrase) for phrase in phrases)


_RULES: dict[Doubt, Callable[[Compared], bool]] = {
    Doubt.NUMBER: lambda it: (
        _lacks_number(it)
        or has_other_value(it)
        or (_counts_other_things(it) and not tells_label(it))
    ),
    Doubt.QUOTE: _lacks_quote,
    Doubt.NAME: lambda it: (
        misplaces_name(it)
        or has_other_doer(it)
        or has_other_complement(it)
        or has_other_name_between(it)
    ),
    Doubt.NEGATION: lambda it: Polarity(it.claim, it.passage, it.image).denies(),
    Doubt.MODALITY: lambda it: (
        has_other_modal(it.claim, it.passage)
        or Polarity(it.claim, it.passage, it.image).changes_modality()
    ),
    Doubt.OPPOSITE: lambda it: (
        Polarity(it.claim, it.passage, it.image).says_opposite()
        and not keeps_comparison(it.claim, it.passage)
    ),
    Doubt.CAUSE: lambda it: turns_cause(it.claim, it.passage, it.image),
    Doubt.ORDER: lambda it: (
        turns_relation(it.claim, it.passage)
        or turns_pronoun(it)
        or exchanges_doing(it.claim, it.passage)
        or (
            (Order(it.claim, it.passage).is_exchanged() or is_exchanged_copy(it.claim, it.passage))
            and not keeps_comparison(it.claim, it.passage)
        )
    ),
    Doubt.CONDITION: states_other_condition,
}
"""In the order they are asked."""
