"""Whether a document may have layers that can be switched off: of forms PDFium does not say.

The file is looked through for the name of their list, also in the packed streams in which newer
files keep their objects. What cannot be looked into may hold it.
"""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

_LAYERS = b"/OCProperties"
_PACKED = re.compile(rb"/ObjStm\b[^\0]{0,400}?stream\r?\n")
_STEP = 8 * 1024 * 1024
_OVERLAP = 64 * 1024
_MOST_UNPACKED = 4 * 1024 * 1024
"""Bytes of one stream; those of real files have a few thousand."""


def may_have_layers(path: Path, *, encrypted: bool) -> bool:
    """Look for layers; `encrypted`: whether the streams of the file are not to be read."""
    for part in _parts(path):
        if _LAYERS in part:
            return True
        view = memoryview(part)
        for found in _PACKED.finditer(part):
            if encrypted or _LAYERS in _unpacked(view[found.end() :]):
                return True
    return False


def _parts(path: Path) -> Iterator[bytes]:
    """The file in parts that overlap."""
    with path.open("rb") as file:
        kept = b""
        while more := file.read(_STEP):
            part = kept + more
            yield part
            kept = part[-_OVERLAP:]


def _unpacked(data: memoryview) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MOST_UNPACKED)
    except zlib.error:
        # Packed otherwise, or damaged.
        return _LAYERS
