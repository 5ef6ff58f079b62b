"""Which text of a page nobody can see: white on white, tiny, off the page, unpainted, covered.

A cheap look at what is drawn finds suspects. What they leave on the page is then told by painting
it with and without them: text whose absence changes nothing cannot be seen. Unseen text that lies
on the letters of a page-sized image was put there by text recognition, and is the text.
"""

import ctypes
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from math import ceil, hypot
from typing import NamedTuple

from worker.reading.bare_calls import bare_calls
from worker.reading.page_objects import PageObjects, TextPiece
from worker.reading.pdfium import Page, Rect, library
from worker.reading.rects import area

_MOST_PIXELS_A_SIDE = 2000
_SEEN_FROM = 24
"""Difference in brightness (0-255) from which something can be seen."""

_FEWEST_HIDDEN = 4
_FEWEST_TINY = 12
"""Letters and digits on a page; less is a mark in a drawing, or an odd font."""

_LEAST_ROOM_PT = 1.4
"""Letters with less room each on their line are no more to be read than tiny ones."""

_MOST_ON_EACH_OTHER = 400
_MOST_PAINTED = 6
_ON_EACH_OTHER = 0.3
"""Share of the smaller of two texts; lines of a paragraph touch each other, too."""

_INK_FROM = 48
_PAGE_SIZED = 0.5
"""Share of the page that the images of a scanned page take at least."""

Box = tuple[int, int, int, int]


class _Suspect:
    """A piece of text, where its letters are in the text, and where on the painted page."""

    __slots__ = ("box", "indices", "piece")

    def __init__(self, piece: TextPiece, indices: tuple[int, ...], box: Box) -> None:
        self.piece = piece
        self.indices = indices
        self.box = box


class _Picture(NamedTuple):
    """A painted part of a page, a byte for each pixel."""

    pixels: bytes
    stride: int
    part: Box

    def rows(self, box: Box) -> Iterable[bytes]:
        """The pixels of a box of the page, row by row."""
        left, top, right, bottom = _common(box, self.part)
        for y in range(top, bottom):
            at = (y - self.part[1]) * self.stride - self.part[0]
            yield self.pixels[at + left : at + max(left, right)]


def hidden_ranges(page: Page, text: str, objects: PageObjects) -> tuple[tuple[int, int], ...]:
    """The ranges of a page's text that cannot be seen.

    The page must not be used for anything but its text afterwards.
    """
    pieces = objects.suspects()
    if not pieces:
        return ()
    places = _places(page, text)
    suspects = [
        _Suspect(piece, indices, _device_box(page, piece.box, indices))
        for one in pieces
        for piece, indices in _settled(page, one, places.get(one.handle.value or 0, ()))
    ]
    if _size(suspects) < _FEWEST_HIDDEN:
        return ()
    hidden = _unseen(page, objects, suspects, sum(map(len, places.values())))
    if _size(hidden) < _FEWEST_HIDDEN:
        return ()
    return _ranges(text, sorted(index for one in hidden for index in one.indices), places)


def _settled(
    page: Page, piece: TextPiece, indices: tuple[int, ...]
) -> Iterator[tuple[TextPiece, tuple[int, ...]]]:
    """A piece, and its letters beyond the edge of the page by themselves."""
    if piece.sticks_out and not piece.is_off_page:
        beyond = set(_beyond_edge(page, indices))
        if len(beyond) >= _FEWEST_TINY:
            yield piece._replace(is_off_page=True), tuple(sorted(beyond))
            indices = tuple(index for index in indices if index not in beyond)
    if not indices:
        return
    left, bottom, right, top = piece.box
    if piece.is_narrow and hypot(right - left, top - bottom) < _LEAST_ROOM_PT * len(indices):
        yield piece._replace(is_tiny=True), indices
    elif piece.is_doubtful:
        yield piece, indices


def _beyond_edge(page: Page, indices: Iterable[int]) -> Iterator[int]:
    left, bottom, right, top = page.box()
    for index in indices:
        box = _char_box(page, (index,))
        across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if not (left <= across <= right and bottom <= up <= top):
            yield index


def _unseen(
    page: Page,
    objects: PageObjects,
    suspects: Sequence[_Suspect],
    count: int,
) -> list[_Suspect]:
    has_tiny = _size(one for one in suspects if one.piece.is_tiny) >= _FEWEST_TINY
    clear = [one for one in suspects if one.piece.is_off_page or (has_tiny and one.piece.is_tiny)]
    known = set(clear)
    doubtful = [one for one in suspects if one not in known]
    if not doubtful:
        return clear
    part = _around(one.box for one in doubtful)
    before = _paint(page, part)
    unseen = doubtful
    if not all(one.piece.is_unpainted for one in doubtful):
        _hide(doubtful)
        after = _paint(page, part)
        seen = {one for one in doubtful if _differs(before, after, one.box)}
        for apart in _apart([one for one in doubtful if one in seen]):
            _hide(apart, hidden=False)
            alone = _paint(page, part)
            _hide(apart)
            seen -= {one for one in apart if not _differs(alone, after, one.box)}
        unseen = [one for one in doubtful if one not in seen]
    layer = set(_recognised(objects, before, unseen, count - _size(clear) - _size(unseen)))
    return [*clear, *(one for one in unseen if one not in layer)]


def _recognised(
    objects: PageObjects, picture: _Picture, unseen: Sequence[_Suspect], seen_count: int
) -> list[_Suspect]:
    """The unseen text that is the text of a scanned page."""
    if objects.image_share() < _PAGE_SIZED:
        return []
    on_image = [one for one in unseen if objects.lies_on_image(one.piece.box)]
    inked = [one for one in on_image if _has_ink(picture, one.box)]
    if _size(inked) < seen_count or _size(inked) < _size(on_image) / 2:
        return []
    return inked


def _size(suspects: Iterable[_Suspect]) -> int:
    return sum(len(one.indices) for one in suspects)


def _places(page: Page, text: str) -> dict[int, tuple[int, ...]]:
    """The letters and digits of each text object."""
    wanted = [index for index, char in enumerate(text) if char.isalnum()]
    handles = map(bare_calls().text_object, repeat(page.text), wanted)
    found: dict[int, list[int]] = {}
    for handle, index in zip(handles, wanted, strict=True):
        if handle:
            found.setdefault(handle, []).append(index)
    return {handle: tuple(indices) for handle, indices in found.items()}


def _scale(page: Page) -> float:
    return min(2.0, _MOST_PIXELS_A_SIDE / max(*page.size(), 1.0))


def _paint(page: Page, part: Box) -> _Picture:
    """Paint a part of the page; the whole takes ten times as long as its text."""
    scale = _scale(page)
    width, height = (ceil(side * scale) for side in page.size())
    left, top = min(max(0, part[0]), width - 1), min(max(0, part[1]), height - 1)
    right, bottom = max(left + 1, min(part[2], width)), max(top + 1, min(part[3], height))
    painted = (left, top, right, bottom)
    return _Picture(bytes(page.in_gray((width, height), painted)), right - left, painted)


def _around(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _common(one: Box, other: Box) -> Box:
    """What two boxes share; empty where they share nothing."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    return (left, top, max(left, min(one[2], other[2])), max(top, min(one[3], other[3])))


def _hide(suspects: Iterable[_Suspect], *, hidden: bool = True) -> None:
    for one in suspects:
        library().FPDFPageObj_SetIsActive(one.piece.handle, not hidden)


def _apart(seen: Sequence[_Suspect]) -> list[list[_Suspect]]:
    """Texts that lie on others, in groups that do not: what is seen there may be another's."""
    if len(seen) > _MOST_ON_EACH_OTHER:
        return []
    lying = [one for one in seen if any(_lies_on(one, other) for other in seen if other is not one)]
    groups: list[list[_Suspect]] = []
    for one in lying:
        free = (each for each in groups if not any(_lies_on(one, other) for other in each))
        group = next(free, None)
        if group is not None:
            group.append(one)
        elif len(groups) < _MOST_PAINTED:
            groups.append([one])
    return groups


def _lies_on(one: _Suspect, other: _Suspect) -> bool:
    shared = area(_common(one.box, other.box))
    return shared > _ON_EACH_OTHER * min(area(one.box), area(other.box))


def _differs(before: _Picture, after: _Picture, box: Box) -> bool:
    for one, other in zip(before.rows(box), after.rows(box), strict=True):
        if one != other and any(abs(a - b) >= _SEEN_FROM for a, b in zip(one, other, strict=True)):
            return True
    return False


def _has_ink(picture: _Picture, box: Box) -> bool:
    darkest, lightest = 255, 0
    for row in picture.rows(box):
        if row:
            darkest, lightest = min(darkest, *row, 255), max(lightest, *row, 0)
            if lightest - darkest >= _INK_FROM:
                return True
    return False


def _device_box(page: Page, around: Rect, indices: Sequence[int]) -> Box:
    """Where characters stand on the painted page.

    The bounds of an object may be empty (fonts without shapes), and the boxes of its characters are
    wrong where they are turned: the box around both is surely large enough.
    """
    to_device = library().FPDF_PageToDevice
    chars = _char_box(page, indices)
    left, bottom = min(around[0], chars[0]), min(around[1], chars[1])
    right, top = max(around[2], chars[2]), max(around[3], chars[3])
    width, height = page.size()
    scale = _scale(page)
    x, y = ctypes.c_int(), ctypes.c_int()
    xs, ys = [], []
    for corner in ((left, bottom), (right, top)):
        size = (round(width * scale), round(height * scale))
        to_device(page.raw, 0, 0, *size, 0, *corner, ctypes.byref(x), ctypes.byref(y))
        xs.append(x.value)
        ys.append(y.value)
    return (min(xs), min(ys), max(xs) + 1, max(ys) + 1)


def _char_box(page: Page, indices: Sequence[int]) -> Rect:
    """The box around some characters."""
    box = (ctypes.c_float * 4)()
    sides = memoryview(box).cast("B").cast("f")
    box_of, own, there = bare_calls().loose_box, page.text, ctypes.byref(box)
    boxes = [tuple(sides) for index in indices if box_of(own, index, there)]
    if not boxes:
        return (0.0, 0.0, 0.0, 0.0)
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(bottoms), max(rights), max(tops))


def _ranges(
    text: str, hidden: Sequence[int], places: dict[int, tuple[int, ...]]
) -> tuple[tuple[int, int], ...]:
    """Hidden letters as ranges, with the marks and spaces between them."""
    gone = set(hidden)
    seen = sorted({index for indices in places.values() for index in indices} - gone)
    ranges: list[list[int]] = []
    for index in hidden:
        at = bisect(seen, index)
        if ranges and ranges[-1][2] == at:
            ranges[-1][1] = index + 1
        else:
            ranges.append([index, index + 1, at])
    return tuple(_with_marks(text, start, end) for start, end, _ in ranges)


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """A range with the brackets and stops that touch it."""
    while start > 0 and not (text[start - 1].isalnum() or text[start - 1].isspace()):
        start -= 1
    while end < len(text) and not (text[end].isalnum() or text[end].isspace()):
        end += 1
    return start, end
