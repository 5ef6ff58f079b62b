"""A first look: which sentences of a document the model is shown, and which it is not."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from worker.contract.summary import NotSent
from worker.reading.pages import DocumentText
from worker.summarising.chunks import STRETCH, Chunk, halves, text_of
from worker.summarising.sentences import Sentence, split_sentences
from worker.summarising.telling import most_telling_sentences

NOT_SHOWN = "not_shown"
"""The kind of `NotSent` that a first look lists."""

SHARE = 0.12
"""Of the characters of the text: the most telling sentences are often the long ones."""

FEWEST_CHARACTERS = 300
MOST_SENTENCES = 24
"""As many fit into one question, which is what makes a first look quick."""


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What the model is shown, and the account of the rest."""

    chunks: tuple[Chunk, ...]
    not_shown: tuple[NotSent, ...]


def plan_glance(
    document: DocumentText,
    *,
    language: str,
    bound_tokens: Callable[[str], int],
    budget_tokens: int,
) -> FirstLook:
    """Pick the most telling sentences of the whole text, in its order."""
    sentences = [one for one in split_sentences(document) if one.text]
    most = max(FEWEST_CHARACTERS, SHARE * sum(len(one.text) for one in sentences))
    picked = most_telling_sentences(sentences, MOST_SENTENCES, language, most)
    parts = _fitting(picked, bound_tokens, budget_tokens) if picked else ()
    chunks = tuple(Chunk(index=at, sentences=part) for at, part in enumerate(parts))
    shown = {one.spans for one in picked}
    rest = [one for one in sentences if one.spans not in shown]
    return FirstLook(chunks, _account(rest, bound_tokens))


def _fitting(
    sentences: tuple[Sentence, ...], bound_tokens: Callable[[str], int], budget: int
) -> Iterator[tuple[Sentence, ...]]:
    if bound_tokens(text_of(sentences)) <= budget:
        yield sentences
        return
    for half in halves(sentences):
        yield from _fitting(half, bound_tokens, budget)


def _account(rest: Sequence[Sentence], bound_tokens: Callable[[str], int]) -> tuple[NotSent, ...]:
    if not rest:
        return ()
    pages = sorted({span.page for one in rest for span in one.spans})
    text = text_of(rest)
    tokens = sum(bound_tokens(text[at : at + STRETCH]) for at in range(0, len(text), STRETCH))
    return (NotSent(pages=tuple(pages), kind=NOT_SHOWN, tokens=tokens),)
