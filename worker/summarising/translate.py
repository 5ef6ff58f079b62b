"""Claims in another language than the document's: found and checked in its own, translated after.

Words of two languages cannot be compared. A translation is used if it keeps all numbers and the
names that no language changes (IBM, MapReduce, A4), and if it is in the language wanted.
"""

import re
from collections.abc import Sequence

from worker.contract.summary import Claim
from worker.summarising.answers import points_of, speaks
from worker.summarising.asking import FIRST_TRY, SECOND_TRY, Cost
from worker.summarising.figures import numbers
from worker.summarising.overview import Writing, in_batches, listed
from worker.summarising.prompts import list_schema, load_prompt
from worker.summarising.words import content_stems

CLAIMS_A_QUESTION = 4
TOKENS_A_CLAIM = 110
TOKENS_AROUND = 60

MOST_LEFT = 0.7
"""Share of a translation's words that may be those of the original: names, mostly."""

_FIXED_NAME = re.compile(
    r"\b(?=\w*\d)(?=\w*[^\W\d_])\w+|\b[^\W\d_]*[a-z][A-Z][^\W\d_]*|\b[A-Z]{4,}\b"
)
"""Words with figures or with large letters inside or throughout; short ones change: EU, UE."""


def translate(claims: Sequence[Claim], writing: Writing) -> tuple[tuple[Claim, ...], Cost]:
    """The claims in the language of `writing`; one that cannot be translated stays as it is."""
    cost = Cost()
    found: dict[str, str] = {}
    budget = writing.budget(load_prompt("translate"), _answer_tokens(CLAIMS_A_QUESTION))
    for at in range(0, len(claims), CLAIMS_A_QUESTION):
        originals = [claim.text for claim in claims[at : at + CLAIMS_A_QUESTION]]
        for batch in in_batches(originals, budget, writing.bound_tokens):
            translated, paid = _translate(batch, writing)
            found.update(zip(batch, translated, strict=True))
            cost += paid
    texts = (found.get(claim.text, claim.text) for claim in claims)
    pairs = zip(claims, texts, strict=True)
    return tuple(claim.model_copy(update={"text": text}) for claim, text in pairs), cost


def _translate(texts: Sequence[str], writing: Writing) -> tuple[list[str], Cost]:
    """Several at once; once more, one by one, what is missing or not faithful."""
    found, cost = _ask(texts, writing, FIRST_TRY)
    if len(found) != len(texts):
        found = ("",) * len(texts)
    results: list[str] = []
    for text, translated in zip(texts, found, strict=True):
        if not _is_faithful(text, translated, writing.language):
            again, paid = _ask([text], writing, SECOND_TRY)
            cost += paid
            translated = again[0] if again else ""
        is_good = _is_faithful(text, translated, writing.language)
        results.append(translated if is_good else text)
    return results, cost


def _ask(
    texts: Sequence[str], writing: Writing, attempt: tuple[float, int]
) -> tuple[tuple[str, ...], Cost]:
    temperature, seed = attempt
    messages = load_prompt("translate").messages(
        listed(texts), language=writing.language, count=len(texts)
    )
    answer = writing.ask(
        messages,
        _answer_tokens(len(texts)),
        list_schema(len(texts)),
        temperature=temperature,
        seed=seed,
    )
    found = points_of(answer, question="", language=writing.language)
    return found, Cost.of(answer, again=attempt == SECOND_TRY)


def _answer_tokens(claims: int) -> int:
    return TOKENS_AROUND + claims * TOKENS_A_CLAIM


def _is_faithful(original: str, translated: str, language: str) -> bool:
    """Whether a translation keeps numbers and fixed names, and is one."""
    if not translated or translated == original or numbers(original) != numbers(translated):
        return False
    if not set(_FIXED_NAME.findall(original)) <= set(_FIXED_NAME.findall(translated)):
        return False
    left = content_stems(original, language) & content_stems(translated, language)
    stays = len(left) > MOST_LEFT * len(content_stems(translated, language))
    return speaks(translated, language) and not stays
