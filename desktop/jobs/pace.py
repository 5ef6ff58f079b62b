"""How long a job will still take: what is left of its work, by the clock on the wall.

Before its first part is done that is what this machine and model took for other documents; then
more and more what the job's own parts took. Engine times cannot be used: a cached prefix makes
them meaningless.
"""

import statistics
from dataclasses import dataclass

from desktop.jobs.speeds import Speed
from worker.contract.messages import Progress
from worker.contract.states import Stage, Style

END_PARTS = 0.5
"""Where nothing was measured: putting it together takes about as long as half a part."""

WHOLE_END_FROM = 3
"""Parts. The few claims of a shorter document are its summary, or nearly: its end takes less."""

MOST_OF_USUAL = 1.5
"""A part that took longer than so many times the usual counts as such a one: the model told much,
or was asked again, and the next parts will not be like it."""

KNOWN_PARTS = 2.0
"""What was measured before counts as much as so many of the job's own parts."""

PARTS_IN_HAND = 2
"""The worker has as many in hand at a time, and they take turns at the engine."""

LEAST_SHARE = 0.2
"""Of a part that takes longer than parts do, so much is thought to be still to come."""

ALONE_ABOVE = 0.7
"""Below this share of the time, the engine works for others as well."""

COARSEST_S = 5.0
CALM_SHARE = 1 / 12
"""A time left is written anew after this share of it: few writes while it is long, and near
the end it is right by the second."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What was measured of the model before, for this document: seconds."""

    parts_s: float
    """For all its parts."""
    end_s: float


class Pace:
    """Watches one attempt."""

    def __init__(self, speed: Speed | None = None) -> None:
        """`speed`: what was measured of the model with other documents."""
        self._speed = speed
        self.expected: Expected | None = None
        self._began: tuple[float, float] | None = None
        self._last_done: tuple[float, float] | None = None
        self._checking_since: float | None = None
        self._each_s: float | None = None
        self._took: list[tuple[float, float]] = []
        """Parts done at a look, and the seconds that each of them took."""
        self._worked_s = 0.0
        self._parts = WHOLE_END_FROM
        self._said_s: float | None = None
        self._said_at = 0.0

    def expect(self, tokens: int | None, style: Style) -> None:
        """Say how long the document is, as soon as that is known."""
        speed = self._speed
        if self.expected is None and tokens and speed is not None and speed.part_s:
            self.expected = Expected(speed.of_text(tokens, style), speed.of_end(style))

    def eta_s(self, progress: Progress, now: float) -> float | None:
        """Seconds left at `now` (monotonic), or None while nothing is known."""
        match progress.stage:
            case Stage.SUMMARISING:
                left_s = self._summarising(progress, now)
            case Stage.CHECKING:
                left_s = self._checking(now)
            case _:
                known = self.expected
                left_s = known.parts_s + known.end_s if known else None
        return None if left_s is None else self._calm(max(left_s, 1.0), now)

    def _summarising(self, progress: Progress, now: float) -> float | None:
        # In parts of the document's usual length: the last ones are shorter.
        all_done = progress.done_share * progress.total
        if self._began is None or self._last_done is None:
            self._began = self._last_done = (now, all_done)
        if all_done > self._last_done[1]:
            self._note(all_done - self._last_done[1], progress.worked_s)
            self._last_done = (now, all_done)
            self._said_s = None
        self._parts = progress.total
        done = all_done - self._began[1]
        missing = progress.total - all_done
        each_s = self._each_s = self._each(done, missing, progress)
        if each_s is None:
            return None
        share = self._share(done, progress.worked_s, each_s)
        # The time that went into parts which are not done yet.
        in_hand_s = max(0.0, (now - self._began[0]) * share - progress.worked_s)
        left_s = max(
            each_s * missing - in_hand_s,
            each_s * max(0.0, missing - PARTS_IN_HAND),
            each_s * LEAST_SHARE * min(missing, PARTS_IN_HAND),
        )
        return (left_s + self._end_s(each_s)) / share

    def _each(self, done: float, missing: float, progress: Progress) -> float | None:
        """Seconds for a part: those of this job, and what was known before as a few of them."""
        known = KNOWN_PARTS if self.expected is not None and progress.total else 0.0
        if known + done == 0:
            return None
        before_s = self.expected.parts_s / progress.total if self.expected and known else 0.0
        return (known * before_s + self._usual_s(missing) * done) / (known + done)

    def _note(self, parts: float, worked_s: float) -> None:
        self._took.append((parts, max(0.0, worked_s - self._worked_s) / parts))
        self._worked_s = worked_s

    def _usual_s(self, missing: float) -> float:
        """Seconds that each of so many parts will take, as the job's own did.

        A few take much longer than most. Many that are missing take the mean each, the last one
        the median: of a sum of n, the median lies about as much below its mean.
        """
        if not self._took:
            return 0.0
        median_s = statistics.median(each_s for _, each_s in self._took)
        most_s = MOST_OF_USUAL * median_s
        parts = sum(parts for parts, _ in self._took)
        mean_s = sum(parts * min(each_s, most_s) for parts, each_s in self._took) / parts
        return mean_s - (mean_s - median_s) / max(1.0, missing)

    def _share(self, done: float, worked_s: float, each_s: float) -> float:
        """Which share of the engine's time this job gets: all of it when it runs alone."""
        # What went into the parts in hand is not known: as much as it may be.
        worked_s += each_s * (PARTS_IN_HAND - 1)
        if done == 0 or self._began is None or self._last_done is None:
            return 1.0
        passed_s = self._last_done[0] - self._began[0]
        share = min(1.0, worked_s / passed_s) if passed_s > 0 else 1.0
        return 1.0 if share > ALONE_ABOVE else max(share, 0.1)

    def _checking(self, now: float) -> float | None:
        if self._checking_since is None:
            self._checking_since = now
            self._said_s = None
        end_s = self._end_s(self._each_s or 0.0)
        passed_s = now - self._checking_since
        return max(end_s - passed_s, end_s * LEAST_SHARE) if end_s else None

    def _end_s(self, each_s: float) -> float:
        known = self.expected.end_s if self.expected else 0.0
        share = (self._parts - 1) / (WHOLE_END_FROM - 1)
        return (known or each_s * END_PARTS) * min(1.0, max(0.0, share))

    def _calm(self, left_s: float, now: float) -> float:
        pause_s = min(COARSEST_S, (self._said_s or 0.0) * CALM_SHARE)
        if self._said_s is None or now - self._said_at > pause_s:
            self._said_s, self._said_at = round(left_s, 1), now
        return self._said_s
