"""The overview: a few sentences written from the claims, in as many levels as the window asks for.

Every sentence is checked like any claim: in the text, and against the passages the claims rest on,
for an overview draws together what stands far apart.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from worker.contract.summary import Claim, ClaimState, Evidence
from worker.summarising.answers import points_of
from worker.summarising.asking import Ask, Cost
from worker.summarising.evidence import SUPPORTED_FROM, WEAK_FROM, Passages
from worker.summarising.notes import FIRST_TRY, SECOND_TRY
from worker.summarising.prompts import load_prompt
from worker.summarising.words import content_stems, numbers

TOKENS_A_SENTENCE = 70
TOKENS_AROUND = 60
SENTENCES_A_LEVEL = 4
"""How many sentences stand for the claims of one question when there is a level above."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What the overview is written with."""

    ask: Ask
    bound_tokens: Callable[[str], int]
    budget_tokens: int
    language: str
    instruction: str


def write_overview(
    claims: Sequence[str], count: int, writing: Writing
) -> tuple[tuple[str, ...], Cost]:
    """About `count` sentences that stand for all claims; none if two answers were of no use."""
    cost = Cost()
    texts = list(claims)
    while len(batches := in_batches(texts, writing)) > 1:
        shorter: list[str] = []
        for batch in batches:
            sentences, paid = _ask_twice(batch, min(SENTENCES_A_LEVEL, len(batch)), writing)
            cost += paid
            shorter.extend(sentences or batch[:SENTENCES_A_LEVEL])
        if len(shorter) >= len(texts):
            shorter = shorter[: len(texts) // 2]
        texts = shorter
    sentences, paid = _ask_twice(texts, count, writing) if texts else ((), Cost())
    return sentences, cost + paid


def in_batches(texts: Sequence[str], writing: Writing) -> list[list[str]]:
    """Texts in a row, as many together as fit into one question."""
    if writing.bound_tokens(_listed(texts)) <= writing.budget_tokens:
        return [list(texts)] if texts else []
    if len(texts) == 1:
        return []
    middle = len(texts) // 2
    return in_batches(texts[:middle], writing) + in_batches(texts[middle:], writing)


def _ask_twice(texts: Sequence[str], count: int, writing: Writing) -> tuple[tuple[str, ...], Cost]:
    prompt = load_prompt("combine")
    messages = prompt.messages(
        _listed(texts), language=writing.language, count=count, instruction=writing.instruction
    )
    around = prompt.messages(
        "", language=writing.language, count=count, instruction=writing.instruction
    )
    question = " ".join(message.content for message in around)
    cost = Cost()
    for temperature, seed in (FIRST_TRY, SECOND_TRY):
        most = TOKENS_AROUND + count * TOKENS_A_SENTENCE
        answer = writing.ask(messages, most, temperature=temperature, seed=seed)
        cost += Cost.of(answer)
        sentences = points_of(answer, question=question, language=writing.language)
        if sentences:
            return sentences[:count], cost
    return (), cost


def _listed(texts: Sequence[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def check_sentence(text: str, passages: Passages, claims: Sequence[Claim], language: str) -> Claim:
    """A sentence of the overview with what shows it: one passage, or those of two claims."""
    found = passages.check(text)
    if found.state is ClaimState.SUPPORTED:
        return found
    joined = _by_two_claims(text, claims, language)
    order = [ClaimState.SUPPORTED, ClaimState.WEAK, ClaimState.UNSUPPORTED]
    return min(found, joined, key=lambda claim: order.index(claim.state))


def _by_two_claims(text: str, claims: Sequence[Claim], language: str) -> Claim:
    stems, figures = content_stems(text, language), numbers(text)
    quotes = [_Quote.of(one, language) for claim in claims for one in claim.evidence]
    first = _best(quotes, stems, figures)
    if first is None:
        return Claim(text=text, state=ClaimState.UNSUPPORTED)
    second = _best(quotes, stems - first.stems, figures - first.numbers) or first
    chosen = [first] if second is first else [first, second]
    shown = first.numbers | second.numbers
    support = round(len(stems & (first.stems | second.stems)) / len(stems), 3) if stems else 0.0
    state = ClaimState.UNSUPPORTED
    if figures <= shown and support >= WEAK_FROM:
        state = ClaimState.SUPPORTED if support >= SUPPORTED_FROM else ClaimState.WEAK
    evidence = tuple(one.evidence.model_copy(update={"support": support}) for one in chosen)
    return Claim(text=text, state=state, evidence=evidence)


@dataclass(frozen=True, slots=True)
class _Quote:
    """A passage that a claim rests on."""

    evidence: Evidence
    stems: frozenset[str]
    numbers: frozenset[str]

    @classmethod
    def of(cls, evidence: Evidence, language: str) -> "_Quote":
        stems = content_stems(evidence.quote, language)
        return cls(evidence, stems, numbers(evidence.quote))


def _best(
    quotes: Sequence[_Quote], stems: frozenset[str], figures: frozenset[str]
) -> _Quote | None:
    """The passage that holds most of these words and numbers; None if none holds any."""

    def held(quote: _Quote) -> int:
        return len(stems & quote.stems) + 2 * len(figures & quote.numbers)

    best = max(quotes, key=held, default=None)
    return best if best and held(best) else None
