"""Functions of PDFium, called without a look at the type of each argument.

That look takes three times as long as the call, of which a page may need thousands. What is handed
over are addresses; whoever does so answers for them.
"""

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple


class BareCalls(NamedTuple):
    """What is called for each object, or for each letter, of a page."""

    on_page: Callable[[int, int], int]
    in_form: Callable[[int, int], int]
    kind: Callable[[int], int]
    mode: Callable[[int], int]
    bounds: Callable[..., int]
    draw_mode: Callable[..., int]
    colour: Callable[..., int]
    text_object: Callable[[int, int], int | None]
    """The object that a character of a text page comes from."""
    loose_box: Callable[[int, int, int], int]
    """The box of a character of a text page, into an `FS_RECTF`."""


@cache
def bare_calls() -> BareCalls:
    """All of them; PDFium is loaded for it."""
    import pypdfium2.raw as pdfium

    address, number = ctypes.c_void_p, ctypes.c_int

    def bare(function: Any, result: Any, *arguments: Any) -> Any:  # noqa: ANN401
        there = ctypes.cast(function, address).value or 0
        # Nothing of Python runs beside them that would wait for its lock.
        return ctypes.PYFUNCTYPE(result, *arguments)(there)

    four = (address,) * 4
    return BareCalls(
        on_page=bare(pdfium.FPDFPage_GetObject, address, address, number),
        in_form=bare(pdfium.FPDFFormObj_GetObject, address, address, ctypes.c_ulong),
        kind=bare(pdfium.FPDFPageObj_GetType, number, address),
        mode=bare(pdfium.FPDFTextObj_GetTextRenderMode, number, address),
        bounds=bare(pdfium.FPDFPageObj_GetBounds, number, address, *four),
        draw_mode=bare(pdfium.FPDFPath_GetDrawMode, number, address, address, address),
        colour=bare(pdfium.FPDFPageObj_GetFillColor, number, address, *four),
        text_object=bare(pdfium.FPDFText_GetTextObject, address, address, number),
        loose_box=bare(pdfium.FPDFText_GetLooseCharBox, number, address, number, address),
    )


def address_of(pointer: Any) -> int:  # noqa: ANN401
    """Where a pointer of PDFium's points to."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def addresses_of(four: "ctypes.Array[Any]") -> tuple[int, ...]:
    """Where each of four values lies."""
    first = ctypes.addressof(four)
    step = ctypes.sizeof(four) // len(four)
    return tuple(first + step * at for at in range(4))
