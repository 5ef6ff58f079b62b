"""What is known of a document apart from its text: small enough to travel with every part."""

from collections.abc import Callable, Iterator

from pydantic import Field

from worker.contract.states import PageState
from worker.contract.summary import HiddenText, NotSent, PageNumber, Record
from worker.engines.tokens import about_tokens
from worker.reading.pages import DocumentText, Kind
from worker.summarising.words import detect_language

SAMPLE_PAGES = 20
SAMPLE_LENGTH = 120
MOST_HIDDEN_ON_A_PAGE = 1_000
MOST_HIDDEN = 8_000
"""Characters of hidden text that are kept: enough to judge it by."""


class DocumentFacts(Record):
    """The account of the reading that the summary ends up with."""

    title: str
    language: str
    """ISO 639-1 code of the language of the document."""
    page_states: tuple[PageState, ...]
    reading_s: float = Field(ge=0)
    hidden_text_pages: tuple[PageNumber, ...] = ()
    hidden_text: tuple[HiddenText, ...] = ()
    not_sent: tuple[NotSent, ...] = ()
    tokens: int = Field(default=0, ge=0)
    """About how many tokens of text there are for a model."""


def facts_of(document: DocumentText, *, fallback_title: str, reading_s: float) -> DocumentFacts:
    """The facts of a document that has been read."""
    read = (PageState.TEXT, PageState.OCR)
    with_text = [page.shown for page in document.pages if page.state in read]
    step = max(1, len(with_text) // SAMPLE_PAGES)
    sample = "\n".join(text[:4000] for text in with_text[::step])
    return DocumentFacts(
        title=document.title or fallback_title,
        language=detect_language(sample),
        page_states=document.page_states,
        reading_s=reading_s,
        hidden_text_pages=tuple(
            page.number
            for page in document.pages
            if any(each.kind is Kind.HIDDEN for each in page.left_out)
        ),
        hidden_text=tuple(_hidden(document)),
        tokens=about_tokens(page.shown for page in document.pages),
    )


def not_sent(document: DocumentText, bound_tokens: Callable[[str], int]) -> tuple[NotSent, ...]:
    """What was read and is kept from the model, by kind."""
    pages: dict[Kind, list[int]] = {}
    texts: dict[Kind, list[str]] = {}
    for page in document.pages:
        for each in page.left_out:
            if each.kind is not Kind.HIDDEN:
                pages.setdefault(each.kind, []).append(page.number)
                texts.setdefault(each.kind, []).append(page.text[each.start : each.end])
    return tuple(
        NotSent(
            pages=tuple(dict.fromkeys(pages[kind])),
            kind=str(kind),
            tokens=bound_tokens("\n".join(texts[kind])),
            sample=_printable(" ".join(texts[kind][:3]))[:SAMPLE_LENGTH],
        )
        for kind in Kind
        if kind in pages
    )


def _hidden(document: DocumentText) -> Iterator[HiddenText]:
    left = MOST_HIDDEN
    for page in document.pages:
        parts = [page.text[one.start : one.end] for one in page.left_out if one.kind is Kind.HIDDEN]
        if parts and left > 0:
            text = _printable(" ".join(parts))[: min(left, MOST_HIDDEN_ON_A_PAGE)]
            left -= len(text)
            yield HiddenText(page=page.number, text=text)


def _printable(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
