"""Keeps broker and worker running for as long as this process owns the data directory."""

import logging
from collections.abc import Callable, Mapping

from desktop.jobs.status import ServiceState
from desktop.services.broker import Broker
from desktop.services.child import end_orphans
from desktop.services.model_server import ModelServer
from desktop.services.restarts import Restarts
from desktop.services.worker_process import WorkerProcess
from worker.contract.celery_app import BrokerAddress
from worker.contract.errors import CannotStart
from worker.contract.paths import DataPaths

log = logging.getLogger(__name__)


class Supervisor:
    """Starts, watches, restarts and stops the owner's processes.

    Whenever the worker is about to begin (the first time, after it ended, after the broker ended),
    nothing can be in flight any more: `before_worker` is called then, with the broker up, to
    harvest what is finished and to clear the rest away. Meanwhile the worker loads already.
    """

    def __init__(
        self,
        paths: DataPaths,
        environment: Mapping[str, str],
        shared_broker: BrokerAddress | None,
        *,
        works_here: bool = True,
    ) -> None:
        """`shared_broker` is one that others use, too; None starts the bundled one. Without
        `works_here`, no worker is started: others do the work.
        """
        self._paths = paths
        self._before_worker: Callable[[], None] = lambda: None
        self._broker = None if shared_broker else Broker(paths)
        self._works_here = works_here
        self._is_resting = False
        self._worker = WorkerProcess(paths, environment)
        self._broker_restarts = Restarts()
        self._worker_restarts = Restarts()
        self.model_server = ModelServer(paths, environment)
        self.address = shared_broker or Broker(paths).address

    def end_orphans(self) -> None:
        """End what an owner before left behind."""
        end_orphans(self._paths.runtime)

    def load_worker(self) -> None:
        """Let the worker load, which takes longest, while this process does the same.

        Raises:
            OSError: it cannot be run.
        """
        if self._works_here and not self._worker.is_running:
            self._worker_restarts.starting()
            self._worker.start(self.address)

    def start(self, before_worker: Callable[[], None]) -> None:
        """Start the broker.

        Raises:
            CannotStart: there is no broker to be had.
        """
        self._before_worker = before_worker
        if self._broker:
            self._broker_restarts.starting()
            self._broker.start()

    def tend(self) -> None:
        """Start again what has ended; call it a few times a second.

        Raises:
            redis.RedisError: from `before_worker`; the worker has to wait for the next call.
        """
        if self._tend_broker() and self._works_here and not self._is_resting:
            self._tend_worker()

    def rest(self, *, is_due: bool) -> None:
        """End the worker while there is nothing to do for it; or no longer."""
        if is_due and not self._is_resting:
            log.info("the worker rests until there is something to do")
            self._worker.kill()
        self._is_resting = is_due

    def _tend_broker(self) -> bool:
        """Whether there is a broker to work with."""
        if self._broker is None or self._broker.is_running:
            return True
        if not self._broker_restarts.is_due:
            return False
        log.warning("the broker has ended; it is started again")
        # The worker holds connections to a broker that is gone: it starts anew with the new one.
        self._worker.kill()
        self._worker_restarts.worked()
        self._broker_restarts.starting()
        if not self._is_resting:
            self.load_worker()
        try:
            self._broker.start()
        except CannotStart as error:
            log.error("%s", error)
            return False
        return True

    def _tend_worker(self) -> None:
        if not self._worker.is_running:
            if not self._worker_restarts.is_due:
                return
            self._worker.kill()
            self.load_worker()
        if not self._worker.may_begin:
            self._before_worker()
            self._worker.let_begin()

    def worked(self) -> None:
        """A part was done: what ends now is started again at once."""
        self._broker_restarts.worked()
        self._worker_restarts.worked()

    def kill_worker(self) -> None:
        """End a worker that does nothing any more; the next `tend` starts another."""
        self._worker.kill()

    def ask_to_stop(self) -> None:
        """Tell worker and model server to end, and do not wait."""
        self.model_server.ask_to_stop()
        self._worker.ask_to_stop()

    def stop(self, *, has_work: bool = True) -> None:
        """End everything that was started; without work the worker at once.

        Celery takes more than a second to say farewell, also when it has nothing in hand.
        """
        self.ask_to_stop()
        if not has_work:
            self._worker.kill()
        self.model_server.stop()
        self._worker.stop()
        if self._broker:
            self._broker.stop()

    @property
    def is_resting(self) -> bool:
        """Whether the worker was ended because there is nothing to do."""
        return self._is_resting

    @property
    def broker_state(self) -> ServiceState:
        """How the broker is doing, as far as its process tells."""
        return _state(self._broker is None or self._broker.is_running, self._broker_restarts)

    @property
    def worker_state(self) -> ServiceState:
        """How the worker is doing, as far as its process tells; stopped where others work."""
        if not self._works_here or self._is_resting:
            return ServiceState.STOPPED
        return _state(self._worker.is_running, self._worker_restarts)

    @property
    def model_server_state(self) -> ServiceState:
        """How the built-in engine is doing; stopped is normal while it is not needed."""
        if not self.model_server.is_running:
            return ServiceState.STOPPED
        ready = self.model_server.is_ready
        return ServiceState.RUNNING if ready else ServiceState.STARTING

    @property
    def pids(self) -> dict[str, int]:
        """Process ids of what runs, for logs and tests."""
        found = {"broker": self._broker.pid if self._broker else None, "worker": self._worker.pid}
        return {name: pid for name, pid in found.items() if pid is not None}


def _state(is_running: bool, restarts: Restarts) -> ServiceState:
    if is_running:
        return ServiceState.RUNNING
    return ServiceState.FAILED if restarts.is_failing else ServiceState.RESTARTING
