"""Whether the worker still says something: a process that lives is not yet one that works.

Counted by this process's own clock, that stands while the computer sleeps: nobody is called silent
for having slept.
"""

import time

from desktop.jobs.status import ServiceState

SILENT_S = 15.0
"""The worker speaks every few seconds, and what it says is believed for 20: together about half a
minute until a person is told."""

HUNG_S = 120.0
"""A worker that says nothing for so long is ended and started again. Its start takes seconds, on a
machine with other things to do more of them."""


class SignsOfLife:
    """Watches one worker at a time."""

    def __init__(self) -> None:
        self._pid: int | None = None
        self._heard_at = 0.0
        self._has_spoken = False

    def look(self, pid: int | None, speaks: bool) -> None:
        """Note what there is of the worker `pid` now."""
        if speaks or pid != self._pid:
            self._heard_at = time.monotonic()
            self._has_spoken = speaks
            self._pid = pid

    def excuse(self) -> None:
        """Nothing could be heard just now, whatever the worker did."""
        self._heard_at = time.monotonic()

    def told(self, state: ServiceState) -> ServiceState:
        """The state of a worker's process, if that is all there is to say."""
        is_silent = state is ServiceState.RUNNING and self.is_silent
        return ServiceState.SILENT if is_silent else state

    @property
    def is_silent(self) -> bool:
        """Whether it has spoken, and does not any more."""
        return self._has_spoken and self._silent_for_s > SILENT_S

    @property
    def is_hung(self) -> bool:
        """Whether nothing more is to be expected of it."""
        return self._pid is not None and self._silent_for_s > HUNG_S

    @property
    def _silent_for_s(self) -> float:
        return time.monotonic() - self._heard_at if self._pid is not None else 0.0
