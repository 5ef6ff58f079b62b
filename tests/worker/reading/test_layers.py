import zlib
from pathlib import Path

import pytest

from worker.reading.layers import may_have_layers

LIST = b"<< /Type /Catalog /OCProperties << >> >>"
NO_LIST = b"<< /Type /Catalog >>"


def packed(content: bytes) -> bytes:
    return b"1 0 obj << /Type /ObjStm /Length 9 >>\nstream\n" + zlib.compress(content) + b"\nend"


@pytest.mark.parametrize("pack", [bytes, packed])
def test_the_list_of_layers_is_found(tmp_path: Path, pack: type[bytes]) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.5\n" + b" " * 9_000_000 + pack(LIST))
    assert may_have_layers(path, encrypted=False)
    path.write_bytes(b"%PDF-1.5\n" + pack(NO_LIST))
    assert not may_have_layers(path, encrypted=False)


def test_what_cannot_be_looked_into_may_have_layers(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(packed(NO_LIST))
    assert may_have_layers(path, encrypted=True)
    path.write_bytes(b"<< /Type /ObjStm >> stream\nnot packed at all")
    assert may_have_layers(path, encrypted=False)
