"""The window draws evidence with QtPdf, so its indices and those of the reader must be the same."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from worker.reading.sandbox import read_document
from worker.summarising.sentences import split_sentences

QtPdf = pytest.importorskip("PySide6.QtPdf")
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
    drawn = QtPdf.QPdfDocument()
    drawn.load(str(path))
    for sentence in split_sentences(document):
        for span in sentence.spans:
            selection = drawn.getSelectionAtIndex(span.page - 1, span.start, span.length)
            raw = document.pages[span.page - 1].text[span.start : span.end]
            assert visible(selection.text()) == visible(raw)


def test_qtpdf_finds_each_sentence_at_its_place(
    tmp_path: Path, write_pdf: Callable[..., Path]
) -> None:
    lines = ["It begins (here) and goes on, über-", "all in the text. Then", "it ends. So!"]
    assert_same_places(write_pdf(tmp_path / "a.pdf", [lines, [], ["Another page."]]))


@pytest.mark.parametrize(
    "name",
    # Control characters, spelt-out ligatures, footnotes, Arabic.
    ["harvest-yield-5p.pdf", "latex-multicolumn.pdf", "okapi-trec3.pdf", "arabic-habibi.pdf"],
)
def test_qtpdf_finds_each_sentence_of_a_paper(name: str) -> None:
    path = PDFS / "papers" / name
    if not path.exists():
        pytest.skip("the shared PDFs are not there")
    assert_same_places(path)
