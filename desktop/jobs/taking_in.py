"""Takes documents in, on a thread of its own.

A copy of gigabytes, or a network drive that hangs, must not hold up the owner's rounds: while one
document is taken in, the others are dispatched, cancelled and harvested.
"""

import logging
import sqlite3
import threading
import time
from functools import partial

from desktop.jobs import intake, transitions
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from worker.contract.errors import ErrorCode, JobFailed
from worker.contract.paths import DataPaths
from worker.contract.states import WaitReason

log = logging.getLogger(__name__)

SOON_S = 0.2
"""A round waits this long for it: a small document is then dispatched in the round it came in."""

STOP_WITHIN_S = 1.0


class TakingIn:
    """One for each time the data directory is owned; `tend` is for one thread."""

    def __init__(self, paths: DataPaths, library: Library) -> None:
        """Starts nothing before there is a document to take in."""
        self._paths = paths
        self._library = library
        self._wake = threading.Event()
        self._idle = threading.Event()
        self._idle.set()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def tend(self) -> None:
        """See to it that documents are taken in; call it a few times a second."""
        if self._idle.is_set():
            if not self._library.not_taken_in(limit=1):
                return
            self._idle.clear()
            self._wake.set()
            if self._thread is None:
                # A daemon: a drive that hangs must not keep the program from ending.
                self._thread = threading.Thread(target=self._run, name="taking-in", daemon=True)
                self._thread.start()
        self._idle.wait(SOON_S)

    def stop(self) -> None:
        """Let go of the document in hand; it is taken in by the next owner."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(STOP_WITHIN_S)

    def _run(self) -> None:
        while self._wake.wait() and not self._stopping.is_set():
            self._wake.clear()
            try:
                self._take_all()
            except (intake.Interrupted, sqlite3.Error) as error:
                log.info("taking in goes on later: %r", error)
            self._idle.set()

    def _take_all(self) -> None:
        while not self._stopping.is_set():
            waiting = self._library.not_taken_in(limit=1)
            if not waiting:
                return
            take_in(self._paths, self._library, waiting[0], self._stopping.is_set)


def take_in(
    paths: DataPaths,
    library: Library,
    job: Job,
    interrupted: intake.Interrupting = lambda: False,
) -> Job | None:
    """Copy a waiting job's document; the job after it, or None if another one is the same.

    A file that cannot be taken in fails its job, and no other. Where the disk is full, the job
    waits for room.
    """
    try:
        document = intake.take_in(paths, job.file, interrupted)
    except JobFailed as failure:
        if failure.code is ErrorCode.DISK_FULL:
            return library.change(job.id, partial(transitions.waits_for, reason=WaitReason.DISK))
        fail = partial(
            transitions.failed, code=failure.code, params=failure.params, now=time.time()
        )
        return library.change(job.id, fail)
    twin = library.same_document(document.sha256, job.options, but=job.id)
    if twin is not None and job.redo_of is None:
        library.remove(job.id, duplicate_of=twin.id)
        return None
    taken = partial(transitions.taken_in, sha256=document.sha256, size_bytes=document.size_bytes)
    return library.change(job.id, taken)
