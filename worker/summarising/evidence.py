"""Finds the place in the text that a claim rests on, by plain code.

A claim is shown by two neighbouring sentences at most, which hold most of its words and all of its
numbers, and which nothing in it contradicts (`doubts`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from worker.contract.states import ClaimState
from worker.contract.summary import Claim, Evidence
from worker.summarising.doubts import DENIALS, Doubt, doubt_of
from worker.summarising.figures import numbers, shown_numbers
from worker.summarising.quotations import holds_quotation, quotations
from worker.summarising.sentences import Sentence, Span
from worker.summarising.statement import Statement, is_akin
from worker.summarising.words import content_stems

SUPPORTED_FROM = 0.6
WEAK_FROM = 0.4
_SECOND_SENTENCE_WORTH = 0.05
"""How much more a pair of sentences must show than one of them, to be quoted instead of it."""

_MOST_CANDIDATES = 12
"""Passages with most of a claim's words, of which, and of their equals, numbers are looked at."""

_LEADING = 4
"""Sentences before a passage whose names it may speak of."""

_MOST_COMPARED = 3
_NEARLY = 0.08
"""How much less of a claim's words another passage may hold to stand in for the best one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How well a passage shows a claim, and what speaks against it."""

    state: ClaimState
    evidence: tuple[Evidence, ...]
    doubt: Doubt | None = None


@dataclass(frozen=True)
class _Passage:
    """One sentence, or two neighbours; what takes time is worked out when it is asked for."""

    sentences: tuple[Sentence, ...]
    stems: frozenset[str]
    before: frozenset[str]
    """Stems of the sentences that lead up to it: what its pronouns stand for."""
    language: str

    @cached_property
    def text(self) -> str:
        return " ".join(one.text for one in self.sentences)

    @cached_property
    def numbers(self) -> frozenset[str]:
        return shown_numbers(self.text, self.language)

    @cached_property
    def statement(self) -> Statement:
        return Statement(self.text, self.language)


@dataclass(frozen=True, slots=True)
class _Sought:
    """What of a claim a passage is to hold."""

    stems: frozenset[str]
    figures: frozenset[str] = frozenset()
    quoted: tuple[str, ...] = ()


class Passages:
    """The passages of a stretch of text, ready to be searched for many claims."""

    def __init__(self, sentences: Sequence[Sentence], language: str) -> None:
        self._language = language
        self._passages = tuple(self._build([one for one in sentences if one.text]))

    def _build(self, sentences: Sequence[Sentence]) -> Iterator[_Passage]:
        stems = [content_stems(one.text, self._language) for one in sentences]
        for at, sentence in enumerate(sentences):
            before = frozenset[str]().union(*stems[max(0, at - _LEADING) : at])
            yield _Passage((sentence,), stems[at], before, self._language)
            if at + 1 < len(sentences):
                both = (sentence, sentences[at + 1])
                yield _Passage(both, stems[at] | stems[at + 1], before, self._language)

    def find(self, text: str) -> Finding:
        """The best passage for a claim; without a word in common there is no evidence."""
        stems, figures = content_stems(text, self._language), numbers(text, self._language)
        if not self._passages or not (stems or figures):
            return Finding(ClaimState.UNSUPPORTED, (), Doubt.WORDS)
        candidates = self._candidates(_Sought(stems, figures, quotations(text, self._language)))
        if stems and not stems & candidates[0].stems:
            return Finding(ClaimState.UNSUPPORTED, (), Doubt.WORDS)
        claim = Statement(text, self._language)
        findings = [self._compare(text, claim, stems, one) for one in candidates]
        return next((one for one in findings if one.state is ClaimState.SUPPORTED), findings[0])

    def _candidates(self, sought: "_Sought") -> list[_Passage]:
        """The best passage, and those that are nearly as good."""
        words = _Sought(sought.stems)
        by_words = sorted(self._passages, key=lambda one: _rank(one, words), reverse=True)
        if sought != words:
            # Lines that are alike but for their numbers share the words of all: none is left out.
            fewest = _rank(by_words[:_MOST_CANDIDATES][-1], words)[0]
            by_words = [one for one in by_words if _rank(one, words)[0] >= fewest]
            by_words.sort(key=lambda one: _rank(one, sought), reverse=True)
        best = by_words[0]
        least = _rank(best, sought)[0] - _NEARLY
        # What holds a sentence of the best passage is not another place that shows the same.
        others = [
            one
            for one in by_words[1:_MOST_CANDIDATES]
            if _rank(one, sought)[0] >= least
            and not any(sentence in best.sentences for sentence in one.sentences)
        ]
        return [best, *others[: _MOST_COMPARED - 1]]

    def _compare(
        self, text: str, claim: Statement, stems: frozenset[str], passage: _Passage
    ) -> Finding:
        support = _support(stems, passage.stems)
        doubt = doubt_of(text, claim, passage.text, passage.statement, passage.before)
        evidence = (_evidence(passage.sentences, support),)
        return Finding(_state(support, doubt), evidence, doubt or _too_few(support))

    def check(self, text: str) -> Claim:
        """`text` as a claim with what shows it."""
        finding = self.find(text)
        return Claim(text=text, state=finding.state, evidence=finding.evidence)


def judge(text: str, quote: str, language: str) -> tuple[ClaimState, float]:
    """How well one given stretch of text shows a claim, and the share of its words there."""
    support = _support(content_stems(text, language), content_stems(quote, language))
    claim, passage = Statement(text, language), Statement(quote, language)
    doubt = doubt_of(text, claim, quote, passage, frozenset())
    return _state(support, doubt), round(support, 3)


def likeness(one: str, other: str, language: str) -> float:
    """How much of two sentences is the same: 0 where one denies what the other says, 1 at most."""
    forth, back = Statement(one, language), Statement(other, language)
    for text, claim, quote, passage in ((one, forth, other, back), (other, back, one, forth)):
        if doubt_of(text, claim, quote, passage, frozenset()) in DENIALS:
            return 0.0
    stems, others = content_stems(one, language), content_stems(other, language)
    if not (stems and others):
        return float(stems == others)
    return (_support(stems, others) + _support(others, stems)) / 2


def _support(stems: frozenset[str], shown: frozenset[str]) -> float:
    """Share of a claim's words that a passage holds; a claim of numbers alone has no words."""
    if not stems:
        return 1.0
    missing = stems - shown
    akin = sum(any(is_akin(one, other) for other in shown) for one in missing)
    return (len(stems) - len(missing) + akin) / len(stems)


def _state(support: float, doubt: Doubt | None) -> ClaimState:
    """What the share of words and the rules together say of a claim."""
    if doubt is not None or support < WEAK_FROM:
        return ClaimState.UNSUPPORTED
    return ClaimState.SUPPORTED if support >= SUPPORTED_FROM else ClaimState.WEAK


def _too_few(support: float) -> Doubt | None:
    return Doubt.WORDS if support < SUPPORTED_FROM else None


def _rank(passage: _Passage, sought: _Sought) -> tuple[float, float]:
    """Numbers weigh as much as all words, and so do quotations; among equals the shorter one."""
    stems, figures, quoted = sought.stems, sought.figures, sought.quoted
    support = len(stems & passage.stems) / len(stems) if stems else 1.0
    shown = len(figures & passage.numbers) / len(figures) if figures else 1.0
    if quoted:
        shown += sum(holds_quotation(passage.text, one) for one in quoted) / len(quoted)
    length = _SECOND_SENTENCE_WORTH * (len(passage.sentences) - 1)
    return support + shown - length, -float(len(passage.stems))


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
