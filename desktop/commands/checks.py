"""What a working Sunto needs and what it can use, each looked at by itself."""

import shutil
import tempfile
from collections.abc import Iterator
from typing import cast

from redis import RedisError

from desktop.account import size
from desktop.commands.check import Check, Checking
from desktop.commands.engines import compute, probe
from desktop.commands.session_checks import (
    display,
    keyring_backend,
    names_on_the_bus,
    notifications,
    tray,
)
from desktop.commands.x_tray import has_x_tray
from desktop.errors import explain_address
from desktop.jobs.fleet import Fleet
from desktop.jobs.library import Library
from desktop.services.broker import server_binary
from desktop.settings import Settings
from desktop.shared_broker import shared_broker, trouble, works_here
from desktop.space import taken
from desktop.translation import plural, tr
from worker.contract.celery_app import BrokerAddress
from worker.contract.egress import host_of
from worker.contract.errors import CannotStart
from worker.contract.messages import EngineStatus
from worker.contract.names import REFUSED_KEY, Database
from worker.contract.paths import DataPaths
from worker.contract.states import EngineKind

ENOUGH_BYTES = 3_000_000_000
"""Room for the starter model and the work; with less, doctor speaks up."""

PING_TIMEOUT_S = 3.0


def all_checks(
    paths: DataPaths, settings: Settings, has_tray: bool | None = None
) -> Iterator[Check]:
    """Everything doctor looks at, in its order; each comes as soon as it is known.

    `has_tray` is what a window saw of the tray; None: nobody has looked.
    """
    yield data_directory(paths)
    yield library(paths)
    yield disk(paths)
    yield broker(paths, settings)
    if settings.broker_url:
        yield machines(paths, settings)
    if not settings.broker_url or works_here(settings):
        yield from worker_and_engine(paths, settings)
    yield keyring_backend()
    yield display()
    names = names_on_the_bus()
    yield tray(names, (has_x_tray() or None) if has_tray is None else has_tray)
    yield notifications(names)


def data_directory(paths: DataPaths) -> Check:
    """Whether Sunto's own folder can be written to."""
    checking = Checking("data directory")
    try:
        paths.create()
        with tempfile.TemporaryFile(dir=paths.root):
            return checking.found(str(paths.root))
    except OSError as error:
        return checking.missing(
            f"{paths.root}: {error.strerror or error}",
            tr("Make the folder writable, or choose another one with --data-dir."),
        )


def library(paths: DataPaths) -> Check:
    """Whether the library opens."""
    checking = Checking("library")
    try:
        opened = Library(paths.library)
    except CannotStart as error:
        return checking.missing(str(error), tr("Move the file away, or start the newer version."))
    try:
        jobs = len(opened.jobs())
        return checking.found(plural("{n} jobs", "1 job", jobs))
    finally:
        opened.close()


def disk(paths: DataPaths) -> Check:
    """How much room is left."""
    checking = Checking("disk", is_needed=False)
    try:
        free = shutil.disk_usage(paths.root).free
    except OSError as error:
        return checking.missing(error.strerror or str(error), tr("Look at the disk."))
    room = tr("{size} free.", size=size(free)) + " " + taken(paths).words
    if free < ENOUGH_BYTES:
        return checking.missing(room, tr("Make room: {size} are enough.", size=size(ENOUGH_BYTES)))
    return checking.found(room)


def broker(paths: DataPaths, settings: Settings) -> Check:
    """Whether there is a broker: the bundled one, or one that answers."""
    checking = Checking("broker")
    if not settings.broker_url:
        try:
            words = tr("bundled ({name})", name=server_binary().name)
            refused = _refused(paths)
            return checking.found(f"{words}. {refused}" if refused else words)
        except CannotStart as error:
            return checking.missing(tr("none"), str(error))
    try:
        address = shared_broker(settings, paths)
        with address.connect(Database.MESSAGES, timeout_s=PING_TIMEOUT_S) as client:
            client.ping()
    except CannotStart as error:
        return checking.missing(tr("the shared one cannot be used"), str(error))
    except (OSError, ValueError, RedisError) as error:
        return checking.missing(
            tr("the shared one: {trouble}", trouble=trouble(error)), tr("Look at its settings.")
        )
    return checking.found(tr("the shared one at {place}", place=host_of(address.url)))


def machines(paths: DataPaths, settings: Settings) -> Check:
    """Who works at the shared broker."""
    checking = Checking("machines")
    try:
        fleet = Fleet(shared_broker(settings, paths))
        try:
            fleet.look([], {})
        finally:
            fleet.close()
    except (CannotStart, OSError, ValueError, RedisError):
        return checking.missing(tr("not known"), tr("They are looked for once the broker answers."))
    if not fleet.workers:
        return checking.missing(
            tr("nobody works at the shared broker"),
            tr("Start `sunto worker` on a machine that has a model."),
        )
    none = tr("no model")
    told = "; ".join(
        f"{worker.machine} ({worker.version}, {worker.engine.model or none})"
        for worker in sorted(fleet.workers, key=lambda each: each.worker)
    )
    return checking.found(told)


def _refused(paths: DataPaths) -> str:
    """How many messages were refused, where the bundled broker runs and some were."""
    if not paths.broker_socket.exists():
        return ""
    address = BrokerAddress(socket=paths.broker_socket)
    try:
        with address.connect(Database.RESULTS, timeout_s=PING_TIMEOUT_S) as results:
            count = cast(bytes | None, results.get(REFUSED_KEY))
    except (OSError, RedisError):
        return ""
    refused = int(count or 0)
    return (
        plural("{n} messages were refused.", "1 message was refused.", refused) if refused else ""
    )


def worker_and_engine(paths: DataPaths, settings: Settings) -> Iterator[Check]:
    """Whether the worker's program runs, and what it finds to summarise with."""
    checking = Checking("worker")
    try:
        status = probe(paths, settings)
    except CannotStart as error:
        yield checking.missing(str(error), tr("Install Sunto with its worker: `sunto[worker]`."))
        return
    yield checking.found(tr("its program runs"))
    yield engine(status)
    yield model(status)
    yield computing(settings)


def engine(status: EngineStatus) -> Check:
    """Which program summarises."""
    checking = Checking("engine")
    if status.missing == "address":
        return checking.missing(
            explain_address(status.address),
            tr("Correct SUNTO_OPENAI_URL, OLLAMA_HOST or the setting in the window."),
        )
    if status.missing == "engine" or status.kind is None:
        return checking.missing(
            status.detail or tr("none"),
            tr("Start Ollama, or choose the built-in program: SUNTO_ENGINE=builtin."),
        )
    if not status.address:
        return checking.found(str(status.kind))
    return checking.found(tr("{engine} at {place}", engine=status.kind, place=status.address))


def model(status: EngineStatus) -> Check:
    """Which model is used."""
    checking = Checking("model")
    if status.missing in ("", "model_server") and status.model:
        if not status.window:
            return checking.found(status.model)
        window = status.window
        return checking.found(tr("{model}, reads {n} tokens at once", model=status.model, n=window))
    if status.missing in ("address", "engine"):
        return checking.missing(tr("not known"), tr("It is looked for once the engine answers."))
    if status.kind is EngineKind.BUILTIN:
        return checking.later(
            tr("the one that comes with Sunto is not here yet"),
            tr("It is fetched with the first document; `sunto pull starter` does it now."),
        )
    return checking.missing(
        status.detail or tr("none"), tr("Get one, for example with `ollama pull`.")
    )


def computing(settings: Settings) -> Check:
    """What the built-in engine computes with: a graphics card where it can reach one."""
    checking = Checking("compute", is_needed=False)
    try:
        devices = compute(settings).devices
    except CannotStart as error:
        return checking.missing(str(error), tr("Install Sunto with its worker: `sunto[worker]`."))
    cards = [device for device in devices if not device.is_processor]
    if cards:
        named = (f"{card.name}: {card.description}, {size(card.memory_bytes)}" for card in cards)
        return checking.found("; ".join(named))
    processor = next((device.description for device in devices), tr("processor"))
    return checking.found(
        tr("the processor ({name})", name=processor),
        tr("A graphics card is used where xllamacpp was installed with CUDA, Vulkan or Metal."),
    )
