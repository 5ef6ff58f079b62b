"""Whether a claim is a copy of its passage in which two things have changed places.

Put back into each other's place they make the copy whole, words in their order, small ones
included: then no passive and no other grammar explains the exchange, whatever the verb says.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from worker.summarising.markers import is_agent
from worker.summarising.statement import Statement
from worker.summarising.word_tokens import Token

_LONGEST = 4
"""Words of one of the two things."""

_MISSING = 0.15
"""Share of the words that may be others than in the passage; the rest is in its order."""

_GAIN = 2
"""Words that must find their places again."""

_JOINED = frozenset(("and", "or", "und", "oder", "sowie", "e", "o", "ed", "et", "ou", "y", "u"))
_OF = frozenset(("of", "di", "del", "della", "dei", "delle", "des", "der", "von", "de", "du", "do"))
_ARTICLES = frozenset(
    ("the", "a", "an", "il", "la", "lo", "l", "i", "gli", "le", "un", "una", "uno", "el", "los",
     "las", "les", "o", "os", "as")
)  # fmt: skip
"""German ones say who does what: they stay."""

_SAME_BOTH_WAYS = frozenset(
    ("is", "are", "was", "were", "ist", "sind", "war", "waren", "è", "sono", "era", "with", "mit",
     "con", "between", "zwischen", "tra", "fra", "versus", "als")
)  # fmt: skip
_SAME_VERBS = frozenset(
    ("meet", "met", "marri", "equal", "resembl", "border", "correspond", "traf", "treff",
     "heirat", "gleich", "sposat", "incontrat")
)  # fmt: skip

Words = tuple[str, ...]


def is_exchanged_copy(claim: Statement, passage: Statement) -> bool:
    """Whether exchanging two things makes a claim a copy of its passage."""
    mine = [one for one in claim.tokens if _counts(one, claim.language)]
    words = [_key(one) for one in mine]
    theirs = [_key(one) for one in passage.tokens if _counts(one, claim.language)]
    masks = _masks(theirs)
    known = sum((Counter(words) & Counter(theirs)).values())
    straight = _in_order(words, masks)
    if len(words) - known > int(len(words) * _MISSING) or straight + _GAIN > known:
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
    if not marks:
        return True
    # `The owner of the mill` is `the mill's owner`, `two of four` are `four, of which two`.
    if all(one.word in _OF for one in marks) or any(one.stem in _SAME_VERBS for one in marks):
        return True
    small = [one.word for one in marks if not one.is_content]
    is_listed = all(word in _JOINED or word == "," for word in small)
    ends = marks[0].word, marks[-1].word
    if is_listed and all(word in _JOINED or word == "," for word in ends):
        return True
    return all(one.word in _SAME_BOTH_WAYS for one in marks)


def _is_other_voice(claim: Statement, passage: Statement, things: Sequence[Token]) -> bool:
    """Whether one of the things is in only one of the texts the one by whom it is done."""
    mine = any(is_agent(claim, one.at) for one in things)
    places = (place for one in things for place in passage.places.get(one.stem, ()))
    return mine != any(is_agent(passage, place.at) for place in places)


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
