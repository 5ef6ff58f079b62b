# ruff: noqa: RUF001 - typography and other scripts are what these tests are about.

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pdf_files import prose
from worker.contract.states import ClaimState, PageState
from worker.reading.pages import DocumentText, PageText
from worker.summarising.evidence import Passages, likeness
from worker.summarising.sentences import split_sentences

TEXT = (
    "The agreement begins on 1 March 2024. It runs for 3 years and may be ended by either party"
    " with 30 days of notice. The receiving party pays 1,500 euros each quarter. Weather is mild."
)


@pytest.fixture
def passages(document: Callable[..., DocumentText]) -> Passages:
    return Passages(split_sentences(document(TEXT)), "en")


@pytest.mark.parametrize(
    "claim",
    [
        "It took the council of district 51 another 13 months.",
        "The council of district 51 took 13 months more.",
    ],
)
def test_the_line_that_is_meant_is_found_among_many_that_are_alike(
    document: Callable[..., DocumentText], claim: str
) -> None:
    passages = Passages(split_sentences(document(prose(50), prose(51))), "en")
    found = passages.check(claim)
    assert found.state is ClaimState.SUPPORTED
    assert found.evidence[0].quote == "It took the council of district 51 another 13 months."
    changed = passages.check("It took the council of district 13 another 51 months.")
    assert changed.state is ClaimState.UNSUPPORTED


@pytest.mark.parametrize(
    "claim",
    [
        "Either party may end the agreement with 30 days' notice.",
        "The receiving party is paying 1500 euros per quarter.",
        "The agreement, beginning 1 March 2024, runs 3 years.",
    ],
)
def test_what_the_text_says_is_supported(passages: Passages, claim: str) -> None:
    found = passages.check(claim)
    assert found.state is ClaimState.SUPPORTED
    assert found.evidence[0].support >= 0.6


@pytest.mark.parametrize(
    "claim",
    [
        "Either party may end the agreement with 60 days' notice.",
        "The receiving party pays 1,600 euros each quarter.",
        "Penguins live in the southern hemisphere.",
        "",
        "...",
    ],
)
def test_what_the_text_does_not_say_is_unsupported(passages: Passages, claim: str) -> None:
    assert passages.check(claim).state is ClaimState.UNSUPPORTED


def test_evidence_points_at_its_characters(document: Callable[..., DocumentText]) -> None:
    pages = ("Nothing much is told here.", TEXT)
    found = Passages(split_sentences(document(*pages)), "en").find("The weather is mild.")
    (evidence,) = found.evidence
    start, length = evidence.start or 0, evidence.length or 0
    assert evidence.page == 2
    assert pages[1][start : start + length] == evidence.quote == "Weather is mild."


def test_evidence_over_a_page_break_is_on_the_page_with_more_of_it(
    document: Callable[..., DocumentText],
) -> None:
    pages = ("The tenant", "shall return all keys to the landlord within 5 days.")
    found = Passages(split_sentences(document(*pages)), "en").find(
        "The tenant returns keys to the landlord within 5 days."
    )
    assert found.state is ClaimState.SUPPORTED
    assert [(one.page, one.start) for one in found.evidence] == [(2, 0)]


@pytest.mark.parametrize(
    ("language", "text", "claim"),
    [
        ("de", "Der Urlaub beträgt jährlich mindestens 24 Werktage.",
         "Der jährliche Urlaub muss mindestens 24 Werktage betragen."),
        ("it", "La Repubblica tutela con apposite norme le minoranze linguistiche.",
         "Le minoranze linguistiche sono tutelate da norme apposite."),
        ("fr", "Les factures sont payables sous 30 jours à compter de l’émission.",
         "La facture est payable dans les 30 jours de l'émission."),
        ("es", "El contrato termina el 31 de diciembre de 2025.",
         "Los contratos terminan el 31 de diciembre de 2025."),
        ("zh", "本合同自2024年3月1日起生效。", "合同自2024年3月1日生效。"),
    ],
)  # fmt: skip
def test_words_are_found_in_other_forms(
    document: Callable[..., DocumentText], language: str, text: str, claim: str
) -> None:
    found = Passages(split_sentences(document(text)), language).check(claim)
    assert found.state is ClaimState.SUPPORTED


SAID = st.sampled_from(
    [
        "The gate was opened in 1874. ",
        "Ada Marsh repaired the bridge of the old mill. ",
        "It cost 48,000 pounds,\r\nand took six years. ",
        "The council must not sell the archive. ",
        "漢字。",
        "\r\n1. Heading\r\n",
    ]
)
TEXTS = st.lists(st.lists(SAID, max_size=8).map("".join), min_size=1, max_size=4)


@settings(max_examples=80, deadline=None)
@given(TEXTS, SAID | st.text(max_size=80))
def test_all_evidence_stands_where_it_says(texts: list[str], claim: str) -> None:
    pages = tuple(PageText(at, text, PageState.TEXT) for at, text in enumerate(texts, start=1))
    passages = Passages(split_sentences(DocumentText("a" * 64, None, pages)), "en")
    found = passages.check(claim)
    assert passages.check(claim) == found
    assert found.state is ClaimState.UNSUPPORTED or found.evidence
    for place in found.evidence:
        text = texts[place.page - 1]
        assert place.start is not None
        assert place.length is not None
        assert 0 <= place.start < place.start + place.length <= len(text)
        assert 0.0 <= place.support <= 1.0
        shown = "".join(text[place.start : place.start + place.length].split())
        assert shown in "".join(place.quote.split()) or "".join(place.quote.split()) in shown


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_a_sentence_of_the_text_is_supported_by_it(texts: list[str]) -> None:
    pages = tuple(PageText(at, text, PageState.TEXT) for at, text in enumerate(texts, start=1))
    sentences = split_sentences(DocumentText("a" * 64, None, pages))
    passages = Passages(sentences, "en")
    for sentence in sentences:
        if "1874" in sentence.text or "Marsh" in sentence.text:
            assert passages.check(sentence.text).state is ClaimState.SUPPORTED


def test_two_sentences_are_as_like_as_what_both_say() -> None:
    tax = "The town must pay a tax of 40 crowns to the king."
    assert likeness(tax, tax, "en") == 1
    assert likeness(tax, "A tax of 40 crowns must be paid to the king by the town.", "en") == 1
    longer = f"{tax[:-1]} before the harvest is brought in by the farmers."
    assert 0.5 < likeness(tax, longer, "en") == likeness(longer, tax, "en") < 1
    assert likeness(tax, "Visitors praise the harbour.", "en") == 0
    assert likeness(tax, "", "en") == 0


@pytest.mark.parametrize("verb", ["must not", "may", "need not"])
def test_a_denial_is_not_like_what_it_denies(verb: str) -> None:
    tax = "The town must pay a tax of 40 crowns to the king."
    assert likeness(tax, tax.replace("must", verb), "en") == 0
