"""Cells of tables and labelled lines, asked for by their names."""

from pathlib import Path

import pytest

from index.library import Library
from qa import ask

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
