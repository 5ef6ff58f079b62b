"""When an engine is asked again, and when the job waits instead."""

import pytest

from worker.asker import BUSY_AGAIN_AFTER_S, pause_after
from worker.engines.engine import EngineAway, EngineBusy, EngineSilent


def test_an_engine_that_stumbled_is_asked_once_more_at_once() -> None:
    assert pause_after(EngineAway("cut off"), 0) == 0.5
    assert pause_after(EngineAway("cut off"), 1) is None


def test_a_busy_engine_is_asked_again_at_growing_intervals() -> None:
    busy = EngineBusy("not now (503)")
    assert [pause_after(busy, n) for n in range(4)] == list(BUSY_AGAIN_AFTER_S)
    assert pause_after(busy, 4) is None


@pytest.mark.parametrize(("asked_for", "pause_s"), [(3.0, 3.0), (0.0, 0.5), (3600.0, None)])
def test_a_busy_engine_says_when(asked_for: float, pause_s: float | None) -> None:
    assert pause_after(EngineBusy("slow down (429)", asked_for), 0) == pause_s


def test_an_engine_that_fell_silent_is_not_waited_for_twice() -> None:
    assert pause_after(EngineSilent("no sign of life"), 0) is None
