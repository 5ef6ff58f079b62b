"""Machines for tests: a broker that several share, and workers that are nobody's children."""

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
import redis

from desktop.services.broker import server_binary

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def another_version(folder: Path) -> Path:
    """The worker as it might be once its messages have changed: a copy with the next number."""
    for part in ("worker", "resources"):
        shutil.copytree(ROOT / part, folder / part)
    names = folder / "worker" / "contract" / "names.py"
    code, changes = re.subn(
        r"^PROTOCOL = (\d+)$",
        lambda found: f"PROTOCOL = {int(found[1]) + 1}",
        names.read_text(),
        flags=re.MULTILINE,
    )
    assert changes == 1
    names.write_text(code)
    return folder


class OwnBroker:
    """A server with a password, on loopback as a rule; with `acl`, with that file's users."""

    def __init__(
        self, folder: Path, *, acl: Path | None = None, user: str = "", address: str = "127.0.0.1"
    ) -> None:
        self.port = free_port()
        self._command = [str(server_binary()), "--port", str(self.port), "--bind", address]
        self._command += ["--dir", str(folder), "--save", ""]
        if acl is None:
            password = secrets.token_hex(8)
            self._command += ["--requirepass", password]
        else:
            name = {"sunto": "broker-password", "lan": "lan-password"}[user]
            password = (acl.parent / name).read_text().strip()
            self._command += ["--aclfile", str(acl)]
        self.password = password
        self.url = f"redis://{user}:{password}@{address}:{self.port}/0"

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        with redis.Redis.from_url(self.url) as client:
            end = time.monotonic() + 20
            while time.monotonic() < end:
                with suppress(redis.RedisError):
                    if client.ping():
                        return
                time.sleep(0.05)
        pytest.fail("the broker did not start")

    def end(self, sign: signal.Signals = signal.SIGTERM) -> None:
        self._process.send_signal(sign)
        self._process.wait(10)


class Machine:
    """One worker with a data directory of its own, as on another machine."""

    def __init__(
        self,
        folder: Path,
        broker_url: str,
        ollama: str,
        concurrency: int = 1,
        program: Path = ROOT,
    ) -> None:
        """`program` is where the worker's code lies: it may be of another version."""
        self.data = folder
        folder.mkdir(exist_ok=True)
        command = [sys.executable, "-P", "-m", "worker", "run", "--data-dir", str(folder)]
        command += ["--concurrency", str(concurrency)]
        environment = {
            **os.environ,
            "PYTHONPATH": str(program),
            "SUNTO_BROKER_URL": broker_url,
            "SUNTO_ENGINE": "ollama",
            "OLLAMA_HOST": ollama,
            "SUNTO_DATA_DIR": str(folder),
        }
        self.log = folder / "worker.log"
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    @property
    def name(self) -> str:
        return f"{socket.gethostname()}-{self._process.pid}"

    def send(self, sign: signal.Signals) -> None:
        """Send a signal to everything that runs on this machine."""
        with suppress(psutil.NoSuchProcess):
            parent = psutil.Process(self._process.pid)
            for process in (*parent.children(recursive=True), parent):
                with suppress(psutil.NoSuchProcess):
                    process.send_signal(sign)

    def end(self) -> None:
        self.send(signal.SIGKILL)
        self._process.wait(10)
