"""Repairs claims that the text does not show: each is asked for once more, with its passage."""

from collections.abc import Callable, Sequence

from worker.contract.states import ClaimState
from worker.contract.summary import Claim
from worker.engines.engine import PromptTooLong
from worker.summarising.answers import usable
from worker.summarising.asking import Ask, Cost
from worker.summarising.claims import same
from worker.summarising.prompts import load_prompt

TOKENS = 110

LEAST_SUPPORT = 0.2
"""A passage that holds less of a claim's words is not what the claim was made of."""


def repair(
    claims: Sequence[Claim], check: Callable[[str], Claim], *, ask: Ask, language: str
) -> tuple[tuple[Claim, ...], Cost]:
    """The claims, with those that failed and could be mended as they should have been."""
    cost = Cost()
    kept: list[Claim] = [claim for claim in claims if claim.state is not ClaimState.UNSUPPORTED]
    result: list[Claim] = []
    for claim in claims:
        if claim.state is ClaimState.UNSUPPORTED and _passage(claim):
            texts, paid = _ask_anew(claim, ask, language)
            cost += paid
            mended = [found for text in texts if _is_shown(found := check(text))]
            if mended and not any(same(mended[0], other, language) for other in kept):
                kept.append(mended[0])
                claim = mended[0]
        result.append(claim)
    return tuple(result), cost


def _is_shown(claim: Claim) -> bool:
    return claim.state is not ClaimState.UNSUPPORTED


def _passage(claim: Claim) -> str:
    near = (one for one in claim.evidence if one.support >= LEAST_SUPPORT)
    return " ".join(one.quote for one in near)


def _ask_anew(claim: Claim, ask: Ask, language: str) -> tuple[tuple[str, ...], Cost]:
    prompt = load_prompt("repair")
    messages = prompt.messages(_passage(claim), language=language, statement=claim.text)
    try:
        answer = ask(messages, TOKENS)
    except PromptTooLong:
        return (), Cost()
    question = prompt.around(language=language)
    return usable(answer, question=question, language=language)[:1], Cost.of(answer, again=True)
