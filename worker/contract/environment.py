"""Variables of the environment whose values lie in files, as containers are given secrets."""

import os
from pathlib import Path

from worker.contract.errors import CannotStart

PREFIXES = ("SUNTO_", "FLOWER_")
SUFFIX = "_FILE"


def read_files() -> None:
    """For each `SUNTO_…_FILE`, set `SUNTO_…` to what the file holds, unless that is set.

    Raises:
        CannotStart: a file cannot be read.
    """
    for name, place in list(os.environ.items()):
        meant = name.removesuffix(SUFFIX)
        if not name.startswith(PREFIXES) or meant == name or not place or os.environ.get(meant):
            continue
        try:
            os.environ[meant] = Path(place).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise CannotStart(f"{name} names {place}, which cannot be read: {error}") from error
