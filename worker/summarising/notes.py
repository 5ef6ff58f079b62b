"""A note: what the model wrote about one chunk, each statement with the place it rests on.

Its key holds everything that shaped it, so a kept note can stand for one that would be made again.
The style of the summary is not part of it: every style is made of the same notes.
"""

import hashlib
import json
from dataclasses import dataclass

from pydantic import Field

from worker.contract.summary import Claim, Record
from worker.engines.engine import Answer, ChatMessage, PromptTooLong
from worker.summarising.answers import points_of
from worker.summarising.asking import Ask, Cost
from worker.summarising.chunks import Chunk, halves
from worker.summarising.evidence import Passages
from worker.summarising.prompts import Prompt, load_prompt

CHARACTERS_A_POINT = 1200
MOST_POINTS = 5
FEWEST_POINTS = 2
TOKENS_A_POINT = 70
TOKENS_AROUND = 40

FIRST_TRY = (0.0, 1)
SECOND_TRY = (0.5, 2)
"""Temperature and seed: the same question would bring the same answer."""


@dataclass(frozen=True, slots=True)
class NoteOptions:
    """What shapes the notes of a job besides chunk and model."""

    language: str
    """The document's own: evidence is found word by word, translation comes after."""
    instruction: str = ""


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
    version = load_prompt("note").version
    shaped_by = (chunk.text, places, model_digest, version, options.instruction, options.language)
    return hashlib.sha256(json.dumps(shaped_by).encode()).hexdigest()


def make_note(chunk: Chunk, *, ask: Ask, options: NoteOptions) -> Note:
    """Ask for the points of a chunk, once more if the answer is of no use, and check each.

    Errors of the engine pass through, but for a prompt that is too long after all: then the chunk
    is read in two halves, so that nothing of it is left out.
    """
    prompt = load_prompt("note")
    count = _count(chunk)
    messages = prompt.messages(
        chunk.text, language=options.language, count=count, instruction=options.instruction
    )
    cost = Cost()
    text_tokens = 0
    points: tuple[str, ...] = ()
    for temperature, seed in (FIRST_TRY, SECOND_TRY):
        try:
            answer = _ask(ask, messages, count, temperature, seed)
        except PromptTooLong:
            if cost.calls or len(chunk.text) < CHARACTERS_A_POINT:
                raise
            return _note_in_halves(chunk, ask=ask, options=options)
        cost += Cost.of(answer)
        text_tokens = text_tokens or _text_tokens(answer, messages, chunk.text)
        points = _usable(answer, prompt, options)
        if points:
            break
    passages = Passages(chunk.sentences, options.language)
    return Note(
        points=tuple(passages.check(point) for point in points[:MOST_POINTS]),
        unusable=not points,
        cost=cost,
        text_tokens=text_tokens,
        prompt_version=prompt.version,
    )


def _count(chunk: Chunk) -> int:
    wanted = round(len(chunk.text) / CHARACTERS_A_POINT)
    return max(FEWEST_POINTS, min(MOST_POINTS, wanted))


def _ask(
    ask: Ask, messages: tuple[ChatMessage, ...], count: int, temperature: float, seed: int
) -> Answer:
    # Prose, not a JSON list: a small model asked for a list copies headings into it.
    most = TOKENS_AROUND + count * TOKENS_A_POINT
    return ask(messages, most, temperature=temperature, seed=seed)


def _usable(answer: Answer, prompt: Prompt, options: NoteOptions) -> tuple[str, ...]:
    around = prompt.messages(
        "", language=options.language, count=MOST_POINTS, instruction=options.instruction
    )
    question = " ".join(message.content for message in around)
    return points_of(answer, question=question, language=options.language)


def _text_tokens(answer: Answer, messages: tuple[ChatMessage, ...], text: str) -> int:
    """The prompt's tokens without those around the text, shared out by characters."""
    whole = sum(len(message.content) for message in messages)
    return round(answer.prompt_tokens * len(text) / max(1, whole))


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
