"""The parent's side of the reader: start it, follow its lines, end it, say what became of it.

A page that takes the reader down twice, or keeps it silent for too long, is a failed page: a new
reader goes on behind it. A document that does so again and again is given up.
"""

import queue
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from worker.contract.errors import ErrorCode, JobFailed, Parked
from worker.contract.states import PageState, ParkReason
from worker.reading import lines
from worker.reading.pages import DocumentText, Edge, Kind, LeftOut, OcrLine, PageText
from worker.reading.reader_process import LOOK_EVERY_S, reader_lines

LINE: TypeAdapter[lines.Line] = TypeAdapter(Annotated[lines.Line, Field(discriminator="kind")])
"""What a reader may say; it has had to do with documents of strangers."""


class ReadingInterrupted(Exception):
    """The caller asked to stop; the reader has been ended."""


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What one document may take."""

    memory_bytes: int = 1024**3
    data_bytes: int = 1024**3
    silence_s: float = 60.0
    """Longest wait for one page."""
    total_s: float = 1800.0
    characters: int = 200_000_000
    lost_pages: int = 3
    """How many pages may take their reader down before the document is given up."""


DEFAULT_LIMITS = ReadingLimits()
OCR_LIMITS = ReadingLimits(memory_bytes=4 * 1024**3, silence_s=300.0, total_s=3600.0)
"""The libraries and models map 1.8 GB of addresses, of which they fill a third."""


def read_document(
    path: Path,
    *,
    sha: str,
    command: Sequence[str],
    password: str | None = None,
    interrupted: Callable[[], bool] = lambda: False,
    on_page: Callable[[int, int], None] = lambda done, total: None,
    limits: ReadingLimits = DEFAULT_LIMITS,
) -> DocumentText:
    """Read every page of a PDF in processes of their own, started with `command`.

    `on_page` is told how many pages of how many are done.

    Raises:
        JobFailed: the document cannot be read.
        Parked: it needs a password, or another one.
        ReadingInterrupted: `interrupted()` said so.
    """
    reading = _Reading(path, password, command, interrupted, on_page, limits)
    return reading.run(sha)


def recognise_pages(
    path: Path,
    numbers: Sequence[int],
    *,
    command: Sequence[str],
    on_page: Callable[[PageText], None],
    password: str | None = None,
    interrupted: Callable[[], bool] = lambda: False,
    limits: ReadingLimits = OCR_LIMITS,
) -> None:
    """Recognise the text of some pages; each is handed over as soon as it is there.

    Raises:
        JobFailed: the document cannot be read.
        Parked: it needs a password, or another one.
        ReadingInterrupted: `interrupted()` said so.
    """
    reading = _Recognition(
        path, password, command, interrupted, lambda done, total: None, limits,
        numbers=list(numbers), hand_over=on_page,
    )  # fmt: skip
    reading.run_all()


def require_text(document: DocumentText, pictures: int = 0) -> None:
    """Refuse a document that holds no text at all, recognised or not.

    `pictures`: on how many of its pages recognition looked for some.

    Raises:
        JobFailed: it has none, or pages of it could not be read and the others have none.
    """
    states = set(document.page_states)
    if {PageState.TEXT, PageState.OCR} & states:
        return
    if PageState.FAILED in states:
        raise JobFailed(ErrorCode.READER_CRASHED, {"pages": len(document.pages)})
    raise JobFailed(ErrorCode.NO_TEXT, {"pages": len(document.pages), "pictures": pictures})


class _Lost(Exception):
    """The reader ended early or fell silent; says how the document fails if it must."""

    def __init__(self, code: ErrorCode) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class _Reading:
    """One document on its way through one or more readers."""

    path: Path
    password: str | None
    command: Sequence[str]
    interrupted: Callable[[], bool]
    on_page: Callable[[int, int], None]
    limits: ReadingLimits
    head: lines.Head | None = None
    pages: list[PageText] = field(default_factory=list)
    characters: int = 0
    deadline: float = 0.0

    def run(self, sha: str) -> DocumentText:
        """Read to the end, over lost readers."""
        self.deadline = time.monotonic() + self.limits.total_s
        lost = 0
        tried_again_at = -1
        while True:
            try:
                self._follow_one_reader()
                break
            except _Lost as error:
                if error.code is ErrorCode.READER_CRASHED and tried_again_at < len(self.pages):
                    # Something else may have killed it; whoever dies here twice dies of the page.
                    tried_again_at = len(self.pages)
                    continue
                lost += 1
                if self.head is None or lost > self.limits.lost_pages:
                    raise JobFailed(error.code) from error
                self._add(PageText(len(self.pages) + 1, "", PageState.FAILED))
                if len(self.pages) == self.head.pages:
                    break
        assert self.head is not None
        return DocumentText(sha, self.head.title, tuple(self.pages), self.head.encrypted)

    def _follow_one_reader(self) -> None:
        with reader_lines(self.command, self._order()) as arrived:
            for raw in self._wait_for_lines(arrived):
                if self._take(raw):
                    return

    def _order(self) -> lines.ReadOrder:
        return lines.ReadOrder(
            path=str(self.path),
            password=self.password,
            first_page=len(self.pages) + 1,
            memory_bytes=self.limits.memory_bytes,
            data_bytes=self.limits.data_bytes,
            cpu_s=max(1, int(self.limits.total_s)),
        )

    def _wait_for_lines(self, arrived: "queue.Queue[bytes]") -> Iterator[bytes]:
        """Each line as it comes; ends with an error, for `End` is taken before the pipe ends."""
        heard = time.monotonic()
        while True:
            if self.interrupted():
                raise ReadingInterrupted
            now = time.monotonic()
            if now > self.deadline:
                raise JobFailed(ErrorCode.READER_TIMED_OUT, {"pages": len(self.pages)})
            if now > heard + self.limits.silence_s:
                raise _Lost(ErrorCode.READER_TIMED_OUT)
            try:
                raw = arrived.get(timeout=LOOK_EVERY_S)
            except queue.Empty:
                continue
            if not raw:
                raise _Lost(ErrorCode.READER_CRASHED)
            heard = time.monotonic()
            yield raw

    def _take(self, raw: bytes) -> bool:
        """Take in one line; whether it was the last."""
        try:
            line = LINE.validate_json(raw)
        except ValidationError as error:
            raise _Lost(ErrorCode.READER_CRASHED) from error
        match line:
            case lines.Refusal():
                raise _outcome(line.code)
            case lines.Head():
                self.head = line
            case lines.Page() if self.head and self._expects(line.number):
                self._add(_page_text(line))
            case lines.Page():
                raise _Lost(ErrorCode.READER_CRASHED)
            case lines.End():
                return True
        return False

    def _expects(self, number: int) -> bool:
        return number == len(self.pages) + 1

    def _add(self, page: PageText) -> None:
        self.pages.append(page)
        self.characters += len(page.text)
        if self.characters > self.limits.characters:
            raise JobFailed(ErrorCode.TOO_LARGE, {"pages": len(self.pages)})
        assert self.head is not None
        self.on_page(len(self.pages), self.head.pages)


@dataclass(slots=True)
class _Recognition(_Reading):
    """Some pages of one document on their way through text recognition."""

    numbers: list[int] = field(default_factory=list)
    hand_over: Callable[[PageText], None] = lambda page: None

    def run_all(self) -> None:
        """Recognise every page; one that takes its reader down twice is a failed page."""
        self.deadline = time.monotonic() + self.limits.total_s
        tried_again = 0
        while self.numbers:
            try:
                self._follow_one_reader()
                return
            except _Lost as error:
                if error.code is ErrorCode.READER_CRASHED and tried_again != self.numbers[0]:
                    tried_again = self.numbers[0]
                    continue
                if self.head is None:
                    raise JobFailed(error.code) from error
                self._add(PageText(self.numbers[0], "", PageState.FAILED))

    def _order(self) -> lines.ReadOrder:
        order = super(_Recognition, self)._order()
        return replace(order, first_page=1, recognise=tuple(self.numbers))

    def _expects(self, number: int) -> bool:
        return number in self.numbers

    def _add(self, page: PageText) -> None:
        self.numbers.remove(page.number)
        self.hand_over(page)


def _page_text(line: lines.Page) -> PageText:
    return PageText(
        line.number,
        line.text,
        line.state,
        left_out=tuple(LeftOut(start, end, Kind.HIDDEN) for start, end in line.hidden),
        edges=tuple(Edge(*edge) for edge in line.edges),
        ocr_lines=tuple(OcrLine(one[0], one[1], one[2:]) for one in line.ocr_lines),
        wants_ocr=line.wants_ocr,
    )


def _outcome(code: lines.RefusalCode) -> JobFailed | Parked:
    if code is lines.RefusalCode.PASSWORD:
        return Parked(ParkReason.PASSWORD)
    return JobFailed(code.value)
