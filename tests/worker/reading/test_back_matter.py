from pathlib import Path

import pytest

from tests.pdf_files import write_report
from tests.worker.reading.reading import left_out, read, shown
from worker.reading.left_out import mark_left_out

PROSE = [
    "The council met in the old library and spoke about the harbour for a long time,",
    "and all agreed that the bridge should be repaired before the winter comes.",
] * 9
ENTRIES = [
    "[1] A. Miller and B. Weber. On bridges. Journal of Harbours, 12(3):11-19, 1998.",
    "[2] C. Rossi. The archive. In Proceedings of the Symposium, pp. 1-9, 2001.",
    "[3] D. Braun. A mill and its garden, with a long",
    "title that goes on. Springer, 2004.",
    "[4] E. Costa. Gates. PhD thesis, University of Stations, 2010.",
    "[5] F. Dubois. Notes. https://example.org/notes, 2015.",
]


@pytest.mark.parametrize(
    "heading",
    [
        "References", "7 References", "BIBLIOGRAPHY", "Literaturverzeichnis", "Bibliografia",
        "Sources and further reading", "Notes and references", "Ouvrages cités",
        "Quellen- und Literaturverzeichnis", "7. Bibliografia e sitografia", "Obras citadas",
    ],
)  # fmt: skip
def test_references_are_left_out_and_the_appendix_behind_them_is_read(
    tmp_path: Path, heading: str
) -> None:
    pages = [PROSE, [heading, *ENTRIES, "Appendix A", *PROSE]]
    document = mark_left_out(read(write_report(tmp_path / "a.pdf", pages)))
    assert left_out(document) == {"references": [heading, *ENTRIES]}
    rest = [line.strip() for line in shown(document).splitlines() if line.strip()]
    assert rest == [*PROSE, "Appendix A", *PROSE]


def test_a_paragraph_under_a_heading_that_says_references_stays(tmp_path: Path) -> None:
    pages = [["References", *PROSE], PROSE]
    assert left_out(mark_left_out(read(write_report(tmp_path / "a.pdf", pages)))) == {}


def test_a_table_of_contents_is_left_out(tmp_path: Path) -> None:
    contents = ["Contents", "1 The harbour . . . . . . . . 1", "2 The bridge . . . . . . . . 4",
                "2.1 Its repair . . . . . . . . 5", "3 The mill 9", "Index 12"]  # fmt: skip
    pages = [contents, ["1 The harbour", *PROSE], PROSE]
    document = mark_left_out(read(write_report(tmp_path / "a.pdf", pages)))
    assert left_out(document) == {"contents": contents}


def test_a_table_of_figures_is_not_a_table_of_contents(tmp_path: Path) -> None:
    table = ["Sales by year", "North 12 40", "South 30 20", "East 9 77", "West 4 18", "All 55 155"]
    assert left_out(mark_left_out(read(write_report(tmp_path / "a.pdf", [PROSE, table])))) == {}


def test_an_index_at_the_end_is_left_out(tmp_path: Path) -> None:
    names = ("archive", "bridge", "council", "district", "garden", "gate", "harbour", "library",
             "mill", "station")  # fmt: skip
    index = ["Index", *(f"{name}, {at}, {at + 3}-{at + 5}" for at, name in enumerate(names, 1))]
    pages = [PROSE, PROSE, PROSE, index]
    document = mark_left_out(read(write_report(tmp_path / "a.pdf", pages)))
    assert left_out(document) == {"index": index}


def test_a_bibliography_alone_is_the_document(tmp_path: Path) -> None:
    pages = [["Bibliography", *ENTRIES]]
    assert left_out(mark_left_out(read(write_report(tmp_path / "a.pdf", pages)))) == {}
