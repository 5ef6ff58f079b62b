"""How long a job will still take, from the wall time its own parts took."""

from worker.contract.messages import Progress
from worker.contract.states import Stage

CHECKING_PARTS = 1.0
"""The combining step takes about as long as one part."""

COARSE_S = 5.0
"""A time left is written anew when it moved by more than this: fewer writes, a calmer row."""


class Pace:
    """Watches one attempt. Engine times cannot be used: a cached prefix makes them meaningless."""

    def __init__(self) -> None:
        self._began: tuple[float, int] | None = None
        self._last: tuple[float, int] | None = None
        self._said_s: float | None = None
        self._said_at = 0.0

    def eta_s(self, progress: Progress, now: float) -> float | None:
        """Seconds left at `now` (monotonic), or None while too little has been seen."""
        if progress.stage is not Stage.SUMMARISING:
            return None
        if self._began is None:
            self._began = self._last = (now, progress.done)
        assert self._last is not None
        if progress.done > self._last[1]:
            self._last = (now, progress.done)
            self._said_s = None
        parts = self._last[1] - self._began[1]
        if parts == 0:
            return None
        each_s = (self._last[0] - self._began[0]) / parts
        left_s = each_s * (progress.total - self._last[1] + CHECKING_PARTS) - (now - self._last[0])
        return self._calm(max(left_s, 1.0), now)

    def _calm(self, left_s: float, now: float) -> float:
        if self._said_s is None or now - self._said_at > COARSE_S:
            self._said_s, self._said_at = round(left_s, 1), now
        return self._said_s
