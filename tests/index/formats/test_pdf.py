"""PDFs as offices have them: scans among printed pages, filled-in forms, cut pages, notes at the foot. Made here, byte by byte."""

import io
import sys
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest

from index.formats.page_flow import content_of
from index.formats.page_rows import Glyph, Page
from index.loading import LoadingError, load, notices_of
from index.sections import Document

FILES = Path(__file__).parent / "files"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (more, len(content), content)


def typed(text: str, x: int = 40, y: int = 300) -> bytes:
    return f"BT /F 12 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET ".encode()


def pdf(
    content: bytes, *, page: bytes = b"", catalog: bytes = b"", resources: bytes = b"", objects: Sequence[bytes] = ()
) -> bytes:
    """One page of 400 by 400 points with this content; its objects are numbered from 6."""
    fonts = b"/Resources<</Font<</F 5 0 R>>%b>>" % resources
    parts = [
        b"<</Type/Catalog/Pages 2 0 R%b>>" % catalog,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R%b%b>>" % (fonts, page),
        stream(content),
        FONT,
        *objects,
    ]
    data, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table + end


def read(folder: Path, data: bytes) -> Document:
    path = folder / "文件.pdf"
    path.write_bytes(data)
    return load(path)


def bound(*parts: bytes) -> bytes:
    """The pages of several PDFs as one."""
    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        with pypdfium2.PdfDocument(part) as one:
            whole.import_pages(one)
    made = io.BytesIO()
    whole.save(made)
    whole.close()
    return made.getvalue()


def scanned(data: bytes) -> bytes:
    """The first page of a PDF as a scanner leaves it: an image."""
    with pypdfium2.PdfDocument(data) as printed:
        image = printed[0].render(scale=1).to_pil()
    made = io.BytesIO()
    image.save(made, "pdf", resolution=72)
    return made.getvalue()


PRINTED = (FILES / "chromium.pdf").read_bytes()  # of two pages
BLANK = pdf(b"")


@pytest.fixture
def _without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)


@pytest.mark.usefixtures("_without_recognition")
def test_the_scanned_pages_among_others_are_named(tmp_path: Path) -> None:
    scan = scanned(PRINTED)
    document = read(tmp_path, bound(PRINTED, scan, PRINTED, BLANK, scan, scan, PRINTED))
    assert document.unread_pages == (3, 7, 8)
    (notice,) = notices_of(document)
    assert notice.startswith("第3、7–8页没有或只有很少能读的文字，可能是扫描件")
    assert "pip install 'wenju[ocr]'" in notice


def test_of_a_document_that_was_read_wholly_nothing_is_said(tmp_path: Path) -> None:
    assert notices_of(read(tmp_path, bound(PRINTED, BLANK))) == ()


@pytest.mark.usefixtures("_without_recognition")
def test_a_scan_with_a_page_number_typed_on_it_is_a_scan(tmp_path: Path) -> None:
    image = stream(b"\x80", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8")
    over_all = b"q 400 0 0 400 0 0 cm /I Do Q "
    stamped = pdf(over_all + typed("Page 1 of 9", 180, 20), resources=b"/XObject<</I 6 0 R>>", objects=[image])
    assert read(tmp_path, bound(PRINTED, stamped)).unread_pages == (3,)
    with pytest.raises(LoadingError, match=r"扫描的图片.*pip install"):
        read(tmp_path, bound(stamped, stamped))
    with_picture = pdf(
        over_all + typed("A picture lies behind this line of the report."),
        resources=b"/XObject<</I 6 0 R>>",
        objects=[image],
    )
    assert read(tmp_path, with_picture).unread_pages == ()


@pytest.mark.usefixtures("_without_recognition")
def test_letters_that_are_drawn_as_outlines_are_not_taken_for_an_empty_page(tmp_path: Path) -> None:
    outlines = b"".join(b"%d 9 m %d 19 %d 29 %d 9 c f " % (x, x, x + 1, x + 1) for x in range(300))
    assert read(tmp_path, bound(PRINTED, pdf(outlines))).unread_pages == (3,)


def test_what_was_filled_into_a_form_is_read_and_what_was_typed_onto_it(tmp_path: Path) -> None:
    shown = stream(
        typed("13800138000", 2, 5), b"/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F 5 0 R>>>>"
    )
    field = (
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(tel)/V(13800138000)/Rect[200 295 400 315]/F 4/P 3 0 R/AP<</N 7 0 R>>>>"
    )
    name = b"<feff" + "张三".encode("utf-16-be").hex().encode() + b">"
    undrawn = (
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V" + name + b"/DA(/F 12 Tf)/Rect[200 245 400 265]/F 4/P 3 0 R>>"
    )
    note = stream(
        typed("approved", 2, 5), b"/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F 5 0 R>>>>"
    )
    typed_on = b"<</Type/Annot/Subtype/FreeText/Contents(x)/DA(/F 12 Tf)/Rect[40 200 240 220]/F 4/AP<</N 10 0 R>>>>"
    form = b"/AcroForm<</NeedAppearances true/Fields[6 0 R 8 0 R]/DA(/F 12 Tf 0 g)/DR<</Font<</F 5 0 R>>>>>>"
    data = pdf(
        typed("Telephone:") + typed("Name:", 40, 250),
        page=b"/Annots[6 0 R 8 0 R 9 0 R]",
        catalog=form,
        objects=[field, shown, undrawn, typed_on, note],
    )
    assert read(tmp_path, data).text.split("\n") == ["Telephone: 13800138000", "Name: 张三", "approved"]


def test_what_stands_beyond_the_edge_of_the_page_is_not_read(tmp_path: Path) -> None:
    content = typed("Seen by all.") + typed("Cut away.", 40, 50) + typed("Far outside.", 900, 300)
    assert read(tmp_path, pdf(content, page=b"/CropBox[0 100 400 400]")).text == "Seen by all."


def line(text: str, baseline: float, *, left: float = 50, size: float = 10.0) -> list[Glyph]:
    return [Glyph(c, left + size * n, left + size * (n + 1), baseline, size) for n, c in enumerate(text)]


def page(number: int, *lines: list[Glyph]) -> Page:
    return Page(number, 400.0, 600.0, tuple(glyph for one in lines for glyph in one))


def test_a_raised_digit_is_no_digit_of_the_number_before_it() -> None:
    power = [Glyph("6", 100.0, 104.0, 503.3, 6.0)]
    note = line("注1", 503.0, left=144.0, size=6.0)
    found = content_of(
        [page(1, line("产量为10", 500), power, line("吨。", 500, left=104), line("增长", 500, left=124), note)]
    )
    assert found.paragraphs == ("\f产量为10⁶吨。增长注1",)


def test_the_rows_of_a_table_that_meet_the_edge_of_a_page_keep_their_numbers() -> None:
    def row(year: int, baseline: float) -> list[Glyph]:
        cells = (50.0, str(year)), (150.0, f"{year - 1900}亩"), (250.0, str(year - 1800))
        return [glyph for left, text in cells for glyph in line(text, baseline, left=left)]

    names = [
        glyph
        for left, text in ((50.0, "年份"), (150.0, "农田"), (250.0, "户数"))
        for glyph in line(text, 590, left=left)
    ]
    pages = [
        page(n, *([names] if n == 1 else []), *(row(1950 + 30 * n + k, 570 - 20 * k) for k in range(28)))
        for n in (1, 2)
    ]
    found = content_of(pages).paragraphs
    assert len(found) == 56
    assert found[27] == "年份：2007；农田：107亩；户数：207"
    assert found[28] == "\f年份：2010；农田：110亩；户数：210"


def test_names_in_the_middle_of_wide_columns_name_what_is_at_their_left() -> None:
    def row(baseline: float, *cells: tuple[float, str]) -> list[Glyph]:
        return [glyph for left, text in cells for glyph in line(text, baseline, left=left)]

    names = row(500, (90.0, "序号"), (190.0, "村组"), (290.0, "户数"))
    rows = [row(480 - 20 * n, (50.0, f"{n}"), (140.0, "柳组"), (250.0, f"{n}0")) for n in range(1, 4)]
    assert content_of([page(1, names, *rows)]).paragraphs[0] == "\f序号：1；村组：柳组；户数：10"


def test_a_note_at_the_foot_does_not_part_the_paragraph_that_goes_on_overleaf() -> None:
    text = "水渠由本组村民轮流看护每人每月值守两天发现渗漏应当在"
    first = page(1, *(line(text, 500 - 15 * n) for n in range(4)), line("见县志第三卷。", 400, size=8.0))
    second = page(2, line("当天报告。", 500), line("另一段从这里开始，与前面无关。", 480))
    assert content_of([first, second]).paragraphs == (
        "\f见县志第三卷。",
        text * 4 + "\f当天报告。",
        "另一段从这里开始，与前面无关。",
    )
