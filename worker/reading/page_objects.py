"""What is drawn on a page, as far as it tells which text may not be seen: a cheap first look.

Every call into PDFium costs about a microsecond and a page may have thousands of objects, so the
walk keeps plain tuples and ends at the first suspicion where no more is asked.
"""

import ctypes
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from worker.reading.pages import Rect

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

    handle: Any
    box: Rect
    is_unpainted: bool
    """Whether it says itself that it is not to be painted."""
    is_tiny: bool
    is_off_page: bool


class _Text(NamedTuple):
    handle: Any
    box: Rect
    area: float
    light: int | None
    is_unpainted: bool
    is_tiny: bool
    is_off_page: bool


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
        self._floats = (ctypes.c_float * 4)()
        self._colour = (ctypes.c_uint * 4)()
        self._bounds = _filling(pdfium.FPDFPageObj_GetBounds, self._floats)
        self._fill_colour = _filling(pdfium.FPDFPageObj_GetFillColor, self._colour)
        self._page_box: Rect = page.get_bbox()
        self._texts: list[_Text] = []
        self._covers: list[_Cover] = []
        self._pairs = 0
        self.shapes = 0
        """How many filled shapes there are."""
        self._suspects: dict[int, _Text] = {}
        self._visit(self._on_page(page.raw), None, 0)

    def suspects(self) -> list[TextPiece]:
        """The text objects that a reader may not see."""
        found = self._texts if self._pairs > _MOST_PAIRS else self._suspects.values()
        return [TextPiece(t.handle, t.box, t.is_unpainted, t.is_tiny, t.is_off_page) for t in found]

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

    def _on_page(self, page: Any) -> Iterator[Any]:  # noqa: ANN401
        get = self._pdfium.FPDFPage_GetObject
        return (get(page, at) for at in range(self._pdfium.FPDFPage_CountObjects(page)))

    def _in_form(self, form: Any) -> Iterator[Any]:  # noqa: ANN401
        get = self._pdfium.FPDFFormObj_GetObject
        return (get(form, at) for at in range(self._pdfium.FPDFFormObj_CountObjects(form)))

    def _visit(self, handles: Iterator[Any], matrix: Matrix | None, depth: int) -> None:
        type_of = self._pdfium.FPDFPageObj_GetType
        for handle in handles:
            kind = type_of(handle)
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

    def _take_text(self, handle: Any, matrix: Matrix | None) -> None:  # noqa: ANN401
        box = self._box(handle, matrix)
        light, opacity = self._light(handle)
        mode = self._pdfium.FPDFTextObj_GetTextRenderMode(handle)
        unpainted = mode in _UNSEEN_MODES or opacity < FAINT_BELOW
        width, height = box[2] - box[0], box[3] - box[1]
        tiny = 0 < height <= _TINY_BOX_PT and self._size(handle, matrix) <= TINY_PT
        away = height > 0 and _is_outside(box, self._page_box)
        text = _Text(handle, box, width * height, light, unpainted, tiny, away)
        pale = light is not None and light >= LIGHT_FROM
        if unpainted or tiny or away or pale or self._stands_on_its_colour(text):
            self._suspects[len(self._texts)] = text
        self._pairs += len(self._covers)
        self._texts.append(text)

    def _stands_on_its_colour(self, text: _Text) -> bool:
        left, bottom, right, top = text.box
        for cover in self._covers:
            box = cover.box
            touches = box[0] < right and box[2] > left and box[1] < top and box[3] > bottom
            if touches and _matches(cover, text):
                return True
        return False

    def _take_path(self, handle: Any, matrix: Matrix | None) -> None:  # noqa: ANN401
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        self._pdfium.FPDFPath_GetDrawMode(handle, ctypes.byref(fill), ctypes.byref(stroke))
        if fill.value:
            self.shapes += 1
            light, opacity = self._light(handle)
            if opacity >= FAINT_BELOW:
                self._take_cover(_Cover(self._box(handle, matrix), light, False))

    def _take_cover(self, cover: _Cover) -> None:
        """Look what lies under a cover, and keep it for what is painted on it later."""
        left, bottom, right, top = cover.box
        if right - left < _SMALLEST_COVER_PT or top - bottom < _SMALLEST_COVER_PT:
            return
        self._covers.append(cover)
        self._pairs += len(self._texts)
        if self._pairs > _MOST_PAIRS:
            return
        for at, text in enumerate(self._texts):
            box = text.box
            touches = box[0] < right and box[2] > left and box[1] < top and box[3] > bottom
            if touches and _overlap(cover.box, box) >= _COVERED * text.area > 0:
                self._suspects[at] = text

    def _light(self, handle: Any) -> tuple[int | None, int]:  # noqa: ANN401
        if not self._fill_colour(handle):
            return None, 255
        red, green, blue, opacity = self._colour
        return (red * 30 + green * 59 + blue * 11) // 100, opacity

    def _box(self, handle: Any, matrix: Matrix | None) -> Rect:  # noqa: ANN401
        if not self._bounds(handle):
            return (0.0, 0.0, 0.0, 0.0)
        left, bottom, right, top = self._floats
        if matrix is None:
            return (left, bottom, right, top)
        a, b, c, d, e, f = matrix
        corners = [(x, y) for x in (left, right) for y in (bottom, top)]
        xs = [a * x + c * y + e for x, y in corners]
        ys = [b * x + d * y + f for x, y in corners]
        return (min(xs), min(ys), max(xs), max(ys))

    def _size(self, handle: Any, matrix: Matrix | None) -> float:  # noqa: ANN401
        found = ctypes.c_float()
        self._pdfium.FPDFTextObj_GetFontSize(handle, ctypes.byref(found))
        size = abs(found.value)
        a, b, c, d, _, _ = _times(self._matrix(handle), matrix or _NO_MATRIX)
        return float(size * abs(a * d - b * c) ** 0.5)

    def _matrix(self, handle: Any) -> Matrix:  # noqa: ANN401
        found = self._pdfium.FS_MATRIX()
        if not self._pdfium.FPDFPageObj_GetMatrix(handle, ctypes.byref(found)):
            return _NO_MATRIX
        return (found.a, found.b, found.c, found.d, found.e, found.f)


def _filling(function: Any, four: "ctypes.Array[Any]") -> Callable[[Any], int]:  # noqa: ANN401
    """A function of PDFium that fills four values, called without a look at the type of each.

    That look takes three times as long as the call, of which a page may need thousands.
    """
    pointers = (ctypes.c_void_p,) * 4
    bare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, *pointers)(
        ctypes.cast(function, ctypes.c_void_p).value or 0
    )
    first = ctypes.addressof(four)
    step = ctypes.sizeof(four) // len(four)
    one, two, three, last = (first + step * at for at in range(4))
    return lambda handle: int(bare(handle, one, two, three, last))


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
    known = cover.light is not None and text.light is not None
    if known and abs((cover.light or 0) - (text.light or 0)) >= _SAME_COLOUR:
        return False
    return _overlap(cover.box, text.box) >= _COVERED * text.area > 0


def _area(box: Rect) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _overlap(one: Rect, other: Rect) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0


def _is_outside(box: Rect, page: Rect) -> bool:
    return box[2] <= page[0] or box[0] >= page[2] or box[3] <= page[1] or box[1] >= page[3]
