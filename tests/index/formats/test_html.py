"""Web pages: what a browser shows of them, as paragraphs."""

from pathlib import Path

import pytest

from index.loading import load

PROSE = "本通知自发布之日起施行，各单位应当认真贯彻执行，并于年底前将落实情况报送办公室备案存查。"


def lines(folder: Path, body: str) -> list[str]:
    """The lines between the two paragraphs of prose that the body is put between."""
    path = folder / "通知.html"
    page = (
        f"<html><head><meta charset=utf-8><title>云河镇通知</title></head><body><div><h1>云河镇通知</h1><p>{PROSE}</p>"
    )
    path.write_text(f"{page}{body}<p>{PROSE}</p></div></body></html>", encoding="utf-8")
    text = load(path).text.split("\n")
    return text[text.index(PROSE) + 1 : -1]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p style='display:none'>金额900元。</p><p hidden>金额800元。</p><p>金额700元。</p>", ["金额700元。"]),
        ("<p>罚款<del>200</del><ins>300</ins>元。</p>", ["罚款300元。"]),
        ("<p>原价<s>200</s>100元。</p>", ["原价 200 100元。"]),
        ("<p>面积10<sup>4</sup>平方米，增长15<sup>[2]</sup>个百分点。</p>", ["面积10⁴平方米，增长15[2]个百分点。"]),
        ("<p><ruby>石家庄<rp>(</rp><rt>shí</rt><rp>)</rp></ruby>承接406个项目。</p>", ["石家庄承接406个项目。"]),
        ("<pre>姓名  张三\n电话  12345\n</pre>", ["姓名 张三", "电话 12345"]),
        ("<p>本公报数据为\n<b>初步统计数</b>，\n详见年鉴。</p>", ["本公报数据为 初步统计数， 详见年鉴。"]),
    ],
    ids=["hidden", "changed", "struck", "raised", "ruby", "typed", "newlines"],
)
def test_text_is_what_a_browser_shows(tmp_path: Path, body: str, shown: list[str]) -> None:
    assert lines(tmp_path, body) == shown


def test_items_have_the_numbers_that_a_browser_writes(tmp_path: Path) -> None:
    first = "<ol start=3><li>提交申请表</li><li><p>缴纳保证金5000元</p></li></ol>"
    second = "<ol type=A><li>甲类</li></ol><ol><li>1. 已有号</li></ol><ul><li>无号</li></ul>"
    assert lines(tmp_path, first + second) == [
        "3. 提交申请表",
        "4. 缴纳保证金5000元",
        "A. 甲类",
        "1. 已有号",
        "· 无号",
    ]


def test_a_label_stands_beside_its_value(tmp_path: Path) -> None:
    labels = "<dl><dt>受理时间</dt><dd>工作日9:00至17:00</dd><dt>咨询电话：</dt><dd>5556677</dd><dd>5556688</dd></dl>"
    parts = (
        "<div><span>合同编号：</span><span>HT-2024-01</span></div><div><span>签订日期：</span><b>2024年5月1日</b></div>"
    )
    assert lines(tmp_path, labels + parts) == [
        "受理时间：工作日9:00至17:00",
        "咨询电话：5556677；5556688",
        "合同编号：HT-2024-01",
        "签订日期：2024年5月1日",
    ]


def test_two_rows_of_names_name_the_columns_together(tmp_path: Path) -> None:
    head = "<tr><th rowspan=2>单位</th><th colspan=2>2023年</th></tr><tr><th>一季度</th><th>二季度</th></tr>"
    body = "<tr><td>甲厂</td><td>30万元</td><td>31万元</td></tr>"
    assert lines(tmp_path, f"<table><thead>{head}</thead><tbody>{body}</tbody></table>") == [
        "单位：甲厂；2023年 一季度：30万元；2023年 二季度：31万元"
    ]


def test_a_table_of_one_column_is_a_frame_around_paragraphs(tmp_path: Path) -> None:
    inner = f"<h2>办理</h2><p>{PROSE}工本费10元。</p><p>时限为5个工作日。</p>"
    assert lines(tmp_path, f"<table><tr><td>{inner}</td></tr></table>") == [
        "办理",
        f"{PROSE}工本费10元。",
        "时限为5个工作日。",
    ]


def test_a_short_page_keeps_its_heading_list_and_table(tmp_path: Path) -> None:
    table = "<table><tr><th>户数</th><th>人数</th></tr><tr><td>120</td><td>480</td></tr></table>"
    found = lines(tmp_path, f"<h2>供水</h2><p>{PROSE}水费每吨3元。</p><ul><li>村民<b>自用</b></li></ul>{table}")
    assert found == ["供水", f"{PROSE}水费每吨3元。", "· 村民自用", "户数：120；人数：480"]


def test_a_short_text_among_the_links_of_a_site_stands_alone(tmp_path: Path) -> None:
    path = tmp_path / "公告.html"
    links = "".join(f"<li><a href=/{n}>第{n}个栏目的名称和最新消息</a></li>" for n in range(30))
    body = f"<div class=menu><ul>{links}</ul></div><article><h1>停水公告</h1><p>{PROSE}{PROSE}</p></article>"
    path.write_text(f"<html><meta charset=utf-8><title>停水公告</title><body>{body}</body></html>", encoding="utf-8")
    assert "栏目" not in load(path).text


def test_a_page_without_an_article_keeps_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "回单.html"
    fields = "".join(
        f"<form><label>{name}</label><p>{value}</p></form>" for name, value in (("户名", "张三"), ("金额", "80元"))
    )
    path.write_text(f"<html><meta charset=utf-8><title>电子回单</title><body>{fields}</body></html>", encoding="utf-8")
    assert load(path).text.split("\n") == ["户名", "张三", "金额", "80元"]
