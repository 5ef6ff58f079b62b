"""What the reader child and its parent say to each other: one JSON object a line.

Parent to child, on stdin: one `ReadOrder`; then the pipe stays open, and its end tells the child
that its parent is gone. Child to parent, on stdout: one `Head`, a `Page` each, one `End`; or a
`Refusal` and nothing after it. The parent trusts none of it (`sandbox.LINE`); the child, which has
its order from the parent, does without pydantic, for loading that takes longer than most documents.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Literal

from worker.contract.states import PageState

_STRICT: dict[str, Any] = {"extra": "forbid"}


class RefusalCode(StrEnum):
    """Why the child read nothing."""

    NOT_A_PDF = "not_a_pdf"
    EMPTY_FILE = "empty_file"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    FILE_MISSING = "file_missing"
    FILE_UNREADABLE = "file_unreadable"
    PASSWORD = "password"


@dataclass(frozen=True, kw_only=True)
class ReadOrder:
    """Asks the child to read; here and not among the arguments, where others can see them."""

    path: str
    password: str | None = None
    first_page: int = 1
    recognise: tuple[int, ...] = ()
    """Pages whose pictures are to be recognised; none: every page's own text is read."""
    memory_bytes: int
    """Of address space."""
    data_bytes: int
    """Of memory that the process writes to."""
    cpu_s: int


@dataclass(frozen=True, kw_only=True)
class Head:
    """The document could be opened."""

    kind: Literal["head"] = "head"
    pages: int
    title: str | None
    encrypted: bool
    __pydantic_config__: ClassVar = _STRICT


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page was read, or could not be."""

    kind: Literal["page"] = "page"
    number: int
    text: str
    state: PageState
    hidden: tuple[tuple[int, int], ...] = ()
    """Ranges of the text that nobody can see on the page."""
    edges: tuple[tuple[int, int, int, bool], ...] = ()
    """The fields of `pages.Edge` for each line near an edge of the page."""
    wants_ocr: bool = False
    ocr_lines: tuple[tuple[int, int, float, float, float, float], ...] = ()
    """Of a page that was recognised: the fields of `pages.OcrLine`, its rectangle flat."""
    __pydantic_config__: ClassVar = _STRICT


@dataclass(frozen=True, kw_only=True)
class End:
    """The last page has been sent."""

    kind: Literal["end"] = "end"
    __pydantic_config__: ClassVar = _STRICT


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """The document cannot be read."""

    kind: Literal["refusal"] = "refusal"
    code: RefusalCode
    __pydantic_config__: ClassVar = _STRICT


Line = Head | Page | End | Refusal


def order_of(raw: bytes) -> ReadOrder:
    """The order in a line from the parent."""
    return ReadOrder(**json.loads(raw))


def encoded(line: ReadOrder | Line) -> bytes:
    """A line as it is sent."""
    return json.dumps(vars(line), ensure_ascii=False).encode() + b"\n"
