import pytest

from worker.reading.titles import sane_title


@pytest.mark.parametrize(
    "raw",
    ["", "   ", "untitled", "Untitled-3", "Microsoft Word - report final.doc", "paper.dvi",
     "main.tex", "C:\\Users\\a\\b", "Unbenannt 1", "12345 67", "\ufffd\ufffd\ufffd abc", "x" * 201,
     "arXiv:quant-ph/9508027v2 25 Jan 1996", "Document1", "PowerPoint Presentation"],
)  # fmt: skip
def test_what_a_program_left_there_is_no_title(raw: str) -> None:
    assert sane_title(raw) is None


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Out of the Tar Pit", "Out of the Tar Pit"),
        ("  La Costituzione \r\n della Repubblica ", "La Costituzione della Repubblica"),
        ("BUrlG", "BUrlG"),
        ("Document Engineering for Beginners", "Document Engineering for Beginners"),
        ("論文の題名", "論文の題名"),
    ],
)
def test_a_title_is_kept_and_tidied(raw: str, title: str) -> None:
    assert sane_title(raw) == title
