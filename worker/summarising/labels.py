"""Claims that tell a label and its value as a sentence: `Invoice Number: 42` as *the number is 42*.

Nothing but the place ties a value to its label, so it must be the one right behind the label's
colon: with the colon passed over, the value of the next label would do as well.
"""

import re
from collections.abc import Iterator

from worker.summarising.compared import Compared
from worker.summarising.figures import numbers

_TOLD = re.compile(
    r"(?:(?:the|der|die|das|il|lo|la) |l['’])?(?P<label>[^\W\d_][^:;,]{1,60}?)"  # noqa: RUF001
    r" (?:is|was|ist|war|lautet|è|era) (?P<value>[^:;]*\d[^:;]*?)[.\s]*",
    re.IGNORECASE,
)
_PIECES = re.compile(r"(?:, |;|\b)(?:and|und|e|ed)\b |; ")
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 5
"""Words of a label."""

_LONGEST_VALUE = 6
"""Words."""


def tells_label(it: Compared) -> bool:
    """Whether all figures of a claim stand right behind the labels that the claim gives them."""
    told = list(_told(it.text))
    known = frozenset[str]().union(*(numbers(value) for _, value in told))
    return (
        bool(told)
        and numbers(it.text) <= known
        and all(_has_value(it.quote, label, value) for label, value in told)
    )


def has_other_value(it: Compared) -> bool:
    """Whether a label of the claim is followed by another figure in the passage."""
    return any(
        not _has_value(it.quote, label, value) and any(map(_begins_with_figure, places))
        for label, value in _told(it.text)
        if (places := list(_behind(it.quote, label)))
    )


def _told(text: str) -> Iterator[tuple[str, str]]:
    """What a claim says of labels: each with its value."""
    for piece in _PIECES.split(text):
        match = _TOLD.fullmatch(piece.strip())
        if match and len(match["label"].split()) <= _MOST_WORDS:
            yield match["label"], match["value"]


def _behind(quote: str, label: str) -> Iterator[str]:
    """What stands behind a label and its colon."""
    words = r"\W+".join(map(re.escape, _WORD.findall(label)))
    for match in re.finditer(rf"(?<!\w){words}\W{{0,2}}:\s*", quote, re.IGNORECASE):
        yield quote[match.end() :]


def _has_value(quote: str, label: str, value: str) -> bool:
    return any(_begins_with(rest, value) for rest in _behind(quote, label))


def _begins_with(text: str, value: str) -> bool:
    """Whether a text begins with a value, as it is or in another spelling."""
    words = _WORD.findall(value.casefold())
    if _WORD.findall(text.casefold())[: len(words)] == words:
        return True
    first = text.split()[:_LONGEST_VALUE]
    return any(
        numbers(" ".join(first[:count])) == numbers(value) for count in range(1, len(first) + 1)
    )


def _begins_with_figure(text: str) -> bool:
    return bool(numbers(" ".join(text.split()[:1])))
