"""An owner for which the power goes off after its n-th step: it and all it has started are gone.

    python -m tests.end2end.power_cut STEP TRACE

A step is whatever outlives it: a transaction of the library, a document or its words in place, a
command that writes to the broker. Each is noted in the file TRACE, by name.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TypeVar

import psutil

from desktop.__main__ import main
from desktop.jobs import documents, intake
from desktop.jobs.database import Database
from desktop.jobs.wire import Wire

R = TypeVar("R")

OF_THE_WIRE = ("tell", "send", "forget", "clear", "take_measured")


class Power:
    """Counts steps, and goes off."""

    def __init__(self, last: int, trace: Path) -> None:
        self._last, self._trace = last, trace
        self._count = 0
        self._one = threading.Lock()

    def step(self, name: str) -> None:
        """One more step is taken; it may be the last."""
        with self._one:
            self._count += 1
            with self._trace.open("a") as trace:
                trace.write(f"{name}\n")
            if self._count == self._last:
                self._go_off()

    def after(self, function: Callable[..., R], name: str) -> Callable[..., R]:
        """The function, and a step behind it."""

        @wraps(function)
        def with_step(*given: object, **named: object) -> R:
            found = function(*given, **named)
            self.step(name)
            return found

        return with_step

    def _go_off(self) -> None:
        me = psutil.Process()
        for process in me.children(recursive=True):
            process.kill()
        os.kill(me.pid, signal.SIGKILL)


def wire_up(power: Power) -> None:
    """Put steps behind everything that lasts."""
    plain = Database.writing

    @contextmanager
    def writing(database: Database) -> Iterator[object]:
        with plain(database) as db:
            before = db.total_changes
            yield db
            changed = db.total_changes != before
        if changed:
            power.step("library")

    Database.writing = writing  # type: ignore[method-assign,assignment]
    for name in OF_THE_WIRE:
        setattr(Wire, name, power.after(getattr(Wire, name), f"broker: {name}"))
    documents.keep_texts = power.after(documents.keep_texts, "words of the document")
    intake.take_in = power.after(intake.take_in, "copy of the document")


if __name__ == "__main__":
    wire_up(Power(int(sys.argv[1]), Path(sys.argv[2])))
    sys.exit(main(["wait"]))
