"""Where Sunto starts: decides, before anything large is loaded, what it is asked to be.

sunto COMMAND …            the command line
sunto [FILE…]              the window; without a display, the same job in the terminal
sunto worker-process …     a process of the worker, started by the packaged program
sunto flower-process …     the process that Flower runs in
"""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from desktop.commands.display import can_open_window
from desktop.commands.parser import NAMES, command_parser, window_parser
from desktop.errors import ExitCode, exit_code
from worker.contract.egress import ADDRESS_SETTINGS, guard
from worker.contract.environment import read_files
from worker.contract.errors import CannotStart, SuntoError
from worker.contract.program import WORKER
from worker.contract.runtime_folder import leave

FLOWER = "flower-process"
HELP_OPTIONS = ("--help", "-h", "--version")


def main(argv: Sequence[str] | None = None) -> int:
    """Start what the arguments ask for; returns the exit code."""
    try:
        return _start(list(sys.argv[1:] if argv is None else argv))
    finally:
        leave()


def _start(arguments: list[str]) -> int:
    # Looking for plug-ins, of which there are none, takes pydantic a tenth of the start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if arguments[:1] == [WORKER]:
        from worker.__main__ import main as worker_main

        return worker_main(arguments[1:])
    try:
        read_files()
    except CannotStart as error:
        is_window = first_word(arguments) not in (*NAMES, *HELP_OPTIONS, FLOWER)
        return _cannot_start(error, in_window=is_window and can_open_window())
    guard(os.environ.get(name, "") for name in ADDRESS_SETTINGS)
    if arguments[:1] == [FLOWER]:
        from desktop.cli import guarded
        from desktop.commands.services import flower_process

        return guarded(lambda: flower_process(arguments[1:]))
    if first_word(arguments) in (*NAMES, *HELP_OPTIONS):
        from desktop.cli import run

        return run(arguments)
    return _open_files(window_parser().parse_args(arguments))


def first_word(arguments: Sequence[str]) -> str:
    """The first argument that does not say where the data is."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--data-dir":
            next(rest, None)
        elif not argument.startswith("--data-dir="):
            return argument
    return ""


def _open_files(given: Namespace) -> int:
    """The window with these files; without a display, their summaries in the terminal."""
    for file in given.files:
        if _looks_like_a_command(file):
            print(f"sunto: “{file}” is no command and no file; see sunto --help", file=sys.stderr)
            return ExitCode.WRONG_USAGE
    if can_open_window():
        return _open_window(given)
    if not given.files:
        print("sunto: a window cannot be opened here; this works:\n", file=sys.stderr)
        print(command_parser().format_help(), file=sys.stderr)
        return ExitCode.WRONG_USAGE
    from desktop.cli import run

    where = ["--data-dir", str(given.data_dir)] if given.data_dir else []
    return run([*where, "add", "--wait", "--", *map(str, given.files)])


def _open_window(given: Namespace) -> int:
    from desktop import app
    from worker.contract.paths import DataPaths

    try:
        return app.run(DataPaths.locate(given.data_dir), given.files, given.hidden)
    except SuntoError as error:
        return _cannot_start(error, in_window=True)


def _cannot_start(error: SuntoError, *, in_window: bool) -> int:
    """Say why, in the terminal and where a window was wanted; the exit code."""
    print(f"sunto: {error}", file=sys.stderr)
    if in_window:
        from desktop.ui.start_trouble import tell

        tell(str(error))
    return exit_code(error)


def _looks_like_a_command(file: Path) -> bool:
    return len(file.parts) == 1 and not file.suffix and not file.exists()


if __name__ == "__main__":
    sys.exit(main())
