"""Claims that are the document's own sentences: what is said where a model said nothing usable."""

import re
from collections.abc import Sequence

from worker.contract.states import ClaimState
from worker.contract.summary import Claim, Evidence
from worker.summarising.sentences import Sentence
from worker.summarising.telling import most_telling_sentences

_NUMBERED = re.compile(r"^\(?\d{1,2}[.)] (?=[^\W\d_])")
LONGEST_QUOTE = 400
"""Characters; of a longer line, mostly a table, the beginning is quoted."""


def quoted(sentence: Sentence) -> Claim:
    """A sentence as a claim: it rests on itself."""
    page = sentence.spans[0].page
    there = [span for span in sentence.spans if span.page == page]
    start = min(span.start for span in there)
    evidence = Evidence(
        page=page,
        quote=sentence.text,
        support=1.0,
        start=start,
        length=max(span.end for span in there) - start,
    )
    return Claim(text=_short(sentence.text), state=ClaimState.SUPPORTED, evidence=(evidence,))


def quotes(sentences: Sequence[Sentence], count: int, language: str) -> tuple[Claim, ...]:
    """The `count` most telling sentences as claims; fewer where the text has no more."""
    return tuple(map(quoted, most_telling_sentences(sentences, count, language)))


def without_number(text: str) -> str:
    """A sentence without the number that it has as an entry of a list."""
    return _NUMBERED.sub("", text, count=1)


def _short(text: str) -> str:
    text = without_number(text)
    if len(text) <= LONGEST_QUOTE:
        return text
    return text[:LONGEST_QUOTE].rpartition(" ")[0] + " …"
