"""PDFium as the reader uses it: the library that pypdfium2 brings, without pypdfium2's Python.

To load that takes longer than to read most documents, and a reader is a process for each. Only one
document is open at a time, and nothing outlives the process: what is not closed goes with it.
"""

import ctypes
import os
import sys
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PASSWORD_ERROR = 4
_GRAY, _BGR = 1, 2
_WITH_NOTES, _IN_GRAY = 0x01, 0x08
_WHITE = 0xFFFFFFFF
_SETTINGS_VERSION = 2
"""Stands first in PDFium's settings; all others are left as they are."""

_FILE_NAME = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}.get(sys.platform, "libpdfium.so")

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top, in points of the page as PDFium counts them."""


class Address(ctypes.c_void_p):
    """Where something of PDFium's lies; as it is handed over again, nothing is converted."""

    __slots__ = ()


_number, _real, _any = ctypes.c_int, ctypes.c_double, ctypes.c_void_p

_SIGNATURES: dict[str, tuple[Any, ...]] = {
    "FPDF_InitLibraryWithConfig": (None, _any),
    "FPDF_LoadDocument": (Address, ctypes.c_char_p, ctypes.c_char_p),
    "FPDF_GetLastError": (ctypes.c_ulong,),
    "FPDF_GetPageCount": (_number, _any),
    "FPDF_GetMetaText": (ctypes.c_ulong, _any, ctypes.c_char_p, _any, ctypes.c_ulong),
    "FPDF_GetSecurityHandlerRevision": (_number, _any),
    "FPDF_LoadPage": (Address, _any, _number),
    "FPDF_ClosePage": (None, _any),
    "FPDF_GetPageBoundingBox": (_number, _any, _any),
    "FPDF_GetPageWidthF": (ctypes.c_float, _any),
    "FPDF_GetPageHeightF": (ctypes.c_float, _any),
    "FPDFPage_GetRotation": (_number, _any),
    "FPDFPage_CountObjects": (_number, _any),
    "FPDFFormObj_CountObjects": (_number, _any),
    "FPDF_PageToDevice": (_number, _any, *(_number,) * 5, _real, _real, _any, _any),
    "FPDF_DeviceToPage": (_number, _any, *(_number,) * 7, _any, _any),
    "FPDFText_LoadPage": (Address, _any),
    "FPDFText_ClosePage": (None, _any),
    "FPDFText_CountChars": (_number, _any),
    "FPDFText_GetText": (_number, _any, _number, _number, _any),
    "FPDFBitmap_CreateEx": (Address, _number, _number, _number, _any, _number),
    "FPDFBitmap_FillRect": (_number, _any, *(_number,) * 4, ctypes.c_ulong),
    "FPDF_RenderPageBitmap": (None, _any, _any, *(_number,) * 6),
    "FPDFBitmap_Destroy": (None, _any),
    "FPDFPageObj_SetIsActive": (_number, _any, _number),
}
"""Result and arguments of what is called now and then; `bare_calls` has what is called often."""


class PdfiumError(Exception):
    """PDFium could not load a document or a page of it."""

    def __init__(self, code: int = 0) -> None:
        super().__init__(code)
        self.code = code


@cache
def library() -> ctypes.CDLL:
    """PDFium, ready to be used."""
    loaded = ctypes.CDLL(_place())
    for name, (result, *arguments) in _SIGNATURES.items():
        function = getattr(loaded, name)
        function.restype, function.argtypes = result, arguments
    loaded.FPDF_InitLibraryWithConfig((ctypes.c_size_t * 8)(_SETTINGS_VERSION))
    return loaded


def _place() -> str:
    found = find_spec("pypdfium2_raw")
    place = Path((found.origin if found else None) or ".").parent / _FILE_NAME
    if place.exists():
        return str(place)
    # Built for a library of the system's, which only it knows how to find.
    return str(import_module("pypdfium2_raw.bindings")._libs["pdfium"]._name)  # noqa: SLF001


class Document:
    """An open document."""

    def __init__(self, path: str, password: str | None) -> None:
        self._library = library()
        told = None if password is None else password.encode()
        self.raw = self._library.FPDF_LoadDocument(os.fsencode(path), told)
        self.pages = self._library.FPDF_GetPageCount(self.raw)
        if self.pages < 1:
            raise PdfiumError(self._library.FPDF_GetLastError())

    @property
    def is_encrypted(self) -> bool:
        """Whether it is, whoever may open it."""
        return bool(self._library.FPDF_GetSecurityHandlerRevision(self.raw) >= 0)

    def title(self) -> str:
        """What its metadata call it."""
        size = self._library.FPDF_GetMetaText(self.raw, b"Title", None, 0)
        buffer = ctypes.create_string_buffer(size)
        self._library.FPDF_GetMetaText(self.raw, b"Title", buffer, size)
        return buffer.raw[: max(0, size - 2)].decode("utf-16-le", errors="surrogatepass")

    def page(self, index: int) -> "Page":
        """A page, counted from 0."""
        return Page(self, index)


class Page:
    """A page of an open document, and its text."""

    def __init__(self, document: Document, index: int) -> None:
        self._library = library()
        self._text: Address | None = None
        self.raw: Address = self._library.FPDF_LoadPage(document.raw, index)
        if not self.raw:
            raise PdfiumError

    def close(self) -> None:
        """Give back what PDFium holds of it."""
        if self._text:
            self._library.FPDFText_ClosePage(self._text)
        self._library.FPDF_ClosePage(self.raw)

    @property
    def text(self) -> Address:
        """Its text page, looked for when it is first asked for."""
        if not self._text:
            self._text = self._library.FPDFText_LoadPage(self.raw)
            if not self._text:
                raise PdfiumError
        return self._text

    def box(self) -> Rect:
        """What of it is shown."""
        box = (ctypes.c_float * 4)()
        if not self._library.FPDF_GetPageBoundingBox(self.raw, box):
            raise PdfiumError
        left, top, right, bottom = box
        return (left, bottom, right, top)

    def size(self) -> tuple[float, float]:
        """Width and height as it is shown."""
        of = self._library
        return of.FPDF_GetPageWidthF(self.raw), of.FPDF_GetPageHeightF(self.raw)

    def quarters(self) -> int:
        """How many quarters of a turn it is turned by."""
        turned = int(self._library.FPDFPage_GetRotation(self.raw))
        if turned < 0:
            raise PdfiumError
        return turned

    def in_gray(
        self, size: tuple[int, int], part: tuple[int, int, int, int]
    ) -> "ctypes.Array[ctypes.c_ubyte]":
        """A part of it (left, top, right, bottom), without notes: a byte for each pixel."""
        return self._painted(size, part, _GRAY, 1, _IN_GRAY)

    def in_colour(self, size: tuple[int, int]) -> "ctypes.Array[ctypes.c_ubyte]":
        """All of it, notes as well: blue, green and red for each pixel."""
        return self._painted(size, (0, 0, *size), _BGR, 3, _WITH_NOTES)

    def _painted(
        self,
        size: tuple[int, int],
        part: tuple[int, int, int, int],
        kind: int,
        channels: int,
        flags: int,
    ) -> "ctypes.Array[ctypes.c_ubyte]":
        across, down = part[2] - part[0], part[3] - part[1]
        pixels = (ctypes.c_ubyte * (across * down * channels))()
        of = self._library
        bitmap = of.FPDFBitmap_CreateEx(across, down, kind, pixels, across * channels)
        if not bitmap:
            raise PdfiumError
        try:
            of.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, _WHITE)
            of.FPDF_RenderPageBitmap(bitmap, self.raw, -part[0], -part[1], *size, 0, flags)
        finally:
            of.FPDFBitmap_Destroy(bitmap)
        return pixels
