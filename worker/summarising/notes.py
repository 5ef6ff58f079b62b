"""A note: what the model wrote about one chunk, each statement with the place it rests on.

Its key holds everything that shaped it, so a kept note can stand for one that would be made again.
The style of the summary is not part of it: every style is made of the same notes.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pydantic import Field

from worker.contract.states import ClaimState
from worker.contract.summary import Claim, Record
from worker.engines.engine import Answer, PromptTooLong
from worker.summarising.answers import usable
from worker.summarising.asking import Ask, Cost, ask_twice
from worker.summarising.bills import untold_facts
from worker.summarising.chunks import Chunk, halves
from worker.summarising.evidence import Passages
from worker.summarising.instruction import Instruction
from worker.summarising.measures import untold_measures
from worker.summarising.prompts import load_prompt
from worker.summarising.quoting import quoted, quotes
from worker.summarising.repair import repair
from worker.summarising.shorten import shorten

CHARACTERS_A_POINT = 1000
MOST_POINTS = 5
FEWEST_POINTS = 2
TOKENS_A_POINT = 70
TOKENS_AROUND = 40

MOST_POINTS_PICKED = 6
CHARACTERS_A_PICKED_POINT = 500

TEMPLATE_TOKENS = 13
CHARACTERS_A_TOKEN = 4.4
"""What an engine puts around two messages, and what our English words in them come to."""

MOST_QUOTES = 2
"""Sentences that hold what was asked for, where the model told of other things or of one only."""

MOST_MEASURES = 1
"""Short sentences with a term or an amount, quoted where no claim tells it."""

MADE_LIKE = 9
"""Counted up when notes are made in another way, so that older ones are not taken for new."""


@dataclass(frozen=True, slots=True)
class NoteOptions:
    """What shapes the notes of a job besides chunk and model."""

    language: str
    """The document's own: evidence is found word by word, translation comes after."""
    instruction: str = ""
    picked: bool = False
    """Whether chunks are made of sentences that were picked here and there: a first look."""


class Note(Record):
    """What became of one chunk."""

    points: tuple[Claim, ...]
    unusable: bool
    """Whether two answers said nothing that could be used."""
    cost: Cost
    text_tokens: int = Field(ge=0)
    """Tokens of the chunk's text, by the engine's count of the prompt."""
    prompt_version: str


def note_digest(chunk: Chunk, model_digest: str, options: NoteOptions) -> str:
    """The key of a chunk's note: equal for all that would give the same note."""
    places = [span.model_dump() for one in chunk.sentences for span in one.spans]
    shaped_by = (
        *(chunk.text, places, model_digest, MADE_LIKE),
        *(load_prompt(name).version for name in ("note", "repair", "shorten")),
        *(options.instruction, options.language, options.picked),
    )
    return hashlib.sha256(json.dumps(shaped_by).encode()).hexdigest()


def make_note(chunk: Chunk, *, ask: Ask, options: NoteOptions) -> Note:
    """Ask for the points of a chunk, check each, repair what fails and shorten what is copied.

    Where nothing shown is left, the chunk's most telling sentence is quoted: no page is silent.
    Errors of the engine pass through, but for a prompt that is too long after all: then the chunk
    is read in two halves, so that nothing of it is left out.
    """
    try:
        points, cost, text_tokens = _points(chunk, ask, options)
    except PromptTooLong:
        if len(chunk.text) < CHARACTERS_A_POINT:
            raise
        return _note_in_halves(chunk, ask=ask, options=options)
    check = _checker(chunk, options)
    claims, repairs = repair(
        [check(point) for point in points[:MOST_POINTS]], check, ask=ask, language=options.language
    )
    cost += repairs
    claims = _with_quotes(chunk, claims, options)
    if not options.picked:  # a first look is to be quick
        claims, paid = shorten(claims, chunk.text, check, ask=ask, language=options.language)
        cost += paid
    return Note(
        points=claims,
        unusable=not points,
        cost=cost,
        text_tokens=text_tokens,
        prompt_version=load_prompt("note").version,
    )


def _with_quotes(
    chunk: Chunk, claims: tuple[Claim, ...], options: NoteOptions
) -> tuple[Claim, ...]:
    """The claims, and what is quoted besides: facts of a bill, a measure that no claim tells."""
    asked = Instruction.of(options.instruction, options.language)
    if options.picked or asked.is_only:
        return claims + _quoted(chunk, claims, options)
    claims += untold_facts(chunk.sentences, claims, options.language)
    claims += _quoted(chunk, claims, options)
    untold = untold_measures(chunk.sentences, claims, options.language, MOST_MEASURES)
    return claims + tuple(map(quoted, untold))


def _quoted(chunk: Chunk, claims: Sequence[Claim], options: NoteOptions) -> tuple[Claim, ...]:
    """Sentences to quote besides: where nothing is shown, or nothing that was asked for."""
    shown = [one for one in claims if one.state is not ClaimState.UNSUPPORTED]
    asked = Instruction.of(options.instruction, options.language)
    if not asked.is_only:
        return () if shown else quotes(chunk.sentences, 1, options.language)
    told = sum(asked.fits(one.text, options.language) for one in shown)
    if told >= MOST_QUOTES:
        return ()
    fit = [one for one in chunk.sentences if asked.fits(one.text, options.language)]
    return quotes(fit, MOST_QUOTES - told, options.language)


def _points(chunk: Chunk, ask: Ask, options: NoteOptions) -> tuple[tuple[str, ...], Cost, int]:
    """What the model says of a chunk, what that cost, and the tokens of the chunk's text."""
    prompt = load_prompt("note")
    count = _count(chunk, options)
    shape = {"language": options.language, "instruction": options.instruction}
    messages = prompt.messages(chunk.text, **shape, count=count)
    question = prompt.around(**shape, count=count)
    around = TEMPLATE_TOKENS + round(len(question) / CHARACTERS_A_TOKEN)
    text_tokens = 0

    def read(answer: Answer) -> tuple[str, ...]:
        nonlocal text_tokens
        text_tokens = text_tokens or max(1, answer.prompt_tokens - around)
        return usable(answer, question=question, language=options.language)

    # Prose, not a JSON list: a small model asked for a list copies headings into it.
    most = TOKENS_AROUND + count * TOKENS_A_POINT
    points, cost = ask_twice(ask, messages, most, read)
    return points, cost, text_tokens


def _count(chunk: Chunk, options: NoteOptions) -> int:
    size = len(chunk.text)
    if options.picked:
        return max(1, min(MOST_POINTS_PICKED, round(size / CHARACTERS_A_PICKED_POINT)))
    fewest = FEWEST_POINTS if size >= CHARACTERS_A_POINT // 3 else 1
    return max(fewest, min(MOST_POINTS, round(size / CHARACTERS_A_POINT)))


def _checker(chunk: Chunk, options: NoteOptions) -> Callable[[str], Claim]:
    """Finds what shows a claim. Sentences that do not stand side by side show nothing together."""
    parts = [(one,) for one in chunk.sentences] if options.picked else [chunk.sentences]
    grounds = [Passages(part, options.language) for part in parts]
    order = [ClaimState.SUPPORTED, ClaimState.WEAK, ClaimState.UNSUPPORTED]

    def rank(claim: Claim) -> tuple[int, float]:
        support = max((one.support for one in claim.evidence), default=0.0)
        return order.index(claim.state), -support

    return lambda text: min((one.check(text) for one in grounds), key=rank)


def _note_in_halves(chunk: Chunk, *, ask: Ask, options: NoteOptions) -> Note:
    parts = [
        make_note(Chunk(index=chunk.index, sentences=half), ask=ask, options=options)
        for half in halves(chunk.sentences)
    ]
    return Note(
        points=tuple(point for part in parts for point in part.points),
        unusable=all(part.unusable for part in parts),
        cost=sum((part.cost for part in parts), Cost()),
        text_tokens=sum(part.text_tokens for part in parts),
        prompt_version=parts[0].prompt_version,
    )
