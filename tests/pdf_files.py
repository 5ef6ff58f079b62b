"""PDFs made for tests: real ones, with sentences that tell where they stand."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

FONT, SIZE, LEADING, MARGIN = "Helvetica", 11, 15, 72

_THINGS = ("gate", "bridge", "archive", "harbour", "mill", "library", "garden", "station")
_ACTS = ("opened", "measured", "repaired", "painted", "closed", "moved", "counted", "sold")


def write_pdf(path: Path, pages: Sequence[str], *, title: str = "", password: str = "") -> Path:
    """Write a PDF with one text a page."""
    canvas = Canvas(str(path), pagesize=A4, encrypt=password or None, invariant=1)
    if title:
        canvas.setTitle(title)
    for text in pages:
        lines = canvas.beginText(MARGIN, A4[1] - MARGIN)
        lines.setFont(FONT, SIZE, LEADING)
        for line in simpleSplit(text, FONT, SIZE, A4[0] - 2 * MARGIN):
            lines.textLine(line)
        canvas.drawText(lines)
        canvas.showPage()
    canvas.save()
    return path


def prose(seed: int, sentences: int = 24) -> str:
    """A page of plain sentences, each different from all others."""
    return " ".join(
        f"In the year {1500 + (seed * 37 + number * 11) % 500} the {_THINGS[(seed + number) % 8]} "
        f"number {seed * 100 + number} was {_ACTS[(seed * 3 + number) % 8]} by the council of "
        f"district {seed} after {number + 2} months of work."
        for number in range(sentences)
    )


def a_paper(folder: Path, *, pages: int = 3, seed: int = 1, name: str = "") -> Path:
    """A document of some pages of prose."""
    path = folder / (name or f"paper-{seed}.pdf")
    return write_pdf(path, [prose(seed * 50 + page) for page in range(pages)])
