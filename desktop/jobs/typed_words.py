"""Words as a person types them into a search, and where they stand in a text.

Blind to case and accents, as the index is; what is found is shown with this, not with the index,
whose own snippets take a tenth of a second where a word stands everywhere.
"""

import re
import unicodedata
from collections.abc import Sequence

LEAST_BEGINNING = 2
"""One letter alone is the beginning of everything."""
BEFORE, AFTER = 18, 100
"""Letters shown before and after what was found; a row of a list has room for few."""

Span = tuple[int, int]


def words_of(typed: str) -> list[str]:
    """The words in what was typed."""
    return re.findall(r"\w+", typed)


def is_begun(typed: str) -> bool:
    """Whether the last word may be the beginning of a longer one."""
    found = words_of(typed)
    return bool(found) and typed[-1:].isalnum() and len(found[-1]) >= LEAST_BEGINNING


def spans(text: str, typed: str) -> list[Span]:
    """Where the typed words stand in a text, from its start to its end."""
    words = [_folded(word) for word in words_of(typed)]
    if not words:
        return []
    patterns = [re.escape(word) + r"\b" for word in words]
    if is_begun(typed):
        patterns[-1] = re.escape(words[-1]) + r"\w*"
    pattern = re.compile(r"\b(?:" + "|".join(patterns) + ")")
    return [match.span() for match in pattern.finditer(_folded(text))]


def snippet(text: str, found: Sequence[Span], before: str = "", after: str = "") -> str:
    """The stretch of a text around the first place, with something around every place in it."""
    if not found:
        return ""
    begin = max(0, found[0][0] - BEFORE)
    end = min(len(text), found[0][1] + AFTER)
    begin = text.find(" ", begin, found[0][0]) + 1 if begin else 0
    last = text.rfind(" ", found[0][1], end)
    end = last if end < len(text) and last > 0 else end
    pieces, at = [], begin
    for start, stop in found:
        if begin <= start and stop <= end:
            pieces += [text[at:start], before, text[start:stop], after]
            at = stop
    pieces.append(text[at:end])
    inner = " ".join("".join(pieces).split())
    return f"{'…' if begin else ''}{inner}{'…' if end < len(text) else ''}"


def _folded(text: str) -> str:
    """Letters without case and accents, one for each of the text: places stay what they are."""
    if text.isascii():
        return text.lower()
    return "".join(_folded_letter(letter) for letter in text)


def _folded_letter(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    return unicodedata.normalize("NFD", letter)[0].lower()[:1] or letter
