"""Boxes are found by the rows they touch, whatever numbers a broken file gives them."""

from math import inf, nan

from hypothesis import given
from hypothesis import strategies as st

from worker.reading.rows import Rows

NUMBERS = st.floats(min_value=-20_000, max_value=20_000)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=20), st.tuples(NUMBERS, NUMBERS))
def test_every_box_that_touches_is_among_those_near(
    boxes: list[tuple[float, float]], wanted: tuple[float, float]
) -> None:
    rows = Rows()
    spans = [tuple(sorted(box)) for box in boxes]
    for number, (low, high) in enumerate(spans):
        rows.add(low, high, number)
    low, high = sorted(wanted)
    touching = {at for at, (bottom, top) in enumerate(spans) if bottom <= high and top >= low}
    assert touching <= set(rows.near(low, high))


def test_numbers_that_are_none_are_taken() -> None:
    rows = Rows()
    rows.add(-inf, inf, 1)
    rows.add(nan, nan, 2)
    assert 1 in set(rows.near(100, 110))
