"""One thing that doctor looked at: what was found, and what to do about it.

A check says neither a secret nor a word of a document: its report is made to be shown to others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.translation import mark, tr
from worker.contract.summary import Record
from worker.contract.version import __version__


class Finding(StrEnum):
    """What a check found."""

    FOUND = "found"
    MISSING = "missing"
    LATER = "later"
    """Not there yet; Sunto gets it when it is needed."""


MARKS = {Finding.FOUND: "●", Finding.LATER: "◐", Finding.MISSING: "○"}

NAMES = {
    "data directory": mark("data directory"),
    "library": mark("library"),
    "disk": mark("disk"),
    "broker": mark("broker"),
    "machines": mark("machines"),
    "worker": mark("worker"),
    "engine": mark("engine"),
    "model": mark("model"),
    "compute": mark("compute"),
    "keyring": mark("keyring"),
    "display": mark("display"),
    "tray": mark("tray"),
    "notifications": mark("notifications"),
}
"""Each check by its name in JSON, as it is called for people."""


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
class Checking:
    """Makes checks of one name."""

    name: str
    is_needed: bool = True

    def found(self, detail: str, hint: str = "") -> Check:
        """It is there."""
        return self._check(Finding.FOUND, detail, hint)

    def missing(self, detail: str, hint: str) -> Check:
        """It is not there."""
        return self._check(Finding.MISSING, detail, hint)

    def later(self, detail: str, hint: str) -> Check:
        """It is not there yet."""
        return self._check(Finding.LATER, detail, hint)

    def _check(self, finding: Finding, detail: str, hint: str) -> Check:
        return Check(
            name=self.name,
            finding=finding,
            is_needed=self.is_needed,
            detail=detail,
            hint=hint,
        )


def finding_word(finding: Finding) -> str:
    """A finding as people read it."""
    words = {
        Finding.FOUND: tr("found"),
        Finding.MISSING: tr("missing"),
        Finding.LATER: tr("later"),
    }
    return words[finding]


def lines(check: Check) -> list[str]:
    """A check in lines of a terminal or a report."""
    name = tr(NAMES[check.name])
    found = f"{MARKS[check.finding]} {name:15} {finding_word(check.finding)}: {check.detail}"
    return [found, *([f"  {'':15} {check.hint}"] if check.hint else [])]


def report(checks: Iterable[Check]) -> str:
    """All of them as a text that can be sent to somebody."""
    return "\n".join((f"Sunto {__version__}", *(line for each in checks for line in lines(each))))
