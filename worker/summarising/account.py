"""The account of what was read and what it cost, put together from the parts of the work."""

from collections.abc import Sequence

from worker.contract.states import PageState, Style
from worker.contract.summary import (
    Coverage,
    EngineUsed,
    Summary,
    Timings,
)
from worker.summarising.asking import Cost
from worker.summarising.combine import Draft
from worker.summarising.facts import DocumentFacts
from worker.summarising.glance import NOT_SHOWN
from worker.summarising.notes import Note


def assemble(
    draft: Draft,
    notes: Sequence[Note],
    facts: DocumentFacts,
    *,
    style: Style,
    language: str,
    engine: EngineUsed,
    load_s: float,
    waited_s: float,
    total_s: float,
) -> Summary:
    """The summary with its coverage and timings; loading the model is the engine's time, too."""
    cost = _cost(draft, notes)
    return Summary(
        title=facts.title,
        language=language,
        translated_from=facts.language if facts.language != language else "",
        style=style,
        overview=draft.overview,
        points=draft.points,
        sections=draft.sections,
        left_out=draft.left_out,
        coverage=coverage_of(draft, notes, facts),
        engine=engine,
        timings=Timings(
            waited_s=waited_s,
            reading_s=facts.reading_s,
            engine_s=cost.engine_s + load_s,
            engine_again_s=cost.engine_s_again,
            total_s=total_s,
        ),
        # Also what an earlier attempt sent for a note that is used again.
        bytes_sent_elsewhere=cost.bytes_elsewhere,
    )


def coverage_of(draft: Draft, notes: Sequence[Note], facts: DocumentFacts) -> Coverage:
    """What was read, and what the model was shown of it."""
    states = facts.page_states
    cost = _cost(draft, notes)
    not_shown = sum(one.tokens for one in facts.not_sent if one.kind == NOT_SHOWN)
    return Coverage(
        pages=len(states),
        read=states.count(PageState.TEXT) + states.count(PageState.OCR),
        ocr=states.count(PageState.OCR),
        empty=states.count(PageState.EMPTY),
        failed=states.count(PageState.FAILED),
        page_states=states,
        hidden_text_pages=facts.hidden_text_pages,
        hidden_text=facts.hidden_text,
        not_sent=facts.not_sent,
        chunks=len(notes),
        tokens_text=sum(note.text_tokens for note in notes) + not_shown,
        tokens_sent=cost.prompt_tokens,
        tokens_sent_main=cost.prompt_tokens - cost.prompt_tokens_again,
    )


def _cost(draft: Draft, notes: Sequence[Note]) -> Cost:
    return sum((note.cost for note in notes), draft.cost)
