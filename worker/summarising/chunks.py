"""Cuts a document into chunks that a model can read in one go, between sentences.

How large a chunk is told in bytes, so that a document is cut alike whichever engine counts; that it
fits the window in tokens, bounded from above by the engine. As that may be a call to another
process, the bound of a stretch of text is shared out over its sentences, and only finished chunks
are bounded again.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from worker.contract.errors import ErrorCode, JobFailed
from worker.contract.summary import Record
from worker.reading.pages import DocumentText
from worker.summarising.sentences import Sentence, Span, split_sentences

USUAL_BYTES = 5000
"""Of text in a chunk: about 1,100 tokens of English. Of a longer one a small model tells the
beginning; and a closed stream frees Ollama only once the prompt is read, so small chunks keep
cancelling prompt (ollama#11889)."""

SMALLEST_WINDOW = 900
ROOM = 600
"""Tokens kept free for the prompt around a chunk and for the answer."""

SMALLEST_ROOM = 450
STRETCH = 20_000
"""Characters bounded in one call while planning."""


class Chunk(Record):
    """Whole sentences in a row, as many as one note is written about."""

    index: int
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The text that the model is shown."""
        return text_of(self.sentences)

    @property
    def pages(self) -> tuple[int, int]:
        """First and last page."""
        return self.sentences[0].pages[0], self.sentences[-1].pages[1]


def text_of(sentences: Sequence[Sentence]) -> str:
    """Sentences as running text, a line for each paragraph."""
    parts: list[str] = []
    for sentence in sentences:
        if sentence.text:
            parts.append("\n" if sentence.opens_block and parts else " ")
            parts.append(sentence.text)
    return "".join(parts[1:])


def text_budget(window: int) -> int:
    """At most how many tokens of text fit into one question of a model served with this window.

    Raises:
        JobFailed: none worth mentioning.
    """
    if window < SMALLEST_WINDOW:
        params: dict[str, str | int] = {"window": window, "needed": SMALLEST_WINDOW}
        raise JobFailed(ErrorCode.WINDOW_TOO_SMALL, params)
    return window - (ROOM if window >= 2 * ROOM else SMALLEST_ROOM)


def plan_chunks(
    document: DocumentText, *, bound_tokens: Callable[[str], int], budget_tokens: int
) -> tuple[Chunk, ...]:
    """Cut a document so that no chunk's text has more than `budget_tokens`; no text is left out."""
    sentences = [one for one in split_sentences(document) if one.text]
    shares = _shares(sentences, bound_tokens, budget_tokens)
    chunks: list[tuple[Sentence, ...]] = []
    for start, end in _cuts(sentences, shares):
        chunks.extend(_fitting(tuple(sentences[start:end]), bound_tokens, budget_tokens))
    return tuple(Chunk(index=at, sentences=part) for at, part in enumerate(chunks))


def _shares(
    sentences: Sequence[Sentence], bound_tokens: Callable[[str], int], budget: int
) -> list[float]:
    """About what share of a full chunk each sentence is: of its bytes or of what fits."""
    shares: list[float] = []
    start = 0
    while start < len(sentences):
        end, size = start, 0
        while end < len(sentences) and size < STRETCH:
            size += len(sentences[end].text) + 1
            end += 1
        text = text_of(sentences[start:end])
        full = max(len(text.encode()) / USUAL_BYTES, bound_tokens(text) / budget)
        shares.extend((len(one.text) + 1) * full / size for one in sentences[start:end])
        start = end
    return shares


def _cuts(sentences: Sequence[Sentence], shares: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Ranges of sentences of about equal size, each ending at the best place near its size."""
    before = [0.0, *accumulate(shares)]
    start = 0
    while start < len(sentences):
        left = before[-1] - before[start]
        chunks_left = int(left // 0.97) + 1
        aim = left / chunks_left
        end = len(sentences)
        if chunks_left > 1:
            most = min(0.98, aim * 1.2)
            sizes = ((at, before[at] - before[start]) for at in range(start + 1, end))
            near = [(at, size) for at, size in sizes if aim * 0.75 <= size <= most]
            end = max(near, key=lambda place: _worth(sentences, place, aim))[0] if near else 0
            end = end or _first_beyond(before, start, aim)
        yield start, end
        start = end


def _worth(sentences: Sequence[Sentence], place: tuple[int, float], aim: float) -> float:
    """How good it is to cut in front of a sentence: best before a heading, then a paragraph."""
    at, size = place
    sentence = sentences[at]
    is_first_heading = sentence.is_heading and not sentences[at - 1].is_heading
    between = 0.25 if is_first_heading else 0.1 if sentence.opens_block else 0.0
    if sentences[at - 1].is_heading:
        between = -1.0
    return between - abs(size - aim) / aim


def _first_beyond(before: Sequence[float], start: int, aim: float) -> int:
    """The end of the smallest range that reaches `aim`: there is none near it."""
    end = start + 1
    while end < len(before) - 1 and before[end] - before[start] < aim:
        end += 1
    return end


def _fitting(
    sentences: tuple[Sentence, ...], bound_tokens: Callable[[str], int], budget: int
) -> Iterator[tuple[Sentence, ...]]:
    """The same sentences in parts that surely fit."""
    if bound_tokens(text_of(sentences)) <= budget:
        yield sentences
        return
    for half in halves(sentences):
        yield from _fitting(half, bound_tokens, budget)


def halves(sentences: tuple[Sentence, ...]) -> tuple[tuple[Sentence, ...], ...]:
    """Two parts of about the same length; a single sentence is cut at a space."""
    if len(sentences) == 1:
        return tuple((half,) for half in _cut_in_two(sentences[0]))
    total = sum(len(one.text) for one in sentences)
    size = 0
    for at, sentence in enumerate(sentences[:-1], start=1):
        size += len(sentence.text)
        if size * 2 >= total:
            return sentences[:at], sentences[at:]
    return sentences[:-1], sentences[-1:]


def _cut_in_two(sentence: Sentence) -> tuple[Sentence, ...]:
    """A sentence as two; each stands where its share of the characters stands."""
    text = sentence.text
    if len(text) < 2:
        raise JobFailed(ErrorCode.WINDOW_TOO_SMALL, {"window": 0, "needed": SMALLEST_WINDOW})
    spaces = [at for at, char in enumerate(text) if char == " "]
    cut = min(spaces, key=lambda at: abs(at - len(text) // 2)) if spaces else len(text) // 2
    first, second = _cut_spans(sentence.spans, cut / len(text))
    head = sentence.model_copy(update={"text": text[:cut].strip(), "spans": first})
    tail = {"text": text[cut:].strip(), "spans": second, "opens_block": False}
    return head, sentence.model_copy(update=tail)


def _cut_spans(spans: tuple[Span, ...], share: float) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Spans cut at a share of their characters; neither part is empty."""
    left = max(1, round(sum(span.length for span in spans) * share))
    first: list[Span] = []
    second: list[Span] = []
    for span in spans:
        take = min(span.length, left)
        left -= take
        if take:
            first.append(span.model_copy(update={"length": take}))
        if take < span.length:
            rest = {"start": span.start + take, "length": span.length - take}
            second.append(span.model_copy(update=rest))
    return tuple(first), tuple(second) or (spans[-1],)
