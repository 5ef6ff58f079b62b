"""Finds the place in the text that a claim rests on, by plain code.

A claim is shown by two neighbouring sentences that hold most of its words and all of its numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worker.contract.summary import Claim, ClaimState, Evidence
from worker.summarising.sentences import Sentence, Span
from worker.summarising.words import content_stems, numbers

SUPPORTED_FROM = 0.6
WEAK_FROM = 0.4
_SECOND_SENTENCE_WORTH = 0.05
"""How much more a pair of sentences must show than one of them, to be quoted instead of it."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """One sentence, or two neighbours."""

    sentences: tuple[Sentence, ...]
    stems: frozenset[str]
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Finding:
    """How well a passage shows a claim."""

    state: ClaimState
    evidence: tuple[Evidence, ...]


class Passages:
    """The passages of a stretch of text, ready to be searched for many claims."""

    def __init__(self, sentences: Sequence[Sentence], language: str) -> None:
        self._language = language
        self._passages = tuple(self._build([one for one in sentences if one.text]))

    def _build(self, sentences: Sequence[Sentence]) -> Iterator[_Passage]:
        stems = [content_stems(one.text, self._language) for one in sentences]
        figures = [numbers(one.text) for one in sentences]
        for at, sentence in enumerate(sentences):
            yield _Passage((sentence,), stems[at], figures[at])
            if at + 1 < len(sentences):
                both = (sentence, sentences[at + 1])
                yield _Passage(both, stems[at] | stems[at + 1], figures[at] | figures[at + 1])

    def find(self, text: str) -> Finding:
        """The best passage for a claim; without a word in common there is no evidence."""
        stems, figures = content_stems(text, self._language), numbers(text)
        if not self._passages or not (stems or figures):
            return Finding(ClaimState.UNSUPPORTED, ())
        best = max(self._passages, key=lambda passage: _rank(passage, stems, figures))
        support = _support(best, stems)
        if not support and stems:
            return Finding(ClaimState.UNSUPPORTED, ())
        return Finding(
            _state(support, figures <= best.numbers), (_evidence(best.sentences, support),)
        )

    def check(self, text: str) -> Claim:
        """`text` as a claim with what shows it."""
        finding = self.find(text)
        return Claim(text=text, state=finding.state, evidence=finding.evidence)


def _support(passage: _Passage, stems: frozenset[str]) -> float:
    """Share of a claim's words that a passage holds; a claim of numbers alone has no words."""
    return len(stems & passage.stems) / len(stems) if stems else 1.0


def _rank(passage: _Passage, stems: frozenset[str], figures: frozenset[str]) -> tuple[float, float]:
    """Numbers weigh as much as all words; among equals the shorter passage."""
    support = _support(passage, stems)
    shown = len(figures & passage.numbers) / len(figures) if figures else 1.0
    length = _SECOND_SENTENCE_WORTH * (len(passage.sentences) - 1)
    return support + shown - length, -float(len(passage.stems))


def _state(support: float, has_all_numbers: bool) -> ClaimState:
    if not has_all_numbers or support < WEAK_FROM:
        return ClaimState.UNSUPPORTED
    return ClaimState.SUPPORTED if support >= SUPPORTED_FROM else ClaimState.WEAK


def _evidence(sentences: tuple[Sentence, ...], support: float) -> Evidence:
    """A passage as evidence; over a page break, on the page that holds more of it."""
    spans = [span for one in sentences for span in one.spans]
    sizes: dict[int, int] = {}
    for span in spans:
        sizes[span.page] = sizes.get(span.page, 0) + span.length
    page = max(sizes, key=lambda number: sizes[number])
    there: list[Span] = [span for span in spans if span.page == page]
    start = min(span.start for span in there)
    return Evidence(
        page=page,
        quote=" ".join(one.text for one in sentences),
        support=round(support, 3),
        start=start,
        length=max(span.end for span in there) - start,
    )
