import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.engines.engine import Answer
from worker.summarising.answers import points_of

QUESTION = "Summarise this text in 3 sentences in English, in your own words. Keep names."


def said(text: str, *, cut: bool = False) -> tuple[str, ...]:
    answer = Answer(text=text, prompt_tokens=1, answer_tokens=1, engine_s=0, stopped_by_limit=cut)
    return points_of(answer, question=QUESTION, language="en")


TWO = ("Cats sleep all day.", "Dogs bark at night.")


@pytest.mark.parametrize(
    "text",
    [
        "Cats sleep all day. Dogs bark at night.",
        "- Cats sleep all day.\n- Dogs bark at night.",
        "Here is the summary:\n\n1. **Cats** sleep all day.\n2. Dogs bark at night.",
        '{"points": ["Cats sleep all day.", "Dogs bark at night."]}',
        '```json\n["Cats sleep all day.", "Dogs bark at night."]\n```',
        '{"points": ["Cats sleep all day.", "Dogs bark at night.", "Cows and',
        "Cats sleep all day. Cats sleep all day. Dogs bark at night. Cats sleep all day.",
        "<document>\nCats sleep all day.\nDogs bark at night.\n</document>",
    ],
)
def test_sentences_are_found_in_every_form(text: str) -> None:
    assert said(text) == TWO


def test_a_sentence_cut_off_by_the_limit_is_left_out() -> None:
    assert said("Cats sleep all day. Dogs bark at", cut=True) == TWO[:1]


@pytest.mark.parametrize("text", ["", "   ", "...", "Summarise this text in 3 sentences.", "42"])
def test_an_answer_that_says_nothing_has_no_points(text: str) -> None:
    assert said(text) == ()


@given(st.text(max_size=300), st.booleans())
def test_any_answer_can_be_read(text: str, cut: bool) -> None:
    assert all(said(text, cut=cut))
