"""The order in which a person reads boxes on a page: down one column, then the next.

Rows that stand side by side in cells, as in a table, stay rows: a column of text is filled by its
lines, a column of cells is not.
"""

from collections.abc import Sequence

Box = tuple[float, float, float, float]
"""Left, top, right, bottom; down the page numbers grow."""

_FEWEST_A_SIDE = 4
_FILLED = 0.55
"""Share of a column's width that the middle one of its lines takes at least."""

_CROSSING = 0.3
"""Share of the boxes that may reach over a gutter: headings, tables, pictures' captions."""

_STEPS = 25
_DEEPEST = 3


def rows_in_order(boxes: Sequence[Box]) -> list[list[int]]:
    """Rows of indices, each from left to right, in the order they are read."""
    return _ordered(boxes, list(range(len(boxes))), 0)


def _ordered(boxes: Sequence[Box], chosen: list[int], depth: int) -> list[list[int]]:
    gutter = _gutter([boxes[at] for at in chosen]) if depth < _DEEPEST else None
    if gutter is None:
        return _rows(boxes, chosen)
    across = sorted(
        (at for at in chosen if boxes[at][0] < gutter < boxes[at][2]), key=lambda at: boxes[at][1]
    )
    left = [at for at in chosen if boxes[at][2] <= gutter]
    right = [at for at in chosen if boxes[at][0] >= gutter]
    rows: list[list[int]] = []
    for bar in (*across, None):
        for side in (left, right):
            above = side if bar is None else [at for at in side if boxes[at][1] < boxes[bar][1]]
            rows += _ordered(boxes, above, depth + 1)
            side[:] = [at for at in side if at not in set(above)]
        if bar is not None:
            rows.append([bar])
    return rows


def _gutter(boxes: Sequence[Box]) -> float | None:
    """Where a column of text ends and the next begins, if there are two."""
    if len(boxes) < 2 * _FEWEST_A_SIDE:
        return None
    first, last = min(box[0] for box in boxes), max(box[2] for box in boxes)
    places = [first + (last - first) * (0.2 + 0.6 * step / _STEPS) for step in range(_STEPS + 1)]
    crossing = {x: sum(box[0] < x < box[2] for box in boxes) for x in places}
    fewest = min(crossing.values())
    if fewest > _CROSSING * len(boxes):
        return None
    # The middle of the widest stretch with the fewest boxes across.
    best = [x for x in places if crossing[x] == fewest]
    for x in sorted(best, key=lambda x: abs(x - (first + last) / 2)):
        if _parts_columns(boxes, x):
            return x
    return None


def _parts_columns(boxes: Sequence[Box], x: float) -> bool:
    for side in ([b for b in boxes if b[2] <= x], [b for b in boxes if b[0] >= x]):
        if len(side) < _FEWEST_A_SIDE:
            return False
        width = max(box[2] for box in side) - min(box[0] for box in side)
        if _median([box[2] - box[0] for box in side]) < _FILLED * width:
            return False
    return True


def _rows(boxes: Sequence[Box], chosen: list[int]) -> list[list[int]]:
    """Boxes side by side as one row."""
    rows: list[list[int]] = []
    for at in sorted(chosen, key=lambda at: boxes[at][1] + boxes[at][3]):
        middle = (boxes[at][1] + boxes[at][3]) / 2
        if rows and boxes[rows[-1][0]][1] < middle < boxes[rows[-1][0]][3]:
            rows[-1].append(at)
        else:
            rows.append([at])
    return [sorted(row, key=lambda at: boxes[at][0]) for row in rows]


def _median(values: list[float]) -> float:
    """The middle of some values; the `statistics` of Python take longer to load than most pages."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[-middle - 1]) / 2
