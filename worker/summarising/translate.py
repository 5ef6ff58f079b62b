"""Claims in another language than the document's: found and checked in its own, translated after.

Words of two languages cannot be compared, numbers can: a translation that loses one is not used.
"""

from collections.abc import Sequence

from worker.contract.summary import Claim
from worker.engines.engine import Answer
from worker.summarising.answers import points_of
from worker.summarising.asking import Cost
from worker.summarising.figures import numbers
from worker.summarising.overview import Writing, in_batches, listed
from worker.summarising.prompts import list_schema, load_prompt

CLAIMS_A_QUESTION = 4
TOKENS_A_CLAIM = 110
TOKENS_AROUND = 60


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
    """Several at once; one by one if the answer does not have as many."""
    answer = _ask(texts, writing)
    cost = Cost.of(answer)
    found = points_of(answer, question="", language=writing.language)
    if len(found) == len(texts):
        return [_faithful(*pair) for pair in zip(texts, found, strict=True)], cost
    if len(texts) == 1:
        return [_faithful(texts[0], found[0]) if found else texts[0]], cost
    results: list[str] = []
    for text in texts:
        one, paid = _translate([text], writing)
        results.extend(one)
        cost += paid
    return results, cost


def _ask(texts: Sequence[str], writing: Writing) -> Answer:
    messages = load_prompt("translate").messages(
        listed(texts), language=writing.language, count=len(texts)
    )
    return writing.ask(messages, _answer_tokens(len(texts)), list_schema(len(texts)))


def _answer_tokens(claims: int) -> int:
    return TOKENS_AROUND + claims * TOKENS_A_CLAIM


def _faithful(original: str, translated: str) -> str:
    """The translation if it keeps the numbers, else the original."""
    return translated if numbers(original) == numbers(translated) else original
