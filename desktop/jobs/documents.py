"""What is kept of a document beside its copy: the words of its pages; and the end of both."""

import logging
from contextlib import suppress

from worker.contract.paths import DataPaths

log = logging.getLogger(__name__)


def keep_texts(paths: DataPaths, sha256: str, texts: bytes) -> None:
    """Keep the packed words of a document. Only search needs them: a full disk is no failure."""
    target = paths.page_texts(sha256)
    part = target.with_suffix(".part")
    try:
        part.touch(mode=0o600)
        part.write_bytes(texts)
        part.replace(target)
    except OSError as error:
        log.warning("the words of a document are not kept for search: %s", error)
        with suppress(OSError):
            part.unlink(missing_ok=True)


def discard(paths: DataPaths, sha256: str) -> None:
    """Delete the copy of a document that no job needs any more, and its words."""
    discard_copy(paths, sha256)
    with suppress(OSError):
        paths.page_texts(sha256).unlink(missing_ok=True)


def discard_copy(paths: DataPaths, sha256: str) -> None:
    """Delete the copy; what its pages say can still be searched."""
    # Windows keeps a file that is being read; it is in nobody's way.
    with suppress(OSError):
        paths.document(sha256).unlink(missing_ok=True)
