"""What is drawn on a page, as far as it tells which text may not be seen: a cheap first look.

A page may have thousands of objects, and what Python does for each costs more than what PDFium
does: the walk asks as little as it can, in one loop, and keeps plain tuples.
"""

import ctypes
from collections.abc import Callable, Iterator
from itertools import repeat
from typing import NamedTuple

from worker.reading.bare_calls import bare_calls, places_in
from worker.reading.concealment import TINY_PT, Concealment
from worker.reading.pdfium import Address, Page, Rect, library
from worker.reading.rects import Matrix, area, overlap, times
from worker.reading.rows import Rows

LIGHT_FROM = 190
"""Brightness (0-255) from which text may be white on white."""

FAINT_BELOW = 48
"""Opacity (0-255) below which nothing to speak of is painted."""

_TINY_BOX_PT = 2.6
_SAME_COLOUR = 48
_COVERED = 0.6
_SMALLEST_COVER_PT = 3.0
_MOST_PAIRS = 400_000
_DEEPEST = 40
_UNSEEN_MODES = (3, 7)
_OUTLINED_MODES = (1, 5)
_STICKS_OUT_PT = 24.0
_NO_MATRIX = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class TextPiece(NamedTuple):
    """One text object that a reader may not see."""

    handle: Address
    box: Rect
    is_unpainted: bool
    """Whether it says itself that it is not to be painted."""
    is_tiny: bool
    is_off_page: bool
    is_narrow: bool
    """Whether the room that its letters have tells if they can be read."""
    sticks_out: bool
    """Whether some of its letters may be off the page."""
    is_doubtful: bool
    """Whether painting tells."""


_Text = tuple[float, float, float, float, int | None, Address]
"""Left, bottom, right, top, brightness, address."""

_Cover = tuple[float, float, float, float, int | None, bool]
"""A filled shape or an image: left, bottom, right, top, brightness, whether it is an image.
The brightness is known for a shape of one colour."""

_Marks = tuple[bool, bool, bool]
_UNMARKED: _Marks = (False, False, False)


class PageObjects:
    """The text that may not be seen, and the images of a page, those inside of forms included."""

    def __init__(self, page: Page, *, has_layers: Callable[[], bool] = lambda: False) -> None:
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
        self._covered: dict[int, float] = {}
        """How much of a text all its covers together may hide."""
        self._sticking_out: set[int] = set()
        self._concealment = Concealment()
        self._has_layers = has_layers
        """Whether any form may be one that is switched off."""
        self._visit(self._on_page(page.raw), None, 0)
        self._narrow = self._doubt()

    def suspects(self) -> list[TextPiece]:
        """The text objects that a reader may not see, or not all of."""
        too_many = self._pairs > _MOST_PAIRS
        doubtful = range(len(self._texts)) if too_many else self._suspects
        return [
            TextPiece(
                self._texts[at][5],
                self._texts[at][:4],
                *self._marks.get(at, _UNMARKED),
                is_narrow=at in self._narrow,
                sticks_out=at in self._sticking_out,
                is_doubtful=at in doubtful,
            )
            for at in sorted({*doubtful, *self._narrow, *self._sticking_out})
        ]

    def _doubt(self) -> set[int]:
        """Suspect what its own state may hide; those whose letters may have no room."""
        handles = [text[5] for text in self._texts]
        unpainted = [handles[at] for at, marks in self._marks.items() if marks[0]]
        doubts = self._concealment.doubts(handles, unpainted)
        self._suspects |= {at: self._texts[at] for at in doubts.unseen}
        return doubts.narrow

    def image_share(self) -> float:
        """About what share of the page its images take."""
        whole = max(1.0, area(self._page_box))
        images = (each for each in self._covers if each[5])
        return sum(overlap(each, self._page_box) for each in images) / whole

    def lies_on_image(self, box: Rect) -> bool:
        """Whether most of a box lies on one of the images."""
        return any(each[5] and overlap(each, box) >= _COVERED * area(box) for each in self._covers)

    def _on_page(self, page: Address) -> Iterator[Address]:
        count = library().FPDFPage_CountObjects(page)
        return map(self._calls.on_page, repeat(page), range(count))

    def _in_form(self, form: Address) -> Iterator[Address]:
        count = library().FPDFFormObj_CountObjects(form)
        return map(self._calls.in_form, repeat(form), map(ctypes.c_ulong, range(count)))

    def _visit(self, handles: Iterator[Address], matrix: Matrix | None, depth: int) -> None:
        mode_of, bounds_of = self._calls.mode, self._calls.bounds
        fill_colour_of, line_colour_of = self._calls.colour, self._calls.line_colour
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
            colour_of = line_colour_of if mode in _OUTLINED_MODES else fill_colour_of
            if colour_of(handle, r, g, b, a):
                red, green, blue, opacity = colour
                light = (red * 30 + green * 59 + blue * 11) // 100
                pale = light >= LIGHT_FROM
            unpainted = opacity < FAINT_BELOW or mode in _UNSEEN_MODES
            tall = top > bottom
            tiny = tall and top - bottom <= _TINY_BOX_PT and self._size(handle, matrix) <= TINY_PT
            away = False
            if left < page_left or bottom < page_bottom or right > page_right or top > page_top:
                away = tall and self._is_beyond_edge((left, bottom, right, top))
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
            inner = times(own, matrix) if matrix else own
            first = len(self._texts)
            self._visit(self._in_form(handle), inner, depth + 1)
            if first < len(self._texts) and self._may_hide(handle):
                self._suspects |= dict(enumerate(self._texts[first:], start=first))

    def _may_hide(self, form: Address) -> bool:
        """Whether all that is in a form may be unseen."""
        if self._calls.transparent(form) or self._concealment.is_clipped(form):
            return True
        # Asked last: the first time, the whole file is looked through for it.
        return self._has_layers()

    def _is_beyond_edge(self, box: Rect) -> bool:
        """Whether a text is off the page; note one of which a part is."""
        left, bottom, right, top = self._page_box
        out = max(left - box[0], bottom - box[1], box[2] - right, box[3] - top)
        if out > _STICKS_OUT_PT:
            self._sticking_out.add(len(self._texts))
        return box[2] <= left or box[0] >= right or box[3] <= bottom or box[1] >= top

    def _stands_on_its_colour(self, text: _Text) -> bool:
        left, bottom, right, top, *_ = text
        covers, hidden = self._covers, 0.0
        for at in self._cover_rows.near(bottom, top):
            self._pairs += 1
            cover = covers[at]
            touches = cover[0] < right and cover[2] > left and cover[1] < top and cover[3] > bottom
            if touches and _may_match(cover, text):
                hidden += overlap(cover, text)
        return hidden >= _COVERED * _extent(text) > 0

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
            if touches:
                hidden = self._covered.get(at, 0.0) + overlap(cover, text)
                self._covered[at] = hidden
                if hidden >= _COVERED * _extent(text) > 0:
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
        a, b, c, d, _, _ = times(self._matrix(handle), matrix or _NO_MATRIX)
        return float(size * abs(a * d - b * c) ** 0.5)

    def _matrix(self, handle: Address) -> Matrix:
        found = (ctypes.c_float * 6)()
        if not self._calls.matrix(handle, ctypes.byref(found)):
            return _NO_MATRIX
        a, b, c, d, e, f = found
        return (a, b, c, d, e, f)


def _may_match(cover: _Cover, text: _Text) -> bool:
    """Whether a cover is of a text's own colour, or of one that is not known."""
    below, light = cover[4], text[4]
    return below is None or light is None or abs(below - light) < _SAME_COLOUR


def _extent(text: _Text) -> float:
    """Width by height, also of what has none: then it is less than nothing, perhaps."""
    return (text[2] - text[0]) * (text[3] - text[1])
