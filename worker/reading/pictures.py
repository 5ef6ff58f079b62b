"""Which pages are pictures: their own text is of no use, and there is something to recognise."""

import re

from worker.reading.characters import FILLER

_USABLE_CHARACTERS = 16
_STAMP_CHARACTERS = 40
_BEGINNING = 400
_WHOLE_PAGE = 0.85
_ANY_PICTURE = 0.05
_MANY_SHAPES = 40
"""Filled shapes on a page without text: its letters may be drawn."""

_GARBAGE = 0.4
_ODD = re.compile(rf"[{FILLER}\ufffd\ue000-\uf8ff]")


def wants_ocr(shown: str, image_share: float, shapes: int) -> bool:
    """Whether a page's own text is of no use, and there is something to recognise."""
    # Of most pages the beginning tells; all of it is counted where there is little.
    usable = sum(map(str.isalnum, shown[:_BEGINNING]))
    if usable < _STAMP_CHARACTERS:
        usable = sum(map(str.isalnum, shown))
    if usable < _USABLE_CHARACTERS or is_garbage(shown):
        return image_share >= _ANY_PICTURE or shapes >= _MANY_SHAPES
    return usable < _STAMP_CHARACTERS and image_share >= _WHOLE_PAGE


def is_garbage(text: str) -> bool:
    """Whether most characters stand for nothing: a font that does not say what its shapes are."""
    if not _ODD.search(text):
        return False
    visible = sum(map(len, text.split()))
    return visible >= _USABLE_CHARACTERS and len(_ODD.findall(text)) > _GARBAGE * visible
