"""PDF -> Content. Takes the characters of each page from PDFium, with their places and sizes, and the lines drawn on it.

Which characters make a line, a column, a table or a paragraph is for `page_rows`, `page_layout` and `page_flow`; reading
the images of scanned pages is for `ocr`.
"""

import ctypes
import math
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pypdfium2
from pypdfium2 import raw

from index.formats.ocr import is_installed, recognised
from index.formats.page_flow import content_of
from index.formats.page_rows import Glyph, Page, Rule
from index.formats.parts import Content, UnreadableError
from index.formats.pdf_fields import with_filled_fields
from index.formats.pdf_lines import drawn_lines
from index.formats.pdf_scans import shows_more

MAX_PAGES = 3_000
_SCAN_DPI = 200
_MAX_SCAN_PIXELS = 20_000_000  # an A3 sheet has 7 million
_MAX_UNMAPPED_SHARE = 0.3
_MAX_SCANNED_SHARE = 0.5
_MIN_RULE_POINTS = 4.0
_MAX_ASLANT_POINTS = 1.0
_MAX_BEYOND_EDGE_POINTS = 2.0
_OPENING_LOCK = threading.Lock()  # PDFium keeps global state: one thread at a time


@dataclass(frozen=True, slots=True)
class _Raw:
    """A character as PDFium gives it: its origin, its width along its line, its size, the line's quarter turns."""

    text: str
    x: float
    y: float
    width: float
    size: float
    turns: int


def read_pdf(data: bytes) -> Content:
    """Raises UnreadableError: encrypted, damaged, too long, mostly scanned where no recognition is installed, or no text."""
    with _OPENING_LOCK:
        document = _opened(data)
        try:
            pages, unread = _pages(document)
        finally:
            document.close()
    n_empty = sum(not page.glyphs for page in pages if page.number in unread)
    if n_empty > _MAX_SCANNED_SHARE * len(pages):
        raise UnreadableError(_scanned(n_empty))
    try:
        return replace(content_of(pages), unread_pages=tuple(unread))
    except UnreadableError as error:
        raise UnreadableError(_scanned(len(unread))) if unread else error from error


def _scanned(n_pages: int) -> str:
    return (
        f"PDF 有 {n_pages} 页是扫描的图片，里面没有文字；请先运行 pip install 'wenju[ocr]'，或用识别软件转成文字再添加"
    )


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
        document.init_forms()  # draws what was filled in by programs that do not
        n_pages = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("PDF 有打开密码，请用密码打开后另存为没有密码的 PDF 再添加") from error
        raise UnreadableError("PDF 已损坏，请重新下载，或用浏览器打开后“打印为 PDF”再添加") from error
    if not 0 < n_pages <= MAX_PAGES:
        document.close()
        raise UnreadableError(f"PDF 有 {n_pages} 页，能读的是 1 到 {MAX_PAGES} 页，请拆分后再添加")
    return document


def _pages(document: pypdfium2.PdfDocument) -> tuple[list[Page], list[int]]:
    """The pages, and the numbers of those that show text which only recognition could read, where none is installed."""
    pages: list[Page] = []
    unread: list[int] = []
    for number in range(1, len(document) + 1):
        try:
            page = with_filled_fields(document, number - 1)
        except pypdfium2.PdfiumError as error:
            raise UnreadableError(f"PDF 的第 {number} 页已损坏，请重新下载后再添加") from error
        read = _read(page, number)
        if shows_more(page, read):
            read = read or Page(number, page.get_width(), page.get_height(), ())
            if not is_installed():
                unread.append(number)
            elif len(found := _recognised(page)) > len(read.glyphs):
                read = Page(number, page.get_width(), page.get_height(), tuple(found))
        pages.append(read or Page(number, page.get_width(), page.get_height(), ()))
        page.close()
    return pages, unread


def _recognised(page: pypdfium2.PdfPage) -> list[Glyph]:
    """What is written on the image of a page; a poster's is made smaller than a sheet's, to fit into memory."""
    scale = min(_SCAN_DPI / 72, math.sqrt(_MAX_SCAN_PIXELS / max(page.get_width() * page.get_height(), 1.0)))
    return recognised(page.render(scale=scale).to_numpy(), scale=1 / scale)


def _read(page: pypdfium2.PdfPage, number: int) -> Page | None:
    """The characters and rules in the direction that most characters have, and the page's width and height in that direction.

    What is turned otherwise is a watermark or a note at the edge. None where the fonts do not say what they show.
    """
    left, bottom, right, top = _shown_box(page)
    text_page = page.get_textpage()
    found = _whole(glyph for n in range(text_page.count_chars()) if (glyph := _glyph(text_page, n)) is not None)
    text_page.close()
    # What stands beyond the edge of the page is seen by nobody.
    near = _MAX_BEYOND_EDGE_POINTS
    found = [g for g in found if left - near <= g.x <= right + near and bottom - near <= g.y <= top + near]
    unmapped = sum(glyph.text in "\ufffd\0" or "\ue000" <= glyph.text <= "\uf8ff" for glyph in found)
    if not found:
        return Page(number, page.get_width(), page.get_height(), ())
    if unmapped > _MAX_UNMAPPED_SHARE * len(found):
        return None
    ((turns, _),) = Counter(glyph.turns for glyph in found).most_common(1)
    corners = [_turn(x, y, turns) for x in (left, right) for y in (bottom, top)]
    x0, y0 = min(x for x, _ in corners), min(y for _, y in corners)

    def seen(x: float, y: float) -> tuple[float, float]:
        x, y = _turn(x, y, turns)
        return x - x0, y - y0

    glyphs = []
    for glyph in found:
        if glyph.turns == turns and glyph.text not in "\ufffd\0":
            x, y = seen(glyph.x, glyph.y)
            glyphs.append(Glyph(glyph.text, x, x + glyph.width, y, glyph.size))
    rules = [rule for a, b in drawn_lines(page) if (rule := _rule(seen(*a), seen(*b)))]
    return Page(number, max(x for x, _ in corners) - x0, max(y for _, y in corners) - y0, tuple(glyphs), tuple(rules))


def _shown_box(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of what is seen of the page."""
    whole, cut = page.get_mediabox(), page.get_cropbox()
    left, bottom, right, top = *map(max, whole[:2], cut[:2]), *map(min, whole[2:], cut[2:])
    return (left, bottom, right, top) if left < right and bottom < top else whole


def _rule(a: tuple[float, float], b: tuple[float, float]) -> Rule | None:
    """None for a line that is aslant, or too short to part cells."""
    (left, right), (low, high) = sorted((a[0], b[0])), sorted((a[1], b[1]))
    if max(right - left, high - low) < _MIN_RULE_POINTS or min(right - left, high - low) > _MAX_ASLANT_POINTS:
        return None
    upright = high - low > right - left
    return Rule(True, (left + right) / 2, low, high) if upright else Rule(False, (low + high) / 2, left, right)


def _glyph(text_page: pypdfium2.PdfTextPage, n: int) -> _Raw | None:
    """The n-th character; None for those that PDFium makes up, and for what shows nothing."""
    code = raw.FPDFText_GetUnicode(text_page, n)
    if code in (0x0A, 0x0D, 0x02) or raw.FPDFText_IsGenerated(text_page, n) == 1:
        return None
    matrix = raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    if not raw.FPDFText_GetMatrix(text_page, n, matrix) or not raw.FPDFText_GetCharOrigin(text_page, n, x, y):
        return None
    raw.FPDFText_GetCharBox(text_page, n, left, right, bottom, top)
    size = raw.FPDFText_GetFontSize(text_page, n) * math.hypot(matrix.c, matrix.d)
    angle = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    turns = round(angle) % 4
    if size <= 0 or abs(angle - round(angle)) > 0.05:
        turns = -1  # aslant
    widths = (right.value - x.value, top.value - y.value, x.value - left.value, y.value - bottom.value)
    # The box is what the character blackens: a full-width mark takes the room of a character all the same.
    full = size if unicodedata.east_asian_width(chr(code)) in "WF" else 0.0
    return _Raw(chr(code), x.value, y.value, max(widths[turns], full), size, turns)


def _whole(glyphs: Iterable[_Raw]) -> list[_Raw]:
    """The two halves of a character beyond U+FFFF, such as 𠮷, as one; PDFium gives them one after the other."""
    found: list[_Raw] = []
    for glyph in glyphs:
        if found and "\udc00" <= glyph.text <= "\udfff" and "\ud800" <= found[-1].text <= "\udbff":
            text = (found[-1].text + glyph.text).encode("utf-16", "surrogatepass").decode("utf-16")
            found[-1] = replace(found[-1], text=text, width=max(found[-1].width, glyph.width))
        else:
            found.append(glyph)
    return found


def _turn(x: float, y: float, turns: int) -> tuple[float, float]:
    """The point after the page is turned so that lines which ran `turns` quarters anticlockwise run to the right."""
    for _ in range(max(turns, 0)):
        x, y = y, -x
    return x, y
