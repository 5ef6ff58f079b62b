"""What reading gives: the text of every page, with the indices that PDFium gave its characters.

`PageText.text` has exactly one Python character for each character of PDFium's text page, so a
range found in it can be marked by the window, which counts alike. Nothing here mends or folds
anything: that is the business of `worker.summarising.sentences`. What is not for the model is
marked by its range and stays where it is.
"""

from dataclasses import dataclass
from enum import StrEnum

from worker.contract.states import PageState
from worker.reading.characters import blanked
from worker.reading.pdfium import Rect


class Kind(StrEnum):
    """Why a stretch of text is kept from the model; `coverage.not_sent` lists it by this name."""

    HEADER = "header"
    FOOTER = "footer"
    PAGE_NUMBER = "page_number"
    CONTENTS = "contents"
    REFERENCES = "references"
    INDEX = "index"
    HIDDEN = "hidden"
    """Not to be seen on the page; never sent, and told apart in the coverage."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A range of a page's text that is not for the model."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Edge:
    """A line near the upper or lower edge of its page: a header or footer, perhaps."""

    start: int
    end: int
    place: int
    """Distance from the upper edge, in thousandths of the page's height."""
    is_large: bool
    """Whether it is set clearly larger than most lines of its page."""


@dataclass(frozen=True, slots=True)
class OcrLine:
    """A line that text recognition found: where in the text it is, and where on the page."""

    start: int
    end: int
    rect: Rect


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page, as PDFium gives it, or as it was recognised in a picture."""

    number: int
    text: str
    state: PageState
    left_out: tuple[LeftOut, ...] = ()
    edges: tuple[Edge, ...] = ()
    ocr_lines: tuple[OcrLine, ...] = ()
    wants_ocr: bool = False
    """Whether the page is a picture whose text has still to be recognised."""

    @property
    def shown(self) -> str:
        """The text with blanks, as long as they were, for what is not for the model."""
        return blanked(self.text, ((each.start, each.end) for each in self.left_out))


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The text of all pages of a document."""

    sha: str
    title: str | None
    """What the document calls itself, where that makes sense to a person."""
    pages: tuple[PageText, ...]
    encrypted: bool = False

    @property
    def page_states(self) -> tuple[PageState, ...]:
        """What became of each page, in order."""
        return tuple(page.state for page in self.pages)
