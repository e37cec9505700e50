"""Pages as Chromium prints them: columns beside one another, tables within them, lines that pages have alike."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from index.formats.page_layout import columns_of
from index.formats.page_rows import Glyph, Page
from index.loading import load
from index.sections import Document

RULE = "的水渠由本组村民轮流看护，每人每月值守两天，发现渗漏应当在当天报告水利站，由水利站派人修补，费用由镇里承担"
TABLE = """<table><tr><th>村名</th><th>水渠</th><th>农田</th></tr>
<tr><td>柳树村</td><td>12公里</td><td>4100亩</td></tr><tr><td>石桥村</td><td>9公里</td><td>2600亩</td></tr>
<tr><td>东岭村</td><td>17公里</td><td>3300亩</td></tr></table>"""
STYLE = """<style>@page{size:A5;margin:18mm 15mm}body{font:12pt/1.5 "Noto Sans CJK SC"}td,th{padding:2px 6px}</style>"""

Print = Callable[[str], Document]


def rule(n: int) -> str:
    return f"第{n}组{RULE}{n}元。"


@pytest.fixture
def printed(tmp_path: Path) -> Print:
    """Prints the body of a page, with the date, title and page number that Chromium adds at its edges, and loads it."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("no chromium on the PATH; install it with: sudo apt-get install chromium")

    def print_page(body: str) -> Document:
        page, path = tmp_path / "页.html", tmp_path / "页.pdf"
        page.write_text(
            f"<html lang=zh-CN><meta charset=utf-8><title>云河镇档案馆藏</title>{STYLE}<body>{body}</body></html>",
            "utf-8",
        )
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
        command += [f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={path}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return load(path)

    return print_page


def test_columns_with_a_table_in_one_are_not_mixed(printed: Print) -> None:
    rules = "".join(f"<p>{rule(n)}</p>" for n in range(1, 12))
    document = printed(f"<div style='column-count:2'><h2>一、看护</h2>{TABLE}{rules}</div>")
    lines = document.text.split("\n")
    assert [line for line in lines if line.startswith("第")] == [rule(n) for n in range(1, 12)]


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_cells_that_fill_their_columns_are_told_apart(printed: Print, align: str) -> None:
    wide = "<tr><td>大东岭前村</td><td>117公里</td><td>33000亩</td></tr></table>"
    style = f"<style>td,th{{padding:1px;text-align:{align}}}</style>"
    lines = printed(style + TABLE.replace("</table>", wide) + f"<p>{rule(1)}</p>").text.split("\n")
    assert "村名：大东岭前村；水渠：117公里；农田：33000亩" in lines
    assert "村名：柳树村；水渠：12公里；农田：4100亩" in lines
    assert rule(1) in lines


def test_text_between_rows_of_a_table_is_not_cut(printed: Print) -> None:
    note = "本表的数字 由各村上报 单位是公里和亩 没有核对过"
    document = printed(f"{TABLE}<p style='margin:0'>{note}</p>{TABLE}")
    assert note in document.text.split("\n")


def test_lines_that_pages_have_alike_are_not_running_heads(printed: Print) -> None:
    document = printed("".join(f"<p>{rule(n)}</p>" for n in range(1, 60)))
    assert document.text.split("\n") == [rule(n) for n in range(1, 60)]
    assert len(document.pages) > 3


def test_of_a_single_page_too_what_chromium_adds_is_dropped(printed: Print) -> None:
    assert printed(f"<p>{rule(1)}</p>").text == rule(1)


def test_what_chromium_adds_at_the_edges_is_dropped(printed: Print) -> None:
    text = printed("".join(f"<p>{rule(n)}</p>" for n in range(1, 40))).text
    assert "馆藏" not in text
    assert "file://" not in text


def test_running_heads_of_two_lines_are_dropped() -> None:
    def line(text: str, baseline: float) -> list[Glyph]:
        return [Glyph(c, 50 + 10 * n, 60 + 10 * n, baseline, 10.0) for n, c in enumerate(text)]

    pages = [
        Page(
            number,
            400.0,
            600.0,
            (*line("云河镇档案", 580), *line("严禁外借阅", 566), *(glyph for glyphs in body for glyph in glyphs)),
        )
        for number, body in (
            (n, [line(f"第{n}页正文的第{row}行", 530 - 15 * row) for row in range(20)]) for n in (1, 2, 3)
        )
    ]
    texts = [piece.text for column in columns_of(pages) for piece in column.pieces]
    assert len(texts) == 60
    assert not any("云河" in text or "外借" in text for text in texts)


RULED = "<style>table{border-collapse:collapse;width:100%}td,th{border:1px solid;padding:3px}</style>"


def test_a_cell_between_rules_is_one_on_however_many_lines_and_counts_where_it_runs_over(printed: Print) -> None:
    use = "用于灌区各支渠流量的现场测量，每月测一次，数据报水利站存档备查"
    document = printed(
        f"""{RULED}<p>{rule(1)}</p><table><tr><th width=18%>类别</th><th width=22%>名称</th><th>用途</th><th width=16%>预算</th></tr>
        <tr><td rowspan=2>测量</td><td>手持式超声波流速仪</td><td>{use}</td><td>3万元</td></tr>
        <tr><td>水尺</td><td>看水位</td><td>1万元</td></tr><tr><td colspan=3>合计</td><td>4万元</td></tr></table><p>{rule(2)}</p>"""
    )
    assert document.text.split("\n")[-5:] == [
        rule(1),
        f"类别：测量；名称：手持式超声波流速仪；用途：{use}；预算：3万元",
        "类别：测量；名称：水尺；用途：看水位；预算：1万元",
        "类别：合计；预算：4万元",
        rule(2),
    ]


def test_a_ruled_table_keeps_its_columns_names_over_pages(printed: Print) -> None:
    rows = "".join(f"<tr><td>柳树{n}组</td><td>{n}公里</td><td>{RULE}</td></tr>" for n in range(1, 21))
    document = printed(f"{RULED}<table><tr><td>村组</td><td>水渠</td><td>规约</td></tr>{rows}</table>")
    lines = [line for line in document.text.split("\n") if "柳树" in line]
    assert lines == [f"村组：柳树{n}组；水渠：{n}公里；规约：{RULE}" for n in range(1, 21)]


def test_a_form_has_a_value_beside_each_label(printed: Print) -> None:
    document = printed(
        f"""{RULED}<p>{rule(1)}</p><table><tr><td>姓名</td><td>江岩</td><td>性别</td><td>男</td></tr>
        <tr><td>现任</td><td colspan=3>水利站副站长</td></tr>
        <tr><td>经历</td><td colspan=3><p>2003年到站。</p><p>2011年任现职。</p></td></tr></table>"""
    )
    assert document.text.split("\n")[-3:] == [
        "姓名：江岩；性别：男",
        "现任：水利站副站长",
        "经历：2003年到站。 2011年任现职。",
    ]


def test_a_frame_around_text_is_no_table(printed: Print) -> None:
    document = printed(f"<div style='border:1px solid;padding:4px'><p>{rule(1)}</p><p>{rule(2)}</p></div>")
    assert document.text.split("\n")[-2:] == [rule(1), rule(2)]


def test_a_character_beyond_the_first_plane_is_whole(printed: Print) -> None:
    assert "掌柜𠮷田说𠮷字难写。" in printed("<p>掌柜𠮷田说𠮷字难写。</p>").text
