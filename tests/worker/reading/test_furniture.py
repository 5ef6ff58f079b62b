from pathlib import Path

from tests.pdf_files import write_report
from tests.worker.reading.reading import left_out, read, shown
from worker.contract.states import PageState
from worker.reading.furniture import furniture_of
from worker.reading.left_out import mark_left_out
from worker.reading.pages import DocumentText, Edge, PageText


def marked(path: Path) -> DocumentText:
    return mark_left_out(read(path))


def body(page: int) -> list[str]:
    """Lines that differ from page to page in more than their numbers."""
    names = ("mill", "harbour", "bridge", "archive", "garden", "library", "station", "gate")
    return [
        f"The {names[(page + at) % 8]} of the {names[(page * 3 + at) % 8]} was repaired."
        for at in range(12)
    ]


def test_headers_footers_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    path = write_report(
        tmp_path / "a.pdf", [body(n) for n in range(6)],
        header="A Study of Harbours", footer="{page}",
    )  # fmt: skip
    document = marked(path)
    found = left_out(document)
    assert found["header"] == ["A Study of Harbours"] * 6
    assert found["page_number"] == [str(n) for n in range(1, 7)]
    rest = [line.strip() for line in shown(document).splitlines() if line.strip()]
    assert rest == [line for n in range(6) for line in body(n)]


def test_lines_that_differ_in_the_page_number_alone_are_one(tmp_path: Path) -> None:
    path = write_report(
        tmp_path / "a.pdf", [body(n) for n in range(5)], footer="Harbours, page {page} of 5"
    )
    found = left_out(marked(path))
    assert found == {"footer": [f"Harbours, page {n} of 5" for n in range(1, 6)]}


def test_a_line_of_the_text_that_comes_again_is_not_furniture(tmp_path: Path) -> None:
    pages = [body(n) for n in range(6)]
    for page in pages:
        page[5] = "The council agreed."
    assert left_out(marked(write_report(tmp_path / "a.pdf", pages))) == {}


def test_numbers_that_do_not_go_with_the_page_stay(tmp_path: Path) -> None:
    pages = [[*body(n)] for n in range(6)]
    path = tmp_path / "a.pdf"
    canvas = [[f"Balance {value}", *page] for value, page in zip((7, 120, 3, 55, 9, 210), pages,
                                                                 strict=True)]  # fmt: skip
    assert left_out(marked(write_report(path, canvas))) == {}


def test_what_stands_in_the_header_alone_is_told_once(tmp_path: Path) -> None:
    path = write_report(
        tmp_path / "a.pdf", [body(n) for n in range(6)], header="Invoice 4711-88213"
    )
    document = marked(path)
    assert left_out(document)["header"] == ["Invoice 4711-88213"] * 5
    assert "4711-88213" in document.pages[0].shown


def test_a_document_of_nothing_but_page_numbers_is_given_as_it_is(tmp_path: Path) -> None:
    document = marked(write_report(tmp_path / "a.pdf", [[]] * 5, footer="Page {page}"))
    assert left_out(document) == {}


def test_pages_that_are_copies_of_each_other_keep_their_text(tmp_path: Path) -> None:
    assert left_out(marked(write_report(tmp_path / "a.pdf", [body(1)] * 4))) == {}


def test_a_single_page_has_no_furniture(tmp_path: Path) -> None:
    path = write_report(tmp_path / "a.pdf", [body(1)], header="A Study", footer="1")
    assert left_out(marked(path)) == {}


def test_a_dotless_i_is_no_roman_number() -> None:
    line = "\u0131 4"  # TeX puts accents on it.
    edges = (Edge(0, len(line), 950, is_large=False),)
    pages = [PageText(n, line, PageState.TEXT, edges=edges) for n in range(1, 5)]
    assert furniture_of(pages)[2][0].end == len(line)
