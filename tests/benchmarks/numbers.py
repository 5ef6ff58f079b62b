"""How benchmarks print: one line a figure, so that runs can be laid side by side."""

import statistics
from collections.abc import Sequence


def say(name: str, values: Sequence[float], unit: str, target: str = "") -> None:
    """Print the median of some measurements, and all of them behind it."""
    middle = statistics.median(values)
    spread = ", ".join(f"{value:.3g}" for value in values)
    aim = f"   (aim: {target})" if target else ""
    print(f"{name:<58} {middle:8.3g} {unit:<5} [{spread}]{aim}", flush=True)
