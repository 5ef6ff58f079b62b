"""What a summary is: claims with their evidence, and the account of what was read.

Also the JSON that scripts rely on (schema 1): keys may be added, none renamed or removed.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from worker.contract.states import ClaimState, EngineKind, PageState, Style

SUMMARY_SCHEMA = 1

PageNumber = Annotated[int, Field(ge=1)]
Share = Annotated[float, Field(ge=0, le=1)]


class Record(BaseModel):
    """A frozen value that crosses a process boundary; unknown fields are refused."""

    # Validators are built when they are first used: the window need not wait for them to appear.
    # What is refused may be a document's text, and errors end up in logs.
    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, hide_input_in_errors=True
    )


class Evidence(Record):
    """The place in the document a claim rests on.

    `start` and `length` count characters of PDFium's text of the page; `rects` (left, bottom,
    right, top in points) stand instead where the text came from OCR.
    """

    page: PageNumber
    quote: str
    support: Share
    start: int | None = Field(default=None, ge=0)
    length: int | None = Field(default=None, ge=0)
    rects: tuple[tuple[float, float, float, float], ...] | None = None


class Claim(Record):
    """One statement of a summary."""

    text: str
    state: ClaimState
    evidence: tuple[Evidence, ...] = ()
    original: str = ""
    """What was checked, in the document's language, where `text` is a translation of it."""


class Section(Record):
    """The claims about one stretch of the document."""

    title: str
    pages: tuple[PageNumber, PageNumber]
    points: tuple[Claim, ...]


class NotSent(Record):
    """Text that was read and kept from the model, and why."""

    pages: tuple[PageNumber, ...]
    kind: str
    """`header`, `footer`, `page_number`, `contents`, `references`, `index`."""
    tokens: int = Field(ge=0)
    sample: str = ""
    """How it begins, so that a wrong guess can be seen."""


class HiddenText(Record):
    """Text that nobody can see on its page; kept from the model."""

    page: PageNumber
    text: str


class Coverage(Record):
    """The account of what was read and what the model was shown."""

    pages: int = Field(ge=0)
    read: int = Field(ge=0)
    """Pages with usable text, those read by OCR included."""
    ocr: int = Field(ge=0)
    empty: int = Field(ge=0)
    failed: int = Field(ge=0)
    page_states: tuple[PageState, ...]
    hidden_text_pages: tuple[PageNumber, ...] = ()
    hidden_text: tuple[HiddenText, ...] = ()
    """What stands hidden on these pages, cut where it is long; shown on request only."""
    not_sent: tuple[NotSent, ...] = ()
    chunks: int = Field(ge=0)
    tokens_text: int = Field(ge=0)
    """Tokens of the text, without what `not_sent` lists; in a first look those it did not show
    (kind `not_shown`) are counted here, too."""
    tokens_sent: int = Field(ge=0)
    """Prompt tokens of all calls, as the engine counted them."""
    tokens_sent_main: int | None = Field(default=None, ge=0)
    """Of these, without second tries and repairs."""
    truncated: int = Field(default=0, ge=0)


class EngineUsed(Record):
    """Which model wrote the summary, and where it ran."""

    kind: EngineKind
    model: str
    digest: str
    window: int = Field(ge=1)
    """Context actually served, in tokens."""
    address: str


class MachineShare(Record):
    """What one machine of those at a shared broker did of a summary."""

    name: str
    parts: int = Field(ge=0)


class Timings(Record):
    """Wall times in seconds."""

    waited_s: float = Field(ge=0)
    reading_s: float = Field(ge=0)
    engine_s: float = Field(ge=0)
    """Sum over all calls, by the engine's own account."""
    engine_again_s: float = Field(default=0, ge=0)
    """Of this, second tries of useless answers and repairs of claims."""
    total_s: float = Field(ge=0)
    """From the start of the work to the summary being stored."""


class Summary(Record):
    """The result of a job."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    title: str
    language: str
    """ISO 639-1 code of the language the summary is written in."""
    translated_from: str = ""
    """ISO 639-1 code of the document's language, where that is another: claims whose translation
    cannot be relied on stay in it, and have no `original`."""
    style: Style
    overview: tuple[Claim, ...]
    points: tuple[Claim, ...]
    sections: tuple[Section, ...] = ()
    left_out: tuple[Claim, ...] = ()
    """Claims whose support is missing: shown on request, never exported or mailed."""
    coverage: Coverage
    engine: EngineUsed
    timings: Timings
    bytes_sent_elsewhere: int = Field(default=0, ge=0)
    machines: tuple[MachineShare, ...] = ()
    """Who made it, where several machines share a broker; else nobody is named."""

    model_config = ConfigDict(populate_by_name=True)

    def to_json(self) -> str:
        """The summary as the documented JSON."""
        return self.model_dump_json(by_alias=True)
