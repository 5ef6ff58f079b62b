"""Runs of whole documents, kept on disk: they take minutes each, and a table is made of many.

A run is kept under a digest of everything that shapes it, the program's own code included, so a
table never mixes what was written by different programs. An interrupted series goes on.
"""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from tests.benchmarks.claim_stock import CACHE
from worker.contract.summary import Summary

_ROOT = Path(__file__).parents[2]
_SHAPING = ("worker/summarising", "worker/reading", "resources/prompts")


class Run(BaseModel):
    """One document, one way, once."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: str
    load: float
    """Of the machine when the run ended; what else it did shows in every time."""
    wall_s: float
    first_point_s: float | None = None
    summary: Summary | None = None
    """None where another program wrote prose."""
    text: str = ""
    calls: int = 0


def kept(what: Sequence[str], file: Path, make: Callable[[], Run], *, is_ours: bool = True) -> Run:
    """The run of `what` on a document; made if it is not there."""
    shaped_by = [*what, hashlib.sha256(file.read_bytes()).hexdigest()]
    shaped_by += [our_code()] if is_ours else []
    name = hashlib.sha256(json.dumps(shaped_by).encode()).hexdigest()[:24]
    place = CACHE / "runs" / f"{'-'.join(what).replace('/', '_')}-{file.stem}-{name}.json"
    if place.is_file():
        return Run.model_validate_json(place.read_text(encoding="utf-8"))
    run = make()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(run.model_dump_json(by_alias=True), encoding="utf-8")
    return run


@cache
def our_code() -> str:
    """A digest of the code and the prompts that shape a summary."""
    digest = hashlib.sha256()
    for folder in _SHAPING:
        for file in sorted((_ROOT / folder).glob("*.*")):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def load_now() -> float:
    """How many programs wanted a processor in the last minute."""
    return round(os.getloadavg()[0], 1)
