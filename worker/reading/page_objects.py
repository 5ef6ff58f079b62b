"""What is drawn on a page, as far as it tells which text may not be seen: a cheap first look.

A page may have thousands of objects, and what Python does for each costs more than what PDFium
does: the walk asks as little as it can, in one loop, and keeps plain tuples.
"""

import ctypes
from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple

from worker.reading.bare_calls import bare_calls, places_in
from worker.reading.pdfium import Address, Page, Rect, library
from worker.reading.rows import Rows

LIGHT_FROM = 190
"""Brightness (0-255) from which text may be white on white."""

FAINT_BELOW = 48
"""Opacity (0-255) below which nothing to speak of is painted."""

TINY_PT = 2.0
_TINY_BOX_PT = 2.6
_SAME_COLOUR = 48
_COVERED = 0.6
_SMALLEST_COVER_PT = 3.0
_MOST_PAIRS = 400_000
_DEEPEST = 6
_UNSEEN_MODES = (3, 7)
_NO_MATRIX = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]


class TextPiece(NamedTuple):
    """One text object that a reader may not see."""

    handle: Address
    box: Rect
    is_unpainted: bool
    """Whether it says itself that it is not to be painted."""
    is_tiny: bool
    is_off_page: bool


_Text = tuple[float, float, float, float, int | None, Address]
"""Left, bottom, right, top, brightness, address."""

_Cover = tuple[float, float, float, float, int | None, bool]
"""A filled shape or an image: left, bottom, right, top, brightness, whether it is an image.
The brightness is known for a shape of one colour."""

_Marks = tuple[bool, bool, bool]
_UNMARKED: _Marks = (False, False, False)


class PageObjects:
    """The text that may not be seen, and the images of a page, those inside of forms included."""

    def __init__(self, page: Page) -> None:
        self._calls = bare_calls()
        floats, colour = (ctypes.c_float * 4)(), (ctypes.c_uint * 4)()
        self._corners, self._channels = places_in(floats), places_in(colour)
        self._floats = memoryview(floats).cast("B").cast("f")
        self._colour = memoryview(colour).cast("B").cast("I")
        self._page_box = page.box()
        self._texts: list[_Text] = []
        self._covers: list[_Cover] = []
        self._text_rows, self._cover_rows = Rows(), Rows()
        self._in_rows = 0
        """How many of the texts are in their rows: on most pages nothing asks for them."""
        self._pairs = 0
        self.shapes = 0
        """How many filled shapes there are."""
        self._marks: dict[int, _Marks] = {}
        """What is odd about a text by itself: unpainted, tiny, off the page."""
        self._suspects: dict[int, _Text] = {}
        self._visit(self._on_page(page.raw), None, 0)

    def suspects(self) -> list[TextPiece]:
        """The text objects that a reader may not see."""
        too_many = self._pairs > _MOST_PAIRS
        found = enumerate(self._texts) if too_many else self._suspects.items()
        return [TextPiece(text[5], text[:4], *self._marks.get(at, _UNMARKED)) for at, text in found]

    def image_share(self) -> float:
        """About what share of the page its images take."""
        whole = max(1.0, _area(self._page_box))
        images = (each for each in self._covers if each[5])
        return sum(_overlap(each, self._page_box) for each in images) / whole

    def lies_on_image(self, box: Rect) -> bool:
        """Whether most of a box lies on one of the images."""
        return any(
            each[5] and _overlap(each, box) >= _COVERED * _area(box) for each in self._covers
        )

    def _on_page(self, page: Address) -> Iterator[Address]:
        count = library().FPDFPage_CountObjects(page)
        return map(self._calls.on_page, repeat(page), range(count))

    def _in_form(self, form: Address) -> Iterator[Address]:
        count = library().FPDFFormObj_CountObjects(form)
        return map(self._calls.in_form, repeat(form), map(ctypes.c_ulong, range(count)))

    def _visit(self, handles: Iterator[Address], matrix: Matrix | None, depth: int) -> None:
        mode_of, bounds_of, colour_of = self._calls.mode, self._calls.bounds, self._calls.colour
        (x1, y1, x2, y2), (r, g, b, a) = self._corners, self._channels
        floats, colour, texts = self._floats, self._colour, self._texts
        page_left, page_bottom, page_right, page_top = self._page_box
        for handle in handles:
            mode = mode_of(handle)
            if mode < 0:
                self._take_other(handle, matrix, depth)
                continue
            if matrix is None and bounds_of(handle, x1, y1, x2, y2):
                left, bottom, right, top = floats
            else:
                left, bottom, right, top = self._box(handle, matrix)
            light, opacity, pale = None, 255, False
            if colour_of(handle, r, g, b, a):
                red, green, blue, opacity = colour
                light = (red * 30 + green * 59 + blue * 11) // 100
                pale = light >= LIGHT_FROM
            unpainted = opacity < FAINT_BELOW or mode in _UNSEEN_MODES
            tall = top > bottom
            tiny = tall and top - bottom <= _TINY_BOX_PT and self._size(handle, matrix) <= TINY_PT
            away = tall and not (
                right > page_left and left < page_right and top > page_bottom and bottom < page_top
            )
            text = (left, bottom, right, top, light, handle)
            if unpainted or tiny or away:
                self._marks[len(texts)] = (unpainted, tiny, away)
                self._suspects[len(texts)] = text
            elif pale or (self._covers and self._stands_on_its_colour(text)):
                self._suspects[len(texts)] = text
            texts.append(text)

    def _take_other(self, handle: Address, matrix: Matrix | None, depth: int) -> None:
        kind = self._calls.kind(handle)
        if kind == 2:
            self._take_path(handle, matrix)
        elif kind in (3, 4):
            self._take_cover((*self._box(handle, matrix), None, kind == 3))
        elif kind == 5 and depth < _DEEPEST:
            own = self._matrix(handle)
            inner = _times(own, matrix) if matrix else own
            self._visit(self._in_form(handle), inner, depth + 1)

    def _stands_on_its_colour(self, text: _Text) -> bool:
        left, bottom, right, top, *_ = text
        covers = self._covers
        for at in self._cover_rows.near(bottom, top):
            self._pairs += 1
            cover = covers[at]
            touches = cover[0] < right and cover[2] > left and cover[1] < top and cover[3] > bottom
            if touches and _matches(cover, text):
                return True
        return False

    def _take_path(self, handle: Address, matrix: Matrix | None) -> None:
        # Into two of the four that a colour goes into.
        self._calls.draw_mode(handle, *self._channels[:2])
        if self._colour[0]:
            self.shapes += 1
            light, opacity = self._light(handle)
            if opacity >= FAINT_BELOW:
                self._take_cover((*self._box(handle, matrix), light, False))

    def _take_cover(self, cover: _Cover) -> None:
        """Look what lies under a cover, and keep it for what is painted on it later."""
        left, bottom, right, top, *_ = cover
        if right - left < _SMALLEST_COVER_PT or top - bottom < _SMALLEST_COVER_PT:
            return
        self._cover_rows.add(bottom, top, len(self._covers))
        self._covers.append(cover)
        if self._pairs > _MOST_PAIRS:
            return
        texts = self._texts
        for at in range(self._in_rows, len(texts)):
            self._text_rows.add(texts[at][1], texts[at][3], at)
        self._in_rows = len(texts)
        for at in self._text_rows.near(bottom, top):
            self._pairs += 1
            text = texts[at]
            touches = text[0] < right and text[2] > left and text[1] < top and text[3] > bottom
            if touches and _overlap(cover, text) >= _COVERED * _extent(text) > 0:
                self._suspects[at] = text

    def _light(self, handle: Address) -> tuple[int | None, int]:
        if not self._calls.colour(handle, *self._channels):
            return None, 255
        red, green, blue, opacity = self._colour
        return (red * 30 + green * 59 + blue * 11) // 100, opacity

    def _box(self, handle: Address, matrix: Matrix | None) -> Rect:
        if not self._calls.bounds(handle, *self._corners):
            return (0.0, 0.0, 0.0, 0.0)
        left, bottom, right, top = self._floats
        if matrix is None:
            return (left, bottom, right, top)
        a, b, c, d, e, f = matrix
        xs = (
            a * left + c * bottom + e, a * left + c * top + e,
            a * right + c * bottom + e, a * right + c * top + e,
        )  # fmt: skip
        ys = (
            b * left + d * bottom + f, b * left + d * top + f,
            b * right + d * bottom + f, b * right + d * top + f,
        )  # fmt: skip
        return (min(xs), min(ys), max(xs), max(ys))

    def _size(self, handle: Address, matrix: Matrix | None) -> float:
        found = ctypes.c_float()
        self._calls.font_size(handle, ctypes.byref(found))
        size = abs(found.value)
        a, b, c, d, _, _ = _times(self._matrix(handle), matrix or _NO_MATRIX)
        return float(size * abs(a * d - b * c) ** 0.5)

    def _matrix(self, handle: Address) -> Matrix:
        found = (ctypes.c_float * 6)()
        if not self._calls.matrix(handle, ctypes.byref(found)):
            return _NO_MATRIX
        a, b, c, d, e, f = found
        return (a, b, c, d, e, f)


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i, a * h + b * j,
        c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def _matches(cover: _Cover, text: _Text) -> bool:
    """Whether a text stands on a cover of its own colour, or of one that is not known."""
    below, light = cover[4], text[4]
    if below is not None and light is not None and abs(below - light) >= _SAME_COLOUR:
        return False
    return _overlap(cover, text) >= _COVERED * _extent(text) > 0


def _extent(text: _Text) -> float:
    """Width by height, also of what has none: then it is less than nothing, perhaps."""
    return (text[2] - text[0]) * (text[3] - text[1])


def _area(box: Rect) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _overlap(one: Rect | _Text | _Cover, other: Rect | _Text) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0
