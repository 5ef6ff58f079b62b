"""Documents on their way into a shared broker, on a thread of their own.

A large document on a slow line must not hold up the owner's rounds. A job is sent when its
document is there, and the document leaves with the last job that needs it. One whose password was
given is unlocked first: passwords stay on this computer.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Iterable
from functools import partial

from redis import Redis, RedisError

from desktop.jobs import passwords, transitions
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.unlocking import unlocked
from worker.contract import blobs
from worker.contract.celery_app import BrokerAddress
from worker.contract.errors import ErrorCode, JobFailed, Parked
from worker.contract.names import Database
from worker.contract.paths import DataPaths
from worker.contract.states import JobState, WaitReason

log = logging.getLogger(__name__)

STOP_WITHIN_S = 1.0
AGAIN_AFTER_S = 3.0


class Uploads:
    """One for each time the data directory is owned. All methods are for one thread."""

    def __init__(self, address: BrokerAddress, paths: DataPaths, library: Library) -> None:
        """Connects when there is something to send."""
        self._library = library
        self._prefix = address.prefix
        self._client: Redis = address.connect(Database.NOTES)
        self._paths = paths
        # What both threads touch is replaced or looked at under the lock.
        self._lock = threading.Lock()
        self._wanted: dict[str, str] = {}
        self._needed: set[str] = set()
        self._there: dict[str, str] = {}
        """What lies at the broker for a job: its document, or that unlocked."""
        self._sure: set[str] = set()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def tend(self, next_jobs: Iterable[Job], unfinished: Iterable[Job]) -> None:
        """See to it that the documents of the next jobs come, and those of ended ones go."""
        known = {job.id: job for job in unfinished if job.sha256 is not None}
        needed = known.keys()
        with self._lock:
            self._wanted = {job.id: job.sha256 for job in next_jobs if job.sha256 is not None}
            self._needed = set(needed)
            for job in known.values():
                # Sent before this owner began: its document is to go with it all the same.
                if job.state is JobState.RUNNING and job.sha256 is not None:
                    self._there.setdefault(job.id, job.sha256)
            idle = self._wanted.keys() <= self._sure and self._there.keys() <= needed
        if idle:
            return
        self._wake.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="uploads", daemon=True)
            self._thread.start()

    def is_there(self, job_id: str) -> bool:
        """Whether a job may be sent."""
        with self._lock:
            return job_id in self._sure

    def document_of(self, job: Job) -> str | None:
        """The SHA-256 under which the document of a job lies at the broker."""
        with self._lock:
            return self._there.get(job.id, job.sha256)

    def sent(self, job_id: str) -> None:
        """A job was sent: should it come back, its document is looked at again before."""
        with self._lock:
            self._sure.discard(job_id)

    def stop(self) -> None:
        """Let go of what is on its way; it is begun again by the next owner."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(STOP_WITHIN_S)
        else:
            self._client.close()

    def _run(self) -> None:
        # A broker that is silent may hold this thread for longer than an owner takes to end.
        with self._client:
            self._tend()

    def _tend(self) -> None:
        while self._wake.wait() and not self._stopping.is_set():
            self._wake.clear()
            try:
                self._take_away()
                self._bring()
            except (RedisError, OSError, sqlite3.Error) as error:
                log.warning("a document is not at the broker yet: %s", error)
                self._stopping.wait(AGAIN_AFTER_S)

    def _take_away(self) -> None:
        with self._lock:
            ended = {key: sha for key, sha in self._there.items() if key not in self._needed}
        for job_id, sha256 in ended.items():
            blobs.leave(self._client, self._prefix, sha256, job_id)
            with self._lock:
                self._there.pop(job_id, None)
                self._sure.discard(job_id)

    def _bring(self) -> None:
        with self._lock:
            wanted = {key: sha for key, sha in self._wanted.items() if key not in self._sure}
        for job_id, sha256 in wanted.items():
            if self._stopping.is_set():
                return
            password = passwords.find(self._paths, job_id)
            try:
                there = self._put(job_id, sha256, password)
            except Parked:
                # Another one may have been given meanwhile: that is tried next.
                if passwords.find(self._paths, job_id) == password:
                    waits = partial(transitions.waits_for, reason=WaitReason.PASSWORD)
                    self._library.change(job_id, waits)
            except blobs.TooLarge:
                self._fail(job_id, JobFailed(ErrorCode.TOO_LARGE))
            except JobFailed as failure:
                self._fail(job_id, failure)
            else:
                with self._lock:
                    self._there[job_id] = there
                    self._sure.add(job_id)

    def _put(self, job_id: str, sha256: str, password: str | None) -> str:
        """Lay a document into the broker; the SHA-256 of what lies there."""
        put = partial(blobs.put, self._client, self._prefix)
        if password is None:
            put(sha256, self._paths.document(sha256), job_id)
            return sha256
        with self._lock:
            earlier = self._there.get(job_id, sha256)
        # What lay there before was locked, or is gone: each unlocked copy is another file.
        blobs.leave(self._client, self._prefix, earlier, job_id)
        with unlocked(self._paths, sha256, password, blobs.LARGEST_BYTES) as copy:
            put(copy.sha256, copy.file, job_id)
            return copy.sha256

    def _fail(self, job_id: str, failure: JobFailed) -> None:
        code, params = failure.code, failure.params
        failed = partial(transitions.failed, code=code, params=params, now=time.time())
        self._library.change(job_id, failed)
