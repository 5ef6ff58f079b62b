"""The words of a document's pages, as the worker leaves them for the desktop's search.

The worker puts one packed value beside the result of an attempt (`names.page_texts_key`), and the
owner keeps it beside the document. The desktop reads no PDF itself to make its search.
"""

import json
import zlib
from collections.abc import Sequence

MOST_BYTES = 256 * 1024 * 1024
"""More than the longest book; what unpacks to more is no text of ours."""

_JOINED = str.maketrans({"\ufffe": "", "\uffff": " "})
"""A word that was broken at the end of a line is one word; a filler is none."""


def pack(texts: Sequence[str]) -> bytes:
    """The text of each page, in order, as one value."""
    plain = [text.translate(_JOINED) for text in texts]
    return zlib.compress(json.dumps(plain, ensure_ascii=True).encode(), level=6)


def unpack(packed: bytes) -> list[str]:
    """The text of each page.

    Raises:
        ValueError: this is not what `pack` made.
    """
    reader = zlib.decompressobj()
    try:
        found = json.loads(reader.decompress(packed, MOST_BYTES))
    except zlib.error as error:
        raise ValueError("not packed text") from error
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise ValueError("not the text of pages")
    return found
