"""Whether a claim says the words of its passage in an order that turns who does what to whom.

Two things are exchanged when the passage has them around the same third word the other way round,
nearer together than in the claim's order. The passive turns them without a change, and so may
lists, compounds and, in German, cases (`cases`); verbs of giving and getting turn each other. In
clauses that may change places, what counts is the company a thing is in.
"""

from dataclasses import dataclass
from itertools import combinations, pairwise, product

from worker.summarising.cases import Cases, cases_of
from worker.summarising.doers import content_before, is_done_by, name_before
from worker.summarising.figures import is_month
from worker.summarising.joints import is_joined, joint, rules_list
from worker.summarising.markers import is_agent, marker
from worker.summarising.statement import RELATIVE, CueKind, Statement
from worker.summarising.word_tokens import Token

WIDEST = 24
"""Tokens between two things that may have been exchanged."""

_WHO = "who"
_TO_WHOM = ("to", "against")
_VERBS = frozenset(
    ("use", "uses", "used", "using", "has", "have", "had", "make", "makes", "made", "hat", "haben")
)
"""Verbs among the stop words, around which things can be exchanged as around any other."""


class Order:
    """One claim laid beside one passage."""

    def __init__(self, claim: Statement, passage: Statement) -> None:
        self._claim = claim
        self._passage = passage
        language = claim.language
        there, here = _by_key(passage), _by_key(claim)
        shared = [
            (one, found)
            for one in _held(claim)
            if len(here[key := _key(one, language)]) == 1
            and (found := there.get(key) or there.get(one.stem))
        ]
        self._places = {one.at: found for one, found in shared}
        """Where the passage has the words that the claim has once."""
        self._anchors = [one for one, _ in shared]
        self._things = [
            one for one in self._anchors if _is_thing(one, self._places[one.at], language)
        ]

    def is_exchanged(self) -> bool:
        """Whether two things stand in each other's place."""
        return self._has_other_subject() or any(
            self._are_exchanged(a, b)
            for a, b in combinations(self._things, 2)
            if b.at - a.at <= WIDEST and a.clause == b.clause
        )

    def _has_other_subject(self) -> bool:
        """Whether the passage lets something else of the claim do what a thing does in the claim.

        And does not speak of that thing in the same clause.
        """
        known = {key for one in self._things for key in (one.word, one.stem)}
        return self._has_half_other_subject() or any(
            is_done_by(self._claim, verb, thing)
            and all(
                (before := content_before(self._passage, place)) is not None
                and before.stem != thing.stem
                and (before.word in known or before.stem in known)
                and all(one.clause != place.clause for one in self._places[thing.at])
                for place in self._places[verb.at]
            )
            for thing, verb in pairwise(self._things)
        )

    def _has_half_other_subject(self) -> bool:
        """Whether a name of several words is another by one of them: the *Receiving* Party."""
        for verb in self._things:
            thing = content_before(self._claim, verb)
            if not (thing and thing.is_capital and is_done_by(self._claim, verb, thing)):
                continue
            mine = name_before(self._claim, verb.at)
            places = self._places[verb.at]
            theirs = [name for one in places if (name := name_before(self._passage, one.at))]
            if theirs and all(mine & one and mine - one and one - mine for one in theirs):
                return True
        return False

    def _are_exchanged(self, a: Token, b: Token) -> bool:
        pair = self._nearest(a, b)
        if pair is None:
            return False
        is_turned = pair.here > pair.there
        if is_turned and rules_list(self._passage, self._places[a.at], pair.there):
            return False
        if self._is_converse(a.at, b.at, pair):
            return not is_turned
        parts = (
            self._claim.part_of(a.at) != self._claim.part_of(b.at),
            self._passage.part_of(pair.here) != self._passage.part_of(pair.there),
        )
        has_companies = (
            all(parts)
            or self._are_listed(a, b, pair)
            or (any(parts) and a.is_capital and b.is_capital)
        )
        if has_companies and self._companies_are_exchanged(a, b, pair):
            return True
        cases = cases_of((self._claim, a.at, b.at), (self._passage, pair.here, pair.there))
        if cases is not Cases.UNKNOWN:
            return cases is Cases.EXCHANGED
        if self._marks_are_exchanged(a.at, b.at, pair):
            return True
        if all(parts):
            return False
        if not is_turned:
            return self._is_other_voice(a, b, pair)
        return not any(parts) and self._are_turned(a, b, pair)

    def _are_turned(self, a: Token, b: Token, pair: "_Pair") -> bool:
        """Whether two things of one clause stand around the same word the other way round."""
        if not any(self._is_turned(a, anchor, b, pair) for anchor in self._anchors):
            return False
        kinds = {joint(self._claim, a.at, b.at), joint(self._passage, pair.there, pair.here)}
        if "list" in kinds or kinds == {"of", "bare"}:
            return False
        between = (self._claim, a.at, b.at), (self._passage, pair.there, pair.here)
        if _turning_words(*between[0]) != _turning_words(*between[1]):
            return False
        return _is_passive(*between[0]) == _is_passive(*between[1])

    def _nearest(self, a: Token, b: Token) -> "_Pair | None":
        """The two places of the passage that are nearest to each other."""
        places = product(self._places[a.at], self._places[b.at])
        pairs = [
            _Pair(one.at, other.at)
            for one, other in places
            if one.clause == other.clause and 0 < abs(one.at - other.at) <= WIDEST
        ]
        return min(pairs, key=lambda pair: abs(pair.here - pair.there), default=None)

    def _is_turned(self, a: Token, anchor: Token, b: Token, pair: "_Pair") -> bool:
        """Whether the passage has `b`, the anchor and `a` nearer together than in this order."""
        if not a.at < anchor.at < b.at:
            return False
        ones, middles, others = (self._places[token.at] for token in (a, anchor, b))
        if not any(pair.there < middle.at < pair.here for middle in middles):
            return False
        straight = min(
            (
                other.at - one.at
                for one, middle, other in product(ones, middles, others)
                if one.clause == other.clause and one.at < middle.at < other.at
            ),
            default=10_000,
        )
        return pair.here - pair.there < straight

    def _marks_are_exchanged(self, a: int, b: int, pair: "_Pair") -> bool:
        """Whether the small word that the passage has before one thing stands before the other."""
        mine = _marks(self._claim, a, b)
        theirs = _marks(self._passage, pair.here, pair.there)
        if mine[0] == mine[1] or mine != theirs[::-1]:
            return False
        kinds = joint(self._claim, a, b), joint(self._passage, *sorted((pair.here, pair.there)))
        return not set(kinds) <= {"of", "bare"}

    def _is_other_voice(self, a: Token, b: Token, pair: "_Pair") -> bool:
        """Whether one side has the passive and the other not, around one word in one order."""
        mine, theirs = (self._claim, a.at, b.at), (self._passage, pair.here, pair.there)
        if not any(
            is_agent(one[0], one[2])
            and not is_agent(other[0], other[2])
            and not _is_passive(*other)
            for one, other in ((mine, theirs), (theirs, mine))
        ):
            return False
        return any(
            a.at < anchor.at < b.at
            and any(pair.here < place.at < pair.there for place in self._places[anchor.at])
            for anchor in self._anchors
            if anchor.is_content and not anchor.is_capital
        )

    def _is_converse(self, a: int, b: int, pair: "_Pair") -> bool:
        """Whether one side gives where the other gets."""
        low, high = sorted((pair.here, pair.there))
        mine, theirs = _given(self._claim, a, b), _given(self._passage, low, high)
        return bool(mine and theirs and not mine & theirs)

    def _are_listed(self, a: Token, b: Token, pair: "_Pair") -> bool:
        """Whether both sides join the two things by *and*."""
        low, high = sorted((pair.here, pair.there))
        return is_joined(self._claim, a.at, b.at) and is_joined(self._passage, low, high)

    def _companies_are_exchanged(self, a: Token, b: Token, pair: "_Pair") -> bool:
        """Whether the words around each of two things stand, in the passage, around the other."""
        return (
            self._leans(a, b, pair.here, pair.there) < 0 > self._leans(b, a, pair.there, pair.here)
        )

    def _leans(self, thing: Token, other: Token, own: int, others: int) -> int:
        """How many more of a thing's company are nearer to it in the passage than to the other."""
        parts = self._claim.part_of(thing.at), self._claim.part_of(other.at)
        company = [
            one
            for one in self._anchors
            if one.is_content and one not in (thing, other)
            and not (one.is_capital and abs(one.at - thing.at) == 1)
            and (self._claim.part_of(one.at) == parts[0] if parts[0] != parts[1]
                 else abs(one.at - thing.at) < abs(one.at - other.at))
        ]  # fmt: skip
        return sum((1 + one.is_number) * self._nearer(one, own, others) for one in company)

    def _nearer(self, word: Token, own: int, others: int) -> int:
        """Which of two places of the passage a word is nearer to: 1 for the first."""
        to = (own, others)
        parts = [self._passage.part_of(place) for place in to]
        places = self._places[word.at]
        if parts[0] != parts[1]:
            there = {self._passage.part_of(place.at) for place in places}
            return (parts[0] in there) - (parts[1] in there)
        near, far = (min(abs(place.at - each) for place in places) for each in to)
        return (near < far) - (far < near)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Where the passage has the first and the second of two things of a claim."""

    here: int
    there: int


def _marks(statement: Statement, a: int, b: int) -> tuple[str, str]:
    """What small words say of two things; who does it bears none, or *by* in the passive."""
    found = [_WHO if is_agent(statement, at) else marker(statement, at) for at in (a, b)]
    for one, other in ((0, 1), (1, 0)):
        if _WHO not in found and not found[one] and found[other] in _TO_WHOM:
            found[one] = _WHO
    return found[0], found[1]


def _is_thing(token: Token, places: list[Token], language: str) -> bool:
    """What can be exchanged; German verbs and adjectives stand where they like."""
    is_noun = language != "de" or all(one.is_capital for one in (token, *places))
    is_date = token.is_number or is_month(token.word)
    return token.is_content and not is_date and is_noun


def _key(token: Token, language: str) -> str:
    """Names as they are written: the `Disclosing Party` is not who does `disclose`."""
    return token.word if token.is_capital and language != "de" else token.stem


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
        # The first word may have its capital from where it stands.
        keys = {_key(token, statement.language), token.word, *(() if token.at else (token.stem,))}
        for key in keys:
            found.setdefault(key, []).append(token)
    return found


def _given(statement: Statement, a: int, b: int) -> set[int]:
    """Whether giving or getting stands between two places."""
    return {cue.pole for cue in statement.of(CueKind.TRANSFER) if a < cue.at < b}


def _turning_words(statement: Statement, a: int, b: int) -> tuple[bool, bool]:
    """Whether a cause or a relative clause begins between two places: there order is free."""
    return (
        any(a < cue.at < b for cue in statement.of(CueKind.CAUSE)),
        any(
            token.word in RELATIVE
            and not any(one.word == "," for one in statement.tokens[token.at + 1 : b])
            for token in statement.tokens[a + 1 : b]
        ),
    )


def _is_passive(statement: Statement, a: int, b: int) -> bool:
    """Whether one of two things is the one by whom it is done."""
    agents = [cue.at for cue in statement.of(CueKind.BY) if a - 3 <= cue.at < b]
    verbs = [cue.at for cue in statement.of(CueKind.PASSIVE) if a - 2 <= cue.at <= b + 8]
    return bool(agents and (verbs or statement.language != "de"))
