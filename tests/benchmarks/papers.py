"""Runs the summarising code over one document, in this process: read, note, combine.

For measurements of what is written; what a job costs as a whole is measured through the owner.
"""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.ways import Way, free
from worker.contract.states import Style
from worker.contract.summary import EngineUsed, Summary
from worker.engines.engine import Answer, ChatMessage, ChatRequest, Engine, ServedModel
from worker.reading.left_out import mark_left_out
from worker.reading.pages import DocumentText
from worker.reading.sandbox import read_document
from worker.summarising.account import assemble
from worker.summarising.asking import Ask
from worker.summarising.chunks import Chunk, plan_chunks, text_budget
from worker.summarising.combine import CombineOptions, combine
from worker.summarising.facts import DocumentFacts, facts_of
from worker.summarising.notes import Note, NoteOptions

READER = (sys.executable, "-m", "worker", "reader")
PDFS = Path(__file__).parents[3] / "shared" / "pdfs"


@dataclass(frozen=True, slots=True)
class Model:
    """An engine with the model it serves."""

    engine: Engine
    served: ServedModel
    on_answer: Callable[[Sequence[ChatMessage], Answer], None] = lambda _messages, _answer: None

    def ask(self) -> Ask:
        """Questions put straight to the engine."""

        def ask(
            messages: Sequence[ChatMessage],
            max_tokens: int,
            schema: dict[str, Any] | None = None,
            *,
            temperature: float = 0.0,
            seed: int = 1,
        ) -> Answer:
            request = ChatRequest(messages, max_tokens, schema, temperature, seed)
            answer = self.engine.chat(self.served, request)
            self.on_answer(messages, answer)
            return answer

        return ask

    @property
    def used(self) -> EngineUsed:
        """As a summary names it."""
        return EngineUsed(
            kind=self.engine.kind,
            model=self.served.name,
            digest=self.served.digest,
            window=self.served.window,
            address=self.engine.address,
        )


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that has been read and planned."""

    text: DocumentText
    facts: DocumentFacts
    chunks: tuple[Chunk, ...]


def read_paper(
    file: Path, model: Model, change: Callable[[DocumentText], DocumentText] = lambda text: text
) -> Paper:
    """Read and plan; `change` may take something out of the text before."""
    started = time.monotonic()
    text = mark_left_out(change(read_document(file, sha="a" * 64, command=READER)))
    facts = facts_of(text, fallback_title=file.stem, reading_s=time.monotonic() - started)
    chunks = plan_chunks(
        text,
        bound_tokens=model.engine.bound_tokens,
        budget_tokens=text_budget(model.served.window),
    )
    return Paper(text, facts, chunks)


def summarise(
    paper: Paper,
    model: Model,
    style: Style = Style.STANDARD,
    language: str | None = None,
    instruction: str = "",
    way: Way = free,
) -> tuple[Summary, list[Note]]:
    """The summary of a paper and the notes it was made of."""
    started = time.monotonic()
    options = NoteOptions(language=paper.facts.language, instruction=instruction)
    notes = [way(chunk, model.ask(), options) for chunk in paper.chunks]
    draft = combine(
        notes,
        paper.chunks,
        paper.facts,
        ask=model.ask(),
        options=CombineOptions(
            style=style,
            language=language or paper.facts.language,
            instruction=instruction,
            window=model.served.window,
            bound_tokens=model.engine.bound_tokens,
        ),
    )
    summary = assemble(
        draft,
        notes,
        paper.facts,
        style=style,
        language=language or paper.facts.language,
        engine=model.used,
        load_s=model.served.load_s,
        waited_s=0.0,
        total_s=time.monotonic() - started,
    )
    return summary, notes
