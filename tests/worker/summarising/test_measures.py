"""A short sentence with a term or an amount that no claim tells is found; other numbers are not."""

from collections.abc import Callable

import pytest

from worker.contract.summary import Claim, ClaimState
from worker.reading.pages import DocumentText
from worker.summarising.measures import untold_measures
from worker.summarising.sentences import split_sentences

LAW = (
    "§ 3 Dauer des Urlaubs\r\n(1) Der Urlaub beträgt jährlich mindestens 24 Werktage.\r\n"
    "(2) Als Werktage gelten alle Kalendertage, die nicht Sonntage sind."
)


def told(text: str) -> Claim:
    return Claim(text=text, state=ClaimState.SUPPORTED, evidence=())


def measures(document: DocumentText, language: str, *claims: str) -> list[str]:
    found = untold_measures(split_sentences(document), [*map(told, claims)], language, 1)
    return [one.text for one in found]


def test_a_term_that_no_claim_tells_is_found(document: Callable[..., DocumentText]) -> None:
    sentence = "(1) Der Urlaub beträgt jährlich mindestens 24 Werktage."
    assert measures(document(LAW), "de", "Sonntage sind keine Werktage.") == [sentence]


def test_a_term_that_a_claim_tells_is_not_said_again(
    document: Callable[..., DocumentText],
) -> None:
    assert not measures(document(LAW), "de", "24 Werktage Urlaub hat jeder.")


@pytest.mark.parametrize(
    "text",
    [
        "The rest is shown in section 4 of this year.",
        "The first plan was made in 1990 days ago.",
        "Seven machines were used for the sort program.",
        "The trust, which looks after the trees on the hill and in the valley, pays 30 dollars.",
        "12 months",
    ],
)
def test_other_numbers_and_long_sentences_are_not_measures(
    document: Callable[..., DocumentText], text: str
) -> None:
    assert not measures(document(f"Some words come first here. {text}"), "en")
