"""What the reader child and its parent say to each other: one JSON object a line.

Parent to child, on stdin: one `ReadOrder`; then the pipe stays open, and its end tells the child
that its parent is gone. Child to parent, on stdout: one `Head`, a `Page` each, one `End`; or a
`Refusal` and nothing after it.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from worker.contract.summary import PageNumber, PageState, Record


class RefusalCode(StrEnum):
    """Why the child read nothing."""

    NOT_A_PDF = "not_a_pdf"
    EMPTY_FILE = "empty_file"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    FILE_MISSING = "file_missing"
    FILE_UNREADABLE = "file_unreadable"
    PASSWORD = "password"


class ReadOrder(Record):
    """Asks the child to read; here and not among the arguments, where others can see them."""

    path: str
    password: str | None = None
    first_page: PageNumber = 1
    recognise: tuple[PageNumber, ...] = ()
    """Pages whose pictures are to be recognised; none: every page's own text is read."""
    memory_bytes: int = Field(gt=0)
    """Of address space."""
    data_bytes: int = Field(gt=0)
    """Of memory that the process writes to."""
    cpu_s: int = Field(gt=0)


class Head(Record):
    """The document could be opened."""

    kind: Literal["head"] = "head"
    pages: int = Field(ge=1)
    title: str | None
    encrypted: bool


class Page(Record):
    """One page was read, or could not be."""

    kind: Literal["page"] = "page"
    number: PageNumber
    text: str
    state: PageState
    hidden: tuple[tuple[int, int], ...] = ()
    """Ranges of the text that nobody can see on the page."""
    edges: tuple[tuple[int, int, int, bool], ...] = ()
    """The fields of `pages.Edge` for each line near an edge of the page."""
    wants_ocr: bool = False
    ocr_lines: tuple[tuple[int, int, float, float, float, float], ...] = ()
    """Of a page that was recognised: the fields of `pages.OcrLine`, its rectangle flat."""


class End(Record):
    """The last page has been sent."""

    kind: Literal["end"] = "end"


class Refusal(Record):
    """The document cannot be read."""

    kind: Literal["refusal"] = "refusal"
    code: RefusalCode


Line = Head | Page | End | Refusal
LINE: TypeAdapter[Line] = TypeAdapter(Annotated[Line, Field(discriminator="kind")])
