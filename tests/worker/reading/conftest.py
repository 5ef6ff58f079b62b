"""Small PDFs written by hand, so that each test can say exactly what stands in its file."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest


def _write_pdf(path: Path, pages: Sequence[Sequence[str]], *, title: str = "") -> Path:
    """A PDF with the given lines of text on each page; text goes through WinAnsi."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", _FONT, f"<< /Title ({_escaped(title)}) >>"]
    kids = []
    for lines in pages:
        content = _content(lines)
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    path.write_bytes(_assembled(objects))
    return path


_FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def _content(lines: Sequence[str]) -> str:
    shown = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
    return f"BT /F1 11 Tf 14 TL 50 780 Td\n{shown}\nET"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assembled(objects: Sequence[str]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    entries = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{entries}".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\n".encode()
    out += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


@pytest.fixture
def write_pdf() -> Callable[..., Path]:
    """Writes a PDF with the given lines of text on each page."""
    return _write_pdf
