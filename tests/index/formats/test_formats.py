"""Documents made by real programs: files/chromium.pdf and columns.pdf printed by Chromium, notice.docx, notes.docx and locked.pdf
saved by LibreOffice, page.html and report.html as sites have them, report.docx the latter, saved by LibreOffice."""

import io
import sys
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml import parse_xml

from index.formats import docx as docx_format
from index.loading import LoadingError, load
from index.passages import split_passages
from index.sections import Document

FILES = Path(__file__).parent / "files"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def titles(document: Document) -> list[str]:
    return [section.title for section in document.sections]


def saved(folder: Path, document: object) -> Path:
    path = folder / "文件.docx"
    document.save(str(path))  # type: ignore[attr-defined]
    return path


def test_a_web_page_keeps_its_text_and_drops_its_navigation() -> None:
    page = load(FILES / "page.html")
    assert page.title == "滨河县2022年统计公报"
    assert titles(page) == ["报头", "导语", "一、农业", "二、人口"]
    assert "本公报数据为初步统计数，详见年鉴。" in page.text
    assert not [word for word in ("政务公开", "热门推荐", "版权所有", "脚本") if word in page.text]


def test_a_table_of_a_web_page_keeps_its_caption_and_its_names() -> None:
    lines = load(FILES / "page.html").text.split("\n")
    assert "表1 主要农产品产量" in lines
    assert "产品：小麦；产量（万吨）：28.1；比上年增长：2.2%" in lines


@pytest.mark.parametrize("name", ["report.html", "report.docx"])
def test_every_row_below_a_merged_cell_keeps_its_name(name: str) -> None:
    lines = load(FILES / name).text.split("\n")
    assert "村名：石桥村；水渠长度：9公里；受益农田：2600亩" in lines
    assert "村名：石桥村；水渠长度：另有3公里在建" in lines


def test_a_cell_that_reaches_further_than_its_table_breaks_nothing(tmp_path: Path) -> None:
    page = (FILES / "report.html").read_text(encoding="utf-8").replace('rowspan="2"', 'rowspan="99999999"')
    path = tmp_path / "页.html"
    path.write_text(page.replace('colspan="2"', 'colspan="x"'), encoding="utf-8")
    lines = load(path).text.split("\n")
    assert "村名：石桥村；水渠长度：另有3公里在建" in lines
    assert "村名：石桥村；水渠长度：东岭村；受益农田：17公里，尚未验收" in lines


@pytest.mark.parametrize("name", ["report.html", "report.docx"])
def test_a_heading_above_all_others_is_the_title(name: str) -> None:
    document = load(FILES / name)
    assert document.title == "云河镇水利年度报告"
    assert titles(document)[-3:] == ["一、总体情况", "（一）分村进度", "二、明年计划"]


def test_a_first_chapter_is_not_the_title(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("临河县用水办法")
    for text, style in (("第一章 总则", "Heading 1"), ("第一条", "Heading 2"), ("本办法自发布之日起施行。", "Normal")):
        document.add_paragraph(text, style=style)
    assert load(saved(tmp_path, document)).title == "临河县用水办法"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
def test_a_web_page_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "页.html"
    path.write_bytes((FILES / "page.html").read_text(encoding="utf-8").encode(encoding))
    assert load(path).text == load(FILES / "page.html").text


def test_a_traditional_page_in_big5_is_read(tmp_path: Path) -> None:
    path = tmp_path / "頁.htm"
    path.write_bytes(
        "<html><meta charset=big5><body><p>梵語的學術研究由德國學者開創。</p></body></html>".encode("big5")
    )
    assert load(path).text == "梵語的學術研究由德國學者開創。"


def test_a_printed_page_has_its_title_headings_and_pages() -> None:
    printed = load(FILES / "chromium.pdf")
    assert printed.title == "滨河县水利年报"
    assert titles(printed) == ["报头", "一、工程概况", "二、资金安排"]
    assert printed.page_at(printed.text.index("十七条")) == 1
    assert printed.page_at(printed.text.index("合同文本")) == 2


def test_running_heads_and_page_numbers_of_a_pdf_are_dropped() -> None:
    text = load(FILES / "chromium.pdf").text
    assert "file://" not in text
    assert "11/24/26" not in text
    assert text.count("滨河县水利年报") == 1
    assert "1/2" not in text


def test_lines_of_a_pdf_are_joined_to_paragraphs() -> None:
    text = load(FILES / "chromium.pdf").text
    assert "\n青石渠改造的预算是4200万元，实际支出3985万元，节约的部分转入了马家湾泵站的设备采购。" in text
    assert "总长二百一十四公里。去年全县完成水利投资3.62亿元" in text


def test_a_table_that_begins_on_the_page_before_keeps_its_names() -> None:
    assert "项目：青石渠；预算（万元）：4200；支出（万元）：3985\n" in load(FILES / "chromium.pdf").text


def test_two_columns_are_read_one_after_the_other() -> None:
    text = load(FILES / "columns.pdf").text
    assert "\n".join(text.split("\n")[:3]) == "滨河县水利建设年度报告\n滨河县水务局\n第一章 工程概况"
    assert "泵站新装了六台水泵，每台每小时可以提水900立方米，比原来的设备省电三成。" in text
    assert text.index("受益农田") < text.index("第二章 资金使用") < text.index("凭证")


def test_passages_of_a_pdf_are_slices_of_its_text() -> None:
    printed = load(FILES / "chromium.pdf")
    assert all(printed.text[p.start : p.end] == p.text for p in split_passages(printed))


def test_a_word_document_has_its_title_headings_lists_and_tables() -> None:
    notice = load(FILES / "notice.docx")
    assert notice.title == "滨河县政府采购办法"
    assert titles(notice) == ["报头", "总则", "程序", "招标"]
    assert "2. 发布公告。\n方式：公开招标；最低金额（万元）：30；期限（日）：20\n" in notice.text


def test_notes_stand_below_what_refers_to_them() -> None:
    assert load(FILES / "notes.docx").text.split("\n")[1:] == [
        "水库去年供水共1.2亿立方米，比上年增加8%。",
        "注：含农业用水三成。",
        "大坝于1987年建成，坝高46米。",
        "注：见《长河县志》第三卷。",
    ]


def test_merged_cells_of_word_count_in_each_column_and_row(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(3, 3)
    for row, cells in zip(
        table.rows, [("地区", "年份", "产量"), ("东乡", "2021", "30吨"), ("", "2022", "31吨")], strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    assert "地区：东乡；年份：2022；产量：31吨" in load(saved(tmp_path, made)).text


def test_numbers_that_word_counts_are_read(tmp_path: Path) -> None:
    made = docx.Document()
    numbering = made.part.numbering_part.element
    numbering.insert(0, parse_xml(
        f'<w:abstractNum {W} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    ))  # fmt: skip
    numbering.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for text in ("情况", "办法"):
        paragraph = made.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {W}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>')
        )
        made.add_paragraph("这一段讲了去年的情况，有数字，也有人名。")
    assert titles(load(saved(tmp_path, made))) == ["一、情况", "二、办法"]


def test_word_shows_insertions_and_hides_deletions(tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("总投资")
    for change in (
        f"<w:del {W}><w:r><w:delText>一亿元</w:delText></w:r></w:del>",
        f"<w:ins {W}><w:r><w:t>两亿元。</w:t></w:r></w:ins>",
    ):
        paragraph._p.append(parse_xml(change))
    assert load(saved(tmp_path, made)).text == "总投资两亿元。"


def test_text_in_a_content_control_is_read_and_the_table_of_contents_is_not(tmp_path: Path) -> None:
    made = docx.Document()
    body = made.element.body
    entry = "<w:sdtContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    contents = "<w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    body.insert(0, parse_xml(f"<w:sdt {W}>{contents}{entry.format('总则......1')}"))
    body.insert(1, parse_xml(f"<w:sdt {W}>{entry.format('填写的内容。')}"))
    assert load(saved(tmp_path, made)).text == "填写的内容。"


def test_a_table_in_markdown_keeps_its_names_and_code_stays(tmp_path: Path) -> None:
    path = tmp_path / "手册.md"
    path.write_text(
        "# 手册\n\n| 参数 | 默认 |\n|---|:-:|\n| k | 4 |\n| a \\| b | 无 |\n\n```\n| x | y |\n|---|---|\n```\n",
        encoding="utf-8",
    )
    lines = load(path).text.split("\n")
    assert lines[1:3] == ["参数：k；默认：4", "参数：a | b；默认：无"]
    assert "| x | y |" in lines


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """The printed page as a scanner leaves it: an image."""
    with pypdfium2.PdfDocument(FILES / "chromium.pdf") as printed:
        image = printed[0].render(scale=150 / 72).to_pil()
    path = tmp_path / "扫描.pdf"
    image.save(path, resolution=150)
    return path


def test_a_scan_without_recognition_says_what_to_do(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(LoadingError, match=r"扫描的图片.*pip install 'wenju\[ocr\]'"):
        load(scan)


def test_a_scan_is_recognised_where_rapidocr_is_installed(scan: Path) -> None:
    pytest.importorskip("rapidocr")
    read = load(scan)
    assert "总长二百一十四公里。去年全县完成水利投资3.62亿元" in read.text
    assert "二、资金安排" in titles(read)


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


PDF = (FILES / "columns.pdf").read_bytes()
DOCX = (FILES / "notice.docx").read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("锁.pdf", (FILES / "locked.pdf").read_bytes(), "有打开密码"),
        ("断.pdf", PDF[:9000], "PDF 已损坏"),
        ("假.pdf", "其实是文本。".encode(), "内容是文本，不是.pdf 文件"),
        ("假.txt", PDF, "改为 .pdf"),
        ("断.docx", DOCX[:3000], "Word 文档已损坏"),
        ("缺.docx", packed({"word/document.xml": b"<a/>"}), "Word 文档已损坏"),
        ("包.docx", packed({"readme.txt": b"x"}), "不是 Word 文档"),
        ("旧.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "旧版 Office"),
        (
            "锁.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "取消密码",
        ),
        ("空.html", b"<html><body></body></html>", "没有找到正文"),
        ("空.pdf", b"", "文件是空的"),
        ("表.xlsx", DOCX, "暂不支持 .xlsx"),
        ("旧.doc", b"x", "另存为 .docx"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_a_file_that_cannot_be_read_is_one_clear_line(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(LoadingError) as refused:
        load(path)
    assert says in str(refused.value)
    assert f"{name}：" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_document_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "大.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(docx_format.MAX_UNPACKED_BYTES // 2**20 + 1):
            part.write(bytes(2**20))
    assert path.stat().st_size < 2**20
    with pytest.raises(LoadingError, match="解压后过大"):
        load(path)


def test_a_cell_of_a_web_page_keeps_its_lines_apart(tmp_path: Path) -> None:
    prose = "这里是一段足够长的正文，介绍各城市项目的投资情况，供大家参考，数据来自年度报告。"
    cells = (
        "<tr><td>甲市</td><td>15<br>20</td></tr><tr><td><p>乙市</p><p>新区</p></td><td><ul><li>7</li></ul></td></tr>"
    )
    inner = "<ul><li>河北<ul><li>石家庄</li><li>保定</li></ul></li></ul>"
    table = f"<table><tr><th>城市</th><th>投资</th></tr>{cells}</table>"
    path = tmp_path / "网页.html"
    path.write_text(f"<html><body><article><p>{prose}</p>{table}{inner}<p>{prose}</p></article></body></html>", "utf-8")
    text = load(path).text
    for line in ("城市：甲市；投资：15 20", "城市：乙市 新区；投资：7", "· 河北\n· 石家庄\n· 保定"):
        assert line in text


def test_a_page_whose_cells_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "网页.html"
    cell = f"<td colspan=100 rowspan=100>{'甲' * 5000}</td>"
    path.write_text(f"<html><body><p>正文。</p><table><tr>{cell}</tr></table></body></html>", "utf-8")
    with pytest.raises(LoadingError, match="合并了过多的单元格"):
        load(path)


def test_an_empty_first_cell_in_markdown_keeps_its_column(tmp_path: Path) -> None:
    path = tmp_path / "表.md"
    rows = "||收入|支出|\n|---|---|---|\n||3|4|\n|甲|1|2|\n"
    path.write_text(f"# 学习 C#\n\n```x```\n\n{rows}", "utf-8")
    document = load(path)
    assert document.title == "学习 C#"
    assert "收入：3；支出：4" in document.text
    assert "甲；收入：1；支出：2" in document.text


def test_word_s_formulas_and_boxes_are_read_and_what_it_hides_is_not(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("经营情况说明如下。")
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    for inner in (
        "<w:r><w:t>利润率为</w:t></w:r><m:oMath><m:r><m:t>12.5%</m:t></m:r></m:oMath><w:r><w:t>，同比提高。</w:t></w:r>",
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>同意 </w:t></w:r><w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:t>不同意</w:t></w:r>',
        "<w:r><w:t>总价100元。</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>总价200元。</w:t></w:r>",
    ):
        document.element.body.insert(-1, parse_xml(f"<w:p {names}>{inner}</w:p>"))
    text = load(saved(tmp_path, document)).text
    assert "利润率为12.5%，同比提高。" in text
    assert "☑同意 ☐不同意" in text
    assert "200元" not in text
