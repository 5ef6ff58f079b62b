"""What is drawn on a page, as far as it tells which text may not be seen: a cheap first look.

Every call into PDFium costs about a microsecond and a page may have thousands of objects, so the
walk keeps plain tuples and ends at the first suspicion where no more is asked.
"""

import ctypes
from collections.abc import Iterator
from itertools import repeat
from typing import Any, NamedTuple

from worker.reading.bare_calls import address_of, addresses_of, bare_calls
from worker.reading.pages import Rect
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

    handle: int
    """Its address in PDFium."""
    box: Rect
    is_unpainted: bool
    """Whether it says itself that it is not to be painted."""
    is_tiny: bool
    is_off_page: bool


_Text = tuple[int, Rect, float, int | None, bool, bool, bool]
"""Handle, box, area, brightness, and whether it is unpainted, tiny, off the page: a plain tuple,
for a page may have thousands."""


class _Cover(NamedTuple):
    """A filled shape or an image; its brightness is known for a shape of one colour."""

    box: Rect
    light: int | None
    is_image: bool


class PageObjects:
    """The text that may not be seen, and the images of a page, those inside of forms included."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401 - a page of PDFium, which has no types
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._calls = bare_calls()
        floats, colour = (ctypes.c_float * 4)(), (ctypes.c_uint * 4)()
        self._corners, self._channels = addresses_of(floats), addresses_of(colour)
        self._floats = memoryview(floats).cast("B").cast("f")
        self._colour = memoryview(colour).cast("B").cast("I")
        self._page_box: Rect = page.get_bbox()
        self._texts: list[_Text] = []
        self._covers: list[_Cover] = []
        self._text_rows, self._cover_rows = Rows(), Rows()
        self._in_rows = 0
        """How many of the texts are in their rows: on most pages nothing asks for them."""
        self._pairs = 0
        self.shapes = 0
        """How many filled shapes there are."""
        self._suspects: dict[int, _Text] = {}
        self._visit(self._on_page(page.raw), None, 0)

    def suspects(self) -> list[TextPiece]:
        """The text objects that a reader may not see."""
        found = self._texts if self._pairs > _MOST_PAIRS else self._suspects.values()
        return [TextPiece(handle, box, *marks) for handle, box, _, _, *marks in found]

    def image_share(self) -> float:
        """About what share of the page its images take."""
        whole = max(1.0, _area(self._page_box))
        images = (each for each in self._covers if each.is_image)
        return sum(_overlap(each.box, self._page_box) for each in images) / whole

    def lies_on_image(self, box: Rect) -> bool:
        """Whether most of a box lies on one of the images."""
        return any(
            each.is_image and _overlap(each.box, box) >= _COVERED * _area(box)
            for each in self._covers
        )

    def _on_page(self, page: Any) -> Iterator[int]:  # noqa: ANN401
        count = self._pdfium.FPDFPage_CountObjects(page)
        return map(self._calls.on_page, repeat(address_of(page)), range(count))

    def _in_form(self, form: int) -> Iterator[int]:
        count = self._pdfium.FPDFFormObj_CountObjects(as_object(form))
        return map(self._calls.in_form, repeat(form), range(count))

    def _visit(self, handles: Iterator[int], matrix: Matrix | None, depth: int) -> None:
        kind_of = self._calls.kind
        for handle in handles:
            kind = kind_of(handle)
            if kind == 1:
                self._take_text(handle, matrix)
            elif kind == 2:
                self._take_path(handle, matrix)
            elif kind in (3, 4):
                self._take_cover(_Cover(self._box(handle, matrix), None, kind == 3))
            elif kind == 5 and depth < _DEEPEST:
                own = self._matrix(handle)
                inner = _times(own, matrix) if matrix else own
                self._visit(self._in_form(handle), inner, depth + 1)

    def _take_text(self, handle: int, matrix: Matrix | None) -> None:
        calls = self._calls
        if matrix is None and calls.bounds(handle, *self._corners):
            left, bottom, right, top = self._floats
            box = (left, bottom, right, top)
        else:
            box = left, bottom, right, top = self._box(handle, matrix)
        light, opacity = None, 255
        if calls.colour(handle, *self._channels):
            red, green, blue, opacity = self._colour
            light = (red * 30 + green * 59 + blue * 11) // 100
        unpainted = opacity < FAINT_BELOW or calls.mode(handle) in _UNSEEN_MODES
        height = top - bottom
        tiny = 0 < height <= _TINY_BOX_PT and self._size(handle, matrix) <= TINY_PT
        page = self._page_box
        is_inside = right > page[0] and left < page[2] and top > page[1] and bottom < page[3]
        away = height > 0 and not is_inside
        text = (handle, box, (right - left) * height, light, unpainted, tiny, away)
        pale = light is not None and light >= LIGHT_FROM
        if unpainted or tiny or away or pale or (self._covers and self._stands_on_its_colour(text)):
            self._suspects[len(self._texts)] = text
        self._texts.append(text)

    def _stands_on_its_colour(self, text: _Text) -> bool:
        left, bottom, right, top = text[1]
        for at in self._cover_rows.near(text[1]):
            self._pairs += 1
            cover = self._covers[at]
            box = cover.box
            touches = box[0] < right and box[2] > left and box[1] < top and box[3] > bottom
            if touches and _matches(cover, text):
                return True
        return False

    def _take_path(self, handle: int, matrix: Matrix | None) -> None:
        # Into two of the four that a colour goes into.
        self._calls.draw_mode(handle, *self._channels[:2])
        if self._colour[0]:
            self.shapes += 1
            light, opacity = self._light(handle)
            if opacity >= FAINT_BELOW:
                self._take_cover(_Cover(self._box(handle, matrix), light, False))

    def _take_cover(self, cover: _Cover) -> None:
        """Look what lies under a cover, and keep it for what is painted on it later."""
        left, bottom, right, top = cover.box
        if right - left < _SMALLEST_COVER_PT or top - bottom < _SMALLEST_COVER_PT:
            return
        self._cover_rows.add(cover.box, len(self._covers))
        self._covers.append(cover)
        if self._pairs > _MOST_PAIRS:
            return
        for at, text in enumerate(self._texts[self._in_rows :], start=self._in_rows):
            self._text_rows.add(text[1], at)
        self._in_rows = len(self._texts)
        for at in self._text_rows.near(cover.box):
            self._pairs += 1
            text = self._texts[at]
            box = text[1]
            touches = box[0] < right and box[2] > left and box[1] < top and box[3] > bottom
            if touches and _overlap(cover.box, box) >= _COVERED * text[2] > 0:
                self._suspects[at] = text

    def _light(self, handle: int) -> tuple[int | None, int]:
        if not self._calls.colour(handle, *self._channels):
            return None, 255
        red, green, blue, opacity = self._colour
        return (red * 30 + green * 59 + blue * 11) // 100, opacity

    def _box(self, handle: int, matrix: Matrix | None) -> Rect:
        if not self._calls.bounds(handle, *self._corners):
            return (0.0, 0.0, 0.0, 0.0)
        left, bottom, right, top = self._floats
        if matrix is None:
            return (left, bottom, right, top)
        a, b, c, d, e, f = matrix
        corners = [(x, y) for x in (left, right) for y in (bottom, top)]
        xs = [a * x + c * y + e for x, y in corners]
        ys = [b * x + d * y + f for x, y in corners]
        return (min(xs), min(ys), max(xs), max(ys))

    def _size(self, handle: int, matrix: Matrix | None) -> float:
        found = ctypes.c_float()
        self._pdfium.FPDFTextObj_GetFontSize(as_object(handle), ctypes.byref(found))
        size = abs(found.value)
        a, b, c, d, _, _ = _times(self._matrix(handle), matrix or _NO_MATRIX)
        return float(size * abs(a * d - b * c) ** 0.5)

    def _matrix(self, handle: int) -> Matrix:
        found = self._pdfium.FS_MATRIX()
        if not self._pdfium.FPDFPageObj_GetMatrix(as_object(handle), ctypes.byref(found)):
            return _NO_MATRIX
        return (found.a, found.b, found.c, found.d, found.e, found.f)


def as_object(handle: int) -> Any:  # noqa: ANN401
    """An address as what PDFium's own signatures ask for."""
    import pypdfium2.raw as pdfium

    return ctypes.cast(handle, pdfium.FPDF_PAGEOBJECT)


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
    _, box, area, light, *_ = text
    known = cover.light is not None and light is not None
    if known and abs((cover.light or 0) - (light or 0)) >= _SAME_COLOUR:
        return False
    return _overlap(cover.box, box) >= _COVERED * area > 0


def _area(box: Rect) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _overlap(one: Rect, other: Rect) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0
