"""How honest the time left is: what the row said in the second half of a job, against what it took.

bench_time_left [PDF…]; without arguments two papers of ../shared/pdfs, each alone, one after the
other in one data directory. The built-in engine with the 0.5B model; `OLLAMA_HOST` with
SUNTO_ENGINE=ollama and SUNTO_MODEL measure another.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from desktop.jobs.library import Library
from desktop.jobs.owner import Owner
from desktop.jobs.records import NewJob
from desktop.settings_file import load
from tests.benchmarks.numbers import say
from tests.engine_fixtures import READING_MODEL, mirror_folder
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

PAPERS = Path(__file__).parents[3] / "shared" / "pdfs" / "papers"
TICK_S = 0.25
LAST_S = 10.0
"""Left out: the window says "a few seconds" then, and a share of nothing says nothing."""

Said = list[tuple[float, float | None]]
"""Seconds since the start, and the time left that the row showed then."""


def main() -> None:
    """Measure each paper."""
    files = [Path(name).absolute() for name in sys.argv[1:]]
    files = files or [PAPERS / "harvest-yield-5p.pdf", PAPERS / "mapreduce-13p.pdf"]
    os.environ.setdefault("SUNTO_ENGINE", "builtin")
    os.environ.setdefault("SUNTO_MODEL", str(mirror_folder() / READING_MODEL))
    with tempfile.TemporaryDirectory(prefix="sunto-bench-") as folder:
        paths = DataPaths.locate(Path(folder) / "data")
        paths.create()
        library = Library(paths.library)
        owner = Owner(paths, library, load(paths))
        try:
            for file in files:
                _one(owner, library, file)
        finally:
            owner.stop()
            library.close()


def _one(owner: Owner, library: Library, file: Path) -> None:
    (job,) = library.add([NewJob(file, SummaryOptions())])
    started: float | None = None
    expected: float | None = None
    said: Said = []
    while library.unfinished():
        owner.tick()
        time.sleep(TICK_S)
        found = library.job(job.id)
        if found is None or found.state is JobState.WAITING:
            expected = found.eta_s if found else None
            continue
        started = started or time.monotonic()
        said.append((time.monotonic() - started, found.eta_s))
    ended = library.job(job.id)
    if ended is None or ended.state is not JobState.DONE:
        print(f"{file.name}: {ended}")
        return
    _judge(file.name, said, expected)


def _judge(name: str, said: Said, expected_s: float | None) -> None:
    whole_s = said[-1][0]
    say(f"{name}: took", [whole_s], "s")
    if expected_s is not None:
        say(f"{name}: expected before it began / taken", [expected_s / whole_s], "")
    second_half = [each for each in said if whole_s / 2 <= each[0] <= whole_s - LAST_S]
    spoken = [(at, left) for at, left in second_half if left is not None]
    off = [abs(left - (whole_s - at)) / (whole_s - at) for at, left in spoken]
    say(f"{name}: said something, of the second half", [100 * len(off) / len(second_half)], "%")
    within = 100 * sum(each <= 0.3 for each in off) / len(off)
    say(f"{name}: of this within 30 % of the truth", [within], "%", "100")
    say(f"{name}: off by, median and most", [statistics.median(off), max(off)], "", "0.3")


if __name__ == "__main__":
    main()
