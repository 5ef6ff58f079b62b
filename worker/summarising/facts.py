"""What is known of a document apart from its text: small enough to travel with every part."""

from pydantic import Field

from worker.contract.summary import NotSent, PageNumber, PageState, Record
from worker.reading.pages import DocumentText
from worker.summarising.words import detect_language

SAMPLE_PAGES = 20


class DocumentFacts(Record):
    """The account of the reading that the summary ends up with."""

    title: str
    language: str
    """ISO 639-1 code of the language of the document."""
    page_states: tuple[PageState, ...]
    reading_s: float = Field(ge=0)
    hidden_text_pages: tuple[PageNumber, ...] = ()
    not_sent: tuple[NotSent, ...] = ()


def facts_of(document: DocumentText, *, fallback_title: str, reading_s: float) -> DocumentFacts:
    """The facts of a document that has been read."""
    with_text = [page.text for page in document.pages if page.state is PageState.TEXT]
    step = max(1, len(with_text) // SAMPLE_PAGES)
    sample = "\n".join(text[:4000] for text in with_text[::step])
    return DocumentFacts(
        title=document.title or fallback_title,
        language=detect_language(sample),
        page_states=document.page_states,
        reading_s=reading_s,
    )
