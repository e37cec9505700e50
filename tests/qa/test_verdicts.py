"""What the documents' answer says of a statement."""

from pathlib import Path

import pytest

from index.library import Library
from qa import ask
from qa.answers import Answer, Citation, read_off
from qa.premises import to_confirm
from qa.verdicts import agrees, is_stated, verdict


def _answer(span: str, quote: str) -> Answer:
    start = quote.index(span)
    exact = Citation("1", "文档", "", start, start + len(span), span)
    return read_off("", exact, Citation("1", "文档", "", 0, len(quote), quote), 0.9, [])


@pytest.mark.parametrize(
    ("statement", "span", "quote"),
    [
        pytest.param("押金是5600元吧", "5600元", "押金为5600元，不含水电费。", id="another clause denies"),
        pytest.param("参观不超过45分钟吗", "不得超过45分钟", "参观每次不得超过45分钟。", id="a bound"),
        pytest.param("岳阳农业项目5个对吗", "5个", "岳阳签约项目23个，其中农业项目5个。", id="the subject before"),
        pytest.param(
            "湖区2011年被列为国家级保护区对吗",
            "2011年",
            "1998年，湖区被列为省级保护区，2011年升格为国家级保护区。",
            id="another verb",
        ),
        pytest.param("总投资80亿元对吗", "80亿元", "总投资80亿元，其中一期30亿元。", id="a part of it behind"),
        pytest.param("商店不支持7天退货对吗", "7天", "商店不支持7天无理由退货。", id="a denial that is stated"),
    ],
)
def test_a_value_is_confirmed_where_its_clause_says_what_is_stated(statement: str, span: str, quote: str) -> None:
    assert (verdict(to_confirm(statement)[0], _answer(span, quote)) or "").startswith("文档里说的也是")


@pytest.mark.parametrize(
    ("statement", "span", "quote"),
    [
        pytest.param("7天内可以退货对吧", "7天", "签收后7天内不支持退货。", id="denied"),
        pytest.param("超过30天能续借对吗", "超过30天", "超过30天不得续借。", id="forbidden"),
        pytest.param("3岁以下儿童能吃对吧", "3岁以下", "3岁以下儿童禁用。", id="not to be used"),
        pytest.param(
            "湖区1998年被列为国家级保护区对吗",
            "1998年",
            "1998年，湖区被列为省级保护区，2011年升格为国家级保护区。",
            id="another date's",
        ),
        pytest.param("岳阳农业项目23个对吗", "23个", "岳阳签约项目23个，其中农业项目5个。", id="another number's"),
        pytest.param("大桥1998年建成对吗", "1998年", "大桥1998年开工，2001年建成。", id="another verb's date"),
    ],
)
def test_a_value_is_not_confirmed_of_something_else(statement: str, span: str, quote: str) -> None:
    assert verdict(to_confirm(statement)[0], _answer(span, quote)) is None


@pytest.mark.parametrize(
    ("statement", "span", "right"),
    [
        pytest.param("主持人是毕少华对吗", "副区长毕少华", True, id="with a title"),
        pytest.param("主持人是毕少华对吗", "副区长柯景行", False, id="somebody else"),
        pytest.param("作者是王力吗", "王大力", False, id="a name in a name's characters"),
        pytest.param("监理单位是华信公司对吗", "江州华信监理有限公司", True, id="short for a firm"),
        pytest.param("项目由中建三局承建对吗", "中建五局", False, id="another firm"),
        pytest.param("供暖费由乙方承担，对吗", "甲方", False, id="another party"),
        pytest.param("主持人是毕少华对吗", "9:30", None, id="nobody"),
        pytest.param("小李获得第二名对吗", "第三名", False, id="another place"),
        pytest.param("这是第8届大赛吗", "第八届", True, id="the same place"),
        pytest.param("她出生在湖南长沙吗", "长沙", True, id="the smaller place"),
        pytest.param("她出生在湖南长沙吗", "湖南株洲", False, id="another place of the same province"),
    ],
)
def test_whom_and_which_the_words_name_is_held_against_the_statement(
    statement: str, span: str, right: bool | None
) -> None:
    assert agrees(to_confirm(statement)[0], span) is right


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("9月18日，产业合作大会在江州举行。", True, id="in the clause behind the date"),
        pytest.param("大会闭幕。9月18日，展会举行。", False, id="of something else"),
        pytest.param("大会9月20日举行。", False, id="another date"),
    ],
)
def test_a_statement_stands_in_a_clause_with_its_value(text: str, expected: bool) -> None:
    assert is_stated(to_confirm("大会是9月18日举行的对吗")[0], text) is expected


def test_a_fall_that_is_stated_as_a_rise_is_said_to_be_one(tmp_path: Path) -> None:
    text = "滨海港一季度货物吞吐量5600万吨，同比增长4.1%；集装箱吞吐量82万标箱，同比下降2.3%。\n"
    (tmp_path / "港口.txt").write_text(text, encoding="utf-8")
    library = Library(tmp_path / "library")
    library.add(tmp_path / "港口.txt")
    wrong = ask("集装箱吞吐量增长2.3%对吗", library=library)
    right = ask("货物吞吐量增长4.1%对吗", library=library)
    library.close()
    assert (wrong.span, wrong.notice) == ("2.3%", "出处里的“2.3%”是下降，不是增长。")
    assert right.notice == "文档里说的也是“4.1%”。"
