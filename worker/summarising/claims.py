"""Claims of several chunks together: which say the same, which matter most."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from worker.contract.states import ClaimState
from worker.contract.summary import Claim, Evidence
from worker.summarising.figures import numbers
from worker.summarising.words import content_stems

SAME_FROM = 0.9
"""Share of the shorter claim's words that another must hold to say the same."""

SAME_PLACE_FROM = 0.7
"""The same for two claims that rest on one passage: they are likely two ways to put one thing."""

MOST_EVIDENCE = 4

_LEANS = re.compile(
    r"(?:it|they|these|this (?:text|paper|document|section|program)|the (?:text|document)"
    r"|es|dies(?:er text|es dokument)|(?:questo|il) (?:testo|documento)"
    r"|(?:ce|le) (?:texte|document)|(?:este|el|o) (?:texto|documento))\b",
    re.IGNORECASE,
)
"""How claims begin that need another one beside them, or speak about the text instead of its
matter: they make poor points."""

_LEAD = 2
_LEAD_BONUS = 1.5
"""A text says what it is about in its first claims, in words that it need not come back to."""

_ORDER = {ClaimState.SUPPORTED: 0, ClaimState.WEAK: 1, ClaimState.UNSUPPORTED: 2}


def merge(claims: Sequence[Claim], language: str) -> tuple[Claim, ...]:
    """Claims without repetitions: the better shown, then the longer stays, with both evidences."""
    kept: list[Claim] = []
    stems: list[frozenset[str]] = []
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for claim in claims:
        words = content_stems(claim.text, language)
        # By the words they share: a book has thousands of claims, and each pair would take minutes.
        shared = Counter(at for word in words for at in holding[word])
        near = (
            at
            for at in sorted(shared)
            if shared[at] >= SAME_PLACE_FROM * min(len(words), len(stems[at]))
        )
        at = next((at for at in near if _same(claim, words, kept[at], stems[at])), None)
        if at is None:
            at = len(kept)
            kept.append(claim)
            stems.append(words)
        elif (_ORDER[claim.state], -len(words)) < (_ORDER[kept[at].state], -len(stems[at])):
            kept[at], stems[at] = _with_evidence(claim, kept[at]), words
        else:
            kept[at] = _with_evidence(kept[at], claim)
            continue
        for word in words:
            holding[word].append(at)
    return tuple(kept)


def same(claim: Claim, other: Claim, language: str) -> bool:
    """Whether two claims say the same."""
    words = content_stems(claim.text, language)
    return _same(claim, words, other, content_stems(other.text, language))


def _same(claim: Claim, words: frozenset[str], other: Claim, other_words: frozenset[str]) -> bool:
    """Shared words, neither claim much longer, and no number that only one has."""
    least, most = sorted((len(words), len(other_words)))
    if not least or least < most * 0.6:
        return False
    shared = len(words & other_words)
    if shared < SAME_PLACE_FROM * least:
        return False
    if shared < SAME_FROM * least and _place(claim) != _place(other):
        return False
    return numbers(claim.text) == numbers(other.text)


def _place(claim: Claim) -> tuple[int, int | None] | None:
    return (claim.evidence[0].page, claim.evidence[0].start) if claim.evidence else None


def _with_evidence(claim: Claim, other: Claim) -> Claim:
    """`claim` with the evidence of both, each place once."""
    places: dict[tuple[int, int | None], Evidence] = {}
    for one in (*claim.evidence, *other.evidence):
        places.setdefault((one.page, one.start), one)
    return claim.model_copy(update={"evidence": tuple(places.values())[:MOST_EVIDENCE]})


def most_telling(claims: Sequence[Claim], count: int, language: str) -> tuple[Claim, ...]:
    """The `count` claims whose words the others share most, in their own order.

    Well shown claims go before weak ones, and a claim counts less the more of it is already said.
    The first ones count more: they say what the others are about.
    """
    stems = [content_stems(claim.text, language) for claim in claims]
    weights = Counter(stem for one in stems for stem in one)
    lead = [_LEAD_BONUS if at < _LEAD else 1.0 for at in range(len(claims))]
    left = set(range(len(claims)))
    chosen: list[int] = []
    said: set[str] = set()
    while left and len(chosen) < count:
        best = max(
            left, key=lambda at: (lead[at] * _worth(claims[at], stems[at], weights, said), -at)
        )
        left.discard(best)
        chosen.append(best)
        said |= stems[best]
    return tuple(claims[at] for at in sorted(chosen))


def _worth(claim: Claim, stems: frozenset[str], weights: Counter[str], said: set[str]) -> float:
    fresh = sum(weights[stem] - 1 for stem in stems if stem not in said)
    shown = 1.0 if claim.state is ClaimState.SUPPORTED else 0.5
    alone = 0.5 if _LEANS.match(claim.text) else 1.0
    return shown * alone * (fresh + 0.5) / (len(stems) + 3)
