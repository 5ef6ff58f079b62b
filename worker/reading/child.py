"""The reader: a process of its own, with limits, so that no PDF can take the worker down.

It trusts nothing of the document and writes nothing but lines of `worker.reading.lines`.
"""

import ctypes
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from worker.contract.summary import PageState
from worker.reading import lines
from worker.reading.hidden_text import hidden_ranges
from worker.reading.lines import RefusalCode
from worker.reading.ocr import Recogniser, wants_ocr
from worker.reading.page_objects import PageObjects
from worker.reading.pages import FILLER, blanked
from worker.reading.text_lines import edges_of
from worker.reading.titles import sane_title

if TYPE_CHECKING:
    import pypdfium2

ORPHANED = 75
MOST_PAGES = 100_000
HEADER_WITHIN_BYTES = 1024 * 1024
"""PDFium looks for `%PDF` near the start only; so do we, to tell damage from another format."""


def run(argv: Sequence[str]) -> int:
    """Read the document that the order on stdin names; `argv` has nothing to say."""
    if argv:
        print("the reader takes its order on stdin", file=sys.stderr)
        return 2
    order = lines.ReadOrder.model_validate_json(sys.stdin.buffer.readline())
    _limit(order)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    out = sys.stdout.buffer
    try:
        refusal = _look(Path(order.path)) or _read(order, out)
    except MemoryError:
        refusal = RefusalCode.TOO_LARGE
    if refusal:
        _send(out, lines.Refusal(code=refusal))
    return 0


def _limit(order: lines.ReadOrder) -> None:
    """Take little: memory, processor time, no files, no core dump, a low priority."""
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
    os.nice(5)


def _end_with_parent() -> None:
    """End when the parent's end of stdin closes, whatever PDFium is doing."""
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
    import pypdfium2
    import pypdfium2.raw as pdfium

    path = Path(order.path)
    try:
        document = pypdfium2.PdfDocument(path, password=order.password)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            return RefusalCode.PASSWORD
        return RefusalCode.DAMAGED if _names_itself_pdf(path) else RefusalCode.NOT_A_PDF
    count = len(document)
    if not 0 < count <= MOST_PAGES:
        return RefusalCode.TOO_LARGE if count else RefusalCode.DAMAGED
    title = sane_title(document.get_metadata_value("Title"))
    encrypted = pdfium.FPDF_GetSecurityHandlerRevision(document) >= 0
    _send(out, lines.Head(pages=count, title=title, encrypted=encrypted))
    for page in _pages(document, order):
        _send(out, page)
    _send(out, lines.End())
    return None


def _pages(document: "pypdfium2.PdfDocument", order: lines.ReadOrder) -> Iterator[lines.Page]:
    if not order.recognise:
        for index in range(order.first_page - 1, len(document)):
            yield _read_page(document, index, _page)
        return
    recogniser = Recogniser()
    for number in order.recognise:
        yield _read_page(document, number - 1, recogniser.read)


def _names_itself_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return b"%PDF" in file.read(HEADER_WITHIN_BYTES)


def _read_page(
    document: "pypdfium2.PdfDocument",
    index: int,
    read: "Callable[[pypdfium2.PdfPage, int], lines.Page]",
) -> lines.Page:
    """One page; what PDFium cannot load is a failed page, not a failed document."""
    import pypdfium2

    try:
        page = document[index]
        try:
            return read(page, index + 1)
        finally:
            page.close()
    except (pypdfium2.PdfiumError, MemoryError):
        return lines.Page(number=index + 1, text="", state=PageState.FAILED)


def _page(page: "pypdfium2.PdfPage", number: int) -> lines.Page:
    textpage = page.get_textpage()
    text = _characters(textpage)
    objects = PageObjects(page)
    hidden = hidden_ranges(page, textpage, text, objects)
    shown = blanked(text, hidden)
    return lines.Page(
        number=number,
        text=text,
        state=PageState.TEXT if any(map(str.isalnum, shown)) else PageState.EMPTY,
        hidden=hidden,
        wants_ocr=wants_ocr(shown, objects.image_share(), objects.shapes),
        edges=tuple(astuple(edge) for edge in edges_of(page, textpage, shown)),
    )


def _characters(textpage: "pypdfium2.PdfTextPage") -> str:
    """The page's text with one Python character for each of PDFium's.

    PDFium gives all text in one call, but leaves control characters out of it and spells others
    with two units; then the characters are fetched one by one.
    """
    import pypdfium2.raw as pdfium

    count = textpage.count_chars()
    if count == 0:
        return ""
    if pdfium.FPDFText_GetTextIndexFromCharIndex(textpage, count - 1) == count - 1:
        buffer = (ctypes.c_ushort * (count + 1))()
        if pdfium.FPDFText_GetText(textpage, 0, count, buffer) == count + 1:
            text = bytes(buffer)[:-2].decode("utf-16-le", errors="replace")
            if len(text) == count:
                return text
    codes = [pdfium.FPDFText_GetUnicode(textpage, index) for index in range(count)]
    return "".join(map(_character, codes))


def _character(code: int) -> str:
    """A character that JSON and UTF-8 can carry."""
    if code < 9 or 13 < code < 32 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return FILLER
    return chr(code)


def _send(out: BinaryIO, line: lines.Line) -> None:
    out.write(line.model_dump_json().encode() + b"\n")
    out.flush()
