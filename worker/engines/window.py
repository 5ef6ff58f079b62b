"""Which context window a model is served with: one for a whole run, and one that fits.

Judged by all the memory of the computer, not by what is free at the moment: a window that changed
with every program somebody opens would have the model loaded again and again.
"""

import psutil

from worker.engines.engine import EngineError
from worker.engines.model_facts import ModelFacts

DEFAULT_WINDOW = 8192
"""Room for a chunk and its answer; the cache for more would cost memory and bring nothing."""

LEAST_WINDOW = 2048
"""A model that somebody loaded with less is loaded again."""

USABLE_SHARE = 0.9
"""Of the memory: the rest is the system's."""


class WindowImpossible(EngineError):
    """The window that was set cannot be had; `nearest` is the largest that can."""

    def __init__(self, model: str, wanted: int, nearest: int) -> None:
        super().__init__(model, wanted, nearest)
        self.model = model
        self.wanted = wanted
        self.nearest = nearest


def usable_memory() -> int:
    """Bytes that a model could take here, were nothing else running."""
    return int(psutil.virtual_memory().total * USABLE_SHARE)


def choose_window(
    model: str, facts: ModelFacts, size_bytes: int, *, wanted: int, memory_bytes: int | None
) -> int:
    """The window to ask for: `wanted` (0: a modest one), as long as the model and memory allow it.

    `memory_bytes` is None where nobody knows, as on another computer.

    Raises:
        WindowImpossible: they do not allow it.
    """
    most = facts.window or max(wanted, DEFAULT_WINDOW)
    if memory_bytes is not None:
        fits = facts.largest_window(size_bytes, memory_bytes) if facts.window else most
        # Where not even the weights fit, the model is what is said to be too large.
        most = fits or most
    if wanted > most:
        raise WindowImpossible(model, wanted, most)
    return wanted or min(most, DEFAULT_WINDOW)
