"""A row of the list that says where something was found in its document."""

import re
import unicodedata
from dataclasses import replace

from desktop.translation import tr
from desktop.ui.wording import UNSEEN, Line, Row

BEGIN_FOUND, END_FOUND = "\x02", "\x03"
"""Around what is searched for, in a snippet for a row."""


def found_row(row: Row, page: int, snippet: str) -> Row:
    """A row that says where something was found in its document."""
    if not snippet:
        return row
    words, marks = _marked(snippet)
    found = tr("p. {page}: {words}", page=page, words=words) if page else words
    at = found.find(words)
    marks = tuple((at + begin, at + end) for begin, end in marks)
    return replace(row, line=Line(found, marks=marks), share=None)


def _marked(snippet: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A snippet without what stands around the found words, and where they are."""
    text, marks = "", []
    for number, piece in enumerate(re.split(f"[{BEGIN_FOUND}{END_FOUND}]", snippet)):
        kept = "".join(c for c in piece if unicodedata.category(c) not in UNSEEN)
        if number % 2:
            marks.append((len(text), len(text) + len(kept)))
        text += kept
    return text, tuple(marks)
