"""Raw page text as a reader sees it: mended hyphens, spelt-out ligatures, single spaces."""

import re
from collections.abc import Iterable

from worker.reading.characters import FILLER, LINE_HYPHEN

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | {"\u00ad": None, "\u200b": None, "\ufeff": None, FILLER: None}
)
_LETTERS = r"[^\W\d_]"
# Possessive and from a word's start only: text without spaces must not cost its square.
_BROKEN_WORD = re.compile(
    rf"(?<!{_LETTERS})({_LETTERS}++)(?:{LINE_HYPHEN}\s*|(?:-|\u2010)[ \t]*\r?\n\s*)({_LETTERS}+)"
)
_OTHER_BREAK = re.compile(rf"{LINE_HYPHEN}\s*|(?<=\w)[-\u2010][ \t]*\r?\n\s*(?=\w)")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd]")
_WORD = re.compile(rf"{_LETTERS}+")
_SHORTEST_PART = 3
_COMPOUND_HEADS = frozenset(
    ("well", "self", "high", "low", "long", "short", "real", "single", "two", "three", "half")
)


class Cleaner:
    """Cleans the text of one document, whose own words tell how its broken words are spelt."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: set[str] = set()
        for text in texts:
            whole = _BROKEN_WORD.sub(" ", text.translate(_LIGATURES))
            self._words.update(word.casefold() for word in _WORD.findall(whole))

    def clean(self, raw: str) -> str:
        """`raw` without the traces of its page."""
        text = _BROKEN_WORD.sub(self._mend, raw.translate(_LIGATURES))
        text = _OTHER_BREAK.sub("-", text)
        return " ".join(_UNPRINTABLE.sub("", text).split())

    def _mend(self, match: re.Match[str]) -> str:
        """Join the parts, unless only the parts are words of this document."""
        head, tail = match.groups()
        joined = head + tail
        known = {head.casefold(), tail.casefold()} <= self._words
        long_enough = len(head) >= _SHORTEST_PART and len(tail) >= _SHORTEST_PART
        is_compound = (known and long_enough) or _leads_compound(head, tail)
        if tail[0].isupper() and not joined.isupper():
            return f"{head}-{tail}"
        if joined.casefold() in self._words or not is_compound:
            return joined
        return f"{head}-{tail}"


def _leads_compound(head: str, tail: str) -> bool:
    """Whether a broken word is likely a compound: well-known, smoothly-degrading."""
    lower = head.casefold()
    return len(tail) > _SHORTEST_PART and (
        lower in _COMPOUND_HEADS or (len(lower) > 5 and lower.endswith("ly"))
    )
