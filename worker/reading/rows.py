"""Boxes of a page by the rows they touch: what may touch another is found without asking all."""

from collections.abc import Iterator

from worker.reading.pages import Rect

_TALL = 24.0
"""Points; a line of text touches one row or two."""

_FARTHEST = 10_000.0
"""Points; what lies beyond is in the outermost rows."""


class Rows:
    """Numbers of boxes, kept by row."""

    def __init__(self) -> None:
        self._rows: dict[int, list[int]] = {}

    def add(self, box: Rect, number: int) -> None:
        """Keep a box under its number."""
        for row in _rows_of(box):
            self._rows.setdefault(row, []).append(number)

    def near(self, box: Rect) -> Iterator[int]:
        """The numbers of all boxes that may touch this one; one may come more than once."""
        for row in _rows_of(box):
            yield from self._rows.get(row, ())


def _rows_of(box: Rect) -> range:
    # A broken file may say any number here, also one that is none.
    low = max(-_FARTHEST, min(_FARTHEST, box[1])) // _TALL
    high = max(-_FARTHEST, min(_FARTHEST, box[3])) // _TALL
    return range(int(low), int(high) + 1)
