import threading
import time
from collections.abc import Iterator

import pytest

from worker.engines.engine import EngineAway, Interrupted
from worker.engines.watch import Patience, watched

QUICK = Patience(first_s=0.3, between_s=0.2, look_s=0.02)


class Tap:
    """A stream that gives some items and then blocks until it is cut."""

    def __init__(self, *items: str) -> None:
        self._items = items
        self._cut = threading.Event()
        self.ended = threading.Event()

    def cut(self) -> None:
        self._cut.set()

    def __iter__(self) -> Iterator[str]:
        try:
            yield from self._items
            self._cut.wait()
            raise ConnectionError("cut")
        finally:
            self.ended.set()


def test_hands_over_every_item_in_order() -> None:
    cuts = []
    numbers = watched(range(500), cut=lambda: cuts.append(1))
    assert list(numbers) == list(range(500))
    assert cuts == [1]


def test_an_error_of_the_stream_reaches_the_caller() -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise ValueError("broken")

    got = watched(failing(), cut=lambda: None)
    assert next(got) == 1
    with pytest.raises(ValueError, match="broken"):
        next(got)


def test_interrupting_a_silent_stream_cuts_it_and_ends_its_thread() -> None:
    tap = Tap("a")
    asked = time.monotonic() + 0.1
    stream = watched(tap, cut=tap.cut, interrupted=lambda: time.monotonic() > asked)
    with pytest.raises(Interrupted):
        list(stream)
    assert time.monotonic() - asked < 0.4
    assert tap.ended.wait(1)


def test_silence_before_the_first_item() -> None:
    tap = Tap()
    began = time.monotonic()
    with pytest.raises(EngineAway, match="no sign of life"):
        list(watched(tap, cut=tap.cut, patience=QUICK))
    assert 0.25 < time.monotonic() - began < 1
    assert tap.ended.wait(1)


def test_silence_between_items_has_a_limit_of_its_own() -> None:
    tap = Tap("a", "b")
    got = []
    with pytest.raises(EngineAway):
        got.extend(watched(tap, cut=tap.cut, patience=Patience(60, 0.1, 0.02)))
    assert tap.ended.wait(1)


def test_waiting_in_line_is_not_silence() -> None:
    tap = Tap()
    turns = iter([True, True, False])
    began = time.monotonic()
    with pytest.raises(EngineAway):
        list(watched(tap, cut=tap.cut, patience=QUICK, in_line=lambda: next(turns)))
    assert time.monotonic() - began > 0.8


def test_a_caller_that_leaves_early_cuts_the_stream() -> None:
    tap = Tap("a", "b")
    stream = watched(tap, cut=tap.cut)
    assert next(iter(stream)) == "a"
    stream.close()  # type: ignore[attr-defined]
    assert tap.ended.wait(1)
