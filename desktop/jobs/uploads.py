"""Documents on their way into a shared broker, on a thread of their own.

A large document on a slow line must not hold up the owner's rounds. A job is sent when its
document is there, and the document leaves with the last job that needs it.
"""

import logging
import threading
from collections.abc import Iterable

from redis import Redis, RedisError

from desktop.jobs.job import Job
from worker.contract import blobs
from worker.contract.celery_app import BrokerAddress
from worker.contract.names import Database
from worker.contract.paths import DataPaths

log = logging.getLogger(__name__)

STOP_WITHIN_S = 1.0
AGAIN_AFTER_S = 3.0


class Uploads:
    """One for each time the data directory is owned. All methods are for one thread."""

    def __init__(self, address: BrokerAddress, paths: DataPaths) -> None:
        """Connects when there is something to send."""
        self._prefix = address.prefix
        self._client: Redis = address.connect(Database.NOTES)
        self._paths = paths
        # What both threads touch is replaced or looked at under the lock.
        self._lock = threading.Lock()
        self._wanted: dict[str, str] = {}
        self._needed: set[str] = set()
        self._there: dict[str, str] = {}
        self._sure: set[str] = set()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def tend(self, next_jobs: Iterable[Job], unfinished: Iterable[Job]) -> None:
        """See to it that the documents of the next jobs come, and those of ended ones go."""
        needed = {job.id for job in unfinished}
        with self._lock:
            self._wanted = {job.id: job.sha256 for job in next_jobs if job.sha256 is not None}
            self._needed = needed
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
        self._client.close()

    def _run(self) -> None:
        while self._wake.wait() and not self._stopping.is_set():
            self._wake.clear()
            try:
                self._take_away()
                self._bring()
            except (RedisError, OSError) as error:
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
            file = self._paths.document(sha256)
            blobs.put(self._client, self._prefix, sha256, file, job_id)
            with self._lock:
                self._there[job_id] = sha256
                self._sure.add(job_id)
