"""Kills random processes of a working Sunto at random moments, and says what that did.

Real owner (now the command line, now the window), broker, worker, reader and library; the scripted
engine, whose answers depend on the prompt alone, so that a disturbed summary must equal an
undisturbed one.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psutil

from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.records import NewJob
from tests.fakes.ollama_server import FakeOllama
from worker.contract.messages import SummaryOptions
from worker.contract.paths import DataPaths
from worker.contract.states import JobState, Stage
from worker.contract.summary import Summary

COMMAND = [sys.executable, "-m", "desktop", "wait", "--json"]
WINDOW = [sys.executable, "-m", "desktop"]
LIMIT_S = 60.0
"""Without a job finished or a part answered for this long, something is stuck; on a machine where
a start takes long, for as long as `STARTS` of them take."""

SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 0.1, 5.0
"""Between two kills: from within a start to well into the work; on a slow machine longer."""

OF_A_START = 0.75

STARTS = 12

EVERYTHING = "everything"
ALL_AT_ONCE = 0.1
"""Share of kills that take all processes together."""

ROUND_S = 0.02


@dataclass(slots=True)
class Havoc:
    """What was done, and what came of it."""

    kills: Counter[str] = field(default_factory=Counter)
    recoveries_s: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """By what was killed: from a kill to the next sign of work (an answer begun, a job ended), if
    no other kill came first."""
    jobs: list[Job] = field(default_factory=list)
    summaries: dict[str, Summary] = field(default_factory=dict)
    changed_after_the_end: list[str] = field(default_factory=list)
    """Jobs that were done, and then done once more or otherwise."""
    asked: Counter[str] = field(default_factory=Counter)
    """How often each question was put to the engine."""

    @property
    def killed(self) -> int:
        """How many times something was killed."""
        return self.kills.total()

    def asked_again(self, undisturbed: Counter[str]) -> int:
        """How many questions were put to the engine more often than without the kills."""
        return (self.asked - undisturbed).total()


class Chaos:
    """One data directory, its owner, and what happens to them."""

    def __init__(
        self,
        paths: DataPaths,
        engine: FakeOllama | None,
        seed: int,
        environment: Mapping[str, str] | None = None,
        limit_s: float = LIMIT_S,
    ) -> None:
        """Everything random comes from `seed`: who is killed, and after what time.

        Without `engine`, a real one that the environment names does the work. `environment` is
        added to that of the owner. Nothing may take longer than `limit_s`.
        """
        self._limit_s = limit_s
        self._environment = {**os.environ, **(environment or {})}
        self._paths = paths
        self._engine = engine
        self._random = random.Random(seed)
        self._library = Library(paths.library)
        self._owner: subprocess.Popen[bytes] | None = None
        self._havoc = Havoc()
        self._killed: tuple[str, float] | None = None
        self._start_s = 0.0
        self._done: dict[str, tuple[Job, str]] = {}
        self._seen = (0, 0)
        self._parts: Counter[str] = Counter()

    def run(self, documents: Sequence[Path], kills: int) -> Havoc:
        """Add the documents, kill `kills` times, and let the rest be done in peace."""
        self._library.add([NewJob(file, SummaryOptions()) for file in documents])
        try:
            self._work(kills)
        finally:
            self._end_owner()
        return self._told()

    def _work(self, kills: int) -> None:
        """Until all is done; each kill after a random pause, counted from the one before.

        The first comes when work has begun: then it is known how long a start takes here.
        """
        next_kill, quiet_since = float("inf"), time.monotonic()
        while self._library.unfinished():
            self._keep_an_owner()
            self._look_at_what_is_done()
            if self._is_news():
                if next_kill == float("inf"):
                    self._start_s = time.monotonic() - quiet_since
                    next_kill = time.monotonic() + self._pause()
                quiet_since = time.monotonic()
            limit_s = max(self._limit_s, STARTS * self._start_s)
            assert time.monotonic() - quiet_since < limit_s, self._report()
            if self._havoc.killed < kills and time.monotonic() >= next_kill:
                self._kill_one()
                next_kill = time.monotonic() + self._pause()
            time.sleep(ROUND_S)

    def _pause(self) -> float:
        longest_s = max(LONGEST_PAUSE_S, OF_A_START * self._start_s)
        return self._random.uniform(SHORTEST_PAUSE_S, longest_s)

    def _keep_an_owner(self) -> None:
        if self._owner is None or self._owner.poll() is not None:
            command = self._random.choice((COMMAND, WINDOW))
            with (self._paths.logs / "owner.log").open("ab") as log:
                self._owner = subprocess.Popen(
                    command, stdout=log, stderr=log, env=self._environment
                )

    def _kill_one(self) -> None:
        assert self._owner is not None
        alive = sorted(family(self._owner.pid).items(), key=lambda found: found[0].pid)
        if not alive:
            return
        victim, name = self._random.choice(alive)
        chosen = [victim]
        if self._random.random() < ALL_AT_ONCE:
            chosen, name = [process for process, _ in alive], EVERYTHING
        for process in chosen:
            try:
                os.kill(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._havoc.kills[name] += 1
        self._killed = name, time.monotonic()

    def _look_at_what_is_done(self) -> None:
        """Whoever is done stays so, with the summary it had: nothing is done twice."""
        for job in self._library.jobs(JobState.DONE):
            if job.id not in self._done:
                self._done[job.id] = (replace(job, unread=True, seq=0), self._json_of(job))
        for job_id, (before, summary) in self._done.items():
            now = self._library.job(job_id)
            assert now is not None
            if (replace(now, unread=True, seq=0), self._json_of(now)) != (before, summary):
                self._havoc.changed_after_the_end.append(job_id)

    def _json_of(self, job: Job) -> str:
        summary = self._library.summary(job.id)
        assert summary is not None, "a job was called done before its summary was stored"
        return summary.to_json()

    def _is_news(self) -> bool:
        """Whether work went on; notes how long it took after a kill."""
        ended = sum(job.state.is_final for job in self._library.jobs())
        seen = (self._signs(), ended)
        if seen == self._seen:
            return False
        self._seen = seen
        if self._killed is not None:
            name, killed_at = self._killed
            self._havoc.recoveries_s[name].append(time.monotonic() - killed_at)
            self._killed = None
        return True

    def _signs(self) -> int:
        """A number that grows with every question; or with every part done, where none is seen."""
        if self._engine is not None:
            return len(self._engine.requests)
        for job in self._library.jobs():
            if job.stage is Stage.SUMMARISING:
                self._parts[job.id] = max(job.done, self._parts[job.id])
        return self._parts.total()

    def _end_owner(self) -> None:
        if self._owner is None:
            return
        if self._owner.args == WINDOW:
            self._owner.terminate()
        try:
            self._owner.wait(10)
        except subprocess.TimeoutExpired:
            self._owner.kill()
            self._owner.wait(10)

    def _told(self) -> Havoc:
        havoc = self._havoc
        havoc.jobs = self._library.jobs()
        for job in havoc.jobs:
            summary = self._library.summary(job.id)
            if summary is not None:
                havoc.summaries[job.file.name] = summary
        if self._engine is not None:
            havoc.asked = asked(self._engine)
        self._library.close()
        return havoc

    def _report(self) -> str:
        logs = [f"== {log.name}\n{log.read_text()[-3000:]}" for log in self._paths.logs.iterdir()]
        return "\n".join([str(self._havoc), *map(str, self._library.attempts()), *logs])


def family(owner: int) -> dict[psutil.Process, str]:
    """The owner and all that it started, by what each is."""
    try:
        parent = psutil.Process(owner)
        return {process: kind_of(process) for process in (parent, *parent.children(recursive=True))}
    except psutil.Error:
        return {}


def kind_of(process: psutil.Process) -> str:
    if process.name() == "valkey-server":
        return "broker"
    words = process.cmdline()
    if words == COMMAND:
        return "command"
    if words == WINDOW:
        return "window"
    if words[-1:] == ["reader"]:
        return "reader"
    if "model-server" in words:
        return "model server"
    above = process.parent()
    is_child = above is not None and above.cmdline() == words
    return "worker child" if is_child else "worker"


def asked(engine: FakeOllama) -> Counter[str]:
    """How often each question was put to an engine."""
    return Counter(str(seen.body["messages"]) for seen in engine.requests)


def comparable(summary: Summary) -> Mapping[str, Any]:
    """What of a summary must not depend on what happened on the way."""
    return summary.model_dump(exclude={"timings": True, "engine": {"address"}})


def lost(havoc: Havoc) -> list[Job]:
    """Jobs that did not end as done."""
    return [job for job in havoc.jobs if job.state is not JobState.DONE]
