"""Running headers, footers and page numbers: what stands on page after page beside the text.

Found by repetition near an edge of the page, at the same height: the same line on several pages, or
one that differs in nothing but the number of its page. What is left out must be the outermost of
its page, so that a line of the text that comes again is not taken for one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from worker.reading.pages import Edge, Kind, LeftOut, PageText
from worker.reading.text_lines import ROWS

_SAME_PLACE = 6
"""Lines this near in height, in thousandths of the page, stand in one row."""

_MIDDLE = 500
_SHORT_DOCUMENT = 4
"""Pages up to which two pages with the same line are enough; else it takes three."""

_DENSE = 0.35
"""Share of the pages from first to last that must have the line; on every other page is usual."""

_NUMBERED = 0.75
"""Share of its lines in which a number must go with the page to be the page's number."""

_NUMBER = re.compile(r"(?<![^\W_])(?<!\d[.,])(?:\d+|[ivxlc]+(?![^\W\d_]))(?![.,]\d)")
"""Of case-folded text: to Python a dotless i is an i where case does not matter."""
_BESIDE_NUMBER = re.compile(
    r"^\W*#|#\W*$|(?:page|seite|pagina|pag\.|página|pág\.|p\.|s\.|blatt) #"
    r"|# (?:/|of|von|di|de|sur) #"
)
"""Where in a line the number of a page stands."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_WORD = re.compile(r"[^\W_]{4,}|\d{3,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Line:
    """A line near an edge, with its numbers apart."""

    page: int
    edge: Edge
    text: str
    pattern: str
    numbers: tuple[int, ...]

    @property
    def is_upper(self) -> bool:
        return self.edge.place < _MIDDLE

    @property
    def is_number(self) -> bool:
        return not any(map(str.isalnum, self.pattern.replace("#", "").replace("page", "")))


@dataclass(frozen=True, slots=True)
class _Row:
    """A height at which furniture stands, and how far its number is from that of the page."""

    is_upper: bool
    place: int
    offset: int


def furniture_of(pages: Sequence[PageText]) -> dict[int, tuple[LeftOut, ...]]:
    """What to leave out of which page (by its number)."""
    lines = [line for page in pages for line in _lines(page)]
    fewest = 2 if sum(any(page.text) for page in pages) <= _SHORT_DOCUMENT else 3
    groups = [group for group in _groups(lines) if _is_repeated(group, fewest)]
    rows = {row for group in groups if (row := _row(group))}
    found = {id(line): line for group in groups for line in group}
    found |= {id(line): line for line in lines if any(_fits(line, row) for row in rows)}
    outermost = _outermost(lines, found)
    kept = _first_tellers(pages, outermost)
    chosen: dict[int, list[LeftOut]] = defaultdict(list)
    for line in outermost:
        if line not in kept:
            chosen[line.page].append(LeftOut(line.edge.start, line.edge.end, _kind(line)))
    return {number: tuple(each) for number, each in chosen.items()}


def _lines(page: PageText) -> Iterator[_Line]:
    for edge in page.edges:
        text = page.text[edge.start : edge.end]
        if not edge.is_large and len(text) <= _LONGEST:
            folded = " ".join(text.casefold().split())
            numbers = tuple(_value(found) for found in _NUMBER.findall(folded))
            yield _Line(page.number, edge, text, _NUMBER.sub("#", folded), numbers)


def _value(number: str) -> int:
    """A number in digits or in Roman ones; what only looks Roman is no page's number."""
    if number.isdecimal():
        return int(number[:9])
    values = [_ROMAN[digit] for digit in number]
    following = (*values[1:], 0)
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))


def _groups(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    """Lines of one pattern that stand at one height."""
    same: dict[tuple[bool, str], list[_Line]] = defaultdict(list)
    for line in lines:
        same[line.is_upper, line.pattern].append(line)
    for group in same.values():
        group.sort(key=lambda line: line.edge.place)
        start = 0
        for at in range(1, len(group) + 1):
            if at == len(group) or group[at].edge.place - group[at - 1].edge.place > _SAME_PLACE:
                yield group[start:at]
                start = at


def _is_repeated(group: Sequence[_Line], fewest: int) -> bool:
    pages = sorted({line.page for line in group})
    if len(pages) < fewest or len(pages) < _DENSE * (pages[-1] - pages[0] + 1):
        return False
    slots = list(zip(*(line.numbers for line in group), strict=True))
    if _page_slot(group) is not None:
        return True
    return all(len(set(slot)) == 1 for slot in slots) and not group[0].is_number


def _page_slot(group: Sequence[_Line]) -> int | None:
    """How far a number of these lines is from that of its page, where one goes with it."""
    if not _BESIDE_NUMBER.search(group[0].pattern):
        return None
    for slot in zip(*(line.numbers for line in group), strict=True):
        away = Counter(value - line.page for value, line in zip(slot, group, strict=True))
        offset: int
        offset, times = away.most_common(1)[0]
        if times >= max(2, _NUMBERED * len(group)):
            return offset
    return None


def _row(group: Sequence[_Line]) -> _Row | None:
    offset = _page_slot(group)
    if offset is None:
        return None
    return _Row(group[0].is_upper, group[len(group) // 2].edge.place, offset)


def _fits(line: _Line, row: _Row) -> bool:
    """Whether a line stands in a row of page numbers and begins or ends with its page's."""
    if line.is_upper is not row.is_upper or abs(line.edge.place - row.place) > _SAME_PLACE:
        return False
    number = line.page + row.offset
    at_start = line.pattern.startswith("#") and line.numbers[0] == number
    return at_start or (line.pattern.endswith("#") and line.numbers[-1] == number)


def _outermost(lines: Iterable[_Line], found: dict[int, _Line]) -> list[_Line]:
    """The found lines that have nothing of the text between them and the edge."""
    chosen: list[_Line] = []
    for (_, is_upper), side in groupby(
        sorted(lines, key=lambda line: (line.page, not line.is_upper)),
        key=lambda line: (line.page, line.is_upper),
    ):
        outer: list[_Line] = []
        from_edge = sorted(side, key=lambda line: line.edge.place, reverse=not is_upper)
        limit = next((line.edge.place for line in from_edge if id(line) not in found), None)
        for line in from_edge:
            beyond = limit is None or (
                line.edge.place < limit + _SAME_PLACE
                if is_upper
                else line.edge.place > limit - _SAME_PLACE
            )
            if id(line) in found and beyond:
                outer.append(line)
        # Where all rows that were looked at come again, the text itself does: a copy, a form.
        if len({line.edge.place for line in outer}) < ROWS:
            chosen += outer
    return chosen


def _first_tellers(pages: Sequence[PageText], furniture: Sequence[_Line]) -> set[_Line]:
    """First lines of their kind that tell what stands nowhere else: a number of an invoice, say.

    In a letter of a few pages that may be a name; in a longer text only a number counts.
    """
    is_short = len(pages) <= _SHORT_DOCUMENT
    telling: dict[str, tuple[_Line, set[str]]] = {}
    for line in sorted(furniture, key=lambda line: line.page):
        words = {word.casefold() for word in _WORD.findall(line.text)}
        telling.setdefault(line.pattern, (line, {w for w in words if _tells(w, is_short, line)}))
    if not any(words for _, words in telling.values()):
        return set()
    said: set[str] = set()
    places = defaultdict(set)
    for line in furniture:
        places[line.page].add((line.edge.start, line.edge.end))
    for page in pages:
        rest = page.text
        for start, end in sorted(places[page.number], reverse=True):
            rest = rest[:start] + " " + rest[end:]
        said.update(word.casefold() for word in _WORD.findall(rest))
    return {line for line, words in telling.values() if words - said}


def _tells(word: str, is_short: bool, line: _Line) -> bool:
    if word.isdecimal():
        return not _YEAR.fullmatch(word) and int(word) - line.page not in (-1, 0, 1)
    return is_short and word not in ("page", "pages", "seite", "pagina", "página")


def _kind(line: _Line) -> Kind:
    if line.is_number:
        return Kind.PAGE_NUMBER
    return Kind.HEADER if line.is_upper else Kind.FOOTER
