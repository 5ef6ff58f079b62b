"""The bundled workers: Celery in processes of their own, for this owner's broker."""

from collections.abc import Mapping

from desktop.services.child import Child, child_environment
from worker.contract.celery_app import BrokerAddress
from worker.contract.paths import DataPaths
from worker.contract.program import GO, worker_command

BESIDE = 1
"""Beside those that talk to the engine, one process reads the next document."""

SLOTS_ENV = "SUNTO_ENGINE_SLOTS"

STOP_TIMEOUT_S = 1.0
"""Its tasks were told to stop before; what it has in hand is not worth waiting for."""


class WorkerProcess:
    """Starts and stops one of them: the worker, or the one that sends the outbox's messages."""

    def __init__(
        self, paths: DataPaths, settings: Mapping[str, str], *, sends: bool = False
    ) -> None:
        """`settings` are environment variables the worker reads (engine, model, addresses)."""
        self._paths = paths
        self._settings = settings
        self._sends = sends
        name = "post" if sends else "worker"
        self._may_begin = False
        self._child = Child(name, runtime=paths.runtime, logs=paths.logs)

    @property
    def is_running(self) -> bool:
        """Whether its parent process lives."""
        return self._child.is_running

    @property
    def has_run(self) -> bool:
        """Whether it was started, has ended, and was not stopped by us."""
        return self._child.exit_code is not None

    @property
    def pid(self) -> int | None:
        """Its parent process's id while it runs."""
        return self._child.pid

    def start(self, broker: BrokerAddress) -> None:
        """Start it. The one that sends begins as soon as it is up, the other when it is let.

        Raises:
            OSError: it cannot be run.
        """
        arguments = ["post" if self._sends else "run", "--data-dir", str(self._paths.root)]
        if not self._sends:
            slots = int(self._settings.get(SLOTS_ENV) or 1)
            arguments += ["--concurrency", str(slots + BESIDE), "--child"]
        environment = child_environment(self._settings)
        if broker.socket is not None:
            arguments += ["--socket", str(broker.socket)]
        else:
            # In the environment: a URL may hold a password, and arguments can be read by anybody.
            environment["SUNTO_BROKER_URL"] = broker.url
            environment["SUNTO_BROKER_CA"] = broker.ca
            arguments += ["--library", broker.library]
        self._may_begin = self._sends
        self._child.start(worker_command(*arguments), environment)

    @property
    def may_begin(self) -> bool:
        """Whether it was let take work."""
        return self._may_begin

    def let_begin(self) -> None:
        """Have it take work, as soon as it is up: nothing of its broker's is to be cleared now."""
        self._child.write(GO)
        self._may_begin = True

    def ask_to_stop(self) -> None:
        """Tell it to end after what it has in hand, and do not wait."""
        self._child.ask_to_stop()

    def stop(self) -> None:
        """End it; what it had in hand is done again by the next attempt."""
        self._child.stop(STOP_TIMEOUT_S)

    def kill(self) -> None:
        """End it at once: it has nothing left that it could finish."""
        self._child.stop(0.0)
