"""Who does what by name: the name that a verb has as its doer, also in a relative clause.

Only where the doer is surely read: a name right before the verb, the one before a *who* or before
an aside, or behind *by* in the passive. Elsewhere nothing is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from worker.summarising.compared import Compared
from worker.summarising.figures import is_month
from worker.summarising.statement import CueKind, Statement
from worker.summarising.word_tokens import Token

_HELPING = frozenset(
    ("did", "does", "do", "has", "have", "had", "will", "would", "not", "never", "also", "then",
     "later", "soon", "now", "already", "still", "ha", "hanno", "aveva", "avevano", "è", "sono",
     "non", "poi", "già", "to")
)  # fmt: skip
_RELATIVE = {"en": ("who", "which", "that"), "it": ("che",)}
_BY = {"en": ("by",), "it": ("da", "dal", "dalla", "dall", "dallo", "dai", "dagli", "dalle")}
TITLES = frozenset(
    ("dr", "mr", "mrs", "ms", "miss", "prof", "professor", "captain", "minister", "inspector",
     "sir", "lady", "st", "judge", "president", "frau", "herr", "herrn", "dott", "sig", "signor",
     "signora", "avv")
)  # fmt: skip
_ARTICLES = frozenset(("the", "a", "an", "il", "la", "lo", "l", "i", "gli", "le"))
_PRONOUNS = frozenset(("i", "we", "you", "he", "she", "it", "they"))
_LONGEST_ASIDE = 12
_TO_AGENT = 6
_VOICE = 3
"""Tokens."""


@dataclass(frozen=True, slots=True)
class Doer:
    """The name that does something, or, in the passive without *by*, to which it is done."""

    name: tuple[Token, ...]
    is_done_to: bool

    @property
    def stems(self) -> frozenset[str]:
        """What is compared of the name."""
        return frozenset(one.stem for one in self.name if one.word not in TITLES)


def has_other_doer(it: Compared) -> bool:
    """Whether a verb of the claim has one name as its doer, and in the passage only others."""
    if it.claim.language not in _RELATIVE:
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
    if doer is None or doer.is_done_to or _is_passive(one, verb):
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
    places = _same_doings(it, verb)
    theirs = [doer_of(it.passage, place) for place in places]
    return bool(theirs) and all(_is_another(it, mine, one) for one in theirs)


def _is_another(it: Compared, mine: Doer, theirs: Doer | None) -> bool:
    if theirs is None or theirs.is_done_to != mine.is_done_to or not theirs.stems:
        return False
    return (
        not mine.stems & theirs.stems
        and (_is_sure(mine.name) or _is_sure(theirs.name))
        and not _describes(it, mine, theirs)
    )


def _is_sure(name: Sequence[Token]) -> bool:
    """Whether capitals make a name of words: not just one where a sentence begins."""
    return len(name) > 1 or name[0].at > 0


def _describes(it: Compared, mine: Doer, theirs: Doer) -> bool:
    """Whether the passage says of its doer what the claim calls it: `the ferry Morning Star`."""
    first, last = theirs.name[0].at, theirs.name[-1].at
    near = it.passage.tokens[max(0, first - _TO_AGENT) : last + _TO_AGENT]
    return bool(mine.stems & {one.stem for one in near if one.clause == theirs.name[0].clause})


def _same_doings(it: Compared, verb: Token) -> list[Token]:
    """Where the passage has a verb, with the word behind it where that is behind it, too."""
    places = [one for one in it.passage.places.get(verb.stem, ()) if _can_be_verb(one)]
    behind = _next(it.claim, verb)
    alike = [one for one in places if behind and _next(it.passage, one) == behind]
    return alike or places


def _next(statement: Statement, token: Token) -> str:
    rank = statement.ranks[token.at] + 1
    behind = statement.content[rank : rank + 1]
    return behind[0].stem if behind and behind[0].clause == token.clause else ""


def _can_be_verb(token: Token) -> bool:
    return not token.is_capital and not token.is_number


def doer_of(statement: Statement, verb: Token) -> Doer | None:
    """Who does what a verb says, if that is a name."""
    is_passive = _is_passive(statement, verb)
    if is_passive and (agent := _agent(statement, verb)):
        return Doer(agent, is_done_to=False)
    at = verb.at - 1
    helping = {cue.at for cue in statement.of(CueKind.MODALITY, CueKind.PASSIVE)}
    while at >= 0 and (at in helping or statement.tokens[at].word in _HELPING):
        at -= 1
    name = _name_at(statement, at)
    return Doer(name, is_passive) if name else None


def _is_passive(statement: Statement, verb: Token) -> bool:
    near = range(verb.at - _VOICE, verb.at)
    return not verb.word.endswith("ing") and any(
        cue.at in near for cue in statement.of(CueKind.PASSIVE)
    )


def _agent(statement: Statement, verb: Token) -> tuple[Token, ...]:
    """The name behind *by*."""
    words = _BY[statement.language]
    for token in statement.tokens[verb.at + 1 : verb.at + 1 + _TO_AGENT]:
        if token.part != verb.part:
            break
        if token.word in words:
            return _run(statement, token.at + 1, 1)
    return ()


def _name_at(statement: Statement, at: int) -> tuple[Token, ...]:
    """The name that ends at a place, is meant by a *who* there, or stands before an aside."""
    if at < 0:
        return ()
    token = statement.tokens[at]
    if token.word in _RELATIVE[statement.language]:
        comma = at > 0 and statement.tokens[at - 1].word == ","
        return _name_at(statement, at - 1 - comma) if comma else _run(statement, at - 1, -1)
    if token.word == ",":
        return _before_aside(statement, at)
    name = _run(statement, at, -1)
    return () if name and _has_marker(statement, name[0].at) else name


def _before_aside(statement: Statement, comma: int) -> tuple[Token, ...]:
    """The name before an aside that ends at a comma."""
    for at in range(comma - 1, max(0, comma - _LONGEST_ASIDE), -1):
        token = statement.tokens[at]
        if token.clause != statement.tokens[comma].clause:
            break
        if token.word == ",":
            return _run(statement, at - 1, -1)
    return ()


def _has_marker(statement: Statement, at: int) -> bool:
    """Whether a small word before a name says that it belongs to another thing."""
    before = statement.tokens[max(0, at - 1) : at]
    return any(
        not one.is_content and one.word[0].isalpha() and one.word not in _ARTICLES for one in before
    )


def name_from(statement: Statement, at: int) -> tuple[Token, ...]:
    """The name that begins at a place."""
    return _run(statement, at, 1)


def _run(statement: Statement, at: int, step: int) -> tuple[Token, ...]:
    """Words with capitals side by side from a place on."""
    found: list[Token] = []
    while 0 <= at < len(statement.tokens):
        token = statement.tokens[at]
        if not (token.is_capital and token.is_content) or is_month(token.word):
            break
        found.append(token)
        at += step
    return tuple(sorted(found, key=lambda one: one.at))
