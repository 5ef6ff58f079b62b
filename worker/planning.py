"""What an attempt plans: the parts, what shapes their notes, what can be looked at meanwhile."""

from collections.abc import Sequence

from worker.attempt import Attempt
from worker.contract.messages import FoundPoint, SummaryOptions
from worker.contract.states import ClaimState, Style
from worker.engines.engine import Engine, ServedModel
from worker.reading.pages import DocumentText
from worker.summarising.chunks import Chunk, plan_chunks, text_budget
from worker.summarising.facts import DocumentFacts, not_sent
from worker.summarising.glance import plan_glance
from worker.summarising.notes import Note, NoteOptions
from worker.summarising.quoting import quotes

FIRST_QUOTES = 5
"""Sentences shown of a document before its first note is there."""

MOST_NOTES_SHOWN = 12


def plan_parts(
    document: DocumentText,
    facts: DocumentFacts,
    engine: Engine,
    model: ServedModel,
    wanted: SummaryOptions,
) -> tuple[DocumentFacts, tuple[Chunk, ...]]:
    """What the model is to be shown, and the facts with the account of what it is not."""
    budget = text_budget(model.window)
    bound = engine.bound_tokens
    kept_back = not_sent(document, bound)
    if wanted.style is not Style.GLANCE:
        chunks = plan_chunks(document, bound_tokens=bound, budget_tokens=budget)
    else:
        look = plan_glance(
            document, language=facts.language, bound_tokens=bound, budget_tokens=budget
        )
        chunks, kept_back = look.chunks, (*kept_back, *look.not_shown)
    return facts.model_copy(update={"not_sent": kept_back}), chunks


def note_options(facts: DocumentFacts, wanted: SummaryOptions) -> NoteOptions:
    """What shapes the notes of a job."""
    return NoteOptions(
        language=facts.language,
        instruction=wanted.instruction,
        picked=wanted.style is Style.GLANCE,
    )


def first_points(
    attempt: Attempt, keys: Sequence[str], chunks: Sequence[Chunk], language: str
) -> list[FoundPoint]:
    """What there is to look at before the first new note: kept notes, else sentences picked."""
    if keys:
        notes = attempt.notes(keys[-MOST_NOTES_SHOWN:])
        return [point for note in notes for point in found_points(note)]
    sentences = [one for chunk in chunks for one in chunk.sentences]
    return [
        FoundPoint(text=claim.text, page=claim.evidence[0].page, quoted=True)
        for claim in quotes(sentences, FIRST_QUOTES, language)
    ]


def found_points(note: Note) -> list[FoundPoint]:
    """The points of a note that the text shows."""
    return [
        FoundPoint(text=claim.text, page=claim.evidence[0].page)
        for claim in note.points
        if claim.state is not ClaimState.UNSUPPORTED and claim.evidence
    ]
