# ruff: noqa: RUF001 - typography and other scripts are what these tests are about.

from collections.abc import Callable

import pytest

from worker.contract.summary import ClaimState
from worker.reading.pages import DocumentText
from worker.summarising.evidence import Passages
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
