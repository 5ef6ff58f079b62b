"""The Ollama that is installed on this computer: whether there is one, and how it is started.

It is a program of the person's own, which others use as well: once started it stays, also when
Sunto is closed.
"""

import logging
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from desktop.services.child import NO_CONSOLE, child_environment
from worker.contract.egress import host_of, is_local_address
from worker.contract.paths import DataPaths

log = logging.getLogger(__name__)

HOST_ENV = "OLLAMA_HOST"
LOOK_EVERY_S = 5.0
STARTS_WITHIN_S = 30.0
"""After this long a start counts as failed, and is offered again."""

SERVICES = (
    Path("/etc/systemd/system/ollama.service"),
    Path("/usr/lib/systemd/system/ollama.service"),
)
SYSTEMD_RUNS = Path("/run/systemd/system")
PLACES = (Path("/usr/local/bin/ollama"), Path("/usr/bin/ollama"), Path("/opt/homebrew/bin/ollama"))


class OllamaProgram:
    """Looks for it now and then, and starts it when asked."""

    def __init__(self, paths: DataPaths, environment: Mapping[str, str]) -> None:
        """`environment` names the address where it is looked for."""
        self._log = paths.logs / "ollama.log"
        self._environment = environment
        self._looked_at = 0.0
        self._command: list[str] = []
        self._started_at: float | None = None

    @property
    def is_installed(self) -> bool:
        """Whether there is one that could answer where we ask."""
        now = time.monotonic()
        if not self._looked_at or now - self._looked_at > LOOK_EVERY_S:
            self._looked_at = now
            self._command = start_command() if self._is_asked_here() else []
        return bool(self._command)

    @property
    def is_starting(self) -> bool:
        """Whether it was started a moment ago, and may not answer yet."""
        return (
            self._started_at is not None and time.monotonic() - self._started_at < STARTS_WITHIN_S
        )

    def start(self) -> None:
        """Start it; it answers a few seconds later."""
        if not self.is_installed or self.is_starting:
            return
        self._started_at = time.monotonic()
        with self._log.open("ab") as output:
            try:
                process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    env=child_environment(self._environment),
                    start_new_session=True,
                    creationflags=NO_CONSOLE,
                )
            except OSError as error:
                log.warning("Ollama cannot be started: %s", error)
                self._started_at = None
                return
        # Whenever it ends, somebody has to take note of it.
        threading.Thread(target=process.wait, daemon=True).start()

    def _is_asked_here(self) -> bool:
        told = self._environment.get(HOST_ENV) or os.environ.get(HOST_ENV, "")
        return is_local_address(host_of(told))


def start_command() -> list[str]:
    """The command that starts the Ollama of this computer; empty where there is none."""
    if sys.platform == "darwin" and Path("/Applications/Ollama.app").is_dir():
        return ["open", "-a", "Ollama"]
    if sys.platform == "win32":
        app = Path(os.environ.get("LOCALAPPDATA", "")) / "Programs" / "Ollama" / "ollama app.exe"
        if app.is_file():
            return [str(app)]
    # The service has a user and models of its own, which a server of ours would not find.
    if SYSTEMD_RUNS.is_dir() and any(service.is_file() for service in SERVICES):
        return ["systemctl", "start", "ollama"]
    found = shutil.which("ollama") or next((str(p) for p in PLACES if p.is_file()), None)
    return [found, "serve"] if found else []
