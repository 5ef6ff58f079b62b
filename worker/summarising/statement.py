"""A claim or a passage as tokens, with its cues and the places they stand at."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from worker.summarising.cue_words import CUE_WORDS, CueWords
from worker.summarising.figures import is_month
from worker.summarising.word_tokens import Token, tokens_of
from worker.summarising.words import stem

CONTEXT = 4
"""How many content words to each side are looked at to tell two places of a word apart."""

_STEMMED_FROM = 5
_LONGEST_PHRASE = 3
_LONGEST_ASIDE = 4
RELATIVE = frozenset(("that", "which", "who", "whom", "whose", "che", "cui", "que", "qui"))
"""They begin a clause that says more of the thing before it."""

_LIST_WORDS = frozenset(("and", "or", "und", "oder", "sowie", "e", "o", "ed", "et", "ou", "y", "u"))


class CueKind(StrEnum):
    """What a cue does to the sentence."""

    NEGATION = "negation"
    SOFT = "soft"
    END = "end"
    MODALITY = "modality"
    OPPOSITE = "opposite"
    CAUSE = "cause"
    PASSIVE = "passive"
    BY = "by"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue and its place; `pair` and `pole` say which opposite of which it is."""

    kind: CueKind
    at: int
    pair: int = 0
    pole: int = 0


class Statement:
    """One text, cut into tokens."""

    def __init__(self, text: str, language: str) -> None:
        self.language = language
        self.tokens = tuple(tokens_of(text, language))
        self.cues = tuple(_cues(self.tokens, language))

    @cached_property
    def content(self) -> tuple[Token, ...]:
        """The tokens that carry meaning, numbers included."""
        return tuple(token for token in self.tokens if token.is_content)

    @cached_property
    def ranks(self) -> dict[int, int]:
        """At which place among the content tokens each of them stands."""
        return {token.at: rank for rank, token in enumerate(self.content)}

    @cached_property
    def places(self) -> dict[str, tuple[Token, ...]]:
        """The content tokens of each stem."""
        found: dict[str, list[Token]] = {}
        for token in self.content:
            found.setdefault(token.stem, []).append(token)
        return {stem: tuple(tokens) for stem, tokens in found.items()}

    @cached_property
    def _parts(self) -> tuple[int, ...]:
        """The part of each token, with short asides between commas as if they were not there."""
        commas = [token.at for token in self.tokens if token.word == ","]
        parts = [token.part for token in self.tokens]
        for first, last in pairwise(commas):
            aside = self.tokens[first + 1 : last]
            if aside and (aside[0].word in RELATIVE or self._is_name_aside(aside)):
                before = parts[first - 1] if first else 0
                parts[first : last + 1] = [before] * (last + 1 - first)
                same = [at for at in range(last, len(parts)) if parts[at] == self.tokens[last].part]
                for at in same:
                    parts[at] = before
        return tuple(parts)

    def _is_name_aside(self, aside: "tuple[Token, ...]") -> bool:
        """Whether a few words between commas say who somebody is."""
        is_name = any(token.is_capital and token.is_content for token in aside)
        return is_name and len(aside) <= _LONGEST_ASIDE and not self._lists(aside)

    def _lists(self, aside: "tuple[Token, ...]") -> bool:
        """Whether what seems an aside is one of several things."""
        behind = self.tokens[aside[-1].at + 2 : aside[-1].at + 3]
        return any(token.word in _LIST_WORDS for token in (*behind, *aside[:1]))

    def part_of(self, at: int) -> int:
        """The part of a sentence, between commas, that a token stands in."""
        return self._parts[at]

    def of(self, *kinds: CueKind) -> tuple[Cue, ...]:
        """The cues of these kinds."""
        return tuple(cue for cue in self.cues if cue.kind in kinds)

    def around(self, at: int, before: int = CONTEXT, behind: int = CONTEXT) -> frozenset[str]:
        """Stems of the nearest content tokens of a place, in its clause."""
        clause = self.tokens[at].clause
        left = [one.stem for one in self.content if one.at < at and one.clause == clause]
        right = [one.stem for one in self.content if one.at > at and one.clause == clause]
        return frozenset(
            (*left[len(left) - before if before < len(left) else 0 :], *right[:behind])
        )


def align(claim: Statement, passage: Statement) -> dict[int, int]:
    """For each content token of a claim the place in the passage that says the same.

    Of several places the one whose surroundings share most words.
    """
    found: dict[int, int] = {}
    for token in claim.content:
        beside = _goes_on_from(token, claim, passage, found)
        places = beside or passage.places.get(token.stem) or _akin(token, passage)
        if len(places) == 1:
            found[token.at] = places[0].at
        elif places:
            near = claim.around(token.at)
            best = max(places, key=lambda place: len(near & passage.around(place.at)))
            found[token.at] = best.at
    return found


def _goes_on_from(
    token: Token, claim: Statement, passage: Statement, found: dict[int, int]
) -> tuple[Token, ...]:
    """Where a word of a name stands behind the one before it, as it does in the claim."""
    before = found.get(token.at - 1)
    if before is None or not (token.is_capital and claim.tokens[token.at - 1].is_capital):
        return ()
    behind = passage.tokens[before + 1 : before + 2]
    is_same = any(one.is_content and one.stem == token.stem for one in behind)
    return behind if is_same else ()


def _akin(token: Token, passage: Statement) -> tuple[Token, ...]:
    """Words with a long common beginning: `notify` and `notification`."""
    if token.is_number:
        return ()
    return tuple(one for one in passage.content if is_akin(token.stem, one.stem))


@lru_cache(maxsize=65536)
def is_akin(stem_: str, other: str) -> bool:
    """Whether two stems begin alike for most of the shorter one."""
    least = max(5, round(0.8 * min(len(stem_), len(other))))
    return len(stem_) >= least <= len(other) and stem_[:least] == other[:least]


def _cues(tokens: tuple[Token, ...], language: str) -> Iterator[Cue]:
    index = _index(language)
    at = 0
    while at < len(tokens):
        for size in range(_LONGEST_PHRASE, 0, -1):
            found = _look_up(index, tokens[at : at + size]) if at + size <= len(tokens) else ()
            if found:
                yield from (
                    Cue(kind, at, pair, pole)
                    for kind, pair, pole in found
                    if not (at and tokens[at].is_capital and _is_name_of(tokens[at], kind))
                )
                at += size - 1
                break
        at += 1


def _is_name_of(token: Token, kind: CueKind) -> bool:
    """Whether a capital makes another word of it: May the month, the German *Mieter*."""
    return is_month(token.word) or kind is CueKind.TRANSFER


_Entry = tuple[CueKind, int, int]


def _look_up(
    index: dict[tuple[str, ...], tuple[_Entry, ...]], tokens: tuple[Token, ...]
) -> tuple[_Entry, ...]:
    found = index.get(tuple(token.word for token in tokens), ())
    if not found and len(tokens) == 1 and len(tokens[0].word) >= _STEMMED_FROM:
        found = index.get(("~" + tokens[0].stem,), ())
    return found


@cache
def _index(language: str) -> dict[tuple[str, ...], tuple[_Entry, ...]]:
    """What each word or phrase is a cue for; behind `~`, each stem."""
    found: dict[tuple[str, ...], list[_Entry]] = {}
    words = CUE_WORDS.get(language)
    for entries, cue in _entries(words) if words else ():
        for entry in entries.split(", "):
            phrase = tuple(entry.split())
            found.setdefault(phrase, []).append(cue)
            if len(phrase) == 1 and len(entry) >= _STEMMED_FROM:
                stemmed = found.setdefault(("~" + stem(entry, language),), [])
                if cue not in stemmed:
                    stemmed.append(cue)
    return {phrase: tuple(cues) for phrase, cues in found.items()}


def _entries(words: CueWords) -> Iterator[tuple[str, _Entry]]:
    yield words.negation, (CueKind.NEGATION, 0, 0)
    yield words.soft, (CueKind.SOFT, 0, 0)
    yield words.ends_scope, (CueKind.END, 0, 0)
    yield words.passive, (CueKind.PASSIVE, 0, 0)
    yield words.by, (CueKind.BY, 0, 0)
    yield words.because, (CueKind.CAUSE, 0, 0)
    yield words.therefore, (CueKind.CAUSE, 0, 1)
    yield words.gives, (CueKind.TRANSFER, 0, 0)
    yield words.gets, (CueKind.TRANSFER, 0, 1)
    for pole, entries in enumerate(words.modality):
        yield entries, (CueKind.MODALITY, 0, pole)
    for pair, poles in enumerate(words.opposites):
        for pole, entries in enumerate(poles):
            yield entries, (CueKind.OPPOSITE, pair, pole)
