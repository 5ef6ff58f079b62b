import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.engines.engine import Answer
from worker.summarising.answers import points_of, speaks, usable

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


@pytest.mark.parametrize(
    "junk",
    [
        "Introduction and Overview",
        "4.1 Fault Tolerance of Workers",
        "Part 2: Sleeping Animals and Natural Mechanisms.",
        "Here are the most important facts:",
        "and the ferry took its place.",
        "Brooks, Leveson, decomposition, mechanisms, restart, SRM, layers, modules, SNS.",
        "The cat the cat the cat the cat the cat the cat the cat the cat the cat.",
        "Please summarise this text in 3 sentences in English for me.",
    ],
)
def test_headings_labels_lists_loops_and_echoes_are_no_points(junk: str) -> None:
    assert said(f"{junk}\nCats sleep all day.\nDogs bark at night.") == TWO


def test_a_statement_loses_the_words_that_only_lead_to_it() -> None:
    assert said("The text states that cats sleep all day. Dogs bark at night.") == TWO


def test_marks_of_citation_are_taken_off() -> None:
    assert said("Cats sleep all day [3]. Dogs bark at night. [1, 2]") == TWO


def test_what_the_text_is_about_gives_way_to_what_it_says() -> None:
    def answer(text: str) -> Answer:
        return Answer(text, prompt_tokens=1, answer_tokens=1, engine_s=0, stopped_by_limit=False)

    about = "This document discusses the sleep of cats."
    both = usable(answer(f"{about} Dogs bark at night."), question=QUESTION, language="en")
    assert both == ("Dogs bark at night.",)
    assert usable(answer(about), question=QUESTION, language="en") == (about,)


@pytest.mark.parametrize(
    ("language", "fits"), [("de", True), ("en", False), ("it", False), ("xx", True)]
)
def test_the_wrong_language_is_told(language: str, fits: bool) -> None:
    text = "Die Katze schläft den ganzen Tag auf der Matte und der Hund bellt in der Nacht."
    assert speaks(text, language) is fits


@given(st.text(max_size=300), st.booleans())
def test_any_answer_can_be_read(text: str, cut: bool) -> None:
    assert all(said(text, cut=cut))
