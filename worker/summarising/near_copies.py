"""Whether a claim is a copy of its passage in which two things have changed places.

Put back into each other's place they make the copy whole, words in their order, small ones
included: then no passive and no other grammar explains the exchange, whatever the verb says.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, takewhile

from worker.summarising.markers import marker
from worker.summarising.statement import Statement
from worker.summarising.word_tokens import Token

_LONGEST = 4
"""Words of one of the two things."""

_WIDEST, _MORE = 1.6, 4
"""How many times its own words, and how many more, what a claim copies may be long."""

_STEP = 3
_BY = "from"
_GAIN = 2
"""Words that must find their places again."""

_JOINED = frozenset(
    ("and", "or", "nor", "und", "oder", "noch", "sowie", "e", "o", "ed", "né", "et", "ou", "y", "u")
)
_OF = frozenset(("of", "di", "del", "della", "dei", "delle", "des", "der", "von", "de", "du", "do"))
_ARTICLES = frozenset(
    ("the", "a", "an", "il", "la", "lo", "l", "i", "gli", "le", "un", "una", "uno", "el", "los",
     "las", "les", "o", "os", "as")
)  # fmt: skip
"""German ones say who does what: they stay."""

_GERMAN_ARTICLES = frozenset(("der", "die", "das", "den", "dem", "des", "ein", "eine", "einen"))

_SAME_BOTH_WAYS = frozenset(
    ("is", "are", "was", "were", "ist", "sind", "war", "waren", "è", "sono", "era", "with", "mit",
     "con", "between", "zwischen", "tra", "fra", "versus", "als")
)  # fmt: skip
_SAME_VERBS = frozenset(
    ("meet", "met", "marri", "equal", "resembl", "border", "correspond", "similar", "differ",
     "ident", "traf", "treff", "heirat", "gleich", "sposat", "incontrat")
)  # fmt: skip

Words = tuple[str, ...]


def is_exchanged_copy(claim: Statement, passage: Statement) -> bool:
    """Whether exchanging two things makes a claim a copy of a stretch of its passage."""
    mine = [one for one in claim.tokens if _counts(one, claim.language)]
    theirs = [_key(one) for one in passage.tokens if _counts(one, claim.language)]
    size = round(_WIDEST * len(mine)) + _MORE
    starts = range(0, max(1, len(theirs) - size + _STEP), _STEP)
    return any(_copies(claim, mine, passage, theirs[at : at + size]) for at in starts)


def _copies(
    claim: Statement, mine: Sequence[Token], passage: Statement, theirs: Sequence[str]
) -> bool:
    words = [_key(one) for one in mine]
    masks = _masks(theirs)
    if not all(word in masks for word in words):
        return False
    known = sum((Counter(words) & Counter(theirs)).values())
    if _in_order(words, masks) + _GAIN > known:
        return False
    return any(
        _in_order(turned, masks) >= known
        for first, second in combinations(list(_groups(mine, claim.language)), 2)
        if not _are_interchangeable(claim, first, second)
        and not _is_other_voice(claim, passage, (*first, *second))
        and (turned := _turned(words, _keys(first), _keys(second)))
    )


def _counts(token: Token, language: str) -> bool:
    return token.word[0].isalnum() and not (
        token.word in _JOINED or (language != "de" and token.word in _ARTICLES)
    )


def _key(token: Token) -> str:
    return token.stem if token.is_content else token.word


def _keys(group: Sequence[Token]) -> Words:
    return tuple(map(_key, group))


def _groups(tokens: Sequence[Token], language: str) -> Iterator[tuple[Token, ...]]:
    """Content words side by side; German things begin with a capital."""
    for at, first in enumerate(tokens):
        for end in range(at + 1, min(at + _LONGEST, len(tokens)) + 1):
            group = tuple(tokens[at:end])
            last = group[-1]
            if not last.is_content or last.at - first.at != len(group) - 1:
                break
            if language != "de" or last.is_capital or last.is_number:
                yield group


def _are_interchangeable(claim: Statement, first: Sequence[Token], second: Sequence[Token]) -> bool:
    """Whether two things overlap, are entries of one list, or are what the other is."""
    if second[0].at <= first[-1].at or _keys(first) == _keys(second):
        return True
    between = claim.tokens[first[-1].at + 1 : second[0].at]
    marks = [one for one in between if one.word not in _ARTICLES]
    # `The owner of the mill` is `the mill's owner`, `two of four` are `four, of which two`.
    if all(one.word in _OF or one.word in _SAME_BOTH_WAYS for one in marks):
        return True
    return (
        any(one.stem in _SAME_VERBS for one in marks)
        or _are_listed(claim, first[0], marks)
        or _may_stand_first(claim, first[0], second[0])
    )


def _are_listed(claim: Statement, first: Token, marks: Sequence[Token]) -> bool:
    """Whether only joints stand between two things, and what stands before both of them."""
    lead = _lead(claim, first)
    words = [one.word for one in marks if not one.is_content]
    return (
        not marks[0].is_content
        and not marks[-1].is_content
        and all(word in _JOINED or word == "," or word in lead for word in words)
    )


def _may_stand_first(claim: Statement, first: Token, second: Token) -> bool:
    """Whether the same small word is before both, and one opens: `in May the fair is in Leeds`."""
    lead = _lead(claim, first)
    opens = all(_is_small(one) for one in claim.tokens[: first.at])
    return bool(lead) and opens and lead == _lead(claim, second)


def _lead(claim: Statement, thing: Token) -> list[str]:
    """The small words before a thing, articles left out, the nearest first."""
    before = takewhile(_is_small, reversed(claim.tokens[: thing.at]))
    return [one.word for one in before if one.word not in _ARTICLES | _GERMAN_ARTICLES]


def _is_small(token: Token) -> bool:
    return not token.is_content and token.word[0].isalpha()


def _is_other_voice(claim: Statement, passage: Statement, things: Sequence[Token]) -> bool:
    """Whether one of the things has a *by* or *from* before it in only one of the texts."""
    mine = any(marker(claim, one.at) == _BY for one in things)
    places = (place for one in things for place in passage.places.get(one.stem, ()))
    return mine != any(marker(passage, place.at) == _BY for place in places)


def _turned(words: Sequence[str], first: Words, second: Words) -> list[str]:
    """The words with each of two things in the place of the other, wherever they stand."""
    found: list[str] = []
    at = 0
    while at < len(words):
        for one, other in ((first, second), (second, first)):
            if tuple(words[at : at + len(one)]) == one:
                found.extend(other)
                at += len(one)
                break
        else:
            found.append(words[at])
            at += 1
    return found


def _masks(words: Sequence[str]) -> dict[str, int]:
    """For each word the places it stands at, as bits."""
    found: dict[str, int] = {}
    for at, word in enumerate(words):
        found[word] = found.get(word, 0) | 1 << at
    return found


def _in_order(words: Sequence[str], masks: dict[str, int]) -> int:
    """How many words stand in a text in this order: the longest common subsequence.

    Each bit of `free` is a place that ends no longer one (Hyyrö 2004, Bit-parallel LCS-length
    computation revisited).
    """
    size = max((mask.bit_length() for mask in masks.values()), default=0)
    full = (1 << size) - 1
    free = full
    for word in words:
        taken = free & masks.get(word, 0)
        free = ((free + taken) | (free - taken)) & full
    return size - free.bit_count()
