"""What was filled into a PDF's form, typed onto it or stamped on it, as part of the page: a reader sees it there."""

import pypdfium2
from pypdfium2 import raw

_ON_THE_PAGE = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP)


def with_filled_fields(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    """The page of this index, from 0. Nothing of it reaches the file. Raises PdfiumError where the page is broken."""
    page = document[index]
    if not any(_kind(page, n) in _ON_THE_PAGE for n in range(raw.FPDFPage_GetAnnotCount(page))):
        return page
    made = raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    if made != raw.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[index]


def _kind(page: pypdfium2.PdfPage, n: int) -> int:
    annotation = raw.FPDFPage_GetAnnot(page, n)
    if not annotation:
        return int(raw.FPDF_ANNOT_UNKNOWN)
    kind = int(raw.FPDFAnnot_GetSubtype(annotation))
    raw.FPDFPage_CloseAnnot(annotation)
    return kind
