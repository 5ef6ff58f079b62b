"""The sentences of a document, each with the places its characters have in PDFium's text.

The places of all sentences together are all text that is shown and not space: nothing is lost,
nothing is there twice.
"""

from collections.abc import Iterator, Sequence

from pydantic import Field

from worker.contract.summary import PageNumber, Record
from worker.reading.characters import LINE_HYPHEN
from worker.reading.pages import DocumentText
from worker.summarising.blocks import Block, blocks_of
from worker.summarising.boundaries import sentence_ends
from worker.summarising.cleaning import Cleaner

LONGEST_SENTENCE = 1200
"""Characters; what is longer is a table or a list, and is cut at a space."""


class Span(Record):
    """A range of characters of one page."""

    page: PageNumber
    start: int = Field(ge=0)
    length: int = Field(ge=1)

    @property
    def end(self) -> int:
        """The index behind the last character."""
        return self.start + self.length


class Sentence(Record):
    """A sentence as a reader sees it, and where it stands; over a page break it has two places."""

    text: str
    spans: tuple[Span, ...]
    opens_block: bool = False
    """Whether a paragraph, a list entry or a heading begins here."""
    is_heading: bool = False

    @property
    def pages(self) -> tuple[int, int]:
        """First and last page."""
        return self.spans[0].page, self.spans[-1].page


def split_sentences(document: DocumentText) -> tuple[Sentence, ...]:
    """All sentences of a document, in the order of its text."""
    shown = [page.shown for page in document.pages]
    cleaner = Cleaner(shown)
    sentences: list[Sentence] = []
    for page, text in zip(document.pages, shown, strict=True):
        found = list(_sentences_of(page.number, text, cleaner))
        if found and sentences and _goes_on(sentences[-1], found[0]):
            found[0] = _join(sentences.pop(), found[0], shown, cleaner)
        sentences.extend(found)
    return tuple(sentences)


def _sentences_of(number: PageNumber, text: str, cleaner: Cleaner) -> Iterator[Sentence]:
    for block in blocks_of(text):
        opens = True
        for start, end in _ranges(text, block):
            yield Sentence(
                text=cleaner.clean(text[start:end]),
                spans=(Span(page=number, start=start, length=end - start),),
                opens_block=opens,
                is_heading=block.is_heading,
            )
            opens = False


def _ranges(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Ranges of a block's sentences, without the space around them."""
    start = block.start
    for end in (*sentence_ends(text, block.start, block.end), block.end):
        yield from pieces(text, start, end, LONGEST_SENTENCE)
        start = end


def pieces(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Cut a range at spaces into ranges of at most `longest`, without the space around them."""
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        stop = end
        if end - start > longest:
            stop = _last_space(text, start, start + longest)
        cut = stop
        while cut > start and text[cut - 1].isspace():
            cut -= 1
        if cut > start:
            yield start, cut
        start = stop


def _last_space(text: str, start: int, limit: int) -> int:
    """Where to cut before `limit`: at the last space of the second half, else at `limit`."""
    for at in range(limit, (start + limit) // 2, -1):
        if text[at].isspace():
            return at
    return limit


def _goes_on(last: Sentence, first: Sentence) -> bool:
    """Whether a sentence runs over the page break."""
    if last.is_heading or first.is_heading or not last.text or not first.text:
        return False
    size = sum(span.length for span in (*last.spans, *first.spans))
    return last.text[-1] not in ".!?:;…" and first.text[0].islower() and size <= LONGEST_SENTENCE


def _join(last: Sentence, first: Sentence, shown: Sequence[str], cleaner: Cleaner) -> Sentence:
    """One sentence out of the two parts of it."""
    spans = (*last.spans, *first.spans)
    raw = (shown[span.page - 1][span.start : span.end] for span in spans)
    joined = "\n".join(raw).replace(LINE_HYPHEN + "\n", LINE_HYPHEN)
    return last.model_copy(update={"text": cleaner.clean(joined), "spans": spans})
