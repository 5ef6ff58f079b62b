"""Watches a stream of an engine: hands its items over, and lets go of it in time.

Reading a stream blocks, so it happens in a daemon thread; the caller's thread looks up a few times
a second. Ollama's package and httpx have no such thing: their timeouts count from byte to byte and
cannot be told that somebody pressed Cancel.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Generic, TypeVar

from worker.engines.engine import EngineSilent, Interrupted, never

T = TypeVar("T")

MOST_WAITING = 64
"""Items read ahead; a slow disk must not fill the memory with a fast download."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an engine may say nothing before it counts as gone."""

    first_s: float = 600.0
    """Before the first item: a slow processor may read a prompt for minutes."""
    between_s: float = 120.0
    look_s: float = 0.2
    """How often the caller is asked whether it wants to stop while nothing arrives."""


@dataclass(frozen=True, slots=True)
class _Item(Generic[T]):
    value: T


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None


def watched(
    items: Iterable[T],
    *,
    cut: Callable[[], None],
    interrupted: Callable[[], bool] = never,
    patience: Patience | None = None,
    in_line: Callable[[], bool] = never,
) -> Iterator[T]:
    """Hand over `items`, which are read in a thread of their own until `cut` ends them.

    Args:
        items: Blocks while nothing comes; iterated, and closed, in the thread.
        cut: Ends a blocked read at once, from any thread, however often it is called.
        interrupted: Asked before every item and at every look.
        patience: How long the stream may be silent.
        in_line: Asked when patience for the first item is over: whether the engine is busy with
            somebody else, so that the silence is a queue and not a failure.

    Raises:
        Interrupted: `interrupted()` was true.
        EngineSilent: silence for too long.
    """
    arrivals: Queue[_Item[T] | _End] = Queue(MOST_WAITING)
    left = Event()
    Thread(target=_pump, args=(items, arrivals, left), name="engine-stream", daemon=True).start()
    silence = _Silence(patience or Patience(), in_line)
    try:
        while True:
            if interrupted():
                raise Interrupted
            try:
                arrival = arrivals.get(timeout=silence.look_s)
            except Empty:
                silence.check()
                continue
            if isinstance(arrival, _End):
                if arrival.error is not None:
                    raise arrival.error
                return
            silence.broken()
            yield arrival.value
    finally:
        left.set()
        cut()


def _pump(items: Iterable[T], arrivals: "Queue[_Item[T] | _End]", left: Event) -> None:
    """Read to the end; whatever ends it is for the caller's thread to handle."""
    end = _End(None)
    try:
        for item in items:
            if not _put(arrivals, _Item(item), left):
                break
    except BaseException as error:  # handed over, not swallowed: raised again by `watched`
        end = _End(error)
    _put(arrivals, end, left)


def _put(arrivals: "Queue[_Item[T] | _End]", item: _Item[T] | _End, left: Event) -> bool:
    """Hand over one item, unless nobody is there any more."""
    while not left.is_set():
        try:
            arrivals.put(item, timeout=0.2)
        except Full:
            continue
        return True
    return False


class _Silence:
    """How long nothing has come, against how long that may last."""

    def __init__(self, patience: Patience, in_line: Callable[[], bool]) -> None:
        self._patience = patience
        self._in_line = in_line
        self._since = time.monotonic()
        self._limit_s = patience.first_s
        self.look_s = patience.look_s

    def broken(self) -> None:
        """Something came."""
        self._since = time.monotonic()
        self._limit_s = self._patience.between_s
        self._in_line = never

    def check(self) -> None:
        """Give up when it has lasted too long."""
        silent_s = time.monotonic() - self._since
        if silent_s < self._limit_s:
            return
        if self._in_line():
            self._since = time.monotonic()
            return
        raise EngineSilent(f"no sign of life for {silent_s:.0f} s")
