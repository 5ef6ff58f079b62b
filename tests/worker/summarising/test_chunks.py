from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.contract.errors import ErrorCode, JobFailed
from worker.contract.states import PageState
from worker.reading.pages import DocumentText, PageText
from worker.summarising.chunks import USUAL_BYTES, plan_chunks, text_budget
from worker.summarising.sentences import split_sentences


def words(text: str) -> int:
    return len(text.split())


def three_bytes_a_token(text: str) -> int:
    return 1 + len(text.encode()) // 3


PAGE = st.lists(
    st.sampled_from(
        ["Word", "is", "here", "end.", "And\r\n", "1. Heading\r\n", "x" * 60, "漢字。"]
    ),
    max_size=200,
).map(" ".join)


@settings(max_examples=50, deadline=None)
@given(st.lists(PAGE, max_size=5), st.integers(min_value=40, max_value=400))
def test_chunks_fit_and_nothing_is_left_out(texts: list[str], budget: int) -> None:
    pages = tuple(PageText(at, text, PageState.TEXT) for at, text in enumerate(texts, start=1))
    document = DocumentText("a" * 64, None, pages)
    chunks = plan_chunks(document, bound_tokens=three_bytes_a_token, budget_tokens=budget)
    assert all(three_bytes_a_token(chunk.text) <= budget for chunk in chunks)
    assert [chunk.index for chunk in chunks] == list(range(len(chunks)))
    told = "".join(chunk.text for chunk in chunks)
    whole = "".join(sentence.text for sentence in split_sentences(document))
    assert "".join(told.split()) == "".join(whole.split())
    again = plan_chunks(document, bound_tokens=three_bytes_a_token, budget_tokens=budget)
    assert again == chunks


def test_few_questions_are_put_to_the_tokenizer(document: Callable[..., DocumentText]) -> None:
    asked: list[str] = []

    def bound(text: str) -> int:
        asked.append(text)
        return words(text)

    pages = [" ".join(f"Sentence {n} of page {page}." for n in range(100)) for page in range(50)]
    chunks = plan_chunks(document(*pages), bound_tokens=bound, budget_tokens=800)
    assert len(asked) <= 2 * len(chunks)
    assert chunks[0].pages[0] == 1
    assert chunks[-1].pages[1] == 50


def test_a_chunk_ends_before_a_heading_where_there_is_one_near(
    document: Callable[..., DocumentText],
) -> None:
    body = "It is a sentence of ten words that says nothing.\r\n"
    text = "".join(f"{part}. Part Number {part}\r\n{body * 28}" for part in range(1, 7))
    chunks = plan_chunks(document(text), bound_tokens=words, budget_tokens=320)
    assert all(chunk.sentences[0].is_heading for chunk in chunks)


def test_chunks_are_of_about_one_size(document: Callable[..., DocumentText]) -> None:
    text = " ".join(f"Sentence number {n} stands here." for n in range(330))
    chunks = plan_chunks(document(text), bound_tokens=words, budget_tokens=1000)
    sizes = [words(chunk.text) for chunk in chunks]
    assert len(sizes) == 3
    assert max(sizes) < 1.3 * min(sizes)


def test_a_document_is_cut_alike_whatever_an_engine_counts(
    document: Callable[..., DocumentText],
) -> None:
    text = " ".join(f"Sentence number {n} stands here." for n in range(900))
    plans = [
        plan_chunks(document(text), bound_tokens=bound, budget_tokens=text_budget(8192))
        for bound in (words, three_bytes_a_token)
    ]
    assert plans[0] == plans[1]
    assert all(len(chunk.text.encode()) <= USUAL_BYTES for chunk in plans[0])


def test_a_window_without_room_is_a_typed_error() -> None:
    with pytest.raises(JobFailed) as caught:
        text_budget(512)
    assert caught.value.code is ErrorCode.WINDOW_TOO_SMALL


def test_the_budget_follows_the_window() -> None:
    assert text_budget(1024) < text_budget(2048) < 2048
