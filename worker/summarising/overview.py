"""The overview: a few sentences written from the claims, in as many levels as the window asks for.

Every sentence is checked like any claim: in the text, and against the passages the claims rest on,
for an overview draws together what stands far apart.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from worker.contract.errors import ErrorCode, JobFailed
from worker.contract.states import ClaimState
from worker.contract.summary import Claim, Evidence
from worker.summarising.answers import is_about_the_text, usable
from worker.summarising.asking import Ask, Cost, ask_twice
from worker.summarising.evidence import Passages, judge
from worker.summarising.figures import numbers, shown_numbers
from worker.summarising.prompts import Prompt, load_prompt
from worker.summarising.words import content_stems

TOKENS_A_SENTENCE = 70
TOKENS_AROUND = 60
CHAT_TEMPLATE_TOKENS = 60
"""What an engine puts around the messages, at most."""

FEWEST_TOKENS = 120
"""Claims that fit into less cannot be combined."""

MOST_TOKENS = 1500
"""A longer list of claims is told by its beginning only."""

SENTENCES_A_LEVEL = 4
"""How many sentences stand for the claims of one question when there is a level above."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What the overview is written with."""

    ask: Ask
    bound_tokens: Callable[[str], int]
    window: int
    """Context actually served, in tokens."""
    language: str
    instruction: str

    def budget(self, prompt: Prompt, answer_tokens: int) -> int:
        """How many tokens of text fit into one question with `prompt`.

        Raises:
            JobFailed: hardly any.
        """
        around = prompt.messages("", language=self.language, count=1, instruction=self.instruction)
        taken = sum(self.bound_tokens(message.content) for message in around)
        taken += CHAT_TEMPLATE_TOKENS + answer_tokens
        if self.window - taken < FEWEST_TOKENS:
            params: dict[str, str | int] = {
                "window": self.window,
                "needed": taken + FEWEST_TOKENS,
            }
            raise JobFailed(ErrorCode.WINDOW_TOO_SMALL, params)
        return min(MOST_TOKENS, self.window - taken)


def write_overview(
    claims: Sequence[str], count: int, writing: Writing
) -> tuple[tuple[str, ...], Cost]:
    """`count` sentences or some more that stand for all claims; none if no answer was of use."""
    cost = Cost()
    texts = list(claims)
    sentences_at_most = max(count, SENTENCES_A_LEVEL)
    budget = writing.budget(load_prompt("combine"), _answer_tokens(sentences_at_most))
    while len(batches := in_batches(texts, budget, writing.bound_tokens)) > 1:
        shorter: list[str] = []
        for batch in batches:
            sentences, paid = _ask_twice(batch, min(SENTENCES_A_LEVEL, len(batch)), writing)
            cost += paid
            shorter.extend(sentences[:SENTENCES_A_LEVEL] or batch[:SENTENCES_A_LEVEL])
        if len(shorter) >= len(texts):
            shorter = shorter[: len(texts) // 2]
        texts = shorter
    sentences, paid = _ask_twice(texts, count, writing) if texts else ((), Cost())
    return sentences, cost + paid


def in_batches(
    texts: Sequence[str], budget: int, bound_tokens: Callable[[str], int]
) -> list[list[str]]:
    """Texts in a row, as many together as fit into one question; none that never fits."""
    if bound_tokens(listed(texts)) <= budget:
        return [list(texts)] if texts else []
    if len(texts) == 1:
        return []
    middle = len(texts) // 2
    first = in_batches(texts[:middle], budget, bound_tokens)
    return first + in_batches(texts[middle:], budget, bound_tokens)


def _ask_twice(texts: Sequence[str], count: int, writing: Writing) -> tuple[tuple[str, ...], Cost]:
    prompt = load_prompt("combine")
    messages = prompt.messages(
        listed(texts), language=writing.language, count=count, instruction=writing.instruction
    )
    question = prompt.around(
        language=writing.language, count=count, instruction=writing.instruction
    )
    sentences, cost = ask_twice(
        writing.ask,
        messages,
        _answer_tokens(count),
        lambda answer: usable(answer, question=question, language=writing.language),
    )
    # What only tells of the notes, which nobody sees, says less than the claims in its place.
    return tuple(one for one in sentences if not is_about_the_text(one)), cost


def _answer_tokens(sentences: int) -> int:
    return TOKENS_AROUND + sentences * TOKENS_A_SENTENCE


def listed(texts: Sequence[str]) -> str:
    """Texts as entries of a list."""
    return "\n".join(f"{at}. {text}" for at, text in enumerate(texts, start=1))


def check_sentence(text: str, passages: Passages, claims: Sequence[Claim], language: str) -> Claim:
    """A sentence of the overview with what shows it: one passage, or those of two claims."""
    found = passages.check(text)
    if found.state is ClaimState.SUPPORTED:
        return found
    joined = _by_two_claims(text, claims, language)
    order = [ClaimState.SUPPORTED, ClaimState.WEAK, ClaimState.UNSUPPORTED]
    return min(found, joined, key=lambda claim: order.index(claim.state))


def _by_two_claims(text: str, claims: Sequence[Claim], language: str) -> Claim:
    stems, figures = content_stems(text, language), numbers(text, language)
    quotes = [_Quote.of(one, language) for claim in claims for one in claim.evidence]
    first = _best(quotes, stems, figures)
    if first is None:
        return Claim(text=text, state=ClaimState.UNSUPPORTED)
    second = _best(quotes, stems - first.stems, figures - first.numbers) or first
    chosen = [first] if second is first else [first, second]
    state, support = judge(text, " ".join(one.evidence.quote for one in chosen), language)
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
        return cls(evidence, stems, shown_numbers(evidence.quote, language))


def _best(
    quotes: Sequence[_Quote], stems: frozenset[str], figures: frozenset[str]
) -> _Quote | None:
    """The passage that holds most of these words and numbers; None if none holds any."""

    def held(quote: _Quote) -> int:
        return len(stems & quote.stems) + 2 * len(figures & quote.numbers)

    best = max(quotes, key=held, default=None)
    return best if best and held(best) else None
