"""What an owner does while it holds the lock: tend, take in, tell, harvest, dispatch.

One `round` after the other, each step safe to be the last one: whatever a killed owner leaves
half done, `_start_over` of the next one clears, and the library says what is to be done again.
"""

import logging
import sqlite3
import time

from desktop.delivery.post import Post
from desktop.jobs import documents, passwords
from desktop.jobs.copies import Copies
from desktop.jobs.engine_care import EngineCare
from desktop.jobs.forgetting import Forgetting
from desktop.jobs.harvester import Harvester
from desktop.jobs.job import Job
from desktop.jobs.library import Library
from desktop.jobs.looks import Looks
from desktop.jobs.rest import Rest
from desktop.jobs.room import Room
from desktop.jobs.routes import OwnRoute, Route, SharedRoute
from desktop.jobs.sending import Sending
from desktop.jobs.signs_of_life import SignsOfLife
from desktop.jobs.speeds import Speeds
from desktop.jobs.status import OwnerStatus, ServiceState
from desktop.jobs.taking_in import TakingIn
from desktop.jobs.wire import BROKER_ERRORS, Wire
from desktop.services.supervisor import Supervisor
from desktop.services.wakefulness import Wakefulness
from desktop.settings import Settings
from worker.contract.egress import place_of
from worker.contract.fleet import worker_name
from worker.contract.messages import EngineStatus
from worker.contract.names import job_of
from worker.contract.paths import DataPaths
from worker.contract.states import JobState, WaitReason, Wish

log = logging.getLogger(__name__)

NOT_WORKING = (ServiceState.SILENT, ServiceState.RESTARTING, ServiceState.FAILED)

STOP_SOON_S = 0.4
"""Time for streams to close after the wish to stop, before processes are told to end."""

TIDY_WITHIN_S = 10.0
"""Longest that a removal waits for the broker's file to be rewritten."""

BROKER_AWAY_S = 3.0
"""A broker of the person's own that is silent for longer is what jobs are said to wait for."""


class Session:
    """What there is while the lock is held."""

    def __init__(
        self,
        paths: DataPaths,
        library: Library,
        worker_environment: dict[str, str],
        supervisor: Supervisor,
        settings: Settings,
        idle_s: float,
    ) -> None:
        """Starts the broker.

        Raises:
            CannotStart: there is none to be had.
        """
        self._paths = paths
        self._post = Post(paths, library, settings)
        self._library = library
        self._supervisor = supervisor
        self.address = self._supervisor.address
        self.care = EngineCare(paths, worker_environment, self._supervisor.model_server, idle_s)
        self.rest = Rest(idle_s)
        self._wakefulness = Wakefulness()
        self._engine: EngineStatus | None = None
        self._broker_away_since: float | None = None
        self._room = Room(paths, library)
        self._route = _route(paths, library, self._supervisor)
        self._sending = Sending(library, self._route)
        self._taking_in = TakingIn(paths, library)
        self._copies = Copies(paths, library, settings)
        self._speeds = Speeds(paths)
        self._looks = Looks(library, self._speeds)
        self._signs = SignsOfLife()
        self._connect()
        self._supervisor.start(before_worker=self._start_over)

    def round(self) -> None:
        """One round of work.

        Raises:
            CannotStart: the worker's program is not there.
        """
        # Read once: with a thousand waiting documents it is most of what a round costs.
        unfinished = self._library.unfinished()
        try:
            self._rest_if_due(unfinished)
            self._supervisor.tend()
            self._room.look()
            self._taking_in.tend()
            self._tell_wishes()
            found = self._route.look(self._harvester.harvest())
            if self._harvester.has_worked:
                self._supervisor.worked()
            # A worker that rests says nothing; what it said last still holds.
            self._engine = self._engine if self._supervisor.is_resting else found
            self._listen()
            if self._sending.is_due:
                self._sending.send(self._wire, disk_low=self._room.is_low)
                self._looks.round(self._wire, unfinished, self._engine)
                self._post.round(self._wire, self.address)
                self._forgetting.round()
                self._broker_answered()
        except BROKER_ERRORS as error:
            self._broker_failed(error)
        except sqlite3.OperationalError as error:
            # A full disk, as a rule; nothing was changed, and the next round tries again.
            log.error("the library cannot be written: %s", error)
        passwords.discard_ended(self._paths, self._library.job)
        self._copies.round()
        self.care.tend(self._engine_here(), unfinished)

    def _rest_if_due(self, unfinished: list[Job]) -> None:
        """Worker and model end while there is nothing to do; the computer stays awake for work."""
        is_due = self.rest.is_due(unfinished) and self.address.is_bundled
        self._supervisor.rest(is_due=is_due and not self._is_at_work())
        self._wakefulness.tend(is_working=any(job.state is JobState.RUNNING for job in unfinished))

    def _is_at_work(self) -> bool:
        """Whether the worker may have something in hand."""
        return bool(self._library.attempts()) or self._looks.are_out

    def _listen(self) -> None:
        """A worker that lives and does nothing must not look like one that works."""
        pid = self._supervisor.pids.get("worker")
        self._signs.look(pid, speaks=self._engine_here() is not None)
        if self._signs.is_hung:
            log.error("the worker has said nothing for long; it is started again")
            self._supervisor.kill_worker()

    def _engine_here(self) -> EngineStatus | None:
        """What the worker of this computer says: only its engine can be looked after."""
        pid = self._supervisor.pids.get("worker")
        return self._route.engine_of(worker_name(pid)) if pid else None

    def tidy(self) -> None:
        """Forget what was removed and nothing else; no worker is started for it."""
        if not self.address.is_bundled:
            return
        end = time.monotonic() + TIDY_WITHIN_S
        try:
            self._start_over()
            while not self._forgetting.is_done() and time.monotonic() < end:
                self._forgetting.round()
                time.sleep(0.05)
        except BROKER_ERRORS as error:
            log.warning("the next owner forgets what was removed: %s", error)

    def use(self, settings: Settings) -> None:
        """Go on with other settings, of which none is the worker's."""
        self._post.use(settings)
        self._copies.use(settings)

    def status(self) -> OwnerStatus:
        """What there is to say now."""
        supervisor = self._supervisor
        is_away = self._broker_away_since is not None
        broker = ServiceState.RESTARTING if is_away else supervisor.broker_state
        worker = self._signs.told(supervisor.worker_state)
        return OwnerStatus(
            is_owner=True,
            broker=broker,
            broker_place="" if self.address.is_bundled else place_of(self.address.url),
            worker=worker,
            silent=self._silent(worker),
            model_server=self._model_server_state(),
            engine=self._engine,
            seconds_per_page=self._speeds.page_s(self._engine),
            disk_low=self._room.is_low,
            is_paused=self._library.is_paused,
        )

    def _silent(self, worker: ServiceState) -> frozenset[str]:
        """Jobs under way for which nothing is done at the moment."""
        silent = self._harvester.silent
        if worker in NOT_WORKING:
            silent = frozenset(attempt.id for attempt in self._library.attempts())
        return frozenset(map(job_of, silent))

    def _model_server_state(self) -> ServiceState:
        if self.care.is_server_failing:
            return ServiceState.FAILED
        if self.care.is_server_deaf:
            return ServiceState.SILENT
        return self._supervisor.model_server_state

    def stop(self) -> None:
        """Streams first: a worker that waits for a token would not hear anything else."""
        self._wakefulness.release()
        self._taking_in.stop()
        has_work = True
        try:
            if self.address.is_bundled:
                self._stop_attempts()
            self._harvester.harvest()
            has_work = not self.address.is_bundled or self._is_at_work()
        except BROKER_ERRORS:
            log.info("the broker is gone already")
        except sqlite3.OperationalError as error:
            log.error("the library cannot be written: %s", error)
        finally:
            self._post.stop()
            self._supervisor.stop(has_work=has_work)
            self._route.close()
            self._disconnect()
        if self.address.is_bundled:
            self._library.lose_attempts()

    def _stop_attempts(self) -> None:
        """Have streams closed. Workers of a shared broker go on: what they find waits there."""
        for attempt in self._library.attempts():
            self._wire.tell(attempt.id, Wish.STOP)
        time.sleep(STOP_SOON_S if self._library.attempts() else 0)

    def _broker_answered(self) -> None:
        if self._broker_away_since is not None:
            log.info("the broker answers again")
            self._library.replace_reason(WaitReason.BROKER, WaitReason.TURN)
        self._broker_away_since = None

    def _broker_failed(self, error: Exception) -> None:
        now = time.monotonic()
        self._signs.excuse()
        if self._broker_away_since is None:
            log.warning("the broker does not answer: %s", error)
            self._broker_away_since = now
        if now - self._broker_away_since > BROKER_AWAY_S:
            self._library.replace_reason(WaitReason.TURN, WaitReason.BROKER)
        self._disconnect()
        self._connect()

    def _connect(self) -> None:
        self._wire = Wire(self.address)
        self._forgetting = Forgetting(self._paths, self._library, self.address)
        self._harvester = Harvester(
            self._library, self._wire, self._on_final, self._keep_texts, self._speeds
        )

    def _disconnect(self) -> None:
        self._wire.close()
        self._forgetting.close()

    def _start_over(self) -> None:
        """Nothing can be in flight: bring in what is finished, clear the rest, let all wait.

        At a shared broker others are at work, and what died with a worker is seen by `routes`.
        """
        self._disconnect()
        self._connect()
        self._harvester.harvest()
        self._post.start_over()
        self._looks.forget()
        if self.address.is_bundled:
            self._wire.clear()
            self._library.lose_attempts()

    def _tell_wishes(self) -> None:
        for attempt in self._library.attempts():
            wish = _wish_for(self._library.job(attempt.job_id), attempt.id)
            if wish is not attempt.wish:
                self._wire.tell(attempt.id, wish)
                self._library.set_wish(attempt.id, wish)

    def _keep_texts(self, job: Job, texts: bytes) -> None:
        if job.sha256 is not None:
            documents.keep_texts(self._paths, job.sha256, texts)

    def _on_final(self, job: Job) -> None:
        passwords.discard(self._paths, job.id)
        self._copies.ended()


def _route(paths: DataPaths, library: Library, supervisor: Supervisor) -> Route:
    if supervisor.address.is_bundled:
        return OwnRoute(lambda: supervisor.model_server.served)
    return SharedRoute(supervisor.address, paths, library)


def _wish_for(job: Job | None, attempt: str) -> Wish:
    if job is None or job.state is JobState.CANCELLED or job.attempt_id != attempt:
        return Wish.CANCEL
    return Wish.PAUSE if job.state is JobState.PAUSED else Wish.RUN
