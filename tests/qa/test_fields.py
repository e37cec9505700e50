"""Cells of tables and labelled lines, asked for by their names."""

from pathlib import Path

import pytest

from index.fusion import Hit
from index.library import Library
from index.loading import load
from index.passages import Passage
from index.sections import Document
from qa import ask
from qa.fields import field

_MANUAL = """# 青禾K7割草机说明书

## 参数
| 项目 | 参数 |
|---|---|
| 额定功率 | 1200W |
| 刀片长度 | 38cm |
| 噪音 | ≤82dB |

## 各店价格
| 门店 | 售价 | 库存 |
|---|---|---|
| 城东店 | 2199元 | 14台 |
| 城西店 | 2099元 | 3台 |

## 服务
客服电话：400-123-4567
维修地址：长河市青石路18号

## 对话
记者：今年卖得怎么样？
周海燕：比去年多了两成，城里人也来买。
"""
_OTHER = """# 青禾K9割草机说明书

## 参数
| 项目 | 参数 |
|---|---|
| 额定功率 | 1500W |
| 集草箱容积 | 60升 |
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("说明书")
    library = Library(folder / "library")
    for name, text in (("K7.md", _MANUAL), ("K9.md", _OTHER)):
        (folder / name).write_text(text, encoding="utf-8")
        library.add(folder / name)
    return library


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        pytest.param("刀片长度是多少", "38cm", id="by its row"),
        pytest.param("刀片的长度？", "38cm", id="in looser words"),
        pytest.param("集草箱容积有多大", "60升", id="another document"),
        pytest.param("城西店的售价是多少", "2099元", id="by row and column"),
        pytest.param("城西店库存还有几台", "3台", id="another column"),
        pytest.param("售价2199元的是哪个门店", "城东店", id="the row by a value"),
        pytest.param("客服电话是多少", "400-123-4567", id="a line with a label"),
        pytest.param("维修地址在哪里", "长河市青石路18号", id="a line with a label, of words"),
        pytest.param("K9的额定功率", "1500W", id="the document by its title"),
    ],
)
def test_a_cell_is_read_by_its_names(library: Library, question: str, cell: str) -> None:
    answer = ask(question, library=library)
    assert answer.span == cell
    (words,), (line,) = answer.exact, answer.citations
    text = library.document(words.document_id).text
    assert text[words.start : words.end] == cell
    assert line.start <= words.start < words.end <= line.end
    assert "\n" not in line.quote


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("最大额定功率是多少", id="a word that is nowhere"),
        pytest.param("城南店的售价是多少", id="no such row"),
        pytest.param("城西店的电话是多少", id="no such column"),
        pytest.param("记者是谁", id="somebody who speaks"),
        pytest.param("周海燕是谁", id="what somebody says"),
    ],
)
def test_what_no_cell_is_named_by_is_not_read_off(library: Library, question: str) -> None:
    answer = ask(question, library=library)
    assert answer.abstained or answer.confidence < 0.9


def test_two_cells_of_one_name_are_no_answer_by_rule(library: Library) -> None:
    answer = ask("额定功率是多少", library=library)
    assert answer.abstained or answer.confidence < 0.9


_NOTICE = """# 设备采购公告
采购人：桐溪县医院，地址：人民路1号，联系人：周敏，电话：0578-1234567
代理机构：县交易中心，联系人：包晓楠，电话：0578-7654321
开户行：青山支行，账号：6222001234
服务时间：周一至周五9:00-17:00，热线：96123
供应商：红星厂
供应商：蓝海厂
被告：宏图公司，法定代表人：卓建国，执行董事。
被告：林同，男，1974年5月2日出生，住湘泽市。
运维服务：收入2.37亿元，续约率93%。
住院津贴：每日80元，每次免赔3天，全年以180天为限。
艺术节：12月9日，在明德楼报告厅举行，节目须提前报名。
记录：方若兰　复核：薛平
保修：整机两年，电机，水泵：三年
"""


@pytest.fixture(scope="module")
def notice(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Hit], dict[str, Document]]:
    """The notice as one passage, with its document by id."""
    path = tmp_path_factory.mktemp("公告") / "公告.md"
    path.write_text(_NOTICE, encoding="utf-8")
    loaded = load(path)
    document = Document("d", loaded.title, "公告.md", "0" * 64, loaded.text, loaded.sections)
    return [Hit(Passage(1, "d", "", 0, len(loaded.text), loaded.text), 0.5)], {"d": document}


@pytest.mark.parametrize(
    ("question", "cells"),
    [
        pytest.param("采购人是谁", ["桐溪县医院"], id="the first of a line"),
        pytest.param("采购人地址在哪", ["人民路1号"], id="a later one by its owner"),
        pytest.param("代理机构的电话是多少", ["0578-7654321"], id="of the line that is named"),
        pytest.param("采购人联系人电话是多少", ["0578-1234567"], id="the last label is asked for"),
        pytest.param("账号是多少", ["6222001234"], id="a later one alone"),
        pytest.param("服务时间是什么", ["周一至周五9:00-17:00"], id="a time of day is no label"),
        pytest.param("供应商有哪些", ["红星厂", "蓝海厂"], id="all lines of one label"),
        pytest.param("被告有哪些", ["宏图公司", "林同"], id="without what more is said of them"),
        pytest.param("被告的法定代表人是谁", ["卓建国"], id="without his title"),
        pytest.param("运维服务的续约率是多少", ["续约率93%"], id="the clause that has the word"),
        pytest.param("住院津贴每日多少元", ["每日80元"], id="one of several amounts"),
        pytest.param("艺术节在哪里举行", ["在明德楼报告厅举行"], id="the clause of a place"),
        pytest.param("记录是谁", ["方若兰"], id="a wide space parts too"),
    ],
)
def test_a_line_of_several_labels_is_several_cells(
    notice: tuple[list[Hit], dict[str, Document]], question: str, cells: list[str]
) -> None:
    hits, documents = notice
    answer = field(question, hits, documents)
    assert answer is not None
    assert [one.quote for one in answer.exact] == cells
    assert len(answer.citations) == len(cells)
    assert all(words.quote in line.quote for words, line in zip(answer.exact, answer.citations, strict=True))


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("联系人是谁", id="of whom is not said"),
        pytest.param("供应商是谁", id="one is asked for, and there are two"),
        pytest.param("联系人和电话是什么", id="two are asked for"),
        pytest.param("供应商的电话是多少", id="of another line"),
        pytest.param("水泵保修几年", id="a comma inside a value"),
    ],
)
def test_what_is_not_plain_is_not_read_off(notice: tuple[list[Hit], dict[str, Document]], question: str) -> None:
    assert field(question, *notice) is None
