"""PDFs made for tests: real ones, with sentences that tell where they stand."""

from collections.abc import Sequence
from pathlib import Path

import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
from PIL.Image import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader, simpleSplit
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
    """A page of pairs of plain sentences, each different from all others.

    They are short: of a copied sentence of twelve words or more a model is asked once more.
    """
    return " ".join(
        f"In the year {1500 + (seed * 37 + number * 11) % 500} the {_THINGS[(seed + number) % 8]} "
        f"number {seed * 100 + number} was {_ACTS[(seed * 3 + number) % 8]}. It took the council "
        f"of district {seed} another {number + 2} months."
        for number in range(sentences)
    )


def a_paper(folder: Path, *, pages: int = 3, seed: int = 1, name: str = "") -> Path:
    """A document of some pages of prose."""
    path = folder / (name or f"paper-{seed}.pdf")
    return write_pdf(path, [prose(seed * 50 + page) for page in range(pages)])


def a_page_picture(text: str, *, width: int = 1240, height: int = 1754, size: int = 32) -> Image:
    """A page as a scanner gives it: text drawn into a picture, 150 dots an inch."""
    picture = PIL.Image.new("L", (width, height), 255)
    font = PIL.ImageFont.load_default(size)
    lines = simpleSplit(text, FONT, size, width - 300)
    PIL.ImageDraw.Draw(picture).multiline_text((150, 150), "\n".join(lines), font=font, spacing=14)
    return picture


def write_scan(path: Path, pages: Sequence[str], *, layer: bool = False) -> Path:
    """A PDF whose pages are pictures; with `layer`, text recognition has been over them."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for text in pages:
        picture = a_page_picture(text)
        canvas.drawImage(ImageReader(picture), 0, 0, *A4)
        if layer:
            scale = A4[0] / picture.width
            lines = canvas.beginText(150 * scale, A4[1] - (150 + 32) * scale)
            lines.setTextRenderMode(3)
            lines.setFont(FONT, 32 * scale, (32 + 14) * scale)
            for line in simpleSplit(text, FONT, 32, picture.width - 300):
                lines.textLine(line)
            canvas.drawText(lines)
        canvas.showPage()
    canvas.save()
    return path


def write_report(
    path: Path, pages: Sequence[Sequence[str]], *, header: str = "", footer: str = ""
) -> Path:
    """A PDF of given lines with a running header and footer; `{page}` is the page's number."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for number, given in enumerate(pages, start=1):
        canvas.setFont(FONT, 9)
        canvas.drawString(MARGIN, A4[1] - 40, header.format(page=number))
        canvas.drawCentredString(A4[0] / 2, 30, footer.format(page=number))
        canvas.setFont(FONT, SIZE)
        for at, line in enumerate(given):
            canvas.drawString(MARGIN, A4[1] - MARGIN - 20 - at * LEADING, line)
        canvas.showPage()
    canvas.save()
    return path
