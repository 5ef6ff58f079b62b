"""Boxes on a page: how large they are, what two of them share, and what moves them."""

Matrix = tuple[float, float, float, float, float, float]
Boxed = tuple[float, float, float, float, *tuple[object, ...]]
"""What begins with a box: left, bottom, right, top."""


def area(box: Boxed) -> float:
    """Square points; none where a side is missing."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def overlap(one: Boxed, other: Boxed) -> float:
    """Square points that two boxes share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0


def times(first: Matrix, second: Matrix) -> Matrix:
    """What two matrices do one after the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i, a * h + b * j,
        c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip
