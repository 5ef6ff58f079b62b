"""The documents that summaries are measured on, and what their own authors say of them.

A paper's abstract is taken out of a copy of its PDF, so that whoever reads the copy has to find out
by itself what the abstract says. The rest of the page stays as it was set.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from tests.benchmarks.claim_stock import CACHE
from tests.benchmarks.papers import PDFS

_ABSTRACT = re.compile(
    r"^Abstract\s+(?P<text>.+?)(?=^1\.?\s+(?:Introduction|Motivation))", re.DOTALL | re.MULTILINE
)
_EDGE = 2.0
"""Points that an object may stand beyond the characters of the abstract."""


@dataclass(frozen=True, slots=True)
class Known:
    """A document to summarise."""

    name: str
    file: Path
    abstract: str = ""
    """What its authors say it says; it is not in `file`."""


PAPERS = {
    "harvest-yield": "papers/harvest-yield-5p.pdf",
    "mapreduce": "papers/mapreduce-13p.pdf",
    "chubby": "papers/chubby-16p.pdf",
    "okapi": "papers/okapi-trec3.pdf",
}
EVERYDAY = {
    "agreement": "everyday/nda-en-3p.pdf",
    "German law": "everyday/urlaubsgesetz-de-5p.pdf",
    "Italian law": "everyday/costituzione-it-70p.pdf",
    "invoice": "everyday/invoice-AmazonWebServices.pdf",
}
COPIES = CACHE / "documents"
_FIRST_PAGES = {"everyday/costituzione-it-70p.pdf": 10}
"""Of a long document so much is enough to measure a language by."""


def known_documents(names: dict[str, str]) -> list[Known]:
    """Those that are there; copies are made once, as no two would be equal to the byte."""
    there = {name: place for name, place in names.items() if (PDFS / place).is_file()}
    return [_known(name, place) for name, place in there.items()]


def _known(name: str, place: str) -> Known:
    file = PDFS / place
    copy = COPIES / file.name
    document = pypdfium2.PdfDocument(file)
    try:
        for at in reversed(range(_FIRST_PAGES.get(place, len(document)), len(document))):
            document.del_page(at)
        abstract = _take_out_abstract(document)
        if not abstract and place not in _FIRST_PAGES:
            return Known(name, file)
        if not copy.is_file():
            COPIES.mkdir(parents=True, exist_ok=True)
            document.save(copy)
        return Known(name, copy, abstract)
    finally:
        document.close()


def _take_out_abstract(document: pypdfium2.PdfDocument) -> str:
    """Remove what is drawn where the abstract stands on the first page; returns its text."""
    page = document[0]
    characters = page.get_textpage()
    text = characters.get_text_range()
    found = _ABSTRACT.search(text.replace("\r", "\n"))
    if found is None:
        return ""
    places = [at for at in range(*found.span()) if not text[at].isspace()]
    boxes = [characters.get_charbox(at) for at in places]
    left, bottom = (min(box[side] for box in boxes) - _EDGE for side in (0, 1))
    right, top = (max(box[side] for box in boxes) + _EDGE for side in (2, 3))
    for drawn in list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1)):
        x0, y0, x1, y1 = drawn.get_bounds()
        if left <= (x0 + x1) / 2 <= right and bottom <= (y0 + y1) / 2 <= top:
            page.remove_obj(drawn)
    page.gen_content()
    return " ".join(found["text"].replace("\ufffe", "").split())
