"""Other ways to have a small model tell what a chunk says, beside the one that the program takes.

Each gives a `Note`, so that all else is the same: the check, the combining, the measures.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from worker.contract.states import ClaimState
from worker.contract.summary import Claim
from worker.summarising.answers import points_of, usable
from worker.summarising.asking import Ask, Cost
from worker.summarising.chunks import Chunk, text_of
from worker.summarising.evidence import Passages
from worker.summarising.notes import CHARACTERS_A_TOKEN, Note, NoteOptions, make_note
from worker.summarising.prompts import Prompt, list_schema, load_prompt
from worker.summarising.telling import most_telling_sentences

POINTS = 5
TELLING_SENTENCES = 5
_TOKENS = 390
_CITED = re.compile(r"^(?P<text>.+?)\s*[\[(](?P<at>\d{1,3})[\])]\W*$")
_CITED_FIRST = re.compile(r"^[\[(](?P<at>\d{1,3})[\])]\s*(?P<text>.+)$")

Way = Callable[[Chunk, Ask, NoteOptions], Note]

_NUMBERED = Prompt(
    fixed=load_prompt("note").fixed,
    asked="<document>\n{text}\n</document>\n\nThe sentences of this text are numbered. Write the"
    " {count} most important facts of it in {language}, one short sentence each, and after each the"
    " number of the sentence it comes from, in brackets. Keep names and numbers.{instruction}",
    version="numbered",
)
_REWRITE = Prompt(
    fixed=load_prompt("note").fixed,
    asked="<document>\n{text}\n</document>\n\nRewrite each of these {count} sentences in"
    " {language}, shorter and in plain words. Keep names and numbers.{instruction}",
    version="rewritten",
)


def free(chunk: Chunk, ask: Ask, options: NoteOptions) -> Note:
    """What the program does: free sentences, the evidence searched after, failed ones repaired."""
    return make_note(chunk, ask=ask, options=options)


def listed(chunk: Chunk, ask: Ask, options: NoteOptions) -> Note:
    """The program's question, with a JSON schema that the engine makes the answer follow."""
    prompt = load_prompt("note")
    messages = prompt.messages(chunk.text, language=options.language, count=POINTS)
    answer = ask(messages, _TOKENS, list_schema(POINTS))
    question = prompt.around(language=options.language, count=POINTS)
    points = usable(answer, question=question, language=options.language)
    passages = Passages(chunk.sentences, options.language)
    return _note(chunk, [passages.check(one) for one in points[:POINTS]], Cost.of(answer))


def cited(chunk: Chunk, ask: Ask, options: NoteOptions) -> Note:
    """Sentences are numbered; a claim rests on the one it names and the next, or on nothing."""
    sentences = "\n".join(f"[{at}] {one.text}" for at, one in enumerate(chunk.sentences, start=1))
    messages = _NUMBERED.messages(sentences, language=options.language, count=POINTS)
    answer = ask(messages, _TOKENS)
    claims: list[Claim] = []
    for line in answer.text.splitlines():
        found = _CITED_FIRST.match(line.strip()) or _CITED.match(line.strip())
        alone = replace(answer, text=found["text"] if found else line, stopped_by_limit=False)
        at = int(found["at"]) if found else 0
        passages = Passages(chunk.sentences[at - 1 : at + 1] if at else (), options.language)
        claims += map(passages.check, points_of(alone, question="", language=options.language))
    return _note(chunk, claims[:POINTS], Cost.of(answer))


def telling(chunk: Chunk, ask: Ask, options: NoteOptions) -> Note:
    """Plain code picks the most telling sentences, and the model is shown nothing else."""
    picked = most_telling_sentences(chunk.sentences, TELLING_SENTENCES, options.language)
    messages = _REWRITE.messages(text_of(picked), language=options.language, count=len(picked))
    answer = ask(messages, _TOKENS)
    question = _REWRITE.around(language=options.language, count=len(picked))
    points = usable(answer, question=question, language=options.language)
    passages = Passages(chunk.sentences, options.language)
    return _note(chunk, [passages.check(one) for one in points[:POINTS]], Cost.of(answer))


WAYS: dict[str, Way] = {
    "free sentences, evidence searched after": free,
    "the same, as a JSON list": listed,
    "numbered sentences, cited by the model": cited,
    "5 telling sentences a chunk, rewritten": telling,
}


def _note(chunk: Chunk, claims: list[Claim], cost: Cost) -> Note:
    shown = [one for one in claims if one.state is not ClaimState.UNSUPPORTED]
    return Note(
        points=tuple(claims),
        unusable=not shown,
        cost=cost,
        text_tokens=round(len(chunk.text) / CHARACTERS_A_TOKEN),
        prompt_version="",
    )
