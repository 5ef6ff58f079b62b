"""Functions of PDFium, called without a look at the type of each argument.

That look takes longer than the call, of which a page may need thousands. What is handed over are
addresses (`Address`, or `byref` of a buffer); whoever does so answers for them.
"""

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from worker.reading.pdfium import Address, library

Place = Any
"""Of a value that PDFium fills in: what `ctypes.byref` gives."""


class BareCalls(NamedTuple):
    """What is called for each object, or for each letter, of a page."""

    on_page: Callable[[Address, int], Address]
    in_form: Callable[[Address, ctypes.c_ulong], Address]
    kind: Callable[[Address], int]
    mode: Callable[[Address], int]
    """How a text object is drawn; less than nothing for any other object."""
    bounds: Callable[[Address, Place, Place, Place, Place], int]
    matrix: Callable[[Address, Place], int]
    """What an object is turned and stretched by, into six numbers."""
    font_size: Callable[[Address, Place], int]
    draw_mode: Callable[[Address, Place, Place], int]
    colour: Callable[[Address, Place, Place, Place, Place], int]
    line_colour: Callable[[Address, Place, Place, Place, Place], int]
    transparent: Callable[[Address], int]
    clip: Callable[[Address], Address]
    clip_paths: Callable[[Address], int]
    """How many paths a clip has: none where only text clips, less where there is no clip."""
    clip_points: Callable[[Address, int], int]
    clip_point: Callable[[Address, int, int], Address]
    point: Callable[[Address, Place, Place], int]
    marks: Callable[[Address], int]
    mark: Callable[[Address, ctypes.c_ulong], Address]
    mark_name: Callable[[Address, Place, ctypes.c_ulong, Place], int]
    mark_value: Callable[[Address, bytes, None, ctypes.c_ulong, Place], int]
    """How many bytes a value of a mark has is what it leaves at the place."""
    code: Callable[[Address, int], int]
    """A character of a text page, as its number in Unicode."""
    is_hyphen: Callable[[Address, int], int]
    text_index: Callable[[Address, int], int]
    """Where a character, as PDFium counts them, is in the text that it gives."""
    text_object: Callable[[Address, int], int | None]
    """The object that a character of a text page comes from."""
    loose_box: Callable[[Address, int, Place], int]
    """The box of a character of a text page, into four numbers: left, top, right, bottom."""


@cache
def bare_calls() -> BareCalls:
    """All of them; PDFium is loaded for it."""

    def bare(name: str, result: Any = ctypes.c_int) -> Any:  # noqa: ANN401
        # Nothing of Python runs beside them that would wait for its lock.
        return ctypes.PYFUNCTYPE(result)((name, library()))

    return BareCalls(
        on_page=bare("FPDFPage_GetObject", Address),
        in_form=bare("FPDFFormObj_GetObject", Address),
        kind=bare("FPDFPageObj_GetType"),
        mode=bare("FPDFTextObj_GetTextRenderMode"),
        matrix=bare("FPDFPageObj_GetMatrix"),
        font_size=bare("FPDFTextObj_GetFontSize"),
        bounds=bare("FPDFPageObj_GetBounds"),
        draw_mode=bare("FPDFPath_GetDrawMode"),
        colour=bare("FPDFPageObj_GetFillColor"),
        line_colour=bare("FPDFPageObj_GetStrokeColor"),
        transparent=bare("FPDFPageObj_HasTransparency"),
        clip=bare("FPDFPageObj_GetClipPath", Address),
        clip_paths=bare("FPDFClipPath_CountPaths"),
        clip_points=bare("FPDFClipPath_CountPathSegments"),
        clip_point=bare("FPDFClipPath_GetPathSegment", Address),
        point=bare("FPDFPathSegment_GetPoint"),
        marks=bare("FPDFPageObj_CountMarks"),
        mark=bare("FPDFPageObj_GetMark", Address),
        mark_name=bare("FPDFPageObjMark_GetName"),
        mark_value=bare("FPDFPageObjMark_GetParamStringValue"),
        code=bare("FPDFText_GetUnicode", ctypes.c_uint),
        is_hyphen=bare("FPDFText_IsHyphen"),
        text_index=bare("FPDFText_GetTextIndexFromCharIndex"),
        text_object=bare("FPDFText_GetTextObject", ctypes.c_void_p),
        loose_box=bare("FPDFText_GetLooseCharBox"),
    )


def places_in(four: "ctypes.Array[Any]") -> tuple[Place, Place, Place, Place]:
    """Each of four values, for PDFium to fill in."""
    step = ctypes.sizeof(four) // len(four)
    first, second, third, fourth = (ctypes.byref(four, step * at) for at in range(4))
    return first, second, third, fourth
