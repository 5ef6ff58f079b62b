"""The owner: the one process per data directory that gets jobs done.

Any process that needs work done makes an `Owner` and ticks it: one of them holds the lock, and
when it goes, the next takes over. What an owner does is in `session`. Free of Qt.

`session` is imported when there is a lock and the worker loads: both take a second or two, and one
need not wait for the other.
"""

import json
import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from desktop.jobs import backups
from desktop.jobs.library import Library
from desktop.jobs.model_getting import ModelGetting
from desktop.jobs.rest import IDLE_S
from desktop.jobs.status import OwnerStatus
from desktop.services.ollama_program import OllamaProgram
from desktop.services.supervisor import Supervisor
from desktop.settings import Settings
from desktop.settings_file import worker_environment
from desktop.shared_broker import shared_broker, works_here
from worker.contract.celery_app import BrokerAddress
from worker.contract.messages import FoundPoint
from worker.contract.names import attempt_id
from worker.contract.paths import DataPaths
from worker.contract.states import JobState

if TYPE_CHECKING:
    from desktop.jobs.session import Session

LOCK_EVERY_S = 1.0


class Owner:
    """Owns the data directory, or waits to. All methods but `status` are for one thread."""

    def __init__(
        self, paths: DataPaths, library: Library, settings: Settings, idle_s: float = IDLE_S
    ) -> None:
        """Touches nothing before the first `tick`. After `idle_s` without work the worker rests."""
        self._paths = paths
        self._library = library
        # Ticks come from a pool of threads: the lock belongs to the process.
        self._lock = FileLock(paths.lock, timeout=0, thread_local=False)
        self._next_try = 0.0
        self._environment = worker_environment(settings)
        self._settings = settings
        self._idle_s = idle_s
        self._shared_broker = _shared_broker(settings, paths, library)
        self._session: Session | None = None
        self._status = OwnerStatus()
        self.models = ModelGetting(paths, self._environment)
        self.ollama = OllamaProgram(paths, self._environment)

    @property
    def is_owner(self) -> bool:
        """Whether this process holds the lock."""
        return self._session is not None

    def status(self) -> OwnerStatus:
        """What there is to say, as of the last tick. Safe from any thread."""
        return self._status

    def tick(self) -> None:
        """One round: try for the lock, or tend, take in, tell, harvest and dispatch.

        Call it a few times a second. Takes milliseconds, and up to some seconds at a take-over.

        Raises:
            CannotStart: there is no broker to be had.
        """
        if self._session is None and not self._try_to_own():
            self.models.tend(None, ())
            self._status = self._with_models(OwnerStatus(is_paused=self._library.is_paused))
            return
        assert self._session is not None
        self._session.round()
        status = self._session.status()
        before = len(self.models.state)
        self.models.tend(status.engine, self._library.unfinished())
        if len(self.models.state) < before:
            # It has arrived, and a worker that rests would not find it.
            self._session.rest.disturb()
        self._status = self._with_models(status)

    def _with_models(self, status: OwnerStatus) -> OwnerStatus:
        return replace(
            status,
            fetches=self.models.state,
            ollama_installed=self.ollama.is_installed,
            ollama_starting=self.ollama.is_starting,
        )

    def use(self, settings: Settings) -> None:
        """Go on with other settings. Those of the worker need another owner."""
        self._settings = settings
        if self._session:
            self._session.use(settings)

    def found(self, job_id: str) -> tuple[FoundPoint, ...]:
        """The points found so far of a job under way. One round trip; safe from any thread."""
        session, job = self._session, self._library.job(job_id)
        if session is None or job is None or job.state is not JobState.RUNNING:
            return ()
        from desktop.jobs.found import found_points

        return found_points(session.address, attempt_id(job.id, job.attempt))

    def tidy(self) -> None:
        """Forget what was removed, if nobody owns the data directory: an owner does it by itself.

        Raises:
            CannotStart: there is no broker to be had.
        """
        self._try_to_own(works=False)
        if self._session is not None:
            try:
                self._session.tidy()
            finally:
                self.stop()

    def stop(self) -> None:
        """End everything this owner started, within 5 s, and let the next one take over."""
        self.models.stop()
        if self._session is None:
            return
        self._session.stop()
        self._session = None
        self._status = OwnerStatus()
        self._paths.owner_note.unlink(missing_ok=True)
        self._lock.release()

    def _try_to_own(self, *, works: bool = True) -> bool:
        now = time.monotonic()
        if now < self._next_try:
            return False
        self._next_try = now + LOCK_EVERY_S
        self._paths.create()
        try:
            self._lock.acquire()
        except Timeout:
            return False
        supervisor = Supervisor(
            self._paths,
            self._environment,
            self._shared_broker,
            works_here=not self._shared_broker or works_here(self._settings),
        )
        try:
            self._session = self._begin(supervisor, works=works)
        except BaseException:
            supervisor.stop()
            self._lock.release()
            raise
        _leave_note(self._paths, self._session.address)
        return True

    def _begin(self, supervisor: Supervisor, *, works: bool) -> "Session":
        supervisor.end_orphans()
        backups.purge(self._paths.library)
        if works:
            supervisor.load_worker()
        from desktop.jobs.session import Session

        return Session(
            self._paths,
            self._library,
            self._environment,
            supervisor,
            self._settings,
            self._idle_s,
        )


def _shared_broker(settings: Settings, paths: DataPaths, library: Library) -> BrokerAddress | None:
    return shared_broker(settings, paths, library.id) if settings.broker_url else None


def _leave_note(paths: DataPaths, address: BrokerAddress) -> None:
    """Tell other programs of ours where the broker is. No secrets: a URL may hold a password."""
    socket = str(address.socket) if address.socket else None
    part = paths.owner_note.with_suffix(".part")
    part.write_text(json.dumps({"pid": os.getpid(), "socket": socket}))
    part.replace(paths.owner_note)
