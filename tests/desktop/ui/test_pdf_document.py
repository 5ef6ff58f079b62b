"""The window marks evidence where the reader of the worker counted it."""

import sys
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop.ui.pdf_document import Look, Opening, PdfDocument
from worker.reading.sandbox import read_document
from worker.summarising.sentences import split_sentences

READER = (
    sys.executable,
    "-c",
    "import sys; from worker.reading.child import run; sys.exit(run(sys.argv[1:]))",
)
PDFS = Path(__file__).parents[4] / "shared" / "pdfs"


def visible(text: str) -> str:
    """Without what both are free to tell in their own way: spaces, marks, hyphens at line ends."""
    return "".join(char for char in text if char.isprintable() and char not in " -\u00a0\ufffe")


def assert_same_places(path: Path) -> None:
    document = read_document(path, sha="a" * 64, command=READER)
    drawn = PdfDocument()
    assert drawn.open(path, "") == (Opening.READY, len(document.pages))
    for sentence in split_sentences(document):
        for span in sentence.spans:
            assert drawn._turn_to(span.page)
            found = drawn._characters()[span.start : span.start + span.length]
            raw = document.pages[span.page - 1].text[span.start : span.end]
            assert visible(found) == visible(raw)
            assert drawn._stretches(span.start, span.length) or not visible(raw)
    drawn.open(None, "")


def test_each_sentence_is_found_at_its_place(tmp_path: Path) -> None:
    lines = ["It begins (here) and goes on, über-", "all in the text. Then", "it ends. So!"]
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for page in (lines, [], ["Another page."]):
        for number, line in enumerate(page):
            canvas.drawString(72, 700 - 15 * number, line)
        canvas.showPage()
    canvas.save()
    assert_same_places(tmp_path / "a.pdf")


@pytest.mark.parametrize(
    "name",
    # Control characters, spelt-out ligatures, footnotes, Arabic.
    ["harvest-yield-5p.pdf", "latex-multicolumn.pdf", "okapi-trec3.pdf", "arabic-habibi.pdf"],
)
def test_each_sentence_of_a_paper_is_found(name: str) -> None:
    path = PDFS / "papers" / name
    if not path.exists():
        pytest.skip("the shared PDFs are not there")
    assert_same_places(path)


def test_a_word_of_letters_set_one_by_one_is_marked_as_a_word(tmp_path: Path) -> None:
    """A frame for each letter hid the word."""
    canvas = Canvas(str(tmp_path / "letters.pdf"))
    x = 72.0
    for number, letter in enumerate("confidential"):
        size = 11 + number % 2
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, 700, letter)
        x += canvas.stringWidth(letter, "Helvetica", size)
    canvas.save()
    drawn = PdfDocument()
    assert drawn.open(tmp_path / "letters.pdf", "") == (Opening.READY, 1)
    (place,) = drawn.sheet(Look(1, 1.0, typed="confidential")).found
    assert place.width() > 50
    drawn.open(None, "")
