"""A document with what is not for the model marked: furniture of its pages, and its lists."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from worker.reading.back_matter import lists_of
from worker.reading.furniture import furniture_of
from worker.reading.pages import DocumentText, LeftOut, PageText

_LEAST_LEFT = 0.25
"""Share of a document's letters that must be left, or its furniture is all it says."""


def mark_left_out(document: DocumentText) -> DocumentText:
    """The same text, with the ranges that a reader would skip marked as left out."""
    pages = _marked(document.pages, furniture_of(document.pages))
    if _letters(pages) < _LEAST_LEFT * _letters(document.pages):
        return document
    return replace(document, pages=_marked(pages, lists_of(pages)))


def _letters(pages: Iterable[PageText]) -> int:
    return sum(sum(map(str.isalnum, page.shown)) for page in pages)


def _marked(
    pages: tuple[PageText, ...], found: Mapping[int, tuple[LeftOut, ...]]
) -> tuple[PageText, ...]:
    return tuple(
        replace(page, left_out=(*page.left_out, *found[page.number]))
        if page.number in found
        else page
        for page in pages
    )
