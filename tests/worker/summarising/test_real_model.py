"""The whole of summarising with a real model: small, so only what must hold of any is asserted."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.engine_fixtures import ModelServer, start_model_server
from worker.contract.states import ClaimState, Style
from worker.engines.builtin import BuiltinEngine
from worker.engines.engine import Answer, ChatMessage, ChatRequest
from worker.reading.pages import DocumentText
from worker.summarising.chunks import plan_chunks
from worker.summarising.combine import CombineOptions, combine
from worker.summarising.facts import facts_of
from worker.summarising.notes import NoteOptions, make_note

PAGES = (
    "1. The Bridge of Velden\r\n"
    "The stone bridge of Velden was opened in 1884 after six years of work. It carried the road"
    " from the harbour to the market and was paid for by the guild of salt merchants, who spent"
    " 42,000 crowns on it. In the winter of 1902 drifting ice broke two of its five arches, and"
    " for 14 months a ferry took its place. The engineer Clara Holm rebuilt the arches in steel"
    " and raised the roadway by one metre, so that ships could pass below.",
    "2. The Bridge Today\r\n"
    "Since 1978 the bridge has been closed to cars. About 3,000 people cross it on foot each day,"
    " most of them on their way to the university on the southern bank. The town inspects the"
    " steel arches every second year and found rust in 2019. The council decided to paint them"
    " anew before 2025 and set aside 1.2 million crowns for it. Students have asked for lamps"
    " along the railing, but the office for monuments refused, because lamps would change the look"
    " of a protected monument.",
)


@pytest.fixture(scope="module")
def server(reading_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelServer]:
    server = start_model_server(reading_model, tmp_path_factory.mktemp("server") / "note.json")
    try:
        server.wait_ready()
        yield server
    finally:
        server.stop()


@pytest.mark.timeout(280)
def test_a_real_model_writes_a_summary_that_the_text_shows(
    server: ModelServer, document: Callable[..., DocumentText]
) -> None:
    engine = BuiltinEngine(server.note_file)
    served = engine.serve("")

    def ask(
        messages: Sequence[ChatMessage],
        max_tokens: int,
        schema: dict[str, Any] | None = None,
        *,
        temperature: float = 0.0,
        seed: int = 1,
    ) -> Answer:
        request = ChatRequest(messages, max_tokens, schema, temperature, seed)
        return engine.chat(served, request)

    text = document(*PAGES)
    facts = facts_of(text, fallback_title="Velden", reading_s=0.1)
    chunks = plan_chunks(text, bound_tokens=engine.bound_tokens, budget_tokens=160)
    assert [chunk.pages for chunk in chunks] == [(1, 1), (2, 2)]
    notes = [make_note(one, ask=ask, options=NoteOptions(language="en")) for one in chunks]
    points = [point for note in notes for point in note.points]
    assert len(points) >= 2
    supported = [point for point in points if point.state is ClaimState.SUPPORTED]
    assert len(supported) >= len(points) / 2
    assert {point.evidence[0].page for point in supported} <= {1, 2}
    told = sum(note.text_tokens for note in notes)
    exact = sum(engine.bound_tokens(chunk.text) for chunk in chunks)
    assert abs(told - exact) <= exact * 0.15
    options = CombineOptions(Style.STANDARD, "en", "", served.window, engine.bound_tokens)
    draft = combine(notes, chunks, facts, ask=ask, options=options)
    assert draft.overview, draft
    assert draft.points
    engine.close()
