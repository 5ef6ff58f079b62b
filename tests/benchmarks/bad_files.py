"""Files that no office ever made: enormous, endless, or in no language at all."""

import random
from collections.abc import Iterator
from pathlib import Path

from tests.pdf_files import write_pdf

TWO_GB = 2 * 1024**3
MANY_PAGES = 20_000
PAGE_OF_TEXT = 10 * 1024**2
_LINE_LENGTH = 4000
_HEAD = b"%PDF-1.4\n"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def make_bad_files(folder: Path) -> Iterator[Path]:
    """Each as it is asked for; the one of 2 GB is sparse."""
    yield huge_file(folder / "two-gigabytes.pdf")
    yield endless_file(folder / "two-gigabytes-of-nothing.pdf")
    yield many_pages(folder / "twenty-thousand-pages.pdf")
    yield long_page(folder / "ten-megabytes-on-a-page.pdf", _words())
    yield long_page(folder / "ten-megabytes-without-a-space.pdf", b"abcdefgh" * 8)
    yield no_language(folder / "no-language.pdf")
    yield numbers_only(folder / "numbers-only.pdf")


def huge_file(path: Path) -> Path:
    """A good document behind 2 GB of nothing."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
        _FONT,
        _stream(b"BT /F1 11 Tf 50 780 Td (It stands at the very end of a large file.) Tj ET"),
        _PAGE % 4,
    ]
    return _write(path, objects, gap=TWO_GB)


def endless_file(path: Path) -> Path:
    """It says that it is a PDF, and nothing after that."""
    with path.open("wb") as file:
        file.write(_HEAD)
        file.truncate(TWO_GB)
    return path


def many_pages(path: Path) -> Path:
    """Short pages, very many of them."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT]
    kids = []
    for number in range(1, MANY_PAGES + 1):
        text = f"BT /F1 11 Tf 50 780 Td (Entry {number} was made by clerk {number % 97}.) Tj ET"
        objects.append(_stream(text.encode()))
        objects.append(_PAGE % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _write(path, objects)


def long_page(path: Path, line: bytes) -> Path:
    """One page of five metres, on which a line is shown until it holds 10 MB of text."""
    long_line = line * (_LINE_LENGTH // len(line))
    lines = b"\n".join([b"(%s) Tj T*" % long_line] * (PAGE_OF_TEXT // len(long_line)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
        _FONT,
        _stream(b"BT /F1 4 Tf 5 TL 50 14300 Td\n" + lines + b"\nET"),
        _PAGE.replace(b"595 842", b"14400 14400") % 4,
    ]
    return _write(path, objects)


def no_language(path: Path) -> Path:
    """Letters thrown together."""
    chance = random.Random(7)
    words = [
        "".join(chance.choices("bcdfghjklmnpqrstvwxz", k=chance.randint(2, 9))) for _ in "a" * 900
    ]
    return write_pdf(path, [" ".join(words[at : at + 300]) for at in (0, 300, 600)])


def numbers_only(path: Path) -> Path:
    """Tables without a word."""
    chance = random.Random(7)
    return write_pdf(path, [" ".join(str(chance.randint(0, 99999)) for _ in range(500))] * 2)


_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
    b" /Resources << /Font << /F1 3 0 R >> >> >>"
)


def _words() -> bytes:
    return b"The clerk of the archive has entered this line as he did the one before it. "


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _write(path: Path, objects: list[bytes], gap: int = 0) -> Path:
    """A PDF of these objects, the first in the file behind a gap."""
    offsets = []
    with path.open("wb") as file:
        file.write(_HEAD)
        file.seek(gap, 1)
        for number, body in enumerate(objects, start=1):
            offsets.append(file.tell())
            file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        start = file.tell()
        file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
        file.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
        file.write(b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))
        file.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return path
