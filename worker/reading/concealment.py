"""Text that its own state may hide: clipped away, transparent, in a layer that is off, too narrow.

Asked of all text objects of a page at once, after the walk: most pages have none of it.
"""

import ctypes
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import compress
from math import hypot
from typing import NamedTuple

from worker.reading.bare_calls import bare_calls, places_in
from worker.reading.pdfium import Address, Rect
from worker.reading.rects import area, overlap

TINY_PT = 2.0
_LEFT_BY_CLIP = 0.6
"""Share of a text that its clip must leave, or it is looked at."""

_POINTS_OF_RECTANGLE = (4, 5, 6)
"""Some say the first again."""

_SQUEEZED = 4
"""How many times as high as wide the letters of a font are made."""

_CLIPPING_MODES = (4, 5, 6, 7)
_NOWHERE: Rect = (0.0, 0.0, 0.0, 0.0)
_EVERYWHERE: Rect = (-1e9, -1e9, 1e9, 1e9)
_LONGEST_LIGATURE = 2 * len("ffi\0")
"""Bytes; what stands for a shape of its letters, a hyphen or a tab is no longer."""

_LAYER = "OC\0".encode("utf-16-le")


class Doubts(NamedTuple):
    """Which of the text objects asked about may not be seen, by their place among them."""

    unseen: set[int]
    """Painting tells."""
    narrow: set[int]
    """The room that each letter has tells."""


class _Mark(Enum):
    LAYER = auto()
    REPLACEMENT = auto()
    """It says something instead of the letters, as long as it likes."""


class Concealment:
    """Asks PDFium about the state of objects; holds the memory that it answers into."""

    def __init__(self) -> None:
        self._calls = bare_calls()
        floats = (ctypes.c_float * 6)()
        self._first = ctypes.byref(floats)
        self._floats = memoryview(floats).cast("B").cast("f")
        four = (ctypes.c_float * 4)()
        self._four = places_in(four)
        self._sides = memoryview(four).cast("B").cast("f")
        self._name = (ctypes.c_char * len(_LAYER))()
        self._name_there = ctypes.byref(self._name), ctypes.c_ulong(len(_LAYER))
        self._length = ctypes.c_ulong()
        self._length_there = ctypes.byref(self._length)

    def doubts(self, handles: Sequence[Address], unpainted: Sequence[Address]) -> Doubts:
        """Look at text objects; `unpainted` are those that say themselves that they are not."""
        calls = self._calls
        places = range(len(handles))
        unseen = set(compress(places, map(calls.transparent, handles)))
        by_text = any(calls.mode(handle) in _CLIPPING_MODES for handle in unpainted)
        counts = map(calls.clip_paths, map(calls.clip, handles))
        for at in [at for at, count in enumerate(counts) if count >= 0]:
            if by_text or self.is_clipped(handles[at]):
                unseen.add(at)
        narrow = set(self._turned_and_tiny(handles))
        for at, mark in self._odd_marks(handles):
            (unseen if mark is _Mark.LAYER else narrow).add(at)
        return Doubts(unseen, narrow)

    def is_clipped(self, handle: Address) -> bool:
        """Whether the clip of an object may leave little of it."""
        clip = self._clip_box(handle)
        if clip is None or not self._calls.bounds(handle, *self._four):
            return False
        left, bottom, right, top = self._sides
        box = (left, bottom, right, top)
        return overlap(box, clip) < _LEFT_BY_CLIP * area(box)

    def _clip_box(self, handle: Address) -> Rect | None:
        """What is left by the clip, if there is one; a shape other than a box may leave nothing."""
        clip = self._calls.clip(handle)
        count = self._calls.clip_paths(clip)
        if count < 0:
            return None
        box = _EVERYWHERE if count else _NOWHERE
        for path in range(count):
            points = list(self._points(clip, path))
            xs, ys = {x for x, _ in points}, {y for _, y in points}
            if len(points) not in _POINTS_OF_RECTANGLE or len(xs) > 2 or len(ys) > 2:
                return _NOWHERE
            box = (max(box[0], min(xs)), max(box[1], min(ys)),
                   min(box[2], max(xs)), min(box[3], max(ys)))  # fmt: skip
        return box

    def _points(self, clip: Address, path: int) -> Iterator[tuple[float, float]]:
        calls = self._calls
        for at in range(min(calls.clip_points(clip, path), _POINTS_OF_RECTANGLE[-1] + 1)):
            if calls.point(calls.clip_point(clip, path, at), *self._four[:2]):
                yield self._sides[0], self._sides[1]

    def _turned_and_tiny(self, handles: Sequence[Address]) -> Iterator[int]:
        """Texts in letters so small that only their direction keeps it from their box."""
        matrix_of, there, floats = self._calls.matrix, self._first, self._floats
        for at, handle in enumerate(handles):
            matrix_of(handle, there)
            if floats[1] or floats[2] or abs(floats[0]) * _SQUEEZED < abs(floats[3]):
                a, b, c, d = floats[:4]
                self._calls.font_size(handle, there)
                if min(hypot(a, b), hypot(c, d)) * abs(floats[0]) <= TINY_PT:
                    yield at

    def _odd_marks(self, handles: Sequence[Address]) -> Iterator[tuple[int, _Mark]]:
        """What marks say of texts; most have none, or all of a paragraph the same one."""
        marked = [(at, n) for at, n in enumerate(map(self._calls.marks, handles)) if n > 0]
        known: dict[int | None, _Mark | None] = {}
        for number in range(max((count for _, count in marked), default=0)):
            for at, count in marked:
                if number < count:
                    mark = self._calls.mark(handles[at], ctypes.c_ulong(number))
                    place = mark.value
                    if place not in known:
                        known[place] = self._meaning(mark)
                    if meaning := known[place]:
                        yield at, meaning

    def _meaning(self, mark: Address) -> _Mark | None:
        calls = self._calls
        calls.mark_name(mark, *self._name_there, self._length_there)
        if self._length.value == len(_LAYER) and self._name.raw == _LAYER:
            return _Mark.LAYER
        self._length.value = 0
        calls.mark_value(mark, b"ActualText", None, ctypes.c_ulong(0), self._length_there)
        return _Mark.REPLACEMENT if self._length.value > _LONGEST_LIGATURE else None
