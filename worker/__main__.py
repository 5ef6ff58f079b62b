"""The worker's program: the Celery worker, and the children that it and the desktop start.

python -m worker run --socket PATH | --broker URL   Celery's worker
python -m worker post --socket PATH | --broker URL  Celery's worker that sends mail
python -m worker alive                              says whether this machine's worker is
python -m worker deliver TRY                        carries out one order of the outbox, at once
python -m worker reader                             reads one PDF (order on standard input)
python -m worker unlock                             takes a PDF's password off (order likewise)
python -m worker model-server --model F --note F    the built-in engine's server
python -m worker fetch-model NAME --into FOLDER     gets a model file of the catalogue
python -m worker add-model FILE --into FOLDER       takes in a model file of this computer
python -m worker pull-model NAME                    has Ollama pull a model
python -m worker probe                              says which engine there is, as JSON
python -m worker compute                            says what the built-in engine computes with
"""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worker.contract.celery_app import BrokerAddress
    from worker.contract.paths import DataPaths

from worker.contract.egress import ADDRESS_SETTINGS, allow, guard
from worker.contract.environment import read_files
from worker.contract.runtime_folder import leave

DEFAULT_CONCURRENCY = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one of the worker's programs; returns its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    commands: dict[str, Callable[[list[str]], int]] = {
        "run": _run,
        "post": _post,
        "alive": _alive,
        "deliver": _deliver,
        "reader": _reader,
        "unlock": _unlock,
        "model-server": _model_server,
        "fetch-model": _fetch_model,
        "add-model": _add_model,
        "pull-model": _pull_model,
        "probe": _probe,
        "compute": _compute,
    }
    if not arguments or arguments[0] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    read_files()
    if arguments[0] != "fetch-model":
        # That one is started for a download somebody asked for, and sees no document.
        guard(os.environ.get(name, "") for name in ADDRESS_SETTINGS)
    try:
        return commands[arguments[0]](arguments[1:])
    finally:
        leave()


# Each command imports what it needs and no more: a reader must not wait for Celery.


def _run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="worker run")
    parser.add_argument("--concurrency", type=int, default=DEFAULT_CONCURRENCY)
    parser.add_argument("--child", action="store_true")
    given, broker, paths = _at_broker(parser, arguments)
    # Nothing of what is loaded now can be thrown away again: looking for that takes a tenth of it.
    gc.disable()
    from worker import preload  # noqa: F401
    from worker.service import ServiceOptions, run

    return run(ServiceOptions(broker, paths, given.concurrency, given.child))


def _post(arguments: list[str]) -> int:
    _, broker, paths = _at_broker(argparse.ArgumentParser(prog="worker post"), arguments)
    from worker.post import run

    return run(broker, paths)


def _alive(arguments: list[str]) -> int:
    _, broker, _ = _at_broker(argparse.ArgumentParser(prog="worker alive"), arguments)
    from worker.station import is_alive

    return 0 if is_alive(broker) else 1


def _at_broker(
    parser: argparse.ArgumentParser, arguments: list[str]
) -> "tuple[argparse.Namespace, BrokerAddress, DataPaths]":
    parser.add_argument("--socket", type=Path)
    parser.add_argument("--broker", default=os.environ.get("SUNTO_BROKER_URL", ""))
    parser.add_argument("--library", default="", help="whose outbox, at a shared broker")
    parser.add_argument("--data-dir", type=Path)
    given = parser.parse_args(arguments)
    if not given.socket and not given.broker:
        parser.error("give --socket or --broker")
    from worker.contract.celery_app import BrokerAddress
    from worker.contract.paths import DataPaths

    if given.socket:
        broker = BrokerAddress(socket=given.socket)
    else:
        allow(given.broker)
        ca = os.environ.get("SUNTO_BROKER_CA", "")
        broker = BrokerAddress(url=given.broker, ca=ca, library=given.library)
    return given, broker, DataPaths.locate(given.data_dir)


def _deliver(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="worker deliver")
    parser.add_argument("delivery", metavar="TRY")
    parser.add_argument("--data-dir", type=Path)
    given = parser.parse_args(arguments)
    from worker.contract.paths import DataPaths
    from worker.contract.sending_states import OutcomeState
    from worker.sending.deliver import deliver

    outcome = deliver(DataPaths.locate(given.data_dir), given.delivery)
    return 0 if outcome is not None and outcome.state is OutcomeState.ACCEPTED else 1


def _reader(arguments: list[str]) -> int:
    from worker.reading import child

    return child.run(arguments)


def _unlock(arguments: list[str]) -> int:
    from worker.reading import unlock

    return unlock.run(arguments)


def _model_server(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="worker model-server")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--note", type=Path, required=True)
    parser.add_argument("--window", type=int, help="tokens; SUNTO_WINDOW, else what fits")
    parser.add_argument("--threads", type=int, default=0, help="0: one for each core")
    given = parser.parse_args(arguments)
    from worker.engines import model_server
    from worker.engines.engine_settings import slots_from, window_setting

    window = window_setting() if given.window is None else given.window
    slots = slots_from(os.environ)
    model_server.run(given.model, given.note, window, given.threads, slots)
    return 0


def _fetch_model(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="worker fetch-model")
    parser.add_argument("name")
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args(arguments)
    from worker.priority import give_way

    give_way()  # before what is loaded next: that is most of its work
    from worker.engines import get_model
    from worker.engines.input_end import on_end_of_input

    on_end_of_input(_leave)
    return get_model.fetch_file(given.name, given.into)


def _add_model(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="worker add-model")
    parser.add_argument("file", type=Path)
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args(arguments)
    from worker.priority import give_way

    give_way()  # before what is loaded next: that is most of its work
    from worker.engines import get_model
    from worker.engines.input_end import on_end_of_input

    on_end_of_input(_leave)
    return get_model.add_file(given.file, given.into)


def _pull_model(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="worker pull-model")
    parser.add_argument("name")
    given = parser.parse_args(arguments)
    from worker.engines import get_model
    from worker.engines.input_end import on_end_of_input
    from worker.engines.ollama_package import HOST_ENV

    on_end_of_input(_leave)
    return get_model.pull_model(given.name, os.environ.get(HOST_ENV, ""))


def _leave() -> None:
    """End at once: what was fetched is on the disk."""
    os._exit(1)


def _probe(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="worker probe")
    parser.add_argument("--data-dir", type=Path)
    given = parser.parse_args(arguments)
    from worker.contract.paths import DataPaths
    from worker.engines.choose import probe
    from worker.engines.engine_settings import EngineSettings

    paths = DataPaths.locate(given.data_dir)
    print(probe(EngineSettings.from_environment().with_kept_key(paths), paths).model_dump_json())
    return 0


def _compute(_: list[str]) -> int:
    from worker.engines.compute import compute

    print(compute().model_dump_json())
    return 0


if __name__ == "__main__":
    sys.exit(main())
