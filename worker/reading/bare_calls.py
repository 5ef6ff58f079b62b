"""Functions of PDFium, called without a look at the type of each argument.

That look takes longer than the call, of which a page may need thousands. What is handed over are
addresses (`Address`, or `byref` of a buffer); whoever does so answers for them.
"""

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

Place = Any
"""Of a value that PDFium fills in: what `ctypes.byref` gives."""


class Address(ctypes.c_void_p):
    """Where something of PDFium's lies; as it is handed over again, nothing is converted."""

    __slots__ = ()


class BareCalls(NamedTuple):
    """What is called for each object, or for each letter, of a page."""

    on_page: Callable[[Address, int], Address]
    in_form: Callable[[Address, ctypes.c_ulong], Address]
    kind: Callable[[Address], int]
    mode: Callable[[Address], int]
    """How a text object is drawn; less than nothing for any other object."""
    bounds: Callable[[Address, Place, Place, Place, Place], int]
    draw_mode: Callable[[Address, Place, Place], int]
    colour: Callable[[Address, Place, Place, Place, Place], int]
    text_object: Callable[[Address, int], int | None]
    """The object that a character of a text page comes from."""
    loose_box: Callable[[Address, int, Place], int]
    """The box of a character of a text page, into four numbers: left, top, right, bottom."""


@cache
def bare_calls() -> BareCalls:
    """All of them; PDFium is loaded for it."""
    import pypdfium2.raw as pdfium

    def bare(function: Any, result: Any) -> Any:  # noqa: ANN401
        # Nothing of Python runs beside them that would wait for its lock.
        return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)

    return BareCalls(
        on_page=bare(pdfium.FPDFPage_GetObject, Address),
        in_form=bare(pdfium.FPDFFormObj_GetObject, Address),
        kind=bare(pdfium.FPDFPageObj_GetType, ctypes.c_int),
        mode=bare(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int),
        bounds=bare(pdfium.FPDFPageObj_GetBounds, ctypes.c_int),
        draw_mode=bare(pdfium.FPDFPath_GetDrawMode, ctypes.c_int),
        colour=bare(pdfium.FPDFPageObj_GetFillColor, ctypes.c_int),
        text_object=bare(pdfium.FPDFText_GetTextObject, ctypes.c_void_p),
        loose_box=bare(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int),
    )


def address_of(pointer: Any) -> Address:  # noqa: ANN401
    """Where a pointer of PDFium's points to."""
    return ctypes.cast(pointer, Address)


def places_in(four: "ctypes.Array[Any]") -> tuple[Place, Place, Place, Place]:
    """Each of four values, for PDFium to fill in."""
    step = ctypes.sizeof(four) // len(four)
    first, second, third, fourth = (ctypes.byref(four, step * at) for at in range(4))
    return first, second, third, fourth
