"""The steps of an attempt that read: the text of every page, and of pictures what they say.

Plain functions, like `worker.steps`; what they leave in the broker is kept page by page.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from worker.attempt import Attempt
from worker.contract.errors import Parked
from worker.contract.messages import PartNoted, Progress, RecogniseRequest, SummariseRequest
from worker.contract.names import job_of
from worker.contract.paths import DataPaths
from worker.contract.program import worker_command
from worker.contract.states import ParkReason, Stage
from worker.reading.left_out import mark_left_out
from worker.reading.pages import DocumentText, PageText
from worker.reading.recognised import RecognisedPage, unrecognised, with_recognised
from worker.reading.sandbox import (
    ReadingInterrupted,
    read_document,
    recognise_pages,
    require_text,
)

REPORT_EVERY_S = 0.3


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """Pages of a document whose pictures must be recognised before it can be planned."""

    pages: tuple[int, ...]
    of: int


def read(
    paths: DataPaths, file: Path, attempt: Attempt, request: SummariseRequest
) -> DocumentText | Unrecognised:
    """Every page of the document, with what is not for the model marked.

    Or the pages that have to be recognised first; once they are, this is done again.

    Raises:
        JobFailed, Parked, ReadingInterrupted
    """
    document = read_document(
        file,
        sha=request.document,
        command=worker_command("reader"),
        password=_password(paths, request.attempt),
        interrupted=attempt.is_interrupted,
        on_page=_page_reporter(attempt),
    )
    wanted = unrecognised(document)
    found = attempt.recognised(request.document, wanted)
    missing = tuple(number for number in wanted if number not in found)
    if missing:
        total = len(document.pages)
        attempt.start_pages(done=total - len(missing), total=total)
        return Unrecognised(missing, total)
    document = with_recognised(document, found)
    require_text(document, pictures=len(wanted))
    return mark_left_out(document)


def recognise_part(
    paths: DataPaths, file: Path, attempt: Attempt, request: RecogniseRequest
) -> PartNoted:
    """Recognise the text of some pages, and keep each at once.

    Raises:
        JobFailed, Parked
    """
    if attempt.is_spoiled():
        raise Parked(ParkReason.STALE, "another part has ended the attempt")
    attempt.require_wanted()
    known = attempt.recognised(request.document, request.pages)

    def keep(page: PageText) -> None:
        attempt.store_recognised(request.document, RecognisedPage.of(page))
        attempt.count_page(request.of)

    try:
        recognise_pages(
            file,
            [number for number in request.pages if number not in known],
            command=worker_command("reader"),
            on_page=keep,
            password=_password(paths, request.attempt),
            interrupted=attempt.is_interrupted,
        )
    except ReadingInterrupted as error:
        raise Parked(attempt.park_reason()) from error
    return PartNoted(key=f"pages:{request.pages[0]}")


def _password(paths: DataPaths, attempt_id: str) -> str | None:
    path: Path = paths.password(job_of(attempt_id))
    return path.read_text(encoding="utf-8") if path.exists() else None


def _page_reporter(attempt: Attempt) -> Callable[[int, int], None]:
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last > REPORT_EVERY_S:
            last = now
            progress = Progress(stage=Stage.READING, done=done, total=total, pages=total)
            attempt.report(progress)

    return report
