"""How good the words of a summary are, judged by code that the program does not use.

Claims are compared by `second_checker`; what is copied, invented or missing is counted in letters.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rouge_score_rs import rouge_scorer

from tests.benchmarks.second_checker import is_right
from worker.contract.states import ClaimState
from worker.contract.summary import Claim, Summary
from worker.reading.pages import DocumentText
from worker.summarising.sentences import split_sentences

COPIED_RUN = 12
"""Words in a row that stand in the document as they stand in the claim."""

MEASURES = ("rouge1", "rouge2", "rougeL")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts of claims; shares are made of sums of these."""

    pages: int
    made: int
    """All claims that were made, those left out included."""
    made_right: int
    shown: int
    shown_right: int
    supported: int
    """Of the shown ones those in state supported; the others are marked as weak."""
    supported_right: int
    invented: int
    """Shown claims with a number that stands nowhere in the document."""
    copied: int

    def __add__(self, other: "Quality") -> "Quality":
        both = zip(_counts(self), _counts(other), strict=True)
        return Quality(*(one + two for one, two in both))


def _counts(quality: Quality) -> tuple[int, ...]:
    return tuple(int(getattr(quality, name)) for name in Quality.__slots__)


NOTHING = Quality(*(0,) * len(Quality.__slots__))


class Judge:
    """Knows a document, and says of claims whether they are right, copied or invented."""

    def __init__(self, document: DocumentText) -> None:
        """Take the document as it was read."""
        self.sentences = [one.text for one in split_sentences(document) if one.text]
        self._words = f" {' '.join(words_of(' '.join(self.sentences)))} "
        self._numbers = _numbers(" ".join(page.text for page in document.pages))
        self._pages = len(document.pages)

    def of_summary(self, summary: Summary) -> Quality:
        """What is to be said of a summary of ours."""
        shown = shown_claims(summary)
        supported = [one.text for one in shown if one.state is ClaimState.SUPPORTED]
        texts = [one.text for one in shown]
        return self._quality(texts, [one.text for one in summary.left_out], supported)

    def of_text(self, text: str) -> Quality:
        """What is to be said of a summary that is prose: each sentence is a claim."""
        sentences = [one for one in re.split(r"(?<=[.!?])\s+|\n+", text) if len(words_of(one)) > 3]
        return self._quality(sentences, [], sentences)

    def _quality(
        self, shown: Sequence[str], left_out: Sequence[str], supported: Sequence[str]
    ) -> Quality:
        right = self._right(shown)
        return Quality(
            pages=self._pages,
            made=len(shown) + len(left_out),
            made_right=right + self._right(left_out),
            shown=len(shown),
            shown_right=right,
            supported=len(supported),
            supported_right=self._right(supported),
            invented=sum(not _numbers(one) <= self._numbers for one in shown),
            copied=sum(map(self._is_copied, shown)),
        )

    def _right(self, texts: Iterable[str]) -> int:
        return sum(is_right(text, self.sentences) for text in texts)

    def _is_copied(self, text: str) -> bool:
        return any(run in self._words for run in runs_of(text, COPIED_RUN))


def shown_claims(summary: Summary) -> list[Claim]:
    """The claims that a reader sees."""
    rest = [claim for section in summary.sections for claim in section.points]
    return [*summary.overview, *summary.points, *rest]


def rouge(text: str, abstract: str) -> tuple[float, ...]:
    """ROUGE-1, 2 and L (F1, stemmed) of a text against an abstract."""
    scores = rouge_scorer.RougeScorer(list(MEASURES), use_stemmer=True).score(abstract, text)
    return tuple(scores[name].fmeasure for name in MEASURES)


def words_of(text: str) -> list[str]:
    """The words of a text, written small."""
    return _WORD.findall(text.casefold())


def runs_of(text: str, length: int) -> list[str]:
    """All its runs of so many words, each between spaces."""
    words = words_of(text)
    return [f" {' '.join(words[at : at + length])} " for at in range(len(words) - length + 1)]


def _numbers(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"[.,]", "", one) for one in _NUMBER.findall(text))
