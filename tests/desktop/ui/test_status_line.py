from desktop.ui.digest import Digest
from desktop.ui.status_line import newest_pace


def test_the_pace_is_that_of_the_newest_summaries_in_whatever_order_they_are_read() -> None:
    old = {f"old{n}": Digest(5, 0, 0, (), 60.0, 0, finished_at=float(n)) for n in range(50)}
    new = {f"new{n}": Digest(5, 0, 0, (), 12.0, 0, finished_at=1000.0 + n) for n in range(9)}
    assert newest_pace({**new, **old}) == 12.0
    assert newest_pace({}) is None
