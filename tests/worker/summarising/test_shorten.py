from collections.abc import Callable
from typing import Any

import pytest

from worker.contract.states import ClaimState
from worker.reading.pages import DocumentText
from worker.summarising.chunks import Chunk, plan_chunks
from worker.summarising.notes import NoteOptions, make_note

LONG = (
    "The stone bridge of Velden was opened to all carts and riders in the spring of 1884 after six"
    " years of hard work."
)
LIMITED = (
    "The keeper of the bridge may refuse to let a cart pass over the new arches in winter except"
    " where a doctor is in it."
)
NARROWED = (
    "Any bridge that is open to all carts under the old law of Velden is safe for people on foot"
    " in all seasons of the year."
)
SHORT = "The stone bridge of Velden was opened in 1884 after six years."


@pytest.fixture
def note(document: Callable[..., DocumentText], model: Callable[..., Any]) -> Callable[..., Any]:
    """What becomes of a text that a model copies, and which it then says as `shorter`."""

    def make(text: str, shorter: str, *, picked: bool = False) -> tuple[Any, list[str]]:
        chunk: Chunk = plan_chunks(document(text), bound_tokens=len, budget_tokens=1500)[0]
        ask = model(lambda _, turn: text if turn == 1 else shorter)
        options = NoteOptions(language="en", picked=picked)
        return make_note(chunk, ask=ask, options=options), ask.prompts

    return make


def test_a_copied_sentence_is_said_in_fewer_words(note: Callable[..., Any]) -> None:
    made, prompts = note(LONG, SHORT)
    (claim,) = made.points
    assert (claim.text, claim.state) == (SHORT, ClaimState.SUPPORTED)
    assert claim.evidence[0].quote == LONG
    assert f"<document>\n{LONG}\n</document>" in prompts[1]
    assert (made.cost.calls, made.cost.calls_again) == (2, 1)


@pytest.mark.parametrize(
    "worse",
    [
        "The stone bridge of Velden was opened in 1885 after six years.",
        "The stone bridge of Velden was opened after six years.",
        "The stone bridge of Velden was not opened in 1884 after six years.",
        "Velden has had a lovely old crossing since 1884, six years in the making.",
        LONG.replace(" hard", ""),
    ],
)
def test_what_says_less_or_other_things_or_copies_again_does_not_take_its_place(
    note: Callable[..., Any], worse: str
) -> None:
    made, _ = note(LONG, worse)
    assert [claim.text for claim in made.points] == [LONG]


@pytest.mark.parametrize(
    "without",
    [
        "The keeper may refuse to let a cart pass the arches in winter.",
        "The keeper must refuse to let a cart pass in winter except with a doctor.",
    ],
)
def test_an_exception_and_a_permission_are_not_shortened_away(
    note: Callable[..., Any], without: str
) -> None:
    made, _ = note(LIMITED, without)
    assert [claim.text for claim in made.points] == [LIMITED]


@pytest.mark.parametrize(
    ("shorter", "kept"),
    [
        ("Any bridge is open to all carts under the old law of Velden.", NARROWED),
        ("Any bridge that is open to all carts is safe for people on foot.", None),
    ],
)
def test_what_a_sentence_speaks_of_is_not_widened(
    note: Callable[..., Any], shorter: str, kept: str | None
) -> None:
    made, _ = note(NARROWED, shorter)
    assert [claim.text for claim in made.points] == [kept or shorter]


def test_what_is_said_already_is_not_said_twice(note: Callable[..., Any]) -> None:
    made, _ = note(f"{LONG} {SHORT}", SHORT)
    assert [claim.text for claim in made.points] == [LONG, SHORT]


def test_a_first_look_is_not_held_up(note: Callable[..., Any]) -> None:
    made, prompts = note(LONG, SHORT, picked=True)
    assert [claim.text for claim in made.points] == [LONG]
    assert len(prompts) == 1


def test_short_sentences_are_left_as_they_are(note: Callable[..., Any]) -> None:
    made, prompts = note("The bridge of Velden was opened in 1884.", "It was opened in 1884.")
    assert made.points[0].text == "The bridge of Velden was opened in 1884."
    assert len(prompts) == 1
