"""Paragraphs, list entries and headings of a page, told by its lines: PDFium marks none of them."""

# ruff: noqa: RUF001 - typographic quotes, dashes and full-width marks are what this is about.

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from worker.reading.characters import LINE_HYPHEN

_LINE = re.compile(rf"[^\r\n{LINE_HYPHEN}]*(?:\r\n|[\r\n{LINE_HYPHEN}]|$)")
_ENTRY = re.compile(
    r"\s*(?:[•▪◦‣·*–—-]\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{2,5})\)\s|\d{1,2}\.\s|\[\d{1,3}\]\s?|§+\s?\d)"
)
_NUMBERED_HEADING = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,5}\.|[A-Z]\.|§+\s*\d+\w?|Art(?:icle|ikel|icolo|\.)\s*\d+"
    r"|Chapter\s+\w+|Kapitel\s+\w+|Capitolo\s+\w+|Section\s+\w+|Appendix\s+\w+)\s+\S"
)
_ARTICLE = re.compile(
    r"\s*(?:art(?:icle|ikel|icolo|ículo|igo)?\.?|§+)\s*\d+\w*\.?\s*", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*\s*$")
_RUN_IN = re.compile(r"[^\W\d_]{3}\. \w")
"""`4. Disclosures. The recipient may`: the title ends inside the line."""

_VERBS = frozenset(
    ("is", "are", "was", "were", "has", "have", "may", "must", "shall", "will", "can", "ist",
     "sind", "wird", "werden", "hat", "haben", "kann", "muss", "darf", "è", "sono", "ha", "può",
     "deve")
)  # fmt: skip
_HEADING_WORDS = 12
_HEADING_LENGTH = 90


@dataclass(frozen=True, slots=True)
class Block:
    """A range of a page's text that belongs together."""

    start: int
    end: int
    is_heading: bool


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def is_broken(self) -> bool:
        """Whether its last word goes on in the next line."""
        return self.text.endswith((LINE_HYPHEN, "-"))

    @property
    def width(self) -> int:
        return len(self.text.strip())


def blocks_of(text: str) -> Iterator[Block]:
    """All blocks of a page; together they hold all its text that is not space."""
    lines = [line for line in _lines(text) if line.width]
    if not lines:
        return
    usual = sorted(line.width for line in lines)[int(len(lines) * 0.8)]
    headings = [_is_heading(lines, at, usual) for at in range(len(lines))]
    start = 0
    for at, (line, following) in enumerate(pairwise(lines)):
        if headings[at] or headings[at + 1] or _parts(line, following, usual):
            yield Block(lines[start].start, line.end, headings[at])
            start = at + 1
    yield Block(lines[start].start, lines[-1].end, headings[-1])


def _lines(text: str) -> Iterator[_Line]:
    for match in _LINE.finditer(text):
        if match.group():
            yield _Line(match.start(), match.end(), match.group().rstrip("\r\n"))


def _parts(line: _Line, following: _Line, usual: int) -> bool:
    """Whether a block ends between two lines."""
    if line.is_broken:
        return False
    if _ENTRY.match(following.text):
        return bool(_ENDS.search(line.text)) or line.width < usual * 0.8
    first = following.text.lstrip()[0]
    if first.islower():
        return False
    if _ENDS.search(line.text):
        return line.width < usual * 0.85
    return line.width < usual * 0.6


def _is_heading(lines: list[_Line], at: int, usual: int) -> bool:
    """Whether a line stands alone: short, no full stop, a capital or a number in front."""
    line = lines[at]
    text = line.text.strip()
    if _ARTICLE.fullmatch(text):
        return True
    if line.is_broken or line.width > _HEADING_LENGTH or len(text.split()) > _HEADING_WORDS:
        return False
    if _ENDS.search(text) or text[-1] in ",(" or not (text[0].isalnum() or text[0] == "§"):
        return False
    if sum(map(str.isalpha, text)) < max(3, len(text) * 0.6) or text[0].islower():
        return False
    if at and (lines[at - 1].is_broken or not _ends_before_heading(lines[at - 1], usual)):
        return False
    following = lines[at + 1].text.lstrip() if at + 1 < len(lines) else ""
    if not following or following[0].islower():
        return False
    if _is_running(text):
        return False
    numbered = bool(_NUMBERED_HEADING.match(text)) and not text.endswith(",")
    return numbered or (line.width < usual * 0.6 and _is_titled(text))


def _is_running(text: str) -> bool:
    """Whether a short line is of running text: a verb, an open bracket, a title run in before."""
    verbs = not _NUMBERED_HEADING.match(text) and not _VERBS.isdisjoint(text.split())
    return verbs or text.count("(") > text.count(")") or bool(_RUN_IN.search(text))


def _ends_before_heading(line: _Line, usual: int) -> bool:
    return bool(_ENDS.search(line.text)) or line.width < usual * 0.8


def _is_titled(text: str) -> bool:
    """Whether most longer words begin with a capital, as in English titles, or it is one word."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return bool(words) and sum(word[0].isupper() for word in words) >= len(words) * 0.6
