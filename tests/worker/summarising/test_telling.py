from collections.abc import Callable

import pytest

from worker.reading.pages import DocumentText
from worker.summarising.quoting import LONGEST_QUOTE, quotes
from worker.summarising.sentences import split_sentences
from worker.summarising.telling import most_telling_sentences

TEXT = (
    "The lighthouse keeper wrote a diary about every storm at sea. "
    "He liked his soup warm and thick in the evening. "
    "In the diary each storm at the lighthouse has a page. "
    "The lighthouse saved forty ships from the worst storm of the century. "
    "Some of the paper smells of tobacco still today."
)


def picked(document: DocumentText, count: int) -> list[str]:
    found = most_telling_sentences(split_sentences(document), count, "en")
    return [one.text for one in found]


def test_what_the_text_keeps_coming_back_to_is_picked_in_its_order(
    document: Callable[..., DocumentText],
) -> None:
    chosen = picked(document(TEXT), 2)
    assert len(chosen) == 2
    assert not any("soup" in one or "tobacco" in one for one in chosen)
    assert sorted(chosen, key=TEXT.index) == chosen


def test_sentences_go_before_headings_and_tables(document: Callable[..., DocumentText]) -> None:
    page = "7. The Lighthouse Diary Storm\r\n" + TEXT + "\r\n12 34 storm 56 78 ships 90 11 diary 12"
    assert all(one.endswith(".") and one[0].isalpha() for one in picked(document(page), 5))


@pytest.mark.parametrize("text", ["Invoice 4711", "TOTAL 42", "Ciao!", "你好"])
def test_a_line_must_do_where_there_is_no_sentence(
    document: Callable[..., DocumentText], text: str
) -> None:
    assert picked(document(text), 2) == [text]


@pytest.mark.parametrize("text", ["* * *", "--- . ---"])
def test_without_a_word_there_is_nothing_to_pick(
    document: Callable[..., DocumentText], text: str
) -> None:
    assert picked(document(text), 2) == []


def test_a_long_line_is_quoted_by_its_beginning(document: Callable[..., DocumentText]) -> None:
    line = "Rows of a table " * 60
    (claim,) = quotes(split_sentences(document(line)), 1, "en")
    assert len(claim.text) <= LONGEST_QUOTE + 2
    assert claim.text.endswith("…")
    assert claim.evidence[0].quote.startswith(claim.text[:100])
