"""The text of a page has one character for each that PDFium counts, whatever they are."""

from collections.abc import Callable
from pathlib import Path

from tests.worker.reading.reading import read
from worker.reading.characters import FILLER, LINE_HYPHEN


def test_characters_without_text_keep_their_places(
    tmp_path: Path, write_pdf: Callable[..., Path]
) -> None:
    lines = ["It be\x01gins with three of them:", "\x02\x03 and a longer rest of the line."]
    text = read(write_pdf(tmp_path / "a.pdf", [lines])).pages[0].text
    assert text == f"It be{FILLER}gins with three of them:\r\n{FILLER}{FILLER} " + (
        "and a longer rest of the line."
    )


def test_a_hyphen_at_a_line_end_is_told_beside_characters_without_text(
    tmp_path: Path, write_pdf: Callable[..., Path]
) -> None:
    lines = ["It be\x01gins with a hand-", "made list."]
    text = read(write_pdf(tmp_path / "a.pdf", [lines])).pages[0].text
    assert text == f"It be{FILLER}gins with a hand{LINE_HYPHEN}made list."
