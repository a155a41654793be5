"""Whether a page is a picture of a page."""

import ctypes
from itertools import islice

import pypdfium2 as pdfium
from pypdfium2 import raw

_MAX_OBJECTS = 5_000
_DEPTH = 3
_COVERED = 0.5
"""The share of a page's area that pictures cover where the page was scanned; figures leave margins, text its room."""


def is_picture(page: pdfium.PdfPage) -> bool:
    """Whether pictures cover most of the page. Looks at the first few thousand things that are drawn."""
    x0, y0, x1, y1 = page.get_bbox()
    area = (x1 - x0) * (y1 - y0)
    covered = 0.0
    sides = [ctypes.c_float() for _ in range(4)]
    for drawn in islice(page.get_objects(max_depth=1), _MAX_OBJECTS):
        if _has_picture(page, drawn) and raw.FPDFPageObj_GetBounds(drawn.raw, *sides):
            left, bottom, right, top = (side.value for side in sides)
            covered += max(0.0, min(right, x1) - max(left, x0)) * max(0.0, min(top, y1) - max(bottom, y0))
    return bool(area > 0 and covered > _COVERED * area)


def _has_picture(page: pdfium.PdfPage, drawn: pdfium.PdfObject) -> bool:
    if drawn.type != raw.FPDF_PAGEOBJ_FORM:
        return bool(drawn.type == raw.FPDF_PAGEOBJ_IMAGE)
    within = page.get_objects(form=drawn, level=1, max_depth=_DEPTH)
    return any(each.type == raw.FPDF_PAGEOBJ_IMAGE for each in islice(within, _MAX_OBJECTS))
