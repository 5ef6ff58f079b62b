"""Says in fewer words what a claim only copies: a small model repeats long sentences of the text.

Each is put to the model alone, as a sentence to shorten: asked for points in its own words, it
copies all the same. The short form is kept where the text shows it well and where it holds all that
limits the long one; else the copied sentence stays, which is at least true.
"""

import re
from collections.abc import Callable, Sequence

from worker.contract.states import ClaimState
from worker.contract.summary import Claim, Evidence
from worker.engines.engine import PromptTooLong
from worker.summarising.answers import usable
from worker.summarising.asking import Ask, Cost
from worker.summarising.claims import same
from worker.summarising.copying import Copies
from worker.summarising.doubts import Doubt, doubt_of
from worker.summarising.figures import numbers
from worker.summarising.prompts import load_prompt
from worker.summarising.statement import Statement

TOKENS = 60
LEAST_SUPPORT = 0.7
"""Share of a short form's words that its passage must hold: more than of a claim, for the sentence
that it stands for was the text's own."""

_LIMITS = re.compile(
    r"\b(?:except\w*|only|unless|other than|to the extent|as long as|provided that|subject to|if"
    r"|nur|außer|ausgenommen|soweit|sofern|es sei denn|wenn|falls|solange"
    r"|solo|soltanto|salvo|eccetto|tranne|purché|qualora|se)\b",
    re.IGNORECASE,
)
"""What says less than the sentence would say without it."""

_NARROWED = re.compile(
    r"(?:[^\s,;:]+ ){1,5}(?:(?:that|which|who|whose|where|che|cui)\b"
    r"|[^\s,;:]+, (?:der|die|das|dem|den|deren|dessen|welche[mnrs]?)\b)",
    re.IGNORECASE,
)
"""The start of a sentence whose subject is narrowed: *any system that is available is …* must
not become *any system is available*."""


def shorten(
    claims: Sequence[Claim],
    text: str,
    check: Callable[[str], Claim],
    *,
    ask: Ask,
    language: str,
) -> tuple[tuple[Claim, ...], Cost]:
    """The claims on `text`, those that copy it said in fewer words where that goes well."""
    copies = Copies(text)
    cost = Cost()
    result = list(claims)
    for at, claim in enumerate(claims):
        if claim.state is ClaimState.UNSUPPORTED or not copies.has(claim):
            continue
        texts, paid = _ask(claim.text, ask, language)
        cost += paid
        others = [*result[:at], *result[at + 1 :]]
        for short in map(check, texts):
            is_told = any(same(short, one, language) for one in others)
            if not is_told and not copies.has(short) and _stands_for(short, claim, language):
                result[at] = short
    return tuple(result), cost


def _ask(sentence: str, ask: Ask, language: str) -> tuple[tuple[str, ...], Cost]:
    prompt = load_prompt("shorten")
    try:
        answer = ask(prompt.messages(sentence, language=language), TOKENS)
    except PromptTooLong:
        return (), Cost()
    question = prompt.around(language=language)
    return usable(answer, question=question, language=language)[:1], Cost.of(answer, again=True)


def _stands_for(short: Claim, claim: Claim, language: str) -> bool:
    """Whether a short form is shown where the claim is, and leaves out nothing that limits it."""
    support = max((one.support for one in short.evidence), default=0.0)
    return (
        short.state is ClaimState.SUPPORTED
        and support >= LEAST_SUPPORT
        and len(short.text) < len(claim.text)
        and _is_same_place(short.evidence[0], claim.evidence[0])
        and numbers(short.text, language) == numbers(claim.text, language)
        and _limits(short.text) == _limits(claim.text)
        and not _loses(short.text, claim.text, language)
    )


def _limits(text: str) -> tuple[bool, bool]:
    """Whether a sentence holds only within limits, and only of some of what it speaks of."""
    return bool(_LIMITS.search(text)), bool(_NARROWED.match(text))


def _is_same_place(one: Evidence, other: Evidence) -> bool:
    """Whether two passages share a sentence."""
    if one.page != other.page or None in (one.start, other.start):
        return False
    return min(_end(one), _end(other)) > max(one.start or 0, other.start or 0)


def _end(evidence: Evidence) -> int:
    return (evidence.start or 0) + (evidence.length or 0)


def _loses(short: str, long: str, language: str) -> bool:
    """Whether the long form denies, allows or makes depend what the short one does not.

    Asked the other way round than of a claim. A name may be left out, and so may words.
    """
    forms = Statement(long, language), Statement(short, language)
    doubt = doubt_of(long, forms[0], short, forms[1], frozenset())
    return doubt not in (None, Doubt.NAME)
