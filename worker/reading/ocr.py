"""Text recognition for pages that are pictures, in the reader process: one picture at a time.

The models lie in rapidocr's wheel; nothing is fetched.
"""

import ctypes
import os
from math import ceil
from typing import Any

from worker.contract.states import PageState
from worker.reading import lines
from worker.reading.pages import OcrLine
from worker.reading.pdfium import Page, Rect, library
from worker.reading.reading_order import rows_in_order

_DPI = 150
_MOST_PIXELS_A_SIDE = 2000
_DETECTION_SIDE = 1280
"""Pixels: the models' memory grows with the picture, and 530 MB is what this takes."""

_SURE_FROM = 0.6
_FEWEST_CHARACTERS = 8
"""Letters and digits; stains and drawings are read as a few of them."""


class Recogniser:
    """rapidocr, loaded once a process."""

    def __init__(self) -> None:
        # Each takes memory for a pool of threads of its own; the work is onnxruntime's.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        from rapidocr import RapidOCR

        self._engine: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                "EngineConfig.onnxruntime.intra_op_num_threads": max(1, (os.cpu_count() or 2) // 2),
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Det.limit_type": "max",
                "Det.limit_side_len": _DETECTION_SIDE,
                "Rec.rec_batch_num": 1,
            }
        )

    def read(self, page: Page, number: int) -> lines.Page:
        """The text of one page as it can be recognised in its picture."""
        import numpy as np

        width, height = page.size()
        scale = min(_DPI / 72, _MOST_PIXELS_A_SIDE / max(width, height, 1.0))
        size = (ceil(width * scale), ceil(height * scale))
        picture = np.frombuffer(memoryview(page.in_colour(size)), np.uint8)
        found = self._engine(picture.reshape(size[1], size[0], 3))
        boxes, texts = [], []
        if found.txts:
            for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
                if score >= _SURE_FROM and text.strip():
                    xs, ys = [float(c[0]) for c in corners], [float(c[1]) for c in corners]
                    boxes.append((min(xs), min(ys), max(xs), max(ys)))
                    texts.append(" ".join(text.split()))
        rects = [_on_page(page, size, box) for box in boxes]
        text, places = _joined(boxes, texts, rects)
        if sum(map(str.isalnum, text)) < _FEWEST_CHARACTERS:
            return lines.Page(number=number, text="", state=PageState.EMPTY)
        placed = tuple((place.start, place.end, *place.rect) for place in places)
        return lines.Page(number=number, text=text, state=PageState.OCR, ocr_lines=placed)


def _joined(
    boxes: list[Rect], texts: list[str], rects: list[Rect]
) -> tuple[str, tuple[OcrLine, ...]]:
    """The lines in reading order, what stands side by side in one line."""
    parts: list[str] = []
    places: list[OcrLine] = []
    length = 0
    for row in rows_in_order(boxes):
        for at, index in enumerate(row):
            between = " " if at else "\r\n" if parts else ""
            start = length + len(between)
            length = start + len(texts[index])
            parts += between, texts[index]
            places.append(OcrLine(start, length, rects[index]))
    return "".join(parts), tuple(places)


def _on_page(page: Page, size: tuple[int, int], box: Rect) -> Rect:
    """A box of the picture in points of the page."""
    to_page = library().FPDF_DeviceToPage
    x, y = ctypes.c_double(), ctypes.c_double()
    xs, ys = [], []
    for corner in ((round(box[0]), round(box[1])), (round(box[2]), round(box[3]))):
        to_page(page.raw, 0, 0, *size, 0, *corner, ctypes.byref(x), ctypes.byref(y))
        xs.append(round(x.value, 1))
        ys.append(round(y.value, 1))
    return (min(xs), min(ys), max(xs), max(ys))
