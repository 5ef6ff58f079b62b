"""Boxes of a page by the rows they touch: what may touch another is found without asking all."""

from collections.abc import Iterable
from itertools import chain

_TALL = 24.0
"""Points; a line of text touches one row or two."""

_FARTHEST = 10_000.0
"""Points; what lies beyond is in the outermost rows."""


class Rows:
    """Numbers of boxes, kept by row."""

    def __init__(self) -> None:
        self._rows: dict[int, list[int]] = {}

    def add(self, bottom: float, top: float, number: int) -> None:
        """Keep a box under its number."""
        for row in _rows_of(bottom, top):
            self._rows.setdefault(row, []).append(number)

    def near(self, bottom: float, top: float) -> Iterable[int]:
        """The numbers of all boxes that may touch this one; one may come more than once."""
        rows = _rows_of(bottom, top)
        if len(rows) == 1:
            return self._rows.get(rows[0], ())
        return chain.from_iterable(self._rows.get(row, ()) for row in rows)


def _rows_of(bottom: float, top: float) -> range:
    # A broken file may say any number here, also one that is none.
    if not -_FARTHEST <= bottom <= top <= _FARTHEST:
        bottom = max(-_FARTHEST, min(_FARTHEST, bottom))
        top = max(-_FARTHEST, min(_FARTHEST, top))
    return range(int(bottom // _TALL), int(top // _TALL) + 1)
