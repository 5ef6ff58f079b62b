"""What a bill is about: what is to be paid, by when, its date and number, who sells and who pays.

A small model tells little of a page without sentences. What stands there as a label with its value
behind it is quoted, where no claim tells that value; a value that stands elsewhere is not guessed.
"""

# ruff: noqa: RUF001 - typographic quotes are what this is about.

import re
from collections.abc import Iterator, Sequence

from worker.contract.states import ClaimState
from worker.contract.summary import Claim, Evidence
from worker.summarising.figures import numbers
from worker.summarising.sentences import Sentence
from worker.summarising.words import content_stems

_BILL = re.compile(r"\b(?:invoice|rechnung|fattura|factur|factuur)", re.IGNORECASE)
_MONEY = (
    r"(?:(?:EUR|USD|GBP|CHF|Rs\.?|[€$£]) ?)?\d[\d.,]*[.,]\d{2}(?![\d.,]*\d)"
    r"(?: ?(?:EUR|USD|GBP|CHF|[€$£]))?(?!\s?\d)"
)
"""Not in a row of several amounts: which of them the label means cannot be told."""

_MONTH = r"[^\W\d_]{3,10}\.?"
_DATE = (
    rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}\.? {_MONTH} \d{{4}}|{_MONTH} \d{{1,2}} ?, ?\d{{4}})"
)
_NUMBER = r"(?=[\w/-]*\d)[A-Z0-9][\w/-]{3,}"
_NAME = r"(?-i:(?!ATTN\b)[a-z]?[A-Z][\w&'’.-]*(?: (?:[A-Z][\w&'’.-]*|&)){0,5})"
_LABELS = (
    (
        r"grand total|total amount due|amount due|balance due|total due|invoice total"
        r"|total for this invoice|gesamtbetrag|endbetrag|rechnungsbetrag|zahlbetrag"
        r"|totale fattura|importo totale|totale da pagare|somme à payer|total ttc|total facture"
        r"|factuur totaal|te betalen|total a pagar",
        rf"(?:[:\s]| on {_DATE} )*{_MONEY}",
    ),
    (r"total|totaal|totale|summe", rf"[:\s]*{_MONEY}"),
    (
        r"due date|payment due|due on|due by|payable by|zahlungsziel|fällig am|fällig|zahlbar bis"
        r"|scadenza|date limite de paiement(?: le)?|échéance|vervaldatum|vencimiento",
        rf"[:\s]*{_DATE}",
    ),
    (
        r"invoice date|date of invoice|rechnungsdatum|data fattura|date de (?:la )?facture"
        r"|factuurdatum|fecha de factura|facture n° ?\w+ du",
        rf"[:\s]*{_DATE}",
    ),
    (
        r"invoice (?:number|no|nr)|rechnungsnr|rechnungsnummer|numero fattura|fattura n|facture n°"
        r"|factuurnummer|número de factura",
        rf"[:.#\s]*{_NUMBER}",
    ),
    (r"sold by|seller|verkäufer|venditore|fornitore", rf"[:\s]*{_NAME}"),
    (
        r"bill(?:ed)? to(?: address)?|billing address|rechnungsempfänger|rechnung an",
        rf"[:\s]*(?:ATTN: )?{_NAME}",
    ),
)
_FACTS = tuple(
    re.compile(rf"(?<!\w)(?:{label})\b{value}", re.IGNORECASE) for label, value in _LABELS
)
"""Of what says the same the clearer label goes before: two for the total, then one for each."""


def untold_facts(
    sentences: Sequence[Sentence], told: Sequence[Claim], language: str
) -> tuple[Claim, ...]:
    """The facts of a bill that no claim tells, as they stand there; none where it is no bill."""
    text = " ".join(one.text for one in sentences)
    if not _BILL.search(text) or not re.search(_MONEY, text):
        return ()
    known = [one.text for one in told if one.state is not ClaimState.UNSUPPORTED]
    places = list(_places(text))
    said = [text[start:end].rstrip(" .,:") for start, end in places]
    return tuple(
        _quoted(fact, _sentences_at(sentences, *place))
        for fact, place in zip(said, places, strict=True)
        if not any(fact in other and fact != other for other in said)
        and not any(_tells(one, fact, language) for one in known)
    )


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Where the first of each kind of fact stands."""
    found = [fact.search(text) for fact in _FACTS]
    # A bare *total* may be that of a part: it serves where nothing clearer is there.
    if found[0] is None and found[1] is not None:
        found[1] = [*_FACTS[1].finditer(text)][-1]
    elif found[0] is not None:
        found[1] = None
    yield from (match.span() for match in found if match)


def _tells(claim: str, said: str, language: str) -> bool:
    """Whether a claim holds the value of a fact: its numbers, else the words of a name."""
    values = numbers(said)
    if values:
        return values <= numbers(claim)
    return content_stems(said, language) <= content_stems(claim, language)


def _sentences_at(sentences: Sequence[Sentence], start: int, end: int) -> list[Sentence]:
    """The sentences that a stretch of the joined text stands in."""
    found: list[Sentence] = []
    at = 0
    for one in sentences:
        if at < end and start < at + len(one.text):
            found.append(one)
        at += len(one.text) + 1
    return found


def _quoted(said: str, sentences: Sequence[Sentence]) -> Claim:
    page = sentences[0].spans[0].page
    spans = [span for one in sentences for span in one.spans if span.page == page]
    start = min(span.start for span in spans)
    evidence = Evidence(
        page=page,
        quote=" ".join(one.text for one in sentences),
        support=1.0,
        start=start,
        length=max(span.end for span in spans) - start,
    )
    return Claim(text=said, state=ClaimState.SUPPORTED, evidence=(evidence,))
