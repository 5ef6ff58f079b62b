"""Whether each name of a claim stands in its passage, and in the place that the claim gives it."""

from worker.summarising.compared import Compared, letters
from worker.summarising.figures import is_month
from worker.summarising.statement import Statement, is_akin
from worker.summarising.word_tokens import Token

_ALIKE = 4
"""Letters at the beginning of two words that are kin."""

_SUBJECT = 5
"""Tokens among which the subject of a sentence stands."""

_COMPANY = 2
"""Content words to each side of a name that are its company."""

_FAR = 14
_BESIDE = 6
_ONE_NAME = 4
"""Tokens within which the words of one name stand."""


def misplaces_name(it: Compared) -> bool:
    """Whether a name of the claim is another than the passage has there."""
    return _lacks_name(it) or any(
        _is_elsewhere(it, token) or _is_put_together(it, token)
        for token in it.claim.content
        if _can_be_named(token) and token.at in it.image
    )


def _is_elsewhere(it: Compared, name: Token) -> bool:
    """Whether none of the words beside a name in the claim is near it in the passage."""
    company = [one for one in _company(it.claim, name) if one.at in it.image]
    places = it.passage.places.get(name.stem, ())
    if len(company) < _COMPANY or not places or name.at == 0:
        return False
    near = [it.passage.tokens[it.image[one.at]] for one in company]
    return not any(
        one.clause == place.clause and abs(one.at - place.at) <= _FAR
        for one in near
        for place in places
    ) and any(_has_other_name_beside(it, name, one) for one in near)


def _has_other_name_beside(it: Compared, name: Token, near: Token) -> bool:
    """Whether a name that the claim has not stands near a word of the passage."""
    taken = set(it.image.values())
    return any(
        one.at not in taken
        and _can_be_named(one)
        and _is_other_name(one, name)
        and _can_stand_for(it, one, name)
        and abs(one.at - near.at) <= _BESIDE
        and it.passage.part_of(one.at) == it.passage.part_of(near.at)
        for one in it.passage.content
    )


def _can_stand_for(it: Compared, other: Token, name: Token) -> bool:
    """Whether a name of the passage may have been here; a German noun by its small word."""
    if it.claim.language != "de":
        return True
    small = it.claim.tokens[max(0, name.at - 1)], it.passage.tokens[max(0, other.at - 1)]
    return small[0].word == small[1].word and not small[0].is_content


def _company(statement: Statement, name: Token) -> list[Token]:
    rank = statement.ranks[name.at]
    beside = (
        *statement.content[max(0, rank - _COMPANY) : rank],
        *statement.content[rank + 1 : rank + 1 + _COMPANY],
    )
    return [one for one in beside if one.clause == name.clause and not is_month(one.word)]


def _is_put_together(it: Compared, name: Token) -> bool:
    """Whether a name is made of two that the passage has apart: `Carter Hughes`."""
    behind = it.claim.tokens[name.at + 1 : name.at + 2]
    if not behind or not _can_be_named(behind[0]) or behind[0].at not in it.image:
        return False
    if any(_can_be_named(one) for one in it.claim.tokens[max(0, name.at - 1) : name.at]):
        return False
    firsts = it.passage.places.get(name.stem, ())
    seconds = it.passage.places.get(behind[0].stem, ())
    return bool(firsts and seconds) and not any(
        abs(one.at - other.at) <= _ONE_NAME for one in firsts for other in seconds
    )


def _is_date_part(token: Token) -> bool:
    return token.is_number or is_month(token.word)


def _lacks_name(it: Compared) -> bool:
    """Whether a name of the claim is not in the passage, and is not just what a pronoun stands for.

    A subject that the sentences before name may be what the passage calls *it*, unless the passage
    begins with another name.
    """
    there = letters(it.quote)
    for token in it.claim.content:
        if _is_replaced(it, token):
            return True
        if token.at in it.image or token.is_number or is_month(token.word):
            continue
        if _is_name(it.claim, token) and letters(token.word) not in there:
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
        return any((*alone, *whole)) or _has_other_noun_behind(it, token)
    if it.claim.language == "de" and _keeps_company(it, token):
        return False
    return _is_one_name(it, *alone) or (len(name) > 1 and _is_one_name(it, *whole))


def _keeps_company(it: Compared, name: Token) -> bool:
    """Whether a word beside a name is beside it in the passage, too."""
    place = it.passage.tokens[it.image[name.at]]
    beside = [it.image[one.at] for one in _company(it.claim, name) if one.at in it.image]
    return any(
        abs(at - place.at) <= _FAR and it.passage.tokens[at].clause == place.clause for at in beside
    )


def _has_other_noun_behind(it: Compared, noun: Token) -> bool:
    """Whether the small word before a German noun stands before another one in the passage."""
    if it.claim.language != "de" or noun.at == 0:
        return False
    taken = set(it.image.values())
    return any(
        one.at not in taken
        and _can_stand_for(it, one, noun)
        and _can_be_named(one)
        and _is_other_name(one, noun)
        and any(abs(one.at - at) <= _BESIDE for at in taken)
        for one in it.passage.content
    )


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
    before the one behind (-1). Where a sentence begins is a neighbour, too.
    """
    rank = it.claim.ranks[token.at] - step
    if rank < 0:
        return _first_beside(it, token)
    if not 0 <= rank < len(it.claim.content):
        return None
    place = it.image.get(it.claim.content[rank].at)
    if place is None:
        return None
    there = it.passage.ranks[place] + step
    return it.passage.content[there] if 0 <= there < len(it.passage.content) else None


def _first_beside(it: Compared, token: Token) -> Token | None:
    """The first word of the clause in which the passage has what is behind the claim's first.

    Only in English is that surely who does it: others begin with what they like.
    """
    if it.claim.language != "en":
        return None
    behind = it.claim.content[it.claim.ranks[token.at] + 1 :]
    same = (one.at for one in behind if one.clause == token.clause)
    place = next((it.image[at] for at in same if at in it.image), None)
    if place is None:
        return None
    clause = it.passage.tokens[place].clause
    first = next(one for one in it.passage.content if one.clause == clause)
    own = [it.passage.tokens[it.image[token.at]]] if token.at in it.image else []
    return first if all(_is_surely_named(it.passage, one) for one in (first, *own)) else None


def _is_surely_named(statement: Statement, first: Token) -> bool:
    """Whether the capital of a word is not just that of the sentence that it begins."""
    behind = statement.tokens[first.at + 1 : first.at + 2]
    return (first.is_capital and any(map(_can_be_named, behind))) or any(
        one.is_capital and _is_name(statement, one) for one in statement.places[first.stem]
    )


def _is_other_name(other: Token, token: Token) -> bool:
    return other.is_capital and not other.is_number and not _are_related(other.stem, token.stem)


def _are_related(one: str, other: str) -> bool:
    """Whether two words share a stem, or one is part of the other as in German compounds."""
    return is_akin(one, other) or one[:_ALIKE] == other[:_ALIKE] or one in other or other in one
