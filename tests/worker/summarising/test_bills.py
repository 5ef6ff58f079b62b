"""What a bill is about is quoted where no claim tells it; nothing is guessed."""

from collections.abc import Callable

import pytest

from worker.contract.summary import Claim, ClaimState
from worker.reading.pages import DocumentText
from worker.summarising.bills import untold_facts
from worker.summarising.sentences import split_sentences

ENGLISH = (
    "All services are sold by Harbour Web Services, Inc.\r\nBill to Address:\r\nATTN: Island Labs"
    " Limited\r\n93B Main Street\r\nHarbour Web Services Invoice\r\nInvoice Number: 42183017\r\n"
    "Invoice Date: August 3 , 2014\r\nTOTAL AMOUNT DUE ON August 3 , 2014 $4.11\r\n"
    "Charges $4.10\r\nTax $0.01\r\nTotal for this invoice $4.11"
)
GERMAN = (
    "Quellhof AG - Uferweg 40\r\nRechnungsdatum\r\n30064443 Kundennr.\r\n7. Mai 2014\r\n47774\r\n"
    "Rechnung Seite 2\r\nZahlungsziel 21.05.14\r\nZahlungsbedingungen 14 Tage netto\r\n"
    "Pos. 7 Standard 3,89 3,89\r\nTotal EUR 34,73"
)
FRENCH = (
    "Facture n°562044387 du 02 Juillet 2015\r\nDate limite de paiement le 05 Juillet 2015 29.99 €"
    " TTC\r\nTotal facture 24.99 5.00 29.99\r\nSomme à payer 29.99 € TTC"
)
DUTCH = (
    "Factuurnummer: 993548900\r\nFactuurdatum: 19 april 2014\r\nPad 1 € 399,00\r\nTotaal € 717,97"
)


def facts(document: DocumentText, language: str, *told: str) -> list[str]:
    claims = [Claim(text=one, state=ClaimState.SUPPORTED, evidence=()) for one in told]
    return [one.text for one in untold_facts(split_sentences(document), claims, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", ENGLISH, ["TOTAL AMOUNT DUE ON August 3 , 2014 $4.11",
         "Invoice Date: August 3 , 2014", "Invoice Number: 42183017",
         "sold by Harbour Web Services", "Bill to Address: ATTN: Island Labs Limited"]),
        ("de", GERMAN, ["Total EUR 34,73", "Zahlungsziel 21.05.14"]),
        ("fr", FRENCH, ["Somme à payer 29.99 €", "Date limite de paiement le 05 Juillet 2015",
         "Facture n°562044387 du 02 Juillet 2015"]),
        ("nl", DUTCH, ["Totaal € 717,97", "Factuurdatum: 19 april 2014",
         "Factuurnummer: 993548900"]),
    ],
)  # fmt: skip
def test_what_a_bill_is_about_is_quoted(
    document: Callable[..., DocumentText], language: str, text: str, expected: list[str]
) -> None:
    assert facts(document(text), language) == expected


def test_what_a_claim_tells_is_not_quoted_again(document: Callable[..., DocumentText]) -> None:
    told = "Island Labs Limited, bill to address, pays 4.11 dollars to Harbour by 3 August 2014."
    found = facts(document(ENGLISH), "en", told)
    assert not any("4.11" in one for one in found)
    assert "Invoice Number: 42183017" in found


def test_a_fact_rests_on_the_lines_it_stands_in(document: Callable[..., DocumentText]) -> None:
    found = untold_facts(split_sentences(document(ENGLISH)), [], "en")
    for claim in found:
        (place,) = claim.evidence
        assert place.start is not None
        assert place.length is not None
        there = " ".join(ENGLISH[place.start : place.start + place.length].split())
        assert claim.text in there


@pytest.mark.parametrize(
    "text",
    [
        "The tenant pays a total of 900.00 euros. The rent is due on 3 March 2024.",
        "An invoice is sent each month, and the seller may ask for interest if it is paid late.",
    ],
)
def test_what_is_no_bill_has_no_facts(document: Callable[..., DocumentText], text: str) -> None:
    assert facts(document(text), "en") == []
