"""Whether a claim denies what its passage says, says must for may, or the opposite of a word.

The scope of a negation is found as NegEx does (Chapman et al. 2001, A Simple Algorithm for
Identifying Negated Findings): the words behind the cue, up to a word that ends it or a few words
on. In German a negation stands behind what it denies as often as before.
"""

from collections.abc import Iterable

from worker.summarising.cue_words import CUE_WORDS
from worker.summarising.denied_forms import has_denied_form, has_denied_form_near
from worker.summarising.statement import Cue, CueKind, Statement
from worker.summarising.word_tokens import Token

SCOPE = 9
"""Words to which a negation reaches."""

BACK_SCOPE = 18
"""Words before a negation that it may deny at the end of a German clause."""

FOCUS = 2
"""Content words next to a negation that it surely denies."""

WIDE_FOCUS = 4
"""Content words near a negation among which one must be found again."""

OBJECT_SCOPE = 3
"""Words before a *nothing* that it denies: who pays nothing does not pay."""

SOFT_SCOPE = 4
MODAL_SCOPE = 8
_OBJECTS = frozenset(
    (
        "no", "none", "nothing", "nobody", "niente", "nulla", "nessun", "nessuno", "nessuna",
        "rien", "aucun", "aucune", "nada", "nadie", "ningún", "ninguna", "nenhum", "nenhuma",
        "ninguém",
    )
)  # fmt: skip
_SUBJECTS = _OBJECTS | {"neither"}
_ALLOWED = frozenset(
    (
        "allowed", "permitted", "possible", "erlaubt", "gestattet", "zulässig", "möglich",
        "permesso", "consentito", "ammesso", "permessa", "consentita", "ammessa", "autorisé",
        "permis", "permitido", "permitida",
    )
)  # fmt: skip
_WITHOUT = frozenset(("without", "ohne", "senza", "senz", "sans", "sin", "sem"))


class Polarity:
    """One claim laid beside one passage: `image` says which words of them are the same."""

    def __init__(self, claim: Statement, passage: Statement, image: dict[int, int]) -> None:
        self._claim = claim
        self._passage = passage
        self._image = image
        self._origin = {place: at for at, place in image.items()}

    def denies(self) -> bool:
        """Whether a negation stands on one side only."""
        return self._adds_negation() or self._drops_negation()

    def _adds_negation(self) -> bool:
        """Whether the claim denies what the passage has and does not deny."""
        for cue in self._claim.of(CueKind.NEGATION):
            focus = _focus(self._claim, cue)[:FOCUS]
            if has_denied_form(self._passage, self._claim.tokens[cue.at + 1 : cue.at + 2]):
                continue
            there = [self._image[token.at] for token in focus if token.at in self._image]
            if there and not any(self._is_denied(self._passage, at) for at in there):
                if self._says_exception(cue) or self._denies_other_verb(focus, there):
                    continue
                return True
            has_any = self._passage.of(CueKind.NEGATION, CueKind.SOFT)
            if focus and not there and not has_any and not has_denied_form(self._passage, focus):
                return True
        return False

    def _denies_other_verb(self, focus: list[Token], there: list[int]) -> bool:
        """Whether the claim denies a verb of its own, where the passage denies one, too."""
        clauses = {self._passage.tokens[at].clause for at in there}
        return focus[0].at not in self._image and any(
            self._passage.tokens[cue.at].clause in clauses
            and not any(token.at in self._origin for token in _focus(self._passage, cue)[:1])
            for cue in self._passage.of(CueKind.NEGATION)
        )

    def _says_exception(self, cue: Cue) -> bool:
        """Whether a claim denies what the passage says in *but not here*, and speaks of *here*."""
        for other in self._passage.of(CueKind.NEGATION):
            if self._passage.tokens[other.at].word in _WITHOUT:
                continue
            is_exception = any(end.at == other.at - 1 for end in self._passage.of(CueKind.END))
            focus = _focus(self._passage, other)[:1]
            if is_exception and focus and focus[0].at in self._origin:
                at = self._origin[focus[0].at]
                return self._claim.tokens[at].clause == self._claim.tokens[cue.at].clause
        return False

    def _drops_negation(self) -> bool:
        """Whether the claim has what the passage denies and does not deny it.

        What tells is the word next to the negation, or its subject and one of the words behind.
        """
        for cue in self._passage.of(CueKind.NEGATION):
            focus = _focus(self._passage, cue)
            there = [self._origin[token.at] for token in focus if token.at in self._origin]
            if not there or any(self._is_denied(self._claim, at) for at in there):
                continue
            if self._requires(cue):
                continue
            if focus[0].at in self._origin or self._has_subject(cue):
                return True
        return False

    def _requires(self, cue: Cue) -> bool:
        """Whether the passage says *not without* and the claim *must* or *only*."""
        if self._claim.of(CueKind.NEGATION):
            return False
        clause = self._passage.tokens[cue.at].clause
        words = {
            self._passage.tokens[one.at].word in _WITHOUT
            for one in self._passage.of(CueKind.NEGATION)
            if self._passage.tokens[one.at].clause == clause
        }
        return len(words) > 1 and any(one.pole == 0 for one in self._claim.of(CueKind.MODALITY))

    def _has_subject(self, cue: Cue) -> bool:
        before = [
            token
            for token in self._passage.content
            if token.at < cue.at and token.clause == self._passage.tokens[cue.at].clause
        ]
        return bool(before) and before[-1].at in self._origin

    def _is_denied(self, statement: Statement, at: int) -> bool:
        """Whether a word is denied in any way; a soft cue that both have denies nothing new."""
        other = self._passage if statement is self._claim else self._claim
        shared = {other.tokens[cue.at].stem for cue in other.of(CueKind.SOFT)}
        return (
            _is_hard_denied(statement, at)
            or any(
                abs(cue.at - at) <= SOFT_SCOPE and statement.tokens[cue.at].stem not in shared
                for cue in statement.of(CueKind.SOFT)
            )
            or has_denied_form_near(statement, at)
        )

    def changes_modality(self) -> bool:
        """Whether the claim obliges where the passage permits, or the other way round."""
        mine, theirs = _modal_words(self._claim), _modal_words(self._passage)
        for cue in self._claim.of(CueKind.MODALITY):
            ruled = {self._image.get(token.at, -1) for token in _ruled(self._claim, cue)} - {-1}
            if not ruled or self._claim.tokens[cue.at].stem in theirs:
                continue
            shares = [
                (len(ruled & {token.at for token in _ruled(self._passage, other)}), other)
                for other in self._passage.of(CueKind.MODALITY)
                if self._passage.tokens[other.at].stem not in mine
                and not (cue.pole == 0 and self._requires_by(other))
            ]
            most = max((share for share, _ in shares), default=0)
            nearest = [other for share, other in shares if share == most and most]
            if nearest and not any(
                other.pole == cue.pole or self._both_denied(cue, other) for other in nearest
            ):
                return True
        return False

    def _requires_by(self, modal: Cue) -> bool:
        """Whether a modal verb of the passage belongs to *may not without*, which is *must*."""
        near = range(modal.at - SOFT_SCOPE, modal.at + SOFT_SCOPE)
        return any(
            cue.at in near and self._requires(cue) for cue in self._passage.of(CueKind.NEGATION)
        )

    def _both_denied(self, cue: Cue, other: Cue) -> bool:
        """`Must not` is `may not`; but in German one need not where one *muss nicht*."""
        return (
            not _looks_back(self._claim)
            and _is_negated_next(self._claim, cue.at)
            and _is_negated_next(self._passage, other.at)
        )

    def says_opposite(self) -> bool:
        """Whether a word of the claim stands where the passage has its opposite."""
        return any(self._is_opposed(cue) for cue in self._claim.of(CueKind.OPPOSITE))

    def _is_opposed(self, cue: Cue) -> bool:
        claim, passage = self._claim, self._passage
        same = opposed = 0
        for other in passage.of(CueKind.OPPOSITE):
            if other.pair != cue.pair:
                continue
            shared = _shared_sides(claim, cue.at, passage, other.at)
            if other.pole == cue.pole:
                same = max(same, shared)
            elif _is_hard_denied(claim, cue.at) == _is_hard_denied(passage, other.at):
                opposed = max(opposed, shared)
        return opposed > same


def _shared_sides(claim: Statement, at: int, passage: Statement, place: int) -> int:
    """How many words around two cues are the same; none if they stand on the other side."""
    left, right = claim.around(at, behind=0), claim.around(at, before=0)
    before, behind = passage.around(place, behind=0), passage.around(place, before=0)
    straight = len(left & before) + len(right & behind)
    return straight if straight >= len(left & behind) + len(right & before) else 0


def _focus(statement: Statement, cue: Cue) -> list[Token]:
    """The content words that a negation surely denies, the nearest first."""
    ahead = [token for token in _reached(statement, cue.at, SCOPE) if token.is_content]
    if not _looks_back(statement):
        return ahead[:WIDE_FOCUS]
    back = [token for token in _reached_back(statement, cue.at) if token.is_content]
    return (ahead or back)[:WIDE_FOCUS]


def _looks_back(statement: Statement) -> bool:
    words = CUE_WORDS.get(statement.language)
    return bool(words and words.denies_backwards)


def _reached(statement: Statement, at: int, scope: int) -> list[Token]:
    """The tokens behind a cue that it reaches."""
    ends = {cue.at for cue in statement.of(CueKind.END)}
    found: list[Token] = []
    origin = statement.tokens[at]
    for token in statement.tokens[at + 1 : at + 1 + scope]:
        if token.clause != origin.clause or token.at in ends:
            break
        if _looks_back(statement) and token.part != origin.part:
            break
        found.append(token)
    return found


def _reached_back(statement: Statement, at: int) -> list[Token]:
    """The tokens before a cue in its part of the sentence, the nearest first."""
    part = statement.tokens[at].part
    before = statement.tokens[max(0, at - BACK_SCOPE) : at]
    return [token for token in reversed(before) if token.part == part]


def _is_hard_denied(statement: Statement, at: int) -> bool:
    """Whether a word stands in the scope of a negation."""
    for cue in statement.of(CueKind.NEGATION):
        if any(token.at == at for token in _reached(statement, cue.at, SCOPE)):
            return True
        if at < cue.at and _forbids(statement, cue, at):
            return True
        if 0 < cue.at - at <= OBJECT_SCOPE and statement.tokens[cue.at].word in _OBJECTS:
            return True
        if _looks_back(statement) and any(
            token.at == at for token in _reached_back(statement, cue.at)
        ):
            return True
    return False


def _forbids(statement: Statement, cue: Cue, at: int) -> bool:
    """Whether a negation says that all before it is *not allowed*."""
    tokens = statement.tokens
    ahead = next((one for one in tokens[cue.at + 1 : cue.at + 4] if one.is_content), None)
    return (
        ahead is not None and ahead.word in _ALLOWED and tokens[at].clause == tokens[cue.at].clause
    )


def _modal_words(statement: Statement) -> set[str]:
    return {statement.tokens[cue.at].stem for cue in statement.of(CueKind.MODALITY)}


def _is_negated_next(statement: Statement, at: int) -> bool:
    """Whether a negation stands beside a modal verb, or who does it is *nobody* or *neither*."""
    clause = statement.tokens[at].clause
    return any(
        cue.at in range(at - 1, at + 4)
        or (
            cue.at < at
            and statement.tokens[cue.at].clause == clause
            and statement.tokens[cue.at].word in _SUBJECTS
        )
        for cue in statement.of(CueKind.NEGATION)
    )


def _ruled(statement: Statement, cue: Cue) -> Iterable[Token]:
    """The content words that a modal verb rules: those behind it, in German its whole part."""
    ahead = [token for token in _reached(statement, cue.at, MODAL_SCOPE) if token.is_content]
    if _looks_back(statement):
        ahead += [token for token in _reached_back(statement, cue.at) if token.is_content]
        return ahead
    return ahead[:4]
