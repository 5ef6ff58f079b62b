"""The reader: a process of its own, with limits, so that no PDF can take the worker down.

It trusts nothing of the document and writes nothing but lines of `worker.reading.lines`.
"""

import ctypes
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import BinaryIO

from worker.contract.states import PageState
from worker.reading import lines
from worker.reading.bare_calls import bare_calls
from worker.reading.characters import FILLER, LINE_HYPHEN, blanked
from worker.reading.confinement import confine
from worker.reading.hidden_text import hidden_ranges
from worker.reading.layers import may_have_layers
from worker.reading.lines import RefusalCode
from worker.reading.page_objects import PageObjects
from worker.reading.pdfium import PASSWORD_ERROR, Address, Document, Page, PdfiumError, library
from worker.reading.pictures import wants_ocr
from worker.reading.text_lines import edges_of
from worker.reading.titles import sane_title

ORPHANED = 75
_FEW = 8
_UNSPEAKABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")
"""Characters that stand for nothing, or that JSON and UTF-8 cannot carry."""

MOST_PAGES = 100_000
HEADER_WITHIN_BYTES = 1024 * 1024
"""PDFium looks for `%PDF` near the start only; so do we, to tell damage from another format."""


def run(argv: Sequence[str]) -> int:
    """Read the document that the order on stdin names; `argv` has nothing to say."""
    if argv:
        print("the reader takes its order on stdin", file=sys.stderr)
        return 2
    order = lines.order_of(sys.stdin.buffer.readline())
    document = Path(order.path)
    if document.exists():
        confine(document, temporary_folder())
    limit(order)
    end_with_parent()
    out = sys.stdout.buffer
    try:
        refusal = _look(document) or _read(order, out)
    except MemoryError:
        refusal = RefusalCode.TOO_LARGE
    if refusal:
        _send(out, lines.Refusal(code=refusal))
    return 0


def temporary_folder() -> Path:
    """The folder for temporary files; who starts a reader gives it one of its own."""
    given = os.environ.get("TMPDIR", "")
    if given and Path(given).is_dir():
        return Path(given)
    import tempfile

    return Path(tempfile.gettempdir())


def limit(order: lines.ReadOrder) -> None:
    """Take little: memory, processor time, no files, no core dump."""
    if sys.platform == "win32":
        return
    import resource

    wanted = (
        (resource.RLIMIT_AS, order.memory_bytes),
        (resource.RLIMIT_DATA, order.data_bytes),
        (resource.RLIMIT_CPU, order.cpu_s),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for name, value in wanted:
        _, hard = resource.getrlimit(name)
        soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(name, (soft, hard))


def end_with_parent() -> None:
    """End when the parent's end of stdin closes, whatever PDFium is doing."""
    threading.Thread(target=_watch_parent, daemon=True).start()


def _watch_parent() -> None:
    while os.read(0, 1024):
        pass
    os._exit(ORPHANED)


def _look(path: Path) -> RefusalCode | None:
    """Why the file is not worth handing to PDFium, if so."""
    try:
        with path.open("rb") as file:
            return None if file.read(1) else RefusalCode.EMPTY_FILE
    except FileNotFoundError:
        return RefusalCode.FILE_MISSING
    except OSError:
        return RefusalCode.FILE_UNREADABLE


def _read(order: lines.ReadOrder, out: BinaryIO) -> RefusalCode | None:
    """Send head, pages and end; or say why not."""
    try:
        document = Document(order.path, order.password)
    except PdfiumError as error:
        if error.code == PASSWORD_ERROR:
            return RefusalCode.PASSWORD
        names_itself = _names_itself_pdf(Path(order.path))
        return RefusalCode.DAMAGED if names_itself else RefusalCode.NOT_A_PDF
    if document.pages > MOST_PAGES:
        return RefusalCode.TOO_LARGE
    title = sane_title(document.title())
    _send(out, lines.Head(pages=document.pages, title=title, encrypted=document.is_encrypted))
    for page in _pages(document, order):
        _send(out, page)
    _send(out, lines.End())
    return None


def _pages(document: Document, order: lines.ReadOrder) -> Iterator[lines.Page]:
    if not order.recognise:
        path, encrypted = Path(order.path), document.is_encrypted
        layers = cache(lambda: may_have_layers(path, encrypted=encrypted))
        for index in range(order.first_page - 1, document.pages):
            yield _read_page(document, index, partial(_page, has_layers=layers))
        return
    from worker.reading.ocr import Recogniser

    recogniser = Recogniser()
    for number in order.recognise:
        yield _read_page(document, number - 1, recogniser.read)


def _names_itself_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return b"%PDF" in file.read(HEADER_WITHIN_BYTES)


def _read_page(
    document: Document, index: int, read: Callable[[Page, int], lines.Page]
) -> lines.Page:
    """One page; what PDFium cannot load is a failed page, not a failed document."""
    try:
        page = document.page(index)
        try:
            return read(page, index + 1)
        finally:
            page.close()
    except (PdfiumError, MemoryError):
        return lines.Page(number=index + 1, text="", state=PageState.FAILED)


def _page(page: Page, number: int, *, has_layers: Callable[[], bool]) -> lines.Page:
    text = _characters(page.text)
    objects = PageObjects(page, has_layers=has_layers)
    hidden = hidden_ranges(page, text, objects)
    shown = blanked(text, hidden)
    return lines.Page(
        number=number,
        text=text,
        state=PageState.TEXT if any(map(str.isalnum, shown)) else PageState.EMPTY,
        hidden=hidden,
        wants_ocr=wants_ocr(shown, objects.image_share(), objects.shapes),
        edges=edges_of(page, shown),
    )


def _characters(textpage: Address) -> str:
    """The page's text with one Python character for each of PDFium's."""
    count = library().FPDFText_CountChars(textpage)
    # Not an array of `ctypes`, which makes a type for each length.
    buffer = bytearray(2 * (max(0, count) + 1))
    start = ctypes.byref(ctypes.c_char.from_buffer(buffer))
    length = max(0, library().FPDFText_GetText(textpage, 0, count, start) - 1)
    text = buffer[: 2 * length].decode("utf-16-le", errors="surrogatepass")
    if len(text) == length:
        counted = "".join(_stretches(textpage, text, 0, count))
    else:
        counted = "".join(_character(textpage, at) for at in range(count))
    return _UNSPEAKABLE.sub(FILLER, counted)


def _stretches(textpage: Address, text: str, start: int, count: int) -> Iterator[str]:
    """A stretch of what PDFium counts, in parts.

    Its text leaves some control characters out. Where first and last are as far from each other
    in the text as they are counted, none is missing between them; else halves are tried.
    """
    place_of = bare_calls().text_index
    # The next to be looked at is the last.
    left = [(start, count)]
    while left:
        start, count = left.pop()
        if count <= _FEW:
            yield from (_character(textpage, at) for at in range(start, start + count))
            continue
        first, last = place_of(textpage, start), place_of(textpage, start + count - 1)
        if 0 <= first == last - count + 1 and last < len(text):
            yield text[first : last + 1]
        else:
            half = count // 2
            left += (start + half, count - half), (start, half)


def _character(textpage: Address, index: int) -> str:
    """One character by itself: PDFium then has another code for the hyphen at a line's end."""
    calls = bare_calls()
    code = calls.code(textpage, index)
    if code < ord(" ") and calls.is_hyphen(textpage, index) == 1:
        return LINE_HYPHEN
    return chr(code) if code <= sys.maxunicode else FILLER


def _send(out: BinaryIO, line: lines.Line) -> None:
    out.write(lines.encoded(line))
    out.flush()
