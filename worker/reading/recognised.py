"""A page that was recognised in its picture: what is kept of it, and how it joins its document."""

from collections.abc import Mapping
from dataclasses import replace

from worker.contract.states import PageState
from worker.contract.summary import PageNumber, Record
from worker.reading.pages import DocumentText, Kind, LeftOut, OcrLine, PageText
from worker.reading.pdfium import Rect

OCR_VERSION = "1"
"""Part of the key of what was recognised; goes up when the same page would be read otherwise."""


class RecognisedPage(Record):
    """The text found in one page's picture."""

    number: PageNumber
    text: str
    state: PageState
    lines: tuple[tuple[int, int, Rect], ...]
    """Start and end in the text, and the rectangle on the page, of each line."""

    @classmethod
    def of(cls, page: PageText) -> "RecognisedPage":
        """What is kept of a page that recognition has given."""
        lines = tuple((line.start, line.end, line.rect) for line in page.ocr_lines)
        return cls(number=page.number, text=page.text, state=page.state, lines=lines)


def unrecognised(document: DocumentText) -> list[int]:
    """Numbers of the pages that are pictures and whose text is not known."""
    return [page.number for page in document.pages if page.wants_ocr]


def with_recognised(document: DocumentText, found: Mapping[int, RecognisedPage]) -> DocumentText:
    """The document with what was recognised in place of what its pages said themselves."""
    pages = tuple(
        _replaced(page, found[page.number]) if page.wants_ocr and page.number in found else page
        for page in document.pages
    )
    return replace(document, pages=pages)


def _replaced(page: PageText, found: RecognisedPage) -> PageText:
    """The page as it was recognised; its hidden text stays, marked as such, at the end."""
    if found.state is not PageState.OCR:
        return replace(page, wants_ocr=False)
    hidden = "\r\n".join(
        page.text[each.start : each.end] for each in page.left_out if each.kind is Kind.HIDDEN
    )
    text = f"{found.text}\r\n{hidden}" if hidden else found.text
    start = len(text) - len(hidden)
    return PageText(
        page.number,
        text,
        PageState.OCR,
        left_out=(LeftOut(start, len(text), Kind.HIDDEN),) if hidden else (),
        ocr_lines=tuple(OcrLine(*line) for line in found.lines),
    )
