"""Claims in another language than the document's: found and checked in its own, translated after.

Words of two languages cannot be compared, but translations can: a model that does not know what a
sentence says makes up another one each time. A translation is used if it keeps all numbers and the
names that no language changes (IBM, MapReduce, A4), is in the language wanted, and if others,
sampled anew, are like it. After Manakul et al., SelfCheckGPT (2023), which takes what a model does
not say again for made up.
"""

import re
from collections.abc import Sequence

from worker.contract.summary import Claim
from worker.summarising.answers import points_of, speaks
from worker.summarising.asking import FIRST_TRY, SECOND_TRY, Cost
from worker.summarising.evidence import likeness
from worker.summarising.figures import numbers
from worker.summarising.overview import Writing, in_batches, listed
from worker.summarising.prompts import list_schema, load_prompt
from worker.summarising.words import content_stems

CLAIMS_A_QUESTION = 4
TOKENS_A_CLAIM = 110
TOKENS_AROUND = 60

ANEW = ((1.0, 4), (1.0, 5))
"""Temperature and seed of the others: free enough to differ where the model guesses."""

LIKE_FROM = 0.7
"""How much of a translation and the others is the same, on average, where the model knew."""

MOST_LEFT = 0.7
"""Share of a translation's words that may be those of the original: names, mostly."""

_FIXED_NAME = re.compile(
    r"\b(?=\w*\d)(?=\w*[^\W\d_])\w+|\b[^\W\d_]*[a-z][A-Z][^\W\d_]*|\b[A-Z]{4,}\b"
)
"""Words with figures or with large letters inside or throughout; short ones change: EU, UE."""


def translate(claims: Sequence[Claim], writing: Writing) -> tuple[tuple[Claim, ...], Cost]:
    """The claims in the language of `writing`, each with its `original`.

    One whose translation cannot be relied on stays as it is, without an `original`.
    """
    cost = Cost()
    found: dict[str, str] = {}
    budget = writing.budget(load_prompt("translate"), _answer_tokens(CLAIMS_A_QUESTION))
    for at in range(0, len(claims), CLAIMS_A_QUESTION):
        originals = [claim.text for claim in claims[at : at + CLAIMS_A_QUESTION]]
        for batch in in_batches(originals, budget, writing.bound_tokens):
            translated, paid = _translate(batch, writing)
            found.update(translated)
            cost += paid
    return tuple(_replaced(claim, found.get(claim.text)) for claim in claims), cost


def _replaced(claim: Claim, translated: str | None) -> Claim:
    if translated is None:
        return claim
    return claim.model_copy(update={"text": translated, "original": claim.text})


def _translate(texts: Sequence[str], writing: Writing) -> tuple[dict[str, str], Cost]:
    """The translations that can be relied on, by what was translated."""
    found, cost = _ask_all(texts, writing, FIRST_TRY)
    faithful: dict[str, str] = {}
    for text in texts:
        translated = found.get(text, "")
        if not _is_faithful(text, translated, writing.language):
            again, paid = _ask([text], writing, SECOND_TRY)
            cost += paid
            translated = again[0] if again else ""
        if _is_faithful(text, translated, writing.language):
            faithful[text] = translated
    sure, paid = _said_again(faithful, writing)
    return sure, cost + paid


def _said_again(found: dict[str, str], writing: Writing) -> tuple[dict[str, str], Cost]:
    """The translations that are like others of the same; what cannot be any more is not asked."""
    sure, cost, alike = dict(found), Cost(), dict.fromkeys(found, 0.0)
    for left, attempt in zip(reversed(range(len(ANEW))), ANEW, strict=True):
        others, paid = _anew(list(sure), writing, attempt)
        cost += paid
        for text in list(sure):
            alike[text] += likeness(sure[text], others.get(text, ""), writing.language)
            if alike[text] + left < LIKE_FROM * len(ANEW):
                del sure[text]
    return sure, cost


def _anew(
    texts: Sequence[str], writing: Writing, attempt: tuple[float, int]
) -> tuple[dict[str, str], Cost]:
    """Other translations, by what was translated."""
    # In another order, so that no sentence is told by the one before it.
    found, cost = _ask_all(texts[::-1], writing, attempt)
    if not found and len(texts) > 1:
        for text in texts:
            alone, paid = _ask_all([text], writing, attempt)
            found, cost = found | alone, cost + paid
    return found, cost


def _ask_all(
    texts: Sequence[str], writing: Writing, attempt: tuple[float, int]
) -> tuple[dict[str, str], Cost]:
    """Several at once; none if the answer is not as many."""
    if not texts:
        return {}, Cost()
    found, cost = _ask(texts, writing, attempt)
    return dict(zip(texts, found, strict=True)) if len(found) == len(texts) else {}, cost


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
    return found, Cost.of(answer, again=attempt != FIRST_TRY)


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
