"""The time left, from how long parts took."""

import pytest

from desktop.jobs.pace import END_PARTS, Pace
from desktop.jobs.speeds import Speed
from worker.contract.messages import Progress
from worker.contract.states import EngineKind, Stage, Style

CHECKING = Progress(stage=Stage.CHECKING, done=0, total=1)
READING = Progress(stage=Stage.READING, done=1, total=9)
END_S = END_PARTS * 10.0
"""Of a document whose parts take 10 s, where nothing was measured."""


def progress(done: int, worked_s: float = 0.0, total: int = 10) -> Progress:
    share = done / total
    return Progress(
        stage=Stage.SUMMARISING, done=done, total=total, done_share=share, worked_s=worked_s
    )


def knowing(parts_s: float, end_s: float) -> Pace:
    """What other documents took lets this one expect as much."""
    speed = Speed(
        kind=EngineKind.OLLAMA,
        place="here",
        model="small",
        digest="",
        part_s=parts_s,
        end_s={Style.STANDARD: end_s},
    )
    pace = Pace(speed)
    pace.expect(None, Style.STANDARD)
    pace.expect(1000, Style.STANDARD)
    return pace


def test_nothing_is_said_where_nothing_was_measured_and_no_part_is_done() -> None:
    pace = Pace()
    assert pace.eta_s(READING, 0.0) is None
    assert pace.eta_s(progress(0), 0.0) is None
    assert pace.eta_s(progress(0), 5.0) is None


def test_what_is_left_takes_as_long_as_what_was() -> None:
    pace = Pace()
    pace.eta_s(progress(0), 0.0)
    assert pace.eta_s(progress(2, 20.0), 20.0) == pytest.approx(80.0 + END_S)
    assert pace.eta_s(progress(5, 50.0), 50.0) == pytest.approx(50.0 + END_S)


def test_what_was_measured_before_is_said_at_once_and_then_outweighed() -> None:
    pace = knowing(parts_s=200.0, end_s=30.0)
    assert pace.eta_s(READING, 0.0) == pytest.approx(230.0)
    assert pace.eta_s(progress(0), 10.0) == pytest.approx(230.0)
    assert pace.eta_s(progress(2, 20.0), 30.0) == pytest.approx(8 * 15.0 + 30.0)
    assert pace.eta_s(progress(8, 80.0), 90.0) == pytest.approx(2 * 12.0 + 30.0)


def test_notes_that_were_there_already_do_not_count() -> None:
    pace = Pace()
    pace.eta_s(progress(8), 0.0)
    assert pace.eta_s(progress(9, 10.0), 10.0) == pytest.approx(10.0 + END_S)


def test_it_counts_down_between_parts() -> None:
    pace = Pace()
    pace.eta_s(progress(0), 0.0)
    first = pace.eta_s(progress(1, 10.0), 10.0)
    later = pace.eta_s(progress(1, 10.0), 20.0)
    assert first is not None
    assert later == pytest.approx(first - 10.0)


def test_two_parts_in_hand_that_end_together_are_no_leap() -> None:
    pace = Pace()
    pace.eta_s(progress(0), 0.0)
    assert pace.eta_s(progress(1, 10.0), 19.0) == pytest.approx(9 * 10.0 - 9.0 + END_S)
    assert pace.eta_s(progress(2, 20.0), 20.0) == pytest.approx(8 * 10.0 + END_S)


def test_a_part_that_takes_long_does_not_eat_up_the_others() -> None:
    pace = Pace()
    pace.eta_s(progress(0), 0.0)
    pace.eta_s(progress(5, 50.0), 50.0)
    stuck = pace.eta_s(progress(5, 50.0), 500.0)
    assert stuck == pytest.approx(3 * 10.0 + END_S), "two are in hand; three are not begun"


def test_a_job_that_shares_the_engine_takes_as_much_longer() -> None:
    pace = Pace()
    pace.eta_s(progress(0), 0.0)
    alone_s = 5 * 10.0 + END_S
    shared_s = pace.eta_s(progress(5, 50.0), 100.0)
    assert shared_s is not None
    assert 1.2 * alone_s < shared_s < 2.5 * alone_s


def test_the_end_has_its_own_measure() -> None:
    pace = knowing(parts_s=100.0, end_s=30.0)
    pace.eta_s(progress(0), 0.0)
    pace.eta_s(progress(10, 100.0), 100.0)
    assert pace.eta_s(CHECKING, 100.0) == pytest.approx(30.0)
    assert pace.eta_s(CHECKING, 120.0) == pytest.approx(10.0)
    assert pace.eta_s(CHECKING, 200.0) == pytest.approx(6.0), "it is never said to be over"


def test_the_end_of_a_short_document_takes_less() -> None:
    pace = Pace()
    pace.eta_s(progress(0, total=2), 0.0)
    assert pace.eta_s(progress(1, 50.0, total=2), 100.0) == pytest.approx(10.0 + END_PARTS * 25.0)
    assert pace.eta_s(progress(2, 100.0, total=2), 105.0) == pytest.approx(END_PARTS * 25.0)
    alone = knowing(parts_s=100.0, end_s=30.0)
    assert alone.eta_s(progress(0, total=1), 0.0) == pytest.approx(100.0)


def test_without_a_measure_the_end_takes_a_share_of_a_part() -> None:
    pace = Pace()
    pace.eta_s(progress(0), 0.0)
    pace.eta_s(progress(10, 100.0), 100.0)
    assert pace.eta_s(CHECKING, 101.0) == pytest.approx(END_S)


def test_the_last_parts_of_a_document_are_shorter() -> None:
    pace = Pace()
    pace.eta_s(progress(0), 0.0)
    nearly = progress(5, 90.0).model_copy(update={"done_share": 0.9})
    assert pace.eta_s(nearly, 90.0) == pytest.approx(10.0 + END_S)


def test_one_part_that_took_long_does_not_make_the_others_longer() -> None:
    pace = Pace()
    pace.eta_s(progress(0), 0.0)
    for done in range(1, 6):
        pace.eta_s(progress(done, 10.0 * done), 10.0 * done)
    usual = 4 * 10.0 + END_S
    told_much = pace.eta_s(progress(6, 110.0), 110.0)
    assert told_much == pytest.approx(usual, rel=0.15)
