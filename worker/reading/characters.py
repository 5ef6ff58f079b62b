"""Characters of a page that stand for something else, and text that is blanked.

Apart from `pages`: to make its records, which the reader does not need, takes a part of its start.
"""

from collections.abc import Iterable

FILLER = "\uffff"
"""Stands where PDFium counts a character that has no text of its own."""

LINE_HYPHEN = "\ufffe"
"""PDFium's mark for a hyphen at the end of a line; it stands for the line break, too."""


def blanked(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """`text` with line breaks in place of some ranges of it; every index stays what it was."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(ranges):
        if end > at:
            parts += text[at : max(at, start)], "\n" * (end - max(at, start))
            at = end
    return "".join((*parts, text[at:]))
