"""Whether a claim has another name as the doer of a verb than its passage has (`doers`)."""

from collections.abc import Sequence

from worker.summarising.compared import Compared
from worker.summarising.doers import LANGUAGES, Doer, agent_of, doer_of, is_passive
from worker.summarising.statement import Statement
from worker.summarising.word_tokens import Token

_PRONOUNS = frozenset(("i", "we", "you", "he", "she", "it", "they"))
_ENDS = frozenset(".:!?(")
_TO_AGENT = 6
"""Tokens."""


def has_other_doer(it: Compared) -> bool:
    """Whether a verb of the claim has one name as its doer, and in the passage only others."""
    if it.claim.language not in LANGUAGES:
        return False
    return any(_is_done_by_others(it, verb) for verb in it.claim.content if _can_be_verb(verb))


def turns_pronoun(it: Compared) -> bool:
    """Whether a name does in one text what *he* or *she* does to it in the other."""
    return it.claim.language == "en" and any(
        _has_pronoun_for(it.claim, verb, it.passage, place)
        or _has_pronoun_for(it.passage, place, it.claim, verb)
        for verb in it.claim.content
        if _can_be_verb(verb)
        for place in it.passage.places.get(verb.stem, ())
    )


def _has_pronoun_for(one: Statement, verb: Token, other: Statement, place: Token) -> bool:
    """Whether a pronoun does something to a name that, in the other text, does it.

    Or somebody who is not told, to a name behind a *to*: `reports to Samuel Ortiz`.
    """
    doer = doer_of(other, place)
    if doer is None or doer.is_done_to or is_passive(one, verb):
        return False
    if not (_has_pronoun(one, verb) or _is_told_to(one, verb, doer)):
        return False
    same = [token for token in one.content if token.clause == verb.clause]
    before = {token.stem for token in same if token.at < verb.at}
    behind = {token.stem for token in same if token.part == verb.part and token.at > verb.at}
    return bool(doer.stems) and doer.stems <= behind - before


def _is_told_to(statement: Statement, verb: Token, doer: Doer) -> bool:
    """Whether a *to* stands right behind a verb, and the name behind it."""
    behind = statement.tokens[verb.at + 1 : verb.at + 3]
    name = [one for one in behind[1:] if one.stem in doer.stems]
    return bool(name) and behind[0].word in ("to", "against")


def _has_pronoun(statement: Statement, verb: Token) -> bool:
    return verb.at > 0 and statement.tokens[verb.at - 1].word in _PRONOUNS


def _is_done_by_others(it: Compared, verb: Token) -> bool:
    mine = doer_of(it.claim, verb)
    if mine is None or not mine.stems:
        return False
    places = [one for one in _same_doings(it, verb) if _is_of_same_thing(it, one)]
    theirs = [doer_of(it.passage, place) for place in places]
    return bool(theirs) and all(_is_another(it, mine, one) for one in theirs)


def _is_another(it: Compared, mine: Doer, theirs: Doer | None) -> bool:
    if theirs is None or theirs.is_done_to != mine.is_done_to or not theirs.stems:
        return False
    return (
        _are_different(it, mine.stems, theirs.stems)
        and (_is_sure(it, mine.name) or _is_sure(it, theirs.name))
        and not _describes(it, mine, theirs)
    )


def _are_different(it: Compared, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two names share no word, or each has one of its own: `Ida Brandt`, `Ida Rees`."""
    if not mine & theirs:
        return True
    own = mine - theirs
    # A word that the text has nowhere may be another name of the same.
    return bool(own and theirs - mine) and own <= it.passage.places.keys() | it.before


def _is_sure(it: Compared, name: Sequence[Token]) -> bool:
    """Whether capitals make a name of words: not just one where a sentence begins."""
    if len(name) > 1 or name[0].at > 0:
        return True
    places = it.passage.places.get(name[0].stem, ())
    before = (it.passage.tokens[one.at - 1].word for one in places if one.at and one.is_capital)
    return any(word not in _ENDS for word in before)


def _describes(it: Compared, mine: Doer, theirs: Doer) -> bool:
    """Whether the passage says of its doer what the claim calls it: `the ferry Morning Star`."""
    first, last = theirs.name[0].at, theirs.name[-1].at
    near = it.passage.tokens[max(0, first - _TO_AGENT) : last + _TO_AGENT]
    around = {one.stem for one in near if one.clause == theirs.name[0].clause}
    return bool((mine.stems - theirs.stems) & around)


def _same_doings(it: Compared, verb: Token) -> list[Token]:
    """Where the passage has a verb, with the word behind it where that is behind it, too."""
    places = [one for one in it.passage.places.get(verb.stem, ()) if _can_be_verb(one)]
    behind = _next(it.claim, verb)
    alike = [one for one in places if behind and _next(it.passage, one) == behind]
    return alike or places


def _is_of_same_thing(it: Compared, place: Token) -> bool:
    """Whether the claim speaks of what is said to be done by somebody: `a tool written by`."""
    before = it.passage.tokens[max(0, place.at - 1) : place.at]
    is_told = any(one.is_content for one in before) and bool(agent_of(it.passage, place))
    return not is_told or any(one.stem in it.claim.places for one in before)


def _next(statement: Statement, token: Token) -> str:
    rank = statement.ranks[token.at] + 1
    behind = statement.content[rank : rank + 1]
    return behind[0].stem if behind and behind[0].clause == token.clause else ""


def _can_be_verb(token: Token) -> bool:
    return not token.is_capital and not token.is_number
