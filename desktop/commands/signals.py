"""Ctrl-C and other wishes of the system that a command ends."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


def interrupt_on_every_ending() -> None:
    """Let each of them do what Ctrl-C does: a KeyboardInterrupt."""
    for number in _endings():
        signal.signal(number, signal.default_int_handler)


@contextmanager
def asked_to_stop() -> Iterator[threading.Event]:
    """An event that any of them sets, so that nothing is broken off in the middle of a step."""
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in _endings()}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _endings() -> list[signal.Signals]:
    found = [signal.Signals[name] for name in ("SIGINT", "SIGTERM")]
    # nohup lets it be ignored, and means it.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        found.append(signal.SIGHUP)
    return found
