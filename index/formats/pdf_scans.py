"""Does a page of a PDF show text that its characters do not say: a scan, letters drawn as outlines, text of unknown fonts?"""

from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from index.formats.page_rows import Page

_MAX_DEPTH = 3  # of forms within forms
_STAMP_CHARS = 30  # a page number, or the name of the program that scanned
_SCAN_SHARE = 0.6  # of the page that an image of all of it covers, its margins cut off
_MIN_OUTLINE_CURVES = 200  # a few characters; the lines of a form have none
_MAX_PATHS = 20_000


def shows_more(page: pypdfium2.PdfPage, read: Page | None) -> bool:
    """read: its characters, None where their fonts do not say what they show."""
    if read is None:
        return True
    n_visible = sum(not glyph.text.isspace() for glyph in read.glyphs)
    if n_visible > _STAMP_CHARS:
        return False
    if n_visible:
        return _image_area(page) > _SCAN_SHARE * read.width * read.height
    return _has_image(page) or _has_outlines(page)


def _has_image(page: pypdfium2.PdfPage) -> bool:
    return any(
        True for _ in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM), max_depth=_MAX_DEPTH)
    )


def _image_area(page: pypdfium2.PdfPage) -> float:
    """In square points; some programs cut a scan into strips."""
    area = 0.0
    for image in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=_MAX_DEPTH):
        left, bottom, right, top = image.get_bounds()
        area += (right - left) * (top - bottom)
    return area


def _has_outlines(page: pypdfium2.PdfPage) -> bool:
    n_curves = 0
    for n_paths, path in enumerate(page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=_MAX_DEPTH)):
        n_curves += sum(kind == raw.FPDF_SEGMENT_BEZIERTO for kind in _segments(path))
        if n_curves >= _MIN_OUTLINE_CURVES or n_paths > _MAX_PATHS:
            break
    return n_curves >= _MIN_OUTLINE_CURVES


def _segments(path: pypdfium2.PdfObject) -> Iterator[int]:
    for n in range(raw.FPDFPath_CountSegments(path)):
        yield raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(path, n))
