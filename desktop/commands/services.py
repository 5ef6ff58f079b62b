"""`sunto worker` and `sunto flower`: parts that run by themselves, for those who want them."""

import importlib.util
import os
import socket
import subprocess
import threading
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace

from desktop.commands.context import Context, log_to_file, say
from desktop.commands.parser import process_parser
from desktop.commands.signals import asked_to_stop
from desktop.commands.waiting import TICK_S, owner_broker
from desktop.errors import ExitCode
from desktop.jobs.owner import Owner
from desktop.services.child import Child, child_environment
from desktop.settings_file import worker_environment
from desktop.shared_broker import shared_broker
from worker.contract.celery_app import BrokerAddress, make_app
from worker.contract.egress import is_local_address
from worker.contract.errors import CannotStart
from worker.contract.program import own_command, worker_command

LOOPBACK = "127.0.0.1"
STOP_TIMEOUT_S = 2.0


def worker(arguments: Namespace) -> ExitCode:
    """Become a worker of the broker that was named, else of the one that is in use here."""
    context = Context.open(arguments)
    address = _broker_for_worker(context, arguments.broker)
    command = worker_command("run", "--data-dir", str(context.paths.root))
    if arguments.concurrency:
        command += ["--concurrency", str(arguments.concurrency)]
    variables = child_environment(worker_environment(context.settings))
    if address.socket is not None:
        command += ["--socket", str(address.socket)]
    else:
        variables["SUNTO_BROKER_URL"] = address.url
        variables["SUNTO_BROKER_CA"] = address.ca
    context.library.close()
    if os.name == "posix":
        # The same process: signals and exit codes are the worker's own.
        os.execve(command[0], command, variables)
    return ExitCode.DONE if subprocess.call(command, env=variables) == 0 else ExitCode.FAILED


def flower(arguments: Namespace) -> ExitCode:
    """Run Flower on this computer's broker until Ctrl-C, owning the library if nobody else does."""
    if importlib.util.find_spec("flower") is None:
        raise CannotStart("Flower is not installed; `pip install sunto[flower]` brings it.")
    if not is_local_address(arguments.host) and not os.environ.get("FLOWER_BASIC_AUTH"):
        raise CannotStart("For others to see it, Flower needs FLOWER_BASIC_AUTH=user:password.")
    context = Context.open(arguments)
    log_to_file(context.paths)
    owner = Owner(context.paths, context.library, context.settings)
    child = Child("flower", runtime=context.paths.runtime, logs=context.paths.logs)
    with asked_to_stop() as stop:
        try:
            owner.tick()
            child.start(
                _flower_command(context, arguments.host, arguments.port),
                child_environment(worker_environment(context.settings)),
            )
            _tell_when_open(child, arguments.port, stop)
            while not stop.wait(TICK_S):
                owner.tick()
                if not child.is_running:
                    log = context.paths.logs / "flower.log"
                    raise CannotStart(f"Flower has ended; {log} says why.")
        finally:
            child.stop(STOP_TIMEOUT_S)
            owner.stop()
    return ExitCode.INTERRUPTED


def flower_process(arguments: Sequence[str]) -> int:
    """The process that Flower runs in."""
    given = process_parser().parse_args(arguments)
    context = Context.open(given)
    address = owner_broker(context)
    if address is None:
        raise CannotStart("Nobody owns the library, so there is no broker to look at.")
    # Flower runs a settings file of the folder it is started in, whoever put it there.
    os.chdir(context.paths.runtime)
    make_app(address).start(["flower", f"--address={given.host}", f"--port={given.port}"])
    return 0


def _flower_command(context: Context, host: str, port: int) -> list[str]:
    where = ("--data-dir", str(context.paths.root), "--host", host, "--port", str(port))
    return own_command("flower-process", *where)


def _tell_when_open(child: Child, port: int, stop: threading.Event) -> None:
    while child.is_running and not stop.wait(TICK_S):
        with socket.socket() as probe:
            if probe.connect_ex((LOOPBACK, port)) == 0:
                say(f"Flower is at http://{LOOPBACK}:{port} on this computer; Ctrl-C ends it.")
                return


def _broker_for_worker(context: Context, url: str | None) -> BrokerAddress:
    settings = replace(context.settings, broker_url=url) if url else context.settings
    if settings.broker_url:
        return shared_broker(settings, context.paths)
    found = owner_broker(context)
    if found is None:
        raise CannotStart("There is no broker here; name one with --broker URL.")
    return found
