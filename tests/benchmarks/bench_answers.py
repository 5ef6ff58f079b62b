"""Many answers of a small model: how many have no end, repeat the question, or say nothing.

bench_answers [COUNT]     a real Ollama, the 0.5B model, short chunks from all over the documents

Counted as the model gave them, and as the points that the program makes of them.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from tests.benchmarks.claim_stock import CACHE
from tests.benchmarks.engines_at_work import ollama_at_work
from tests.benchmarks.kept_answers import KeptAnswers
from tests.benchmarks.known_documents import EVERYDAY, PAPERS, known_documents
from tests.benchmarks.papers import Model, Paper, read_paper
from tests.benchmarks.quality import runs_of
from worker.engines.ollama import OllamaEngine
from worker.summarising.chunks import Chunk, plan_chunks
from worker.summarising.notes import NoteOptions, make_note
from worker.summarising.prompts import load_prompt

MODEL = "0.5b"
ANSWERS = 200
TOKENS_A_CHUNK = 400
ECHOED_RUN = 6
"""Words in a row out of the question."""


@dataclass(slots=True)
class Counts:
    """What was counted."""

    notes: int = 0
    answers: int = 0
    at_the_limit: int = 0
    echoes: int = 0
    points: int = 0
    echoed_points: int = 0
    unusable: int = 0
    longest_tokens: int = 0
    examples: list[str] = field(default_factory=list)


def main() -> None:
    """Ask until there are enough answers, and print what they were like."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else ANSWERS
    counts = Counts()
    with ollama_at_work() as server:
        engine = KeptAnswers(OllamaEngine(server.address), CACHE / "answers")
        model = Model(engine, engine.serve(MODEL))
        for language, chunk in _chunks(model):
            before = len(engine.answers)
            note = make_note(chunk, ask=model.ask(), options=NoteOptions(language=language))
            question = load_prompt("note").around(language=language)
            counts.notes += 1
            counts.unusable += note.unusable
            for _, answer in engine.answers[before:]:
                counts.answers += 1
                counts.at_the_limit += answer.stopped_by_limit
                counts.longest_tokens = max(counts.longest_tokens, answer.answer_tokens)
                if _repeats(answer.text, question):
                    counts.echoes += 1
                    counts.examples.append(answer.text[:200])
            counts.points += len(note.points)
            counts.echoed_points += sum(_repeats(one.text, question) for one in note.points)
            if counts.answers >= wanted:
                break
    _print(counts)


def _chunks(model: Model) -> Iterator[tuple[str, Chunk]]:
    """Chunks in turn from each document, until none has any left."""
    known = known_documents(PAPERS | EVERYDAY)
    papers = [read_paper(one.file, model) for one in known]
    plans = [[(paper.facts.language, chunk) for chunk in _short(paper, model)] for paper in papers]
    for turn in zip_longest(*plans):
        yield from (one for one in turn if one is not None)


def _short(paper: Paper, model: Model) -> tuple[Chunk, ...]:
    bound = model.engine.bound_tokens
    return plan_chunks(paper.text, bound_tokens=bound, budget_tokens=TOKENS_A_CHUNK)


def _repeats(text: str, question: str) -> bool:
    return not set(runs_of(text, ECHOED_RUN)).isdisjoint(runs_of(question, ECHOED_RUN))


def _print(counts: Counts) -> None:
    print(f"chunks asked about                          {counts.notes}")
    print(f"answers, second tries and repairs included  {counts.answers}")
    print(f"stopped by the token limit                  {counts.at_the_limit}")
    print(f"longest answer, tokens                      {counts.longest_tokens}")
    print(f"repeat the question                         {counts.echoes}")
    print(f"chunks with two answers of no use           {counts.unusable}")
    print(f"points made, of these out of the question   {counts.points}, {counts.echoed_points}")
    for example in counts.examples[:5]:
        print(f"  {example!r}")


if __name__ == "__main__":
    main()
