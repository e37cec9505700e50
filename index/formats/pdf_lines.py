"""The straight lines that a PDF page draws: those stroked, and boxes filled that are as thin as lines."""

import ctypes
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

_MAX_PATHS = 20_000  # more is a map or a plan
_MAX_SEGMENTS = 64  # of one path; more is a drawing
_MAX_THICK_POINTS = 3.0

_Point = tuple[float, float]


def drawn_lines(page: pypdfium2.PdfPage) -> Iterator[tuple[_Point, _Point]]:
    """The two ends of each, in the page's points; those inside form objects are left out."""
    for n, path in enumerate(page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=1)):
        if n > _MAX_PATHS:
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(path, fill, stroke)
        if stroke.value:
            yield from _segments(path)
        elif fill.value:
            left, bottom, right, top = path.get_bounds()
            if right - left <= _MAX_THICK_POINTS:
                x = (left + right) / 2
                yield (x, bottom), (x, top)
            elif top - bottom <= _MAX_THICK_POINTS:
                y = (bottom + top) / 2
                yield (left, y), (right, y)


def _segments(path: pypdfium2.PdfObject) -> Iterator[tuple[_Point, _Point]]:
    """The straight pieces of a path, each from where the one before it ended; curves are passed over."""
    count = raw.FPDFPath_CountSegments(path)
    if not 0 < count <= _MAX_SEGMENTS:
        return
    matrix = path.get_matrix()
    start = here = None
    for n in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, n)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO and here is not None:
            yield here, point
        here = point
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            yield here, start
            here = start
