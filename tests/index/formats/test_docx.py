"""Word documents as offices write them: what is read is what Word shows."""

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from index.formats.numerals import written
from index.loading import load
from index.sections import Document

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def paragraph(text: str, settings: str = "") -> str:
    return f"<w:p><w:pPr>{settings}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def run(text: str, settings: str) -> str:
    return f"<w:r><w:rPr>{settings}</w:rPr><w:t>{text}</w:t></w:r>"


def numbered(text: str, num_id: int, depth: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num_id}"/></w:numPr>')


def cell(*blocks: str, settings: str = "") -> str:
    inner = "".join(block if block.startswith("<") else paragraph(block) for block in blocks)
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, settings: str = "") -> str:
    inner = "".join(one if one.startswith("<") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{settings}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def level(depth: int, kind: str, shown: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{shown}"/></w:lvl>'


def pattern(name: int, *levels: str, before: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{before}{"".join(levels)}</w:abstractNum>'


def list_of(num_id: int, name: int, *overrides: str) -> str:
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{name}"/>{"".join(overrides)}</w:num>'


def starts(depth: int, value: int, own: str = "") -> str:
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{value}"/>{own}</w:lvlOverride>'


def document(folder: Path, body: str, *, numbering: str = "", styles: str = "") -> Document:
    made = docx.Document()
    for place, block in enumerate(list(parse_xml(f"<w:body {_NAMES}>{body}</w:body>"))):
        made.element.body.insert(place, block)
    if numbering:
        part = made.part.numbering_part.element
        part[:] = list(parse_xml(f"<w:numbering {_NAMES}>{numbering}</w:numbering>"))
    for style in list(parse_xml(f"<w:styles {_NAMES}>{styles}</w:styles>")):
        made.styles.element.append(style)
    path = folder / "文件.docx"
    made.save(str(path))
    return load(path)


def lines(folder: Path, body: str, *, numbering: str = "", styles: str = "") -> list[str]:
    return document(folder, body, numbering=numbering, styles=styles).text.split("\n")


ITEMS = pattern(1, level(0, "decimal", "%1."))


def test_a_list_that_starts_anew_begins_with_its_own_number(tmp_path: Path) -> None:
    body = "".join(numbered(text, num_id) for text, num_id in zip("甲乙丙丁戊己", (1, 1, 2, 2, 3, 1), strict=True))
    lists = ITEMS + list_of(1, 1) + list_of(2, 1, starts(0, 1)) + list_of(3, 1, starts(0, 7))
    found = lines(tmp_path, body, numbering=lists)
    assert found == ["1. 甲", "2. 乙", "1. 丙", "2. 丁", "7. 戊", "8. 己"]


def test_a_new_list_of_the_same_pattern_counts_on(tmp_path: Path) -> None:
    body = numbered("甲", 1) + numbered("乙", 2)
    assert lines(tmp_path, body, numbering=ITEMS + list_of(1, 1) + list_of(2, 1)) == ["1. 甲", "2. 乙"]


def test_a_list_may_write_its_numbers_in_a_way_of_its_own(tmp_path: Path) -> None:
    lists = ITEMS + list_of(1, 1) + list_of(2, 1, starts(0, 3, level(0, "chineseCounting", "（%1）")))
    assert lines(tmp_path, numbered("甲", 1) + numbered("乙", 2), numbering=lists) == ["1. 甲", "（三）乙"]


def test_articles_count_on_over_chapters_where_the_list_says_so(tmp_path: Path) -> None:
    chapters = level(0, "chineseCountingThousand", "第%1章 ")
    articles = level(1, "chineseCountingThousand", "第%2条 ", '<w:lvlRestart w:val="0"/>')
    parts = level(2, "decimal", "%1.%3", "<w:isLgl/>")
    body = "".join(numbered(text, 1, depth) for text, depth in zip("甲乙丙丁戊", (0, 1, 0, 1, 2), strict=True))
    found = lines(tmp_path, body, numbering=pattern(1, chapters, articles, parts) + list_of(1, 1))
    assert found == ["第一章 甲", "第一条 乙", "第二章 丙", "第二条 丁", "2.1 戊"]


def test_a_style_gives_its_paragraphs_numbers(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="款"/><w:basedOn w:val="A"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = pattern(1, level(0, "japaneseCounting", "%1、"), level(1, "decimal", "（%2）")) + list_of(1, 1)
    body = "".join(
        paragraph(text, f'<w:pStyle w:val="{style}"/>') for text, style in zip("甲乙丙丁", "ABAB", strict=True)
    )
    body += paragraph("戊", '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(tmp_path, body, numbering=numbering, styles=styles) == ["一、甲", "（1）乙", "二、丙", "（1）丁", "戊"]


def test_a_list_of_a_list_style_has_that_style_s_levels(tmp_path: Path) -> None:
    own = pattern(1, level(0, "ideographTraditional", "%1."), before='<w:styleLink w:val="条目"/>')
    linked = pattern(2, before='<w:numStyleLink w:val="条目"/>')
    found = lines(
        tmp_path, numbered("乙方", 2) + numbered("丙方", 2), numbering=own + linked + list_of(1, 1) + list_of(2, 2)
    )
    assert found == ["甲. 乙方", "乙. 丙方"]


def test_numbers_in_cells_are_counted_with_those_around_the_table(tmp_path: Path) -> None:
    rows = [row(cell(numbered("", 1)), name, cost) for name, cost in (("水泵", "3万元"), ("管道", "4万元"))]
    body = table(row("序号", "名称", "金额"), *rows) + numbered("其他设备另行采购。", 1)
    numbering = pattern(1, level(0, "decimal", "%1")) + list_of(1, 1)
    assert lines(tmp_path, body, numbering=numbering) == [
        "序号：1；名称：水泵；金额：3万元",
        "序号：2；名称：管道；金额：4万元",
        "3 其他设备另行采购。",
    ]


def test_a_deleted_paragraph_is_not_counted_and_one_whose_end_is_deleted_goes_on(tmp_path: Path) -> None:
    mark = '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
    gone = f"<w:p><w:pPr>{mark}</w:pPr><w:del><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>"
    body = numbered("甲", 1) + gone + numbered("丙", 1)
    body += paragraph("合同总价为", "<w:rPr><w:del/></w:rPr>") + paragraph("三百万元。")
    assert lines(tmp_path, body, numbering=ITEMS + list_of(1, 1)) == ["1. 甲", "2. 丙", "合同总价为三百万元。"]


@pytest.mark.parametrize(
    ("kind", "numbers", "shown"),
    [
        ("chineseCountingThousand", (10, 21, 101, 110, 1003), "十 二十一 一百零一 一百一十 一千零三"),
        ("chineseCounting", (10, 21, 101), "十 二十一 一〇一"),
        ("ideographDigital", (9, 10), "九 一〇"),
        ("chineseLegalSimplified", (1, 12), "壹 拾贰"),
        ("lowerRoman", (4, 49), "iv xlix"),
        ("upperLetter", (1, 27), "A AA"),
        ("decimalEnclosedCircleChinese", (3, 21), "③ 21"),
        ("decimalZero", (3, 12), "03 12"),
        ("decimalFullWidth", (12,), "１２"),
        ("cardinalText", (7,), "7"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isascii() else "",
)
def test_numbers_are_written_as_word_writes_them(kind: str, numbers: tuple[int, ...], shown: str) -> None:
    assert " ".join(written(number, kind) for number in numbers) == shown


def test_a_table_of_one_column_is_a_frame_around_paragraphs(tmp_path: Path) -> None:
    inner = table(row("村名", "水渠", "农田"), row("柳树村", "12公里", "4100亩"), row("石桥村", "9公里", "2600亩"))
    framed = document(tmp_path, table(row(cell("关于放假的通知", "一、放假时间", "10月1日至7日放假，共7天。", inner))))
    assert framed.text.split("\n") == [
        "关于放假的通知",
        "一、放假时间",
        "10月1日至7日放假，共7天。",
        "村名：柳树村；水渠：12公里；农田：4100亩",
        "村名：石桥村；水渠：9公里；农田：2600亩",
    ]
    assert "一、放假时间" in [section.title for section in framed.sections]


def test_a_table_in_a_cell_keeps_the_names_of_its_columns(tmp_path: Path) -> None:
    inner = table(row("村名", "长度", "农田"), row("柳树村", "12公里", "4100亩"))
    body = table(row("项目", "明细", "年份"), row("水渠", cell(inner, ""), "2023"))
    assert lines(tmp_path, body) == ["项目：水渠；明细：村名：柳树村；长度：12公里；农田：4100亩；年份：2023"]


def test_a_table_in_a_text_box_is_read_as_a_table(tmp_path: Path) -> None:
    inner = table(row("村名", "水渠", "农田"), row("柳树村", "12公里", "4100亩"))
    box = f"<wps:txbx><w:txbxContent>{inner}{paragraph('框内说明。')}</w:txbxContent></wps:txbx>"
    shape = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice></mc:AlternateContent>'
    )
    body = f"<w:p><w:r><w:t>正文一。</w:t></w:r><w:r>{shape}</w:r></w:p>"
    assert lines(tmp_path, body) == ["正文一。", "村名：柳树村；水渠：12公里；农田：4100亩", "框内说明。"]


def test_a_row_that_begins_further_right_keeps_to_its_columns(tmp_path: Path) -> None:
    short = row("5吨", "6吨", settings='<w:gridBefore w:val="1"/>')
    found = lines(tmp_path, table(row("东乡", "西乡", "南乡"), row("1吨", "2吨", "3吨"), short))
    assert found[-1] == "西乡：5吨；南乡：6吨"


def test_a_raised_digit_is_no_digit_of_the_number_before_it(tmp_path: Path) -> None:
    above = '<w:vertAlign w:val="superscript"/>'
    body = f"<w:p>{run('产量3.5×10', '')}{run('6', above)}{run('吨，增长15', '')}{run('[1]', above)}{run('个百分点。', '')}</w:p>"
    assert lines(tmp_path, body) == ["产量3.5×10⁶吨，增长15[1]个百分点。"]


def test_a_fraction_and_a_power_of_a_formula_are_no_whole_numbers(tmp_path: Path) -> None:
    def part(name: str, text: str) -> str:
        return f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>"

    formulas = (
        f"<m:f>{part('num', '1')}{part('den', '2')}</m:f>",
        f"<m:sSup>{part('e', '10')}{part('sup', '3')}</m:sSup>",
    )
    body = (
        "<w:p>"
        + "".join(run(t, "") + f"<m:oMath>{f}</m:oMath>" for t, f in zip("占为", formulas, strict=True))
        + "</w:p>"
    )
    assert lines(tmp_path, body) == ["占1/2为10³"]


def test_a_symbol_is_that_of_its_font(tmp_path: Path) -> None:
    typed = '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'
    body = (
        f'<w:p>{run("温度", "")}<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r>{run("30℃ ", "")}'
        f'<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>{run("否 ", "")}{run("&#xF052;", typed)}{run("是", "")}</w:p>'
    )
    assert lines(tmp_path, body) == ["温度≤30℃ ☐否 ☑是"]


def test_a_field_that_nobody_filled_in_says_nothing(tmp_path: Path) -> None:
    hint = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处输入文字。</w:t></w:r></w:sdtContent></w:sdt>"
    assert lines(tmp_path, f"<w:p><w:r><w:t>甲方：</w:t></w:r>{hint}</w:p>") == ["甲方："]
