"""Whether a claim says the words of its passage in an order that turns who does what to whom.

Two things are exchanged when the passage has them around the same third word the other way round,
nearer together than in the claim's order. The passive turns them without a change, and so may
lists, compounds and, in German, cases.
"""

from dataclasses import dataclass
from itertools import combinations, product

from worker.summarising.statement import Cue, CueKind, Statement, Token

WIDEST = 14
"""Tokens between two things that may have been exchanged."""

_JOINED = frozenset(("and", "or", "und", "oder", "sowie", "e", "o", "ed", "et", "ou", "y", "u"))
_OF = frozenset(("of", "di", "del", "della", "dei", "delle", "des", "der", "de", "du", "do"))
_ARTICLES = frozenset(
    ("the", "a", "an", "der", "die", "das", "ein", "eine", "il", "la", "lo", "gli", "le", "un")
)
_CASES = frozenset(("der", "dem", "den", "des"))
_SLOTS = _CASES | frozenset(
    ("from", "to", "by", "against", "von", "zu", "durch", "gegen", "da", "a", "per")
)
_VERBS = frozenset(
    ("use", "uses", "used", "using", "has", "have", "had", "make", "makes", "made", "hat", "haben")
)
"""Verbs among the stop words, around which things can be exchanged as around any other."""


class Order:
    """One claim laid beside one passage."""

    def __init__(self, claim: Statement, passage: Statement) -> None:
        self._claim = claim
        self._passage = passage
        there, here = _by_key(passage), _by_key(claim)
        shared = [one for one in _held(claim) if len(here[_key(one)]) == 1 and _key(one) in there]
        self._places = {one.at: there[_key(one)] for one in shared}
        """Where the passage has the words that the claim has once."""
        self._anchors = shared
        self._things = [one for one in shared if one.is_content and not one.is_number]

    def is_exchanged(self) -> bool:
        """Whether two things stand in each other's place."""
        return any(
            self._are_exchanged(a, b)
            for a, b in combinations(self._things, 2)
            if b.at - a.at <= WIDEST and a.clause == b.clause
        )

    def _are_exchanged(self, a: Token, b: Token) -> bool:
        pair = self._nearest(a, b)
        if pair is None or pair.here < pair.there:
            return False
        if self._slots_are_exchanged(a.at, b.at, pair):
            return True
        if self._cases_are_kept(a.at, b.at, pair):
            return False
        if not any(self._is_turned(a, anchor, b) for anchor in self._anchors):
            return False
        kinds = {_joint(self._claim, a.at, b.at), _joint(self._passage, pair.there, pair.here)}
        if _has_comma(self._claim, a.at, b.at) != _has_comma(self._passage, pair.there, pair.here):
            return False
        if "list" in kinds or (kinds <= {"of", "bare"} and "of" in kinds):
            return False
        return _is_passive(self._claim, a.at, b.at) == _is_passive(
            self._passage, pair.there, pair.here
        )

    def _nearest(self, a: Token, b: Token) -> "_Pair | None":
        """The two places of the passage that are nearest to each other."""
        places = product(self._places[a.at], self._places[b.at])
        pairs = [
            _Pair(one.at, other.at)
            for one, other in places
            if one.clause == other.clause and abs(one.at - other.at) <= WIDEST
        ]
        return min(pairs, key=lambda pair: abs(pair.here - pair.there), default=None)

    def _is_turned(self, a: Token, anchor: Token, b: Token) -> bool:
        """Whether the passage has `b`, the anchor and `a` nearer together than in this order."""
        if not a.at < anchor.at < b.at:
            return False
        ones, middles, others = (self._places[token.at] for token in (a, anchor, b))
        straight = turned = 10_000
        for one, middle, other in product(ones, middles, others):
            if one.clause != other.clause:
                continue
            if one.at < middle.at < other.at:
                straight = min(straight, other.at - one.at)
            elif other.at < middle.at < one.at:
                turned = min(turned, one.at - other.at)
        return turned <= WIDEST and turned < straight

    def _slots_are_exchanged(self, a: int, b: int, pair: "_Pair") -> bool:
        """Whether the small words before both have changed places: from A to B, from B to A."""
        mine = _slot(self._claim, a), _slot(self._claim, b)
        theirs = _slot(self._passage, pair.here), _slot(self._passage, pair.there)
        return bool(mine[0] and mine[1] and mine[0] != mine[1] and mine == theirs[::-1])

    def _cases_are_kept(self, a: int, b: int, pair: "_Pair") -> bool:
        """Whether German articles show that who does what has stayed the same."""
        if self._claim.language != "de":
            return False
        mine = _slot(self._claim, a), _slot(self._claim, b)
        return mine == (_slot(self._passage, pair.here), _slot(self._passage, pair.there)) and bool(
            _CASES & set(mine)
        )


@dataclass(frozen=True, slots=True)
class _Pair:
    """Where the passage has the first and the second of two things of a claim."""

    here: int
    there: int


def _key(token: Token) -> str:
    """Names as they are written: the `Disclosing Party` is not who does `disclose`."""
    return token.word if token.is_capital and token.at else token.stem


def _held(statement: Statement) -> list[Token]:
    """Content words, and those stop words around which things can be exchanged."""
    verbs = {cue.at for cue in statement.of(CueKind.MODALITY)}
    return [
        token
        for token in statement.tokens
        if token.is_content or token.at in verbs or token.word in _VERBS
    ]


def _by_key(statement: Statement) -> dict[str, list[Token]]:
    found: dict[str, list[Token]] = {}
    for token in _held(statement):
        for key in {_key(token), token.word}:
            found.setdefault(key, []).append(token)
    return found


def _slot(statement: Statement, at: int) -> str:
    """The small word before a place; an English article is passed over."""
    for token in reversed(statement.tokens[max(0, at - 2) : at]):
        if token.word in _SLOTS:
            return token.word
        if token.word not in _ARTICLES:
            break
    return ""


def _joint(statement: Statement, a: int, b: int) -> str:
    """What joins two places: a list, a chain of `of`, nothing but words, or a clause."""
    between = statement.tokens[a + 1 : b]
    marks = [token.word for token in between if not token.is_content]
    marks = [mark for mark in marks if mark not in _ARTICLES or mark in _OF]
    if not marks:
        return "bare"
    if all(mark in _OF for mark in marks):
        return "of"
    if all(mark in _JOINED or mark in _OF or mark in ",()" for mark in marks):
        return "list"
    return "clause"


def _has_comma(statement: Statement, a: int, b: int) -> bool:
    """Whether two places stand in parts of a sentence that may well change places."""
    return statement.tokens[a].part != statement.tokens[b].part


def _is_passive(statement: Statement, a: int, b: int) -> bool:
    """Whether one of two things is the one by whom it is done."""
    agents = [cue.at for cue in statement.of(CueKind.BY) if a - 3 <= cue.at < b]
    verbs = [cue.at for cue in statement.of(CueKind.PASSIVE) if a - 2 <= cue.at <= b + 8]
    return bool(agents and (verbs or statement.language != "de"))


def turns_cause(claim: Statement, passage: Statement, image: dict[int, int]) -> bool:
    """Whether what is the cause in the claim is the effect in the passage."""
    for cue in claim.of(CueKind.CAUSE):
        cause, effect = (_images(side, image) for side in _sides(claim, cue))
        for other in passage.of(CueKind.CAUSE):
            there_cause, there_effect = (_places(side) for side in _sides(passage, other))
            straight = len(cause & there_cause) + len(effect & there_effect)
            turned = len(cause & there_effect) + len(effect & there_cause)
            if turned > straight and cause & there_effect and effect & there_cause:
                return True
    return False


def _sides(statement: Statement, cue: Cue) -> tuple[list[Token], list[Token]]:
    """Cause and effect around a cue."""
    clause = statement.tokens[cue.at].clause
    tokens = [token for token in statement.content if token.clause == clause]
    ahead = [token for token in tokens if token.at > cue.at]
    before = [token for token in tokens if token.at < cue.at]
    if not before and ahead and cue.pole == 0:
        # "Because A, B": the comma parts them.
        part = statement.tokens[cue.at].part
        return (
            [token for token in ahead if token.part == part],
            [token for token in ahead if token.part > part],
        )
    return (ahead, before) if cue.pole == 0 else (before, ahead)


def _images(tokens: list[Token], image: dict[int, int]) -> set[int]:
    return {image[token.at] for token in tokens if token.at in image}


def _places(tokens: list[Token]) -> set[int]:
    return {token.at for token in tokens}
