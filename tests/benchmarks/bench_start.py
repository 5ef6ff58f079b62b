"""From a drop to the first work: cold (nothing runs) and warm, memory and CPU when idle.

Uses the scripted Ollama: engine time is not what is measured here.
"""

import os
import tempfile
import time
from pathlib import Path

import psutil

from desktop.jobs.library import Library
from desktop.jobs.owner import Owner
from desktop.jobs.records import NewJob
from desktop.jobs.status import ServiceState
from desktop.settings_file import load
from tests.benchmarks.numbers import say
from tests.fakes.ollama_server import FakeOllama
from tests.pdf_files import a_paper
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

RUNS = 3
TICK_S = 0.25
"""As the window ticks."""

IDLE_S = 20.0
REST_AFTER_S = 30.0


def main() -> None:
    """Measure, each run in a data directory of its own."""
    cold, warm, rested = [], [], []
    with FakeOllama() as fake:
        os.environ |= {"SUNTO_ENGINE": "ollama", "OLLAMA_HOST": fake.address}
        for run in range(RUNS):
            with tempfile.TemporaryDirectory(prefix="sunto-bench-") as folder:
                bench = _Bench(Path(folder))
                cold.append(bench.drop(1))
                warm += [bench.drop(seed) for seed in range(2, 5)]
                bench.rest()
                rested.append(bench.drop(5))
                if run == RUNS - 1:
                    bench.idle()
                bench.close()
    say("drop to started, cold", cold, "s", "3")
    say("drop to started, warm", warm, "s", "0.3")
    say("drop to started, after a rest", rested, "s", "3")


class _Bench:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._paths = DataPaths(folder / "data", folder / "run")
        self._paths.create()
        self._library = Library(self._paths.library)
        settings = load(self._paths)
        self._owner = Owner(self._paths, self._library, settings, idle_s=REST_AFTER_S)

    def drop(self, seed: int) -> float:
        """Seconds from the row to the worker at work."""
        paper = a_paper(self._folder, seed=seed)
        started = time.perf_counter()
        (job,) = self._library.add([NewJob(paper, SummaryOptions())])
        took = 0.0
        while self._library.unfinished():
            # A drop is told to the owner at once; between drops it ticks at its own pace.
            self._owner.tick()
            found = self._library.job(job.id)
            if not took and found is not None and found.state is not JobState.WAITING:
                took = time.perf_counter() - started
            time.sleep(0.02 if not took else TICK_S)
        return took

    def rest(self) -> None:
        """Do nothing until the worker has ended."""
        while self._owner.status().worker is not ServiceState.STOPPED:
            self._owner.tick()
            time.sleep(TICK_S)

    def idle(self) -> None:
        """What it costs to do nothing: owner, broker and worker, without a window."""
        everyone = [psutil.Process(), *psutil.Process().children(recursive=True)]
        before = _cpu_s(everyone)
        end = time.monotonic() + IDLE_S
        while time.monotonic() < end:
            self._owner.tick()
            time.sleep(2.0)
        share = (_cpu_s(everyone) - before) / IDLE_S * 100
        say("idle CPU of owner, broker and worker", [share], "%", "1")
        memory = sum(each.memory_full_info().pss for each in everyone) / 1e6
        say("idle memory of owner, broker and worker (PSS)", [memory], "MB", "250 with window")

    def close(self) -> None:
        """Stop everything, timed."""
        started = time.perf_counter()
        self._owner.stop()
        self._library.close()
        say("quit", [time.perf_counter() - started], "s", "5")


def _cpu_s(everyone: list[psutil.Process]) -> float:
    return sum(sum(each.cpu_times()[:2]) for each in everyone)


if __name__ == "__main__":
    main()
