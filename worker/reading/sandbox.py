"""The parent's side of the reader: start it, follow its lines, end it, say what became of it.

A page that takes the reader down twice, or keeps it silent for too long, is a failed page: a new
reader goes on behind it. A document that does so again and again is given up.
"""

import os
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from worker.contract.errors import ErrorCode, JobFailed, Parked
from worker.contract.states import ParkReason
from worker.contract.summary import PageState
from worker.reading import lines
from worker.reading.pages import DocumentText, Edge, Kind, LeftOut, PageText

LOOK_EVERY_S = 0.1
END_WITHIN_S = 5.0
LINES_AHEAD = 16


class ReadingInterrupted(Exception):
    """The caller asked to stop; the reader has been ended."""


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What one document may take."""

    memory_bytes: int = 1024**3
    silence_s: float = 60.0
    """Longest wait for one page."""
    total_s: float = 1800.0
    characters: int = 200_000_000
    lost_pages: int = 3
    """How many pages may take their reader down before the document is given up."""


DEFAULT_LIMITS = ReadingLimits()


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
        JobFailed: the document cannot be read, or holds no text at all.
        Parked: it needs a password, or another one.
        ReadingInterrupted: `interrupted()` said so.
    """
    reading = _Reading(path, password, command, interrupted, on_page, limits)
    document = reading.run(sha)
    if PageState.TEXT not in document.page_states:
        raise JobFailed(ErrorCode.NO_TEXT, {"pages": len(document.pages)})
    return document


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
        order = lines.ReadOrder(
            path=str(self.path),
            password=self.password,
            first_page=len(self.pages) + 1,
            memory_bytes=self.limits.memory_bytes,
            cpu_s=max(1, int(self.limits.total_s)),
        )
        with _reader(self.command, order) as arrived:
            for raw in self._wait_for_lines(arrived):
                if self._take(raw):
                    return

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
            line = lines.LINE.validate_json(raw)
        except ValidationError as error:
            raise _Lost(ErrorCode.READER_CRASHED) from error
        match line:
            case lines.Refusal():
                raise _outcome(line.code)
            case lines.Head():
                self.head = line
            case lines.Page():
                self._add(_page_text(line))
            case lines.End():
                return True
        return False

    def _add(self, page: PageText) -> None:
        self.pages.append(page)
        self.characters += len(page.text)
        if self.characters > self.limits.characters:
            raise JobFailed(ErrorCode.TOO_LARGE, {"pages": len(self.pages)})
        assert self.head is not None
        self.on_page(len(self.pages), self.head.pages)


def _page_text(line: lines.Page) -> PageText:
    return PageText(
        line.number,
        line.text,
        line.state,
        left_out=tuple(LeftOut(start, end, Kind.HIDDEN) for start, end in line.hidden),
        edges=tuple(Edge(*edge) for edge in line.edges),
        wants_ocr=line.wants_ocr,
    )


def _outcome(code: lines.RefusalCode) -> JobFailed | Parked:
    if code is lines.RefusalCode.PASSWORD:
        return Parked(ParkReason.PASSWORD)
    return JobFailed(code.value)


@contextmanager
def _reader(command: Sequence[str], order: lines.ReadOrder) -> Iterator["queue.Queue[bytes]"]:
    """The lines a reader sends, an empty one at its end; the reader is ended on the way out."""
    arrived: queue.Queue[bytes] = queue.Queue(LINES_AHEAD)
    process = subprocess.Popen(
        list(command),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Its own session: Ctrl-C in a terminal must not reach it before it reaches us.
        start_new_session=os.name == "posix",
    )
    assert process.stdin is not None
    assert process.stdout is not None
    closing = threading.Event()
    listener = threading.Thread(target=_listen, args=(process, arrived, closing), daemon=True)
    listener.start()
    try:
        _give(process, order)
        yield arrived
    finally:
        closing.set()
        process.kill()
        process.wait(END_WITHIN_S)
        listener.join(END_WITHIN_S)
        with suppress(BrokenPipeError):
            process.stdin.close()
        process.stdout.close()


def _give(process: "subprocess.Popen[bytes]", order: lines.ReadOrder) -> None:
    """Send the order and keep the pipe open: its end would tell the reader to end."""
    assert process.stdin is not None
    try:
        process.stdin.write(order.model_dump_json().encode() + b"\n")
        process.stdin.flush()
    except BrokenPipeError:
        return  # it died at once; the empty line tells


def _listen(
    process: "subprocess.Popen[bytes]", arrived: "queue.Queue[bytes]", closing: threading.Event
) -> None:
    """Carry lines from the pipe to the queue: a pipe cannot be waited for with a time limit."""
    assert process.stdout is not None
    for raw in process.stdout:
        if not _put(arrived, raw, closing):
            return
    _put(arrived, b"", closing)


def _put(arrived: "queue.Queue[bytes]", raw: bytes, closing: threading.Event) -> bool:
    while not closing.is_set():
        try:
            arrived.put(raw, timeout=LOOK_EVERY_S)
        except queue.Full:
            continue
        return True
    return False
