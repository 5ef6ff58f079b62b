"""`sunto doctor`: what is there, what is missing and what to do."""

from argparse import Namespace
from collections.abc import Iterator

from desktop.commands.check import Check, Finding, lines
from desktop.commands.checks import all_checks
from desktop.commands.context import print_json
from desktop.errors import ExitCode
from desktop.settings_file import load
from worker.contract.paths import DataPaths
from worker.contract.summary import Record
from worker.contract.version import __version__


class Report(Record):
    """All checks."""

    version: str
    checks: tuple[Check, ...]


def run(arguments: Namespace) -> ExitCode:
    """Look at everything; what is needed and missing needs a person."""
    paths = DataPaths.locate(arguments.data_dir)
    checks = all_checks(paths, load(paths))
    if arguments.json:
        found = tuple(checks)
        print_json(Report(version=__version__, checks=found))
    else:
        print(f"Sunto {__version__}")
        found = tuple(_printed(checks))
    lacks = any(check.is_needed and check.finding is Finding.MISSING for check in found)
    return ExitCode.NEEDS_PERSON if lacks else ExitCode.DONE


def _printed(checks: Iterator[Check]) -> Iterator[Check]:
    for check in checks:
        print("\n".join(lines(check)), flush=True)
        yield check
