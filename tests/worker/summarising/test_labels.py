"""A label with its value told as a sentence: the value right behind the label, and no other."""

import pytest

from worker.summarising.doubts import doubt_of
from worker.summarising.statement import Statement

BILL = "Invoice Number: 42183017 Invoice Date: 7 May 2024 Customer Number: 55108"
RECHNUNG = "Rechnungsnummer: 30064443 Kundennummer: 47774"


def doubt(language: str, passage: str, claim: str) -> str | None:
    mine, theirs = Statement(claim, language), Statement(passage, language)
    return doubt_of(claim, mine, passage, theirs, frozenset())


@pytest.mark.parametrize(
    ("language", "passage", "claim"),
    [
        ("en", BILL, "The invoice number is 42183017."),
        ("en", BILL, "The invoice date is 7 May 2024."),
        ("en", BILL, "The invoice date is 2024-05-07."),
        ("en", BILL, "The invoice number is 42183017 and the customer number is 55108."),
        ("de", RECHNUNG, "Die Kundennummer lautet 47774."),
        ("it", "Numero fattura: 118 Codice cliente: 903", "Il codice cliente è 903."),
    ],
)
def test_a_value_right_behind_its_label_is_told(language: str, passage: str, claim: str) -> None:
    assert doubt(language, passage, claim) is None


@pytest.mark.parametrize(
    ("language", "passage", "claim"),
    [
        ("en", BILL, "The invoice number is 55108."),
        ("en", BILL, "The customer number is 42183017."),
        ("en", BILL, "The invoice number is 55108 and the customer number is 42183017."),
        ("en", BILL, "The invoice number is 4218301."),
        ("de", RECHNUNG, "Die Kundennummer lautet 30064443."),
        ("it", "Numero fattura: 118 Codice cliente: 903", "Il codice cliente è 118."),
    ],
)
def test_the_value_of_another_label_is_not(language: str, passage: str, claim: str) -> None:
    assert doubt(language, passage, claim) == "number"


def test_a_note_behind_a_label_contradicts_nothing() -> None:
    text = "Fee: see the list. The fee is 300 euros."
    assert doubt("en", text, "The fee is 300 euros.") is None
