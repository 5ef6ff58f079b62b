"""Watches the processes of the worker's pool: lost ones are noticed soon, hung ones are ended.

A process that works lets a thread of its own count in memory that it shares with its parent. One
that was stopped, or is stuck in compiled code, does not count on: its parent says which attempt is
held up by it, and ends it, so that Celery gives its task to another. One that waits for a slow
engine counts on, however long that takes; one that goes round and round in Python does not, once
it has used too much of a processor for any task. Counted are the parent's looks, not the time
between them: nobody is called silent because the computer slept.
"""

import contextlib
import json
import logging
import mmap
import os
import signal
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from billiard import current_process
from celery.app.task import Task
from celery.concurrency.base import BasePool
from celery.signals import task_postrun, task_prerun, worker_process_init
from redis import Redis, RedisError

from worker.contract.names import SILENT_KEY

log = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0
LOOK_IDLY_EVERY_S = 3.0
"""While no process has anything to do."""

BEAT_EVERY_S = 1.0

SILENT_LOOKS = 10
"""So many looks at the same count are told."""

HUNG_LOOKS = 60
"""After so many the process is ended. A machine may have other things to do for a while."""

MOST_CPU_S = 900.0
"""Processor time of a task's own thread. Pages and questions take theirs in other processes: what
is left takes seconds, for thousands of pages a few minutes."""

TOLD_FOR_S = 5.0

MAINTAIN_EVERY_S = 0.5
"""Celery itself looks for lost processes every five seconds."""

WORK_BYTES = 48
_SLOT = struct.Struct(f"<QQ{WORK_BYTES}s")
"""Process id, count, and what it works on."""
_COUNT = struct.Struct("<Q")
_COUNT_AT = 8


@dataclass(slots=True)
class _Seen:
    pid: int = 0
    count: int = 0
    misses: int = 0


class Beats:
    """Memory that parent and pool share: a place for each process, by its number in the pool."""

    def __init__(self, processes: int) -> None:
        """Made before the pool forks."""
        self._table = mmap.mmap(-1, processes * _SLOT.size)
        self._processes = processes
        self._place = -1
        self._count = 0
        self._wakes = threading.Event()
        self._cpu_clock: int | None = None
        self._cpu_at_start = 0.0

    def watch_tasks(self) -> None:
        """Count in every process of the pool while it has a task."""
        worker_process_init.connect(self._begin, weak=False)
        task_prerun.connect(self._take_up, weak=False)
        task_postrun.connect(self._lay_down, weak=False)

    def working(self) -> Iterator[tuple[int, int, int, str]]:
        """Place, process id, count and work of each process that has a task."""
        for place in range(self._processes):
            pid, count, work = _SLOT.unpack_from(self._table, place * _SLOT.size)
            if pid and work.strip(b"\0"):
                yield place, pid, count, work.rstrip(b"\0").decode(errors="replace")

    @property
    def is_anybody_working(self) -> bool:
        """Whether any process has a task."""
        return next(self.working(), None) is not None

    def clear(self, place: int) -> None:
        """Forget what a process that has ended worked on."""
        _SLOT.pack_into(self._table, place * _SLOT.size, 0, 0, b"")

    def _begin(self, **_: object) -> None:
        self._place = current_process().index
        self._wakes = threading.Event()
        self._cpu_clock = _own_cpu_clock()
        self._write(b"")
        threading.Thread(target=self._count_on, name="beats", daemon=True).start()

    def _take_up(
        self, task: Task, args: Sequence[object], kwargs: Mapping[str, object], **_: object
    ) -> None:
        if self._place >= 0:
            self._cpu_at_start = self._cpu_s()
            message = next(iter(args), None) or kwargs.get("message")
            self._write(_attempt_of(message) or task.name.encode()[:WORK_BYTES])
            self._wakes.set()

    def _lay_down(self, **_: object) -> None:
        if self._place >= 0:
            self._wakes.clear()
            self._write(b"")

    def _count_on(self) -> None:
        while True:
            self._wakes.wait()
            if self._cpu_s() - self._cpu_at_start < MOST_CPU_S:
                self._count += 1
                # The count alone: what is worked on is written by the thread that does it.
                _COUNT.pack_into(self._table, self._place * _SLOT.size + _COUNT_AT, self._count)
            time.sleep(BEAT_EVERY_S)

    def _cpu_s(self) -> float:
        """What the thread that works has used so far."""
        return 0.0 if self._cpu_clock is None else time.clock_gettime(self._cpu_clock)

    def _write(self, work: bytes) -> None:
        self._count += 1
        _SLOT.pack_into(self._table, self._place * _SLOT.size, os.getpid(), self._count, work)


class PoolWatch:
    """A thread of the worker's parent process."""

    def __init__(self, beats: Beats, client: Redis | None) -> None:
        """`client` is used by this thread alone, to tell the owner; None: nobody is told."""
        self._beats = beats
        self._client = client
        self._seen: dict[int, _Seen] = {}
        self._has_told = False

    def start(self) -> None:
        """Begin; it ends with the process."""
        threading.Thread(target=self._run, name="pool watch", daemon=True).start()

    def _run(self) -> None:
        while True:
            time.sleep(LOOK_EVERY_S if self._beats.is_anybody_working else LOOK_IDLY_EVERY_S)
            self.look()

    def look(self) -> None:
        """Count who has not counted on since the last look; tell of them, or end them."""
        silent = []
        for place, pid, count, work in self._beats.working():
            seen = self._seen.setdefault(place, _Seen())
            is_same = (seen.pid, seen.count) == (pid, count)
            seen.misses = seen.misses + 1 if is_same else 0
            seen.pid, seen.count = pid, count
            if seen.misses >= SILENT_LOOKS:
                silent.append(work)
            if seen.misses >= HUNG_LOOKS:
                self._end(place, pid, work)
        self._tell(silent)

    def _end(self, place: int, pid: int, work: str) -> None:
        log.error("process %d has hung over %s and is ended", pid, work)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        self._beats.clear(place)

    def _tell(self, silent: list[str]) -> None:
        if self._client is None or not (silent or self._has_told):
            return
        self._has_told = bool(silent)
        with contextlib.suppress(RedisError):
            self._client.set(SILENT_KEY, json.dumps(silent), px=int(TOLD_FOR_S * 1000))


class Ticking(Protocol):
    """What is used of its timer."""

    def call_after(self, secs: float, fun: Callable[[], object]) -> object:
        """Call a function later."""


class Consumer(Protocol):
    """What is used of Celery's."""

    timer: Ticking
    pool: BasePool


def maintain(consumer: Consumer, beats: Beats) -> None:
    """Have the pool look for lost processes more often, in the thread that runs it."""

    def look() -> None:
        consumer.pool.maintain_pool()
        again()

    def again() -> None:
        is_idle = not beats.is_anybody_working
        consumer.timer.call_after(LOOK_IDLY_EVERY_S if is_idle else MAINTAIN_EVERY_S, look)

    again()


def _own_cpu_clock() -> int | None:
    """The clock of this thread's processor time, for any thread; None where there is none."""
    find = getattr(time, "pthread_getcpuclockid", None)  # on Linux
    return find(threading.get_ident()) if find is not None else None


def _attempt_of(message: object) -> bytes:
    """The attempt that a message says it is for, whatever else may be wrong with it."""
    attempt = message.get("attempt") if isinstance(message, dict) else None
    return str(attempt or "").encode("ascii", "replace")[:WORK_BYTES]
