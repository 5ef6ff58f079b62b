"""Workers at a shared broker: what more of them bring, what a part costs besides its engine.

Each worker is a host of its own (network namespaces, so this needs root) beside an engine that
takes a fixed time for an answer and no processor. Then 10,000 jobs of 20 owners (`fleet_crowd`).
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.request import urlopen

import psutil

from tests.benchmarks import fleet_crowd
from tests.benchmarks.numbers import say
from tests.end2end.conftest import Desk
from tests.end2end.hosts import Hosts, why_not
from tests.end2end.machines import ROOT, Machine, OwnBroker
from tests.pdf_files import a_paper
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

ENGINE_PORT = 11434
ANSWER_S = float(os.environ.get("SUNTO_BENCH_ANSWER_S", "6"))
DOCUMENTS_A_WORKER, PAGES = 2, 16
FLEETS = (1, 2, 4, 8)
WITHIN_S = 1200.0


@dataclass(frozen=True)
class Run:
    """What one fleet did."""

    workers: int
    asked: tuple[tuple[float, ...], ...]
    """When each engine was asked, in order."""
    wall_s: float
    processor_s: float
    load: float

    @property
    def busy_s(self) -> float:
        """How long all engines worked together."""
        return ANSWER_S * sum(map(len, self.asked))

    @property
    def efficiency(self) -> float:
        """The part of the time that engines worked, first question to last answer."""
        every = [at for each in self.asked for at in each]
        return self.busy_s / (self.workers * (max(every) + ANSWER_S - min(every)))

    @property
    def gaps_ms(self) -> list[float]:
        """Between an answer and the next question to the same engine."""
        pairs = [pair for each in self.asked for pair in pairwise(each)]
        return [1000 * (after - before - ANSWER_S) for before, after in pairs]


def main() -> None:
    """Measure on hosts of our own."""
    if reason := why_not():
        print(f"bench fleet: {reason}")
        return
    for workers in FLEETS:
        run = measured(workers)
        parts = sum(map(len, run.asked))
        say(f"{workers} workers: efficiency", [100 * run.efficiency], "%", "90 at 8")
        say("  parts done in an hour", [3600 * parts / run.wall_s], "")
        say("  from an answer to the next question, median", [statistics.median(run.gaps_ms)], "ms")
        least = statistics.quantiles(run.gaps_ms, n=10)[0]
        say("  the same, what one in ten stays under", [least], "ms", "20")
        say("  processor time for a part", [1000 * run.processor_s / parts], "ms")
        say("  load of the machine", [run.load], "")
    fleet_crowd.main()


def measured(workers: int) -> Run:
    """One fleet with its own broker and documents."""
    names = [f"worker{number}" for number in range(workers)]
    with (
        tempfile.TemporaryDirectory(prefix="sunto-fleet-") as folder,
        Hosts("broker", "window", *names) as hosts,
        ExitStack() as stack,
    ):
        top = Path(folder)
        with hosts["broker"].entered():
            broker = OwnBroker(top, address=hosts["broker"].address)
            broker.start()
        stack.callback(broker.end)
        engines = []
        for name in names:
            with hosts[name].entered():
                engines.append(stack.enter_context(an_engine()))
                address = f"http://127.0.0.1:{ENGINE_PORT}"
                machine = Machine(top / name, broker.url, address, concurrency=2)
            stack.callback(machine.end)
        with hosts["window"].entered():
            wall_s, processor_s = drained(top, broker, workers)
        asked = []
        for name in names:
            with hosts[name].entered():
                asked.append(tuple(when_asked()))
        return Run(workers, tuple(asked), wall_s, processor_s, os.getloadavg()[0])


def drained(top: Path, broker: OwnBroker, workers: int) -> tuple[float, float]:
    """Give the fleet its documents; the time it took, and what workers used of the processor."""
    os.environ |= {"SUNTO_BROKER_URL": broker.url, "SUNTO_WORK_HERE": "no"}
    os.environ |= {"SUNTO_BROKER_UNPROTECTED": "1"}
    paths = DataPaths(top / "data", top / "run")
    paths.create()
    desk = Desk(paths)
    try:
        desk.run_until(lambda: len(there(broker)) == workers, 300)
        before = processor_s(top)
        started = time.monotonic()
        files = [
            a_paper(top, pages=PAGES, seed=seed) for seed in range(workers * DOCUMENTS_A_WORKER)
        ]
        desk.add(*files)
        jobs = desk.finish(WITHIN_S)
        assert {job.state for job in jobs} == {JobState.DONE}, desk.report()
        assert {job.attempt for job in jobs} == {1}
        return time.monotonic() - started, processor_s(top) - before
    finally:
        desk.close()


def there(broker: OwnBroker) -> list[object]:
    """The workers that show signs of life and have looked at their engine."""
    import redis

    with redis.Redis.from_url(broker.url) as client:
        told = [client.get(key) or b"" for key in client.scan_iter("sunto:worker:*")]
    return [each for each in told if b'"queues":["' in each]


def processor_s(top: Path) -> float:
    """What these workers and what they started have used."""
    found = {}
    for process in psutil.process_iter(["name", "cmdline"]):
        is_worker = "valkey" not in process.info["name"]
        if is_worker and str(top) in " ".join(process.info["cmdline"] or ()):
            found |= {each.pid: each for each in (process, *process.children(recursive=True))}
    times = [each.cpu_times() for each in found.values()]
    return sum(
        each.user + each.system + each.children_user + each.children_system for each in times
    )


@contextmanager
def an_engine() -> Iterator[None]:
    """The scripted engine, on this host."""
    command = [sys.executable, "-m", "tests.fakes.ollama_server", "--port", str(ENGINE_PORT)]
    process = subprocess.Popen(
        [*command, "--before-s", str(ANSWER_S)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.kill()
        process.wait()


def when_asked() -> list[float]:
    """When this host's engine was asked."""
    with urlopen(f"http://127.0.0.1:{ENGINE_PORT}/fake/requests") as answer:
        return sorted(each["at"] for each in json.load(answer))


if __name__ == "__main__":
    main()
