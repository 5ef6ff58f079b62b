"""Reading for tests: the real reader child, on files that the test has made."""

import sys
from pathlib import Path

from worker.reading.pages import DocumentText
from worker.reading.sandbox import read_document

READER = (
    sys.executable,
    "-c",
    "import sys; from worker.reading.child import run; sys.exit(run(sys.argv[1:]))",
)


def read(path: Path) -> DocumentText:
    return read_document(path, sha="a" * 64, command=READER)


def left_out(document: DocumentText) -> dict[str, list[str]]:
    """The texts that are left out, by kind."""
    found: dict[str, list[str]] = {}
    for page in document.pages:
        for each in page.left_out:
            found.setdefault(str(each.kind), []).append(page.text[each.start : each.end])
    return found


def shown(document: DocumentText) -> str:
    return "\n".join(page.shown for page in document.pages)
