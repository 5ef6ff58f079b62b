"""A look at a document that waits for its turn: how long it is, so that its row can say so."""

from redis import Redis

from worker.contract.errors import JobFailed, Parked
from worker.contract.messages import Looked, LookRequest
from worker.contract.names import look_key
from worker.contract.paths import DataPaths
from worker.contract.program import worker_command
from worker.engines.tokens import about_tokens
from worker.reading.left_out import mark_left_out
from worker.reading.recognised import unrecognised
from worker.reading.sandbox import read_document

LIFE_S = 3600
"""An owner that has gone will ask again."""


def look(paths: DataPaths, results: Redis, prefix: str, request: LookRequest) -> None:
    """Read the document, and leave how long it is for the owner."""
    found = _looked(paths, request.document)
    results.set(prefix + look_key(request.document), found.model_dump_json(), ex=LIFE_S)


def _looked(paths: DataPaths, sha256: str) -> Looked:
    try:
        read = read_document(paths.document(sha256), sha=sha256, command=worker_command("reader"))
    except (JobFailed, Parked):
        return Looked()  # its own attempt will tell why
    return Looked(
        pages=len(read.pages),
        tokens=about_tokens(page.shown for page in mark_left_out(read).pages),
        pictures=len(unrecognised(read)),
    )
