from worker.reading.reading_order import Box, rows_in_order


def column(left: float, width: float, lines: int = 8, top: float = 100) -> list[Box]:
    return [(left, top + at * 20, left + width, top + at * 20 + 14) for at in range(lines)]


def test_two_columns_are_read_one_after_the_other() -> None:
    boxes = [box for pair in zip(column(50, 200), column(300, 200), strict=True) for box in pair]
    assert [row[0] for row in rows_in_order(boxes)] == [*range(0, 16, 2), *range(1, 16, 2)]


def test_a_heading_over_both_columns_comes_first_and_parts_them() -> None:
    boxes = [(50.0, 60.0, 500.0, 80.0), *column(50, 200), *column(300, 200)]
    assert rows_in_order(boxes)[0] == [0]
    assert [row[0] for row in rows_in_order(boxes)] == list(range(17))


def test_rows_of_a_table_stay_rows() -> None:
    sizes = (40, 160, 60, 90, 35, 50, 120, 45)
    boxes: list[Box] = []
    for at, width in enumerate(sizes):
        boxes += [(50, 100 + at * 20, 50 + width, 114 + at * 20),
                  (300, 100 + at * 20, 330, 114 + at * 20),
                  (420, 100 + at * 20, 440 + at, 114 + at * 20)]  # fmt: skip
    assert rows_in_order(boxes) == [[3 * at, 3 * at + 1, 3 * at + 2] for at in range(8)]
