"""The time left, from how long parts took."""

import pytest

from desktop.jobs.pace import Pace
from worker.contract.messages import Progress
from worker.contract.states import Stage


def progress(done: int, total: int = 10) -> Progress:
    return Progress(stage=Stage.SUMMARISING, done=done, total=total)


def test_nothing_is_said_before_a_part_was_seen_to_end() -> None:
    pace = Pace()
    assert pace.eta_s(Progress(stage=Stage.READING, done=1, total=9), 0.0) is None
    assert pace.eta_s(progress(0), 0.0) is None
    assert pace.eta_s(progress(0), 5.0) is None


def test_what_is_left_takes_as_long_as_what_was() -> None:
    pace = Pace()
    pace.eta_s(progress(0), 0.0)
    assert pace.eta_s(progress(2), 20.0) == pytest.approx(90.0)
    assert pace.eta_s(progress(5), 50.0) == pytest.approx(60.0)


def test_notes_that_were_there_already_do_not_count() -> None:
    pace = Pace()
    pace.eta_s(progress(8), 0.0)
    assert pace.eta_s(progress(9), 10.0) == pytest.approx(20.0)


def test_it_counts_down_between_parts() -> None:
    pace = Pace()
    pace.eta_s(progress(0), 0.0)
    first = pace.eta_s(progress(1), 10.0)
    later = pace.eta_s(progress(1), 16.0)
    assert first is not None
    assert later == pytest.approx(first - 6.0)
