"""How soon work goes on after a kill -9, by what was killed, and where the time goes.

Real owner, broker, worker and reader, the scripted engine. "Goes on" is the next question put to
the engine; who is killed with the owner is started again at once.

    python -m tests.benchmarks.bench_recovery [TIMES [KIND…]]
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

import psutil

from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from tests.end2end.chaos import COMMAND, EVERYTHING, WINDOW, family
from tests.fakes.ollama_server import FakeOllama, Reply
from tests.pdf_files import a_paper
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths

KINDS = ("command", "window", "worker", "worker child", "reader", "broker", EVERYTHING)
TOKEN_S = 0.008
DOCUMENTS = 120
STEADY_S = 1.5
LIMIT_S = 60.0
STEPS = ("owner", "broker", "worker", "worker child", "reader", "question")


class Run:
    """One data directory and its owner."""

    def __init__(self, paths: DataPaths, engine: FakeOllama, command: list[str]) -> None:
        self._paths = paths
        self._engine = engine
        self._command = command
        self._owner: subprocess.Popen[bytes] | None = None

    def keep_owner(self) -> None:
        """Start one if there is none."""
        if self._owner is None or self._owner.poll() is not None:
            with (self._paths.logs / "owner.log").open("ab") as log:
                self._owner = subprocess.Popen(self._command, stdout=log, stderr=log)

    def wait_for_work(self) -> None:
        """Until work has gone on for a while."""
        began = time.monotonic()
        first: float | None = None
        while first is None or time.monotonic() - first < STEADY_S:
            self.keep_owner()
            late = [seen.at for seen in self._engine.requests[-1:] if seen.at > began]
            first = first or (late[0] if late else None)
            assert time.monotonic() - began < LIMIT_S, "no work"
            time.sleep(0.02)

    def kill(self, kind: str) -> dict[str, float] | None:
        """Kill one of a kind, or everything; seconds until each step of the way back."""
        assert self._owner is not None
        there = family(self._owner.pid)
        chosen = [each for each, name in there.items() if kind in (name, EVERYTHING)]
        if not chosen:
            return None
        for process in chosen[: None if kind == EVERYTHING else 1]:
            os.kill(process.pid, signal.SIGKILL)
        killed_at = time.monotonic()
        known = {process.pid for process in there}
        seen: dict[str, float] = {}
        while "question" not in seen:
            self.keep_owner()
            now = time.monotonic()
            asked = [each.at for each in self._engine.requests[-3:] if each.at > killed_at]
            if asked:
                seen["question"] = asked[0] - killed_at
            for process, name in family(self._owner.pid).items():
                step = "owner" if name in ("command", "window") else name
                if process.pid not in known and step not in seen:
                    seen[step] = now - killed_at
            assert now - killed_at < LIMIT_S, f"nothing went on after {kind}"
            time.sleep(0.03)
        return seen

    def end(self) -> None:
        """Stop the owner."""
        if self._owner is not None:
            self._owner.terminate()
            self._owner.wait(20)


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    kinds = sys.argv[2:] or KINDS
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    found: dict[str, list[dict[str, float]]] = defaultdict(list)
    folder = Path(tempfile.mkdtemp(prefix="sunto-bench-"))
    runtime = Path("/tmp") / f"sunto-test-{secrets.token_hex(4)}"
    runtime.mkdir(mode=0o700)
    os.environ |= {"XDG_RUNTIME_DIR": str(runtime), "SUNTO_DATA_DIR": str(folder / "data")}
    os.environ["SUNTO_ENGINE"] = "ollama"
    paths = DataPaths.locate()
    paths.create()
    with FakeOllama(default=Reply(token_s=TOKEN_S)) as engine:
        os.environ["OLLAMA_HOST"] = engine.address
        library = Library(paths.library)
        papers = [a_paper(folder, seed=seed, pages=6) for seed in range(DOCUMENTS)]
        library.add([NewJob(paper, SummaryOptions()) for paper in papers])
        try:
            for kind in kinds:
                run = Run(paths, engine, WINDOW if kind == "window" else COMMAND)
                while len(found[kind]) < times:
                    run.wait_for_work()
                    seen = run.kill(kind)
                    if seen is not None:
                        found[kind].append(seen)
                run.end()
                _print(kind, found[kind])
        finally:
            library.close()
            if os.environ.get("KEEP"):
                print(folder)
            else:
                shutil.rmtree(folder)
            shutil.rmtree(runtime)
    every = sorted(seen["question"] for each in found.values() for seen in each)
    print(f"{len(every)} kills, median {median(every):.1f} s, slowest {every[-1]:.1f} s")
    print(f"load {os.getloadavg()[0]:.1f}, {psutil.cpu_count()} cores")
    return 0


def _print(kind: str, found: list[dict[str, float]]) -> None:
    every = sorted(seen["question"] for seen in found)
    print(f"{kind:13} median {median(every):5.2f} s, slowest {every[-1]:5.2f} s", end="   ")
    for step in STEPS[:-1]:
        at = [seen[step] for seen in found if step in seen]
        if at:
            print(f"{step} {median(at):.2f}", end="  ")
    print(flush=True)


if __name__ == "__main__":
    sys.exit(main())
