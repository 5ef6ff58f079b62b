"""When to start a service that has ended by itself: at once, then at growing intervals."""

import time

FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0

STEADY_AFTER_S = 60.0
"""A service that ran this long has earned an immediate restart."""

FAILING_AFTER = 4
"""So many short lives in a row are told to the person, and tried on."""


class Restarts:
    """Counts the starts of one service."""

    def __init__(self) -> None:
        self._in_a_row = 0
        self._started_at = 0.0

    @property
    def is_due(self) -> bool:
        """Whether the service may be started now."""
        return time.monotonic() >= self._started_at + self._pause_s

    @property
    def is_failing(self) -> bool:
        """Whether it ended so often that a person should know."""
        return self._in_a_row >= FAILING_AFTER

    def starting(self) -> None:
        """The service is about to be started."""
        now = time.monotonic()
        if now - self._started_at > STEADY_AFTER_S:
            self._in_a_row = 0
        self._in_a_row += 1
        self._started_at = now

    def worked(self) -> None:
        """The service has done something: if it ends now, its next start is due at once."""
        self._in_a_row = 0

    @property
    def _pause_s(self) -> float:
        """From one start to the next; the second one is at once."""
        if self._in_a_row < 2:
            return 0.0
        return min(FIRST_PAUSE_S * 2.0 ** (self._in_a_row - 2), LONGEST_PAUSE_S)
