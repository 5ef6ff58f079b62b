from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.contract.errors import ErrorCode, JobFailed
from worker.contract.states import ClaimState, EngineKind, Style
from worker.contract.summary import EngineUsed
from worker.reading.pages import DocumentText
from worker.summarising.account import assemble, coverage_of
from worker.summarising.chunks import Chunk, plan_chunks
from worker.summarising.combine import CombineOptions, Draft, combine
from worker.summarising.facts import DocumentFacts, facts_of
from worker.summarising.glance import NOT_SHOWN, plan_glance
from worker.summarising.notes import Note, NoteOptions, make_note
from worker.summarising.overview import Writing, write_overview

THINGS = ("harbour", "bridge", "library", "station", "market", "garden", "castle", "theatre")


def page_about(thing: str, number: int) -> str:
    return (
        f"{number}. The {thing.title()} Report\r\n"
        f"The {thing} was opened in {1900 + number} after long debate among the citizens. "
        f"Engineers of the {thing} spent {number * 100} crowns on stone and iron. "
        f"Visitors praise the {thing} for its quiet and generous rooms."
    )


@pytest.fixture
def town(document: Callable[..., DocumentText]) -> DocumentText:
    return document(*(page_about(thing, at) for at, thing in enumerate(THINGS, start=1)))


def noted(
    document: DocumentText, ask: Callable[..., Any], budget: int
) -> tuple[list[Note], tuple[Chunk, ...], DocumentFacts]:
    facts = facts_of(document, fallback_title="Town", reading_s=1.0)
    chunks = plan_chunks(
        document, bound_tokens=lambda text: len(text.split()), budget_tokens=budget
    )
    options = NoteOptions(language=facts.language)
    return [make_note(chunk, ask=ask, options=options) for chunk in chunks], chunks, facts


def options_for(style: Style, language: str = "en", window: int = 4096) -> CombineOptions:
    return CombineOptions(
        style=style,
        language=language,
        instruction="",
        window=window,
        bound_tokens=lambda text: len(text.split()),
    )


def first_sentences(prompt: str, _turn: int) -> str:
    """Copies the third and the last sentence of what it is given, as a small model would."""
    body = prompt.partition("\n<")[2].partition(">\n")[2].partition("\n</")[0]
    lines = [line.removeprefix("- ") for line in body.replace(". ", ".\n").splitlines()]
    whole = [line for line in lines if line.endswith(".") and len(line.split()) > 5]
    return " ".join((*whole[:1], whole[-1])) if whole else ""


def test_a_long_document_has_points_and_sections(
    town: DocumentText, model: Callable[..., Any]
) -> None:
    ask = model(first_sentences)
    notes, chunks, facts = noted(town, ask, budget=60)
    draft = combine(notes, chunks, facts, ask=ask, options=options_for(Style.STANDARD))
    assert draft.overview
    assert all(claim.state is ClaimState.SUPPORTED for claim in draft.overview)
    assert 3 <= len(draft.points) <= 8
    assert draft.sections
    assert all(1 <= one.pages[0] <= one.pages[1] <= 8 for one in draft.sections)
    told = [claim.text for part in (draft.points, *(s.points for s in draft.sections))
            for claim in part]  # fmt: skip
    assert len(told) == len(set(told))


def test_what_another_part_shows_is_not_left_out_as_well(
    town: DocumentText, model: Callable[..., Any]
) -> None:
    told = "The bridge was opened in 1902 after long debate among the citizens."
    ask = model(lambda prompt, turn: f"{first_sentences(prompt, turn)} {told}")
    notes, chunks, facts = noted(town, ask, budget=60)
    denied = [one for note in notes for one in note.points if one.state is ClaimState.UNSUPPORTED]
    assert told in {claim.text for claim in denied}, "other parts do not show it"
    draft = combine(notes, chunks, facts, ask=ask, options=options_for(Style.STANDARD))
    shown = [*draft.overview, *draft.points, *(one for s in draft.sections for one in s.points)]
    assert told in {claim.text for claim in shown}
    assert told not in {claim.text for claim in draft.left_out}


@pytest.mark.parametrize("style", list(Style))
def test_styles_are_made_of_the_same_notes(
    town: DocumentText, model: Callable[..., Any], style: Style
) -> None:
    ask = model(first_sentences)
    notes, chunks, facts = noted(town, ask, budget=60)
    draft = combine(notes, chunks, facts, ask=ask, options=options_for(style))
    if style is Style.BRIEF:
        assert len(draft.points) <= 5
        assert draft.sections == ()
    assert draft.left_out == ()


def test_an_own_instruction_decides_what_is_shown(
    town: DocumentText, model: Callable[..., Any]
) -> None:
    ask = model(first_sentences)
    notes, chunks, facts = noted(town, ask, budget=60)
    options = replace(options_for(Style.STANDARD), instruction="Only what concerns the engineers")
    draft = combine(notes, chunks, facts, ask=ask, options=options)
    shown = [*draft.overview, *draft.points, *(one for s in draft.sections for one in s.points)]
    assert len(shown) >= 2
    assert all("Engineers" in claim.text for claim in shown)
    other = replace(options_for(Style.STANDARD), instruction="Only what concerns whales")
    assert combine(notes, chunks, facts, ask=ask, options=other).sections


def test_what_the_text_does_not_say_is_left_out(
    town: DocumentText, model: Callable[..., Any]
) -> None:
    def liar(prompt: str, turn: int) -> str:
        return first_sentences(prompt, turn) + " The mayor moved to Peru in 2077."

    ask = model(liar)
    notes, chunks, facts = noted(town, ask, budget=60)
    draft = combine(notes, chunks, facts, ask=ask, options=options_for(Style.STANDARD))
    shown = [*draft.overview, *draft.points, *(one for s in draft.sections for one in s.points)]
    assert all("Peru" not in claim.text for claim in shown)
    assert [claim.text for claim in draft.left_out] == ["The mayor moved to Peru in 2077."]


def test_an_overview_of_no_use_gives_way_to_the_most_telling_claims(
    town: DocumentText, model: Callable[..., Any]
) -> None:
    notes, chunks, facts = noted(town, model(first_sentences), budget=60)
    mute = model(lambda *_: "")
    draft = combine(notes, chunks, facts, ask=mute, options=options_for(Style.STANDARD))
    assert draft.overview
    assert draft.cost.calls == 2


def test_a_few_claims_are_told_once_in_overview_and_points(
    document: Callable[..., DocumentText], model: Callable[..., Any]
) -> None:
    text = (
        "The mill of Anders was built in 1702. The bridge was painted in 1911. "
        "Nobody lives in the tower. The market opens on Friday."
    )
    notes, chunks, facts = noted(document(text), model(lambda *_: text), budget=200)
    mute = model(lambda *_: "")
    draft = combine(notes, chunks, facts, ask=mute, options=options_for(Style.STANDARD))
    told = [claim.text for claim in (*draft.overview, *draft.points)]
    assert len(draft.overview) == 2
    assert len(told) == len(set(told)) == 4


def copies(prompt: str, _turn: int) -> str:
    """Repeats what it is given, from the first line to the last."""
    body = prompt.partition("\n<")[2].partition(">\n")[2].partition("\n</")[0]
    return body if "notes" in prompt else first_sentences(prompt, 1)


def test_the_overview_of_a_model_that_copies_is_about_the_whole_document(
    town: DocumentText, model: Callable[..., Any]
) -> None:
    ask = model(copies)
    notes, chunks, facts = noted(town, ask, budget=60)
    draft = combine(notes, chunks, facts, ask=ask, options=options_for(Style.STANDARD))
    pages = [claim.evidence[0].page for claim in draft.overview]
    assert len(pages) == 4
    assert max(pages) - min(pages) >= len(THINGS) // 2


def test_the_overview_begins_with_what_the_document_begins_with(
    town: DocumentText, model: Callable[..., Any]
) -> None:
    def forgetful(prompt: str, turn: int) -> str:
        return copies(prompt, turn).splitlines()[-1]

    notes, chunks, facts = noted(town, model(first_sentences), budget=60)
    ask = model(forgetful)
    draft = combine(notes, chunks, facts, ask=ask, options=options_for(Style.STANDARD))
    assert [claim.evidence[0].page for claim in draft.overview] == [1, 8]


def test_a_thousand_pages_become_one_summary(
    document: Callable[..., DocumentText], model: Callable[..., Any]
) -> None:
    text = document(*(page_about(THINGS[at % 8], at) for at in range(1, 1001)))
    ask = model(first_sentences, window=2048)
    notes, chunks, facts = noted(text, ask, budget=800)
    draft = combine(notes, chunks, facts, ask=ask, options=options_for(Style.STANDARD, window=2048))
    assert draft.overview
    assert draft.sections[-1].pages[1] == 1000
    assert coverage_of(draft, notes, facts).pages == 1000


def test_where_the_model_says_nothing_usable_the_document_speaks_for_itself(
    town: DocumentText, model: Callable[..., Any]
) -> None:
    ask = model(lambda *_: "Penguins dance in Antarctica.")
    notes, chunks, facts = noted(town, ask, budget=60)
    draft = combine(notes, chunks, facts, ask=ask, options=options_for(Style.STANDARD))
    whole = " ".join(page.text for page in town.pages)
    shown = [*draft.overview, *draft.points, *(one for s in draft.sections for one in s.points)]
    assert shown
    assert all(claim.text in whole for claim in shown)
    assert {"Penguins dance in Antarctica."} == {claim.text for claim in draft.left_out}


@pytest.mark.parametrize("text", ["Invoice 4711", "Dear Ann, see you on Monday. Bob", "42,50 EUR"])
def test_a_few_words_are_a_summary(
    document: Callable[..., DocumentText], model: Callable[..., Any], text: str
) -> None:
    ask = model(lambda *_: "")
    notes, chunks, facts = noted(document(text), ask, budget=60)
    draft = combine(notes, chunks, facts, ask=ask, options=options_for(Style.STANDARD))
    (point,) = draft.points
    assert point.text in text
    assert draft.overview == ()


def test_no_word_at_all_fails_the_job(
    document: Callable[..., DocumentText], model: Callable[..., Any]
) -> None:
    ask = model(lambda *_: "")
    notes, chunks, facts = noted(document("* * * --- * * *"), ask, budget=60)
    with pytest.raises(JobFailed) as caught:
        combine(notes, chunks, facts, ask=ask, options=options_for(Style.STANDARD))
    assert caught.value.code is ErrorCode.ANSWER_UNUSABLE


GERMAN = {
    "opened": "Das Haus mit dem Namen {} wurde im Jahr {} nach einer langen Debatte eröffnet.",
    "spent": "Die Ingenieure von {} haben {} Kronen für den Stein und das Eisen ausgegeben.",
    "praise": "Die Besucher loben {} wegen der ruhigen und der großzügigen Räume in ihm.{}",
}


def in_german(line: str) -> str:
    number, _, text = line.partition(". ")
    figures = "".join(c for c in text if c.isdigit())
    thing = next(thing for thing in THINGS if thing in text)
    kind = next(kind for kind in GERMAN if kind in text)
    return f"{number}. {GERMAN[kind].format(thing, figures)}"


def test_an_overview_does_not_tell_of_the_notes(
    town: DocumentText, model: Callable[..., Any]
) -> None:
    about = "The notes summarize the long debate among the citizens of the town."

    def model_of_notes(prompt: str, turn: int) -> str:
        return about if "<notes>\n" in prompt else first_sentences(prompt, turn)

    ask = model(model_of_notes)
    notes, chunks, facts = noted(town, ask, budget=60)
    draft = combine(notes, chunks, facts, ask=ask, options=options_for(Style.BRIEF))
    assert any("<notes>\n" in prompt for prompt in ask.prompts)
    assert draft.overview
    told = (*draft.overview, *draft.points, *draft.left_out)
    assert not any("notes" in claim.text for claim in told)


def test_another_language_is_translated_to_and_keeps_its_evidence(
    town: DocumentText, model: Callable[..., Any]
) -> None:
    def translator(prompt: str, turn: int) -> str:
        if "<statements>\n" not in prompt:
            return first_sentences(prompt, turn)
        body = prompt.partition("\n<statements>\n")[2].partition("\n</")[0]
        return "\n".join(map(in_german, body.splitlines()))

    ask = model(translator)
    notes, chunks, facts = noted(town, ask, budget=60)
    draft = combine(notes, chunks, facts, ask=ask, options=options_for(Style.BRIEF, "de"))
    for claim in (*draft.overview, *draft.points):
        assert claim.text.startswith(("Das Haus", "Die Ingenieure", "Die Besucher"))
        assert claim.original.startswith(("The ", "Engineers", "Visitors"))
        assert claim.original in claim.evidence[0].quote


def test_a_first_look_asks_once_and_shows_the_most_telling(
    town: DocumentText, model: Callable[..., Any]
) -> None:
    ask = model(first_sentences)
    bound = model.bound
    look = plan_glance(town, language="en", bound_tokens=bound, budget_tokens=800)
    assert len(look.chunks) == 1
    (rest,) = look.not_shown
    assert rest.kind == NOT_SHOWN
    shown = bound(look.chunks[0].text)
    assert shown + rest.tokens == pytest.approx(sum(bound(p.text) for p in town.pages), abs=3)
    options = NoteOptions(language="en", picked=True)
    notes = [make_note(chunk, ask=ask, options=options) for chunk in look.chunks]
    facts = facts_of(town, fallback_title="Town", reading_s=1.0)
    facts = facts.model_copy(update={"not_sent": look.not_shown})
    draft = combine(notes, look.chunks, facts, ask=ask, options=options_for(Style.GLANCE))
    assert len(ask.prompts) == 1
    assert draft.points
    assert coverage_of(draft, notes, facts).tokens_text >= rest.tokens


def test_a_translation_that_changes_a_number_is_not_used(
    town: DocumentText, model: Callable[..., Any]
) -> None:
    def careless(prompt: str, turn: int) -> str:
        if "<statements>\n" not in prompt:
            return first_sentences(prompt, turn)
        return "1. Das Theater wurde im Jahr 1666 mit vielen Bürgern eröffnet."

    ask = model(careless)
    notes, chunks, facts = noted(town, ask, budget=60)
    draft = combine(notes, chunks, facts, ask=ask, options=options_for(Style.BRIEF, "de"))
    assert all("1666" not in claim.text for claim in (*draft.overview, *draft.points))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(min_value=1, max_value=90), max_size=80),
    st.integers(min_value=740, max_value=1000),
)
def test_no_question_about_claims_is_ever_too_long(
    model: Callable[..., Any], lengths: Sequence[int], window: int
) -> None:
    ask = model(first_sentences, window=window)
    claims = [" ".join([f"w{at}"] * size) + "." for at, size in enumerate(lengths)]
    writing = Writing(ask, ask.bound, window, "en", "")
    write_overview(claims, 6, writing)  # a prompt too long raises


def test_the_account_adds_up(town: DocumentText, model: Callable[..., Any]) -> None:
    ask = model(first_sentences)
    notes, chunks, facts = noted(town, ask, budget=60)
    draft: Draft = combine(notes, chunks, facts, ask=ask, options=options_for(Style.STANDARD))
    summary = assemble(
        draft,
        notes,
        facts,
        style=Style.STANDARD,
        language="en",
        engine=EngineUsed(
            kind=EngineKind.BUILTIN, model="m", digest="d", window=4096, address="here"
        ),
        load_s=1.5,
        waited_s=2.0,
        total_s=30.0,
    )
    coverage = summary.coverage
    assert (coverage.pages, coverage.read, coverage.chunks) == (8, 8, len(chunks))
    assert coverage.tokens_sent == sum(map(model.bound, ask.prompts))
    assert summary.timings.engine_s == 0.5 * len(ask.prompts) + 1.5
    assert summary.title == "Town"
    assert type(summary).model_validate_json(summary.to_json()) == summary
