"""Whether the installers were tried as they are now: a record beside what they are built from.

`packaging/test installers` writes it when everything passed, and it is committed with the change.
CI compares: where somebody changed what goes in and did not try it, CI does. A clone needs no
memory of other runs for that, nor a commit to compare with.
"""

import hashlib
import platform
import subprocess
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

INPUTS = ("packaging", "pyproject.toml")
RECORD = Path("packaging", "installers", "tried.toml")

TEXT = """\
# What the installers were built from when all their tests passed (packaging/test writes it).
digest = "{digest}"
on = "{day:%Y-%m-%d}"
with = "{system}, Python {python}"
"""


@dataclass(frozen=True)
class Tried:
    """The record of one clone."""

    root: Path

    @property
    def is_recorded(self) -> bool:
        """Whether there is a record at all."""
        return (self.root / RECORD).is_file()

    def is_current(self) -> bool:
        """Whether what they are built from is as it was."""
        record = self.root / RECORD
        if not self.is_recorded:
            return False
        return bool(tomllib.loads(record.read_text("utf-8"))["digest"] == self.digest())

    def write(self) -> None:
        """Record that they work as they are now."""
        text = TEXT.format(
            digest=self.digest(),
            day=datetime.now(UTC),
            system=platform.freedesktop_os_release()["PRETTY_NAME"],
            python=platform.python_version(),
        )
        (self.root / RECORD).write_text(text, "utf-8")

    def digest(self) -> str:
        """SHA-256 over names and content, also of files that are not committed yet."""
        found = hashlib.sha256()
        for name in self._files():
            content = hashlib.sha256((self.root / name).read_bytes()).hexdigest()
            found.update(f"{content}  {name}\n".encode())
        return found.hexdigest()

    def _files(self) -> list[str]:
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"]
        done = subprocess.run(
            [*command, *INPUTS], cwd=self.root, check=True, capture_output=True, text=True
        )
        names = set(done.stdout.split("\0")) - {"", str(RECORD)}
        return sorted(name for name in names if (self.root / name).is_file())
