# ruff: noqa: RUF001 - typography and other scripts are what these tests are about.

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.contract.states import PageState
from worker.reading.pages import DocumentText, PageText
from worker.summarising.sentences import LONGEST_SENTENCE, split_sentences

RAW = st.text(
    st.one_of(
        st.sampled_from(list("aAbBzZ09 .!?,;:-()[]'\"’“”§•\r\n\t \ufffe\uffff\u00ad。！éß漢ع")),
        st.characters(codec="utf-8"),
    ),
    max_size=400,
)


def texts_of(found: DocumentText) -> list[str]:
    return [sentence.text for sentence in split_sentences(found)]


@given(st.lists(RAW, max_size=4))
def test_the_places_hold_all_that_is_not_space_once(texts: list[str]) -> None:
    pages = tuple(PageText(at, text, PageState.TEXT) for at, text in enumerate(texts, start=1))
    taken: list[set[int]] = [set() for _ in texts]
    for sentence in split_sentences(DocumentText("a" * 64, None, pages)):
        for span in sentence.spans:
            places = set(range(span.start, span.end))
            assert not places & taken[span.page - 1]
            taken[span.page - 1] |= places
            assert span.length <= LONGEST_SENTENCE
            edges = texts[span.page - 1][span.start], texts[span.page - 1][span.end - 1]
            assert not any(map(str.isspace, edges))
    for text, places in zip(texts, taken, strict=True):
        assert {at for at, char in enumerate(text) if not char.isspace()} <= places


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("One is here. Two is there.", ["One is here.", "Two is there."]),
        ("Dr. Smith met E. Brewer. They spoke.", ["Dr. Smith met E. Brewer.", "They spoke."]),
        ("See Fig. 3 and e.g. Bayou. It works.", ["See Fig. 3 and e.g. Bayou.", "It works."]),
        ("Gemäß Art. 7 G v. 7.5.2002 gilt § 3 Abs. 2 weiter. Er gilt z. B. hier.",
         ["Gemäß Art. 7 G v. 7.5.2002 gilt § 3 Abs. 2 weiter.", "Er gilt z. B. hier."]),
        ("Am 1. Januar begann es. Am 3. Tag endete es.",
         ["Am 1. Januar begann es.", "Am 3. Tag endete es."]),
        ("Il sig. Rossi cita l'art. 3 della legge. La Corte tace.",
         ["Il sig. Rossi cita l'art. 3 della legge.", "La Corte tace."]),
        ("M. Dupont est venu. Il a dit « Oui. » Puis il partit.",
         ["M. Dupont est venu.", "Il a dit « Oui. »", "Puis il partit."]),
        ("La Sra. López llegó. ¿Quién es? Nadie.",
         ["La Sra. López llegó.", "¿Quién es?", "Nadie."]),
        ("O Sr. Silva leu a pág. 4 do livro. Gostou!",
         ["O Sr. Silva leu a pág. 4 do livro.", "Gostou!"]),
        ("It is 3.5 percent. There are 24. Ten left.",
         ["It is 3.5 percent.", "There are 24.", "Ten left."]),
        ("第一句话。第二句话！", ["第一句话。", "第二句话！"]),
        ("He said “Stop.” She did not.", ["He said “Stop.”", "She did not."]),
    ],
)  # fmt: skip
def test_sentences_end_where_they_end(
    document: Callable[..., DocumentText], raw: str, expected: list[str]
) -> None:
    assert texts_of(document(raw)) == expected


def test_words_broken_at_line_ends_are_mended(document: Callable[..., DocumentText]) -> None:
    raw = (
        "We propose strate\ufffegies for man-\r\nagement of the state. A well\ufffeknown ﬁnding and"
        " the trade\ufffeoff stay; the trade\r\nand the off day, too."
    )
    found = " ".join(texts_of(document(raw)))
    assert "strategies for management" in found
    assert "well-known finding" in found
    assert "trade-off stay" in found


def test_headings_and_paragraphs_are_told_apart(document: Callable[..., DocumentText]) -> None:
    line = "This is a line of a paragraph that is about as long as lines are in a document,\r\n"
    raw = f"1. Introduction\r\n{line * 3}and here it ends.\r\n2.1 Related Work\r\n{line * 2}so."
    found = split_sentences(document(raw))
    assert [one.text for one in found if one.is_heading] == ["1. Introduction", "2.1 Related Work"]
    assert [one.opens_block for one in found] == [True] * 4


def test_a_sentence_over_a_page_break_has_two_places(
    document: Callable[..., DocumentText],
) -> None:
    found = split_sentences(document("It begins here and runs", "over the page. It is done."))
    assert [one.text for one in found] == ["It begins here and runs over the page.", "It is done."]
    assert [(span.page, span.start, span.length) for span in found[0].spans] == [
        (1, 0, 23),
        (2, 0, 14),
    ]
    assert found[0].pages == (1, 2)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece", ["a", ".", "a-\n", "a. ", " ", "-", "\ufffe", "a\ufffe", "1 ", "…)"]
)
def test_a_huge_page_costs_no_more_than_its_length(
    document: Callable[..., DocumentText], piece: str
) -> None:
    raw = piece * (500_000 // len(piece))
    found = split_sentences(document(raw))
    assert sum(span.length for one in found for span in one.spans) <= len(raw)


def test_a_numbered_title_that_runs_on_cuts_no_sentence(
    document: Callable[..., DocumentText],
) -> None:
    lines = (
        "The Disclosing Party retains all of its rights in what it has disclosed, and its",
        "disclosure grants no license to anybody under any such right, whatever it may be.",
        "8. Disclaimer. ALL CONFIDENTIAL INFORMATION IS PROVIDED “AS IS”, WITH",
        "FAULTS, AND WITHOUT WARRANTIES OF ANY KIND, INCLUDING IMPLIED ONES.",
        "9. Required by Law. The Receiving Party may disclose Confidential",
        "Information to the extent required by a law that applies to it or by a court, and",
        "shall tell the Disclosing Party of it before, as soon as it is reasonably possible.",
    )
    texts = texts_of(document("\r\n".join(lines)))
    assert lines[2].removeprefix("8. Disclaimer. ") + " " + lines[3] in texts
    assert any("disclose Confidential Information to the extent" in text for text in texts)
