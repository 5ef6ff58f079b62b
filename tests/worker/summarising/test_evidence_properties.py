"""What holds of the check whatever the text: made-up documents, generated sentences."""

from hypothesis import given, settings
from hypothesis import strategies as st

from worker.contract.states import ClaimState, PageState
from worker.reading.pages import DocumentText, PageText
from worker.summarising.evidence import Passages
from worker.summarising.sentences import split_sentences

THINGS = ("harbour", "library", "station", "bridge", "archive", "council", "museum", "garden")
ACTS = ("repaired", "measured", "painted", "closed", "visited", "described")


@st.composite
def sentences(draw: st.DrawFn) -> list[tuple[str, str, int, str]]:
    """Subject, verb, number and object of a few sentences, no number twice."""
    count = draw(st.integers(1, 5))
    figures = draw(st.lists(st.integers(2, 9_000), min_size=count, max_size=count, unique=True))
    found = []
    for figure in figures:
        subject, thing = draw(st.permutations(THINGS))[:2]
        found.append((subject, draw(st.sampled_from(ACTS)), figure, thing))
    return found


def worded(subject: str, act: str, figure: int, thing: str) -> str:
    return f"The {subject} {act} {figure} windows of the {thing}."


def passages_of(parts: list[tuple[str, str, int, str]]) -> Passages:
    text = " ".join(worded(*part) for part in parts)
    document = DocumentText("a" * 64, None, (PageText(1, text, PageState.TEXT),))
    return Passages(split_sentences(document), "en")


@settings(max_examples=60, deadline=None)
@given(sentences())
def test_what_the_text_says_is_supported_by_the_sentence_itself(
    parts: list[tuple[str, str, int, str]],
) -> None:
    passages = passages_of(parts)
    for part in parts:
        found = passages.find(worded(*part))
        assert found.state is ClaimState.SUPPORTED, found.doubt
        assert worded(*part) in found.evidence[0].quote


@settings(max_examples=60, deadline=None)
@given(sentences(), st.integers(10_000, 10**9))
def test_a_number_that_is_nowhere_in_the_text_is_never_shown(
    parts: list[tuple[str, str, int, str]], invented: int
) -> None:
    subject, act, _, thing = parts[0]
    found = passages_of(parts).find(worded(subject, act, invented, thing))
    assert found.state is ClaimState.UNSUPPORTED


@settings(max_examples=60, deadline=None)
@given(sentences())
def test_two_exchanged_things_are_never_shown(parts: list[tuple[str, str, int, str]]) -> None:
    subject, act, figure, thing = parts[0]
    found = passages_of(parts[:1]).find(worded(thing, act, figure, subject))
    assert found.state is ClaimState.UNSUPPORTED


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=400))
def test_no_text_of_any_kind_breaks_it(claim: str, text: str) -> None:
    document = DocumentText("a" * 64, None, (PageText(1, text, PageState.TEXT),))
    for language in ("en", "de", "it", "zh"):
        Passages(split_sentences(document), language).find(claim)
