"""Holds off the computer's sleep while jobs run, as long as it has mains power.

Through `wakepy`, which knows how each system wants to be asked. Where none of its ways works,
nothing is held off: the job goes on after the sleep.
"""

import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from contextvars import copy_context

import psutil

log = logging.getLogger(__name__)

LOOK_EVERY_S = 10.0
"""A plug that is pulled must not cost the battery."""

Hold = Callable[[], AbstractContextManager[object]]


class Wakefulness:
    """One for each time the data directory is owned; for one thread."""

    def __init__(
        self,
        hold: Hold | None = None,
        is_on_mains: Callable[[], bool] | None = None,
        look_every_s: float = LOOK_EVERY_S,
    ) -> None:
        self._hold = hold or _hold
        self._is_on_mains = is_on_mains or _is_on_mains
        self._look_every_s = look_every_s
        self._held: ExitStack | None = None
        # wakepy keeps a variable of its context, and rounds of the window have one each.
        self._context = copy_context()
        self._next_look = 0.0

    @property
    def is_holding(self) -> bool:
        """Whether sleep is held off now."""
        return self._held is not None

    def tend(self, *, is_working: bool) -> None:
        """Hold sleep off, or no longer; call it with every round."""
        now = time.monotonic()
        if not is_working:
            self._next_look = 0.0
            return self.release()
        if now < self._next_look:
            return None
        self._next_look = now + self._look_every_s
        if not self._is_on_mains():
            self.release()
        elif self._held is None:
            self._held = ExitStack()
            self._context.run(self._held.enter_context, self._hold())
        return None

    def release(self) -> None:
        """Let the computer sleep when it wants to."""
        held, self._held = self._held, None
        if held is not None:
            self._context.run(held.close)


def _hold() -> AbstractContextManager[object]:
    # Imported here: it is not needed before the first job runs.
    from wakepy import keep

    # "pass": a server or a bare desktop has nothing that could be asked.
    return keep.running(on_fail="pass")


def _is_on_mains() -> bool:
    """Whether there is mains power; a computer without a battery has, and one that does not say."""
    try:
        battery = psutil.sensors_battery() if hasattr(psutil, "sensors_battery") else None
    except OSError:
        # In containers there may be nothing to look at.
        return True
    return battery is None or battery.power_plugged is not False
