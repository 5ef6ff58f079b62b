"""What a working Sunto needs and what it can use, each looked at by itself.

A check says neither a secret nor a word of a document: its report is made to be shown to others.
"""

import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import keyring
from keyring.errors import KeyringError
from redis import RedisError

from desktop.account import size
from desktop.commands.display import has_display
from desktop.commands.engines import probe
from desktop.errors import explain_address
from desktop.jobs.library import Library
from desktop.services.broker import server_binary
from desktop.settings import Settings
from desktop.shared_broker import shared_broker, trouble
from desktop.space import taken
from worker.contract.egress import host_of
from worker.contract.errors import CannotStart
from worker.contract.messages import EngineStatus
from worker.contract.names import Database
from worker.contract.paths import DataPaths
from worker.contract.states import EngineKind
from worker.contract.summary import Record

ENOUGH_BYTES = 3_000_000_000
"""Room for the starter model and the work; with less, doctor speaks up."""

PING_TIMEOUT_S = 3.0


class Finding(StrEnum):
    """What a check found."""

    FOUND = "found"
    MISSING = "missing"
    LATER = "later"
    """Not there yet; Sunto gets it when it is needed."""


class Check(Record):
    """One thing that was looked at."""

    name: str
    finding: Finding
    is_needed: bool
    """Whether nothing is summarised without it."""
    detail: str
    hint: str = ""
    """What to do, if there is anything to do."""


@dataclass(frozen=True, slots=True)
class _Checking:
    """Makes checks of one name."""

    name: str
    is_needed: bool = True

    def found(self, detail: str, hint: str = "") -> Check:
        return self._check(Finding.FOUND, detail, hint)

    def missing(self, detail: str, hint: str) -> Check:
        return self._check(Finding.MISSING, detail, hint)

    def later(self, detail: str, hint: str) -> Check:
        return self._check(Finding.LATER, detail, hint)

    def _check(self, finding: Finding, detail: str, hint: str) -> Check:
        return Check(
            name=self.name,
            finding=finding,
            is_needed=self.is_needed,
            detail=detail,
            hint=hint,
        )


def all_checks(paths: DataPaths, settings: Settings) -> Iterator[Check]:
    """Everything doctor looks at, in its order; each comes as soon as it is known."""
    yield data_directory(paths)
    yield library(paths)
    yield disk(paths)
    yield broker(paths, settings)
    yield from worker_and_engine(paths, settings)
    yield keyring_backend()
    yield display()
    yield tray()


def data_directory(paths: DataPaths) -> Check:
    """Whether Sunto's own folder can be written to."""
    checking = _Checking("data directory")
    try:
        paths.create()
        with tempfile.TemporaryFile(dir=paths.root):
            return checking.found(str(paths.root))
    except OSError as error:
        return checking.missing(
            f"{paths.root}: {error.strerror or error}",
            "Make the folder writable, or choose another one with --data-dir.",
        )


def library(paths: DataPaths) -> Check:
    """Whether the library opens."""
    checking = _Checking("library")
    try:
        opened = Library(paths.library)
    except CannotStart as error:
        return checking.missing(str(error), "Move the file away, or start the newer version.")
    try:
        jobs = len(opened.jobs())
        return checking.found("1 job" if jobs == 1 else f"{jobs} jobs")
    finally:
        opened.close()


def disk(paths: DataPaths) -> Check:
    """How much room is left."""
    checking = _Checking("disk", is_needed=False)
    try:
        free = shutil.disk_usage(paths.root).free
    except OSError as error:
        return checking.missing(error.strerror or str(error), "Look at the disk.")
    room = f"{size(free)} free. {taken(paths).words}"
    if free < ENOUGH_BYTES:
        return checking.missing(room, f"Make room: {size(ENOUGH_BYTES)} are enough.")
    return checking.found(room)


def broker(paths: DataPaths, settings: Settings) -> Check:
    """Whether there is a broker: the bundled one, or one that answers."""
    checking = _Checking("broker")
    if not settings.broker_url:
        try:
            return checking.found(f"bundled ({server_binary().name})")
        except CannotStart as error:
            return checking.missing("none", str(error))
    try:
        address = shared_broker(settings, paths)
        with address.connect(Database.MESSAGES, timeout_s=PING_TIMEOUT_S) as client:
            client.ping()
    except CannotStart as error:
        return checking.missing("the shared one cannot be used", str(error))
    except (OSError, ValueError, RedisError) as error:
        return checking.missing(f"the shared one: {trouble(error)}", "Look at its settings.")
    return checking.found(f"the shared one at {host_of(address.url)}")


def worker_and_engine(paths: DataPaths, settings: Settings) -> Iterator[Check]:
    """Whether the worker's program runs, and what it finds to summarise with."""
    checking = _Checking("worker")
    try:
        status = probe(paths, settings)
    except CannotStart as error:
        yield checking.missing(str(error), "Install Sunto with its worker: `sunto[worker]`.")
        return
    yield checking.found("its program runs")
    yield engine(status)
    yield model(status)


def engine(status: EngineStatus) -> Check:
    """Which program summarises."""
    checking = _Checking("engine")
    if status.missing == "address":
        return checking.missing(
            explain_address(status.address),
            "Correct SUNTO_OPENAI_URL, OLLAMA_HOST or the setting in the window.",
        )
    if status.missing == "engine" or status.kind is None:
        return checking.missing(
            status.detail or "none",
            "Start Ollama, or choose the built-in program: SUNTO_ENGINE=builtin.",
        )
    where = f" at {status.address}" if status.address else ""
    return checking.found(f"{status.kind}{where}")


def model(status: EngineStatus) -> Check:
    """Which model is used."""
    checking = _Checking("model")
    if status.missing in ("", "model_server") and status.model:
        window = f", reads {status.window} tokens at once" if status.window else ""
        return checking.found(f"{status.model}{window}")
    if status.missing in ("address", "engine"):
        return checking.missing("not known", "It is looked for once the engine answers.")
    if status.kind is EngineKind.BUILTIN:
        return checking.later(
            "the one that comes with Sunto is not here yet",
            "It is fetched with the first document; `sunto pull starter` does it now.",
        )
    return checking.missing(status.detail or "none", "Get one, for example with `ollama pull`.")


def keyring_backend() -> Check:
    """Whether the system can keep secrets."""
    checking = _Checking("keyring", is_needed=False)
    try:
        backend = keyring.get_keyring()
    except (KeyringError, RuntimeError) as error:
        return checking.missing(str(error), "Nothing, unless you want secrets to be kept.")
    if type(backend).__module__.startswith(("keyring.backends.fail", "keyring.backends.null")):
        return checking.missing(
            "none in this session",
            "Secrets are asked for again after a restart, unless a keyring is running.",
        )
    return checking.found(str(backend.name))


def display() -> Check:
    """Whether a window can be opened."""
    checking = _Checking("display", is_needed=False)
    if importlib.util.find_spec("PySide6") is None:
        return checking.missing("Qt is not installed", "For a window: `sunto[window]`.")
    if not has_display():
        return checking.missing("none in this session", "The command line does the same work.")
    return checking.found("there is one")


def tray() -> Check:
    """Whether the session can be expected to show a tray icon and notifications."""
    checking = _Checking("tray", is_needed=False)
    if not sys.platform.startswith("linux"):
        return checking.found("part of the system")
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return checking.missing(
            "no session bus", "Nothing: Sunto works without tray and notifications."
        )
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "")
    if "GNOME" in desktop.upper():
        return checking.missing(
            "GNOME shows none by itself", "Nothing: Sunto notifies, and closing it minimises it."
        )
    return checking.found(desktop or "session bus")
