"""What reading gives: the text of every page, with the indices that PDFium gave its characters.

`PageText.text` has exactly one Python character for each character of PDFium's text page, so a
range found in it can be drawn by QtPdf, which counts alike. Nothing here mends or folds anything:
that is the business of `worker.summarising.sentences`.
"""

from dataclasses import dataclass

from worker.contract.summary import PageState

FILLER = "\uffff"
"""Stands where PDFium counts a character that has no text of its own."""

LINE_HYPHEN = "\ufffe"
"""PDFium's mark for a hyphen at the end of a line; it stands for the line break, too."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page, as PDFium gives it."""

    number: int
    text: str
    state: PageState


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
