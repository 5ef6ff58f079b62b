"""The lines of a page's text, and those of them that stand near its edges."""

import ctypes
import re
from collections.abc import Iterator

from worker.reading.bare_calls import bare_calls
from worker.reading.characters import LINE_HYPHEN
from worker.reading.pdfium import Page

_LINE = re.compile(rf"[^\r\n{LINE_HYPHEN}]+")
ROWS = 4
"""How many rows at either edge may be a header or a footer."""

_EDGE = 200
"""How far from its edge such a row may be, in thousandths of the page."""

_SAME_ROW = 4
_LARGE = 1.25
_MOST_LINES = 5_000
"""Beyond that the page is no page of running text, and its edges tell nothing."""


def line_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends, without the space around it; blank lines are none."""
    for match in _LINE.finditer(text):
        line = match.group()
        start, end = match.span()
        if line[0].isspace() or line[-1].isspace():
            start += len(line) - len(line.lstrip())
            end -= len(line) - len(line.rstrip())
        if end > start:
            yield start, end


def edges_of(page: Page, text: str) -> tuple[tuple[int, int, int, bool], ...]:
    """The lines in the outermost rows of a page, as the fields of a `pages.Edge` each."""
    lines = list(line_ranges(text))
    if not lines or len(lines) > _MOST_LINES:
        return ()
    places = _places(page, [start for start, _ in lines])
    usual = sorted(height for _, height in places)[len(places) // 2]
    ranked = sorted(range(len(lines)), key=lambda at: places[at][0])
    chosen = (*_outermost(ranked, places), *_outermost(ranked[::-1], places))
    return tuple(
        (*lines[at], places[at][0], places[at][1] > usual * _LARGE)
        for at in dict.fromkeys(chosen)
        if not _EDGE < places[at][0] < 1000 - _EDGE
    )


def _outermost(ranked: list[int], places: list[tuple[int, float]]) -> list[int]:
    """The lines of the first rows, in the order given."""
    chosen: list[int] = []
    rows, row = 0, -(10**6)
    for at in ranked:
        if abs(places[at][0] - row) > _SAME_ROW:
            rows, row = rows + 1, places[at][0]
            if rows > ROWS:
                break
        chosen.append(at)
    return chosen


def _places(page: Page, starts: list[int]) -> list[tuple[int, float]]:
    """How far from the upper edge each line stands, and how tall its letters are."""
    left, bottom, right, top = page.box()
    width, height = max(1.0, right - left), max(1.0, top - bottom)
    quarters = page.quarters()
    box = (ctypes.c_float * 4)()
    sides = memoryview(box).cast("B").cast("f")
    box_of, own, there = bare_calls().loose_box, page.text, ctypes.byref(box)
    found: list[tuple[int, float]] = []
    for start in starts:
        if not box_of(own, start, there):
            found.append((500, 0.0))
            continue
        from_left, upper, to_right, lower = sides
        if quarters == 0:
            share = (top - lower) / height
        elif quarters == 1:
            share = (from_left - left) / width
        elif quarters == 2:
            share = (upper - bottom) / height
        else:
            share = (right - to_right) / width
        tall = upper - lower if quarters % 2 == 0 else to_right - from_left
        found.append((round(min(1.0, max(0.0, share)) * 1000), abs(tall)))
    return found
