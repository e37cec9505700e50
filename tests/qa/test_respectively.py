"""Which value is of which item, where 分别 says so."""

import pytest

from qa.respectively import item_of, value_asked
from qa.spans import exact_words

SCORES = "语文、数学、英语三科平均分分别为82.5分、76.3分和88.1分。一、二、三等奖分别为5000元、3000元和1000元。"
BRANCHES = "北京、上海、广州的分公司分别成立于2010年、2013年和2016年，员工人数分别为120人、85人和60人。"
PRODUCTS = "光学镜头收入21.35亿元，红外热成像模组收入10.92亿元，光学材料收入6.40亿元，毛利率分别为31.5%、44.8%和18.7%。"
LEVELS = "答：一级医院90%，二级80%，三级65%，起付线分别为100元、400元和800元。"
TESTS = "甲醛、苯和TVOC的检测值分别为0.05、0.02和0.31毫克/立方米，工行、建行、农行的利率分别是3.1%、3.2%、3.25%。"
BARN = "大棚的长和宽分别为60米和8米。"
STAFF = "项目经理和监理工程师分别为周海和吴敏。"
PHASES = "一期和二期工程依次于2018年6月和2021年9月竣工。"


def aligned(question: str, text: str, said: str) -> str | None:
    start = text.index(said)
    found = value_asked(question, text, (start, start + len(said)), (0, len(text)))
    return text[slice(*found)] if found else None


@pytest.mark.parametrize(
    ("question", "text", "said", "value"),
    [
        pytest.param("数学平均分多少", SCORES, "82.5分", "76.3分", id="in the middle"),
        pytest.param("英语平均分多少", SCORES, "82.5分", "88.1分", id="the last, with what is of all"),
        pytest.param("语文平均分多少", SCORES, "82.5分、76.3分和88.1分", "82.5分", id="one of all that were read"),
        pytest.param("二等奖奖金多少", SCORES, "5000元", "3000元", id="a numeral"),
        pytest.param("上海分公司什么时候成立", BRANCHES, "2010年", "2013年", id="times"),
        pytest.param("广州分公司有多少人", BRANCHES, "120人", "60人", id="a second row of values"),
        pytest.param("红外热成像模组毛利率多少", PRODUCTS, "31.5%", "44.8%", id="items in clauses"),
        pytest.param("光学材料毛利率多少", PRODUCTS, "31.5%", "18.7%", id="items that are partly alike"),
        pytest.param("二级医院的起付线是多少", LEVELS, "100元", "400元", id="an item named whole"),
        pytest.param("苯的检测值是多少", TESTS, "0.05", "0.02", id="numbers without a unit"),
        pytest.param("TVOC检测值多少", TESTS, "0.05", "0.31毫克/立方米", id="a unit of two"),
        pytest.param("大棚有多宽", BARN, "60米", "8米", id="one character"),
        pytest.param("项目经理是谁", STAFF, "吴敏", "周海", id="names"),
        pytest.param("二期工程什么时候竣工", PHASES, "2018年6月", "2021年9月", id="in turn"),
    ],
)  # fmt: skip
def test_the_value_is_at_the_place_of_the_item(question: str, text: str, said: str, value: str) -> None:
    assert aligned(question, text, said) == value


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        pytest.param("数学平均分多少", SCORES, "76.3分", id="right as it is read"),
        pytest.param("三科平均分多少", SCORES, "82.5分", id="none is named"),
        pytest.param("语文和数学平均分多少", SCORES, "82.5分", id="two are named"),
        pytest.param("光学毛利率多少", PRODUCTS, "31.5%", id="what two have in part"),
        pytest.param("光学材料收入多少", PRODUCTS, "6.40亿元", id="a value outside the row"),
        pytest.param("化学平均分多少", "语文、数学和化学三科平均分分别为82分和76分。", "82分", id="fewer values"),
        pytest.param("乙县多少座", "甲、乙两县建了水库，分别为大型、中型和小型。", "大型", id="more values"),
        pytest.param("乙队多少人", "甲队、乙队共有30人，年龄20至40岁。", "30人", id="no 分别"),
    ],
)
def test_what_is_not_plain_is_left_as_it_was_read(question: str, text: str, said: str) -> None:
    assert aligned(question, text, said) is None


def test_the_exact_words_are_those_at_the_place_of_what_is_asked_about() -> None:
    start = SCORES.index("82.5分")
    for question, value in (("英语平均分多少", "88.1分"), ("平均分分别是多少", "82.5分")):
        (found,) = exact_words(question, SCORES, (start, start + 5), (0, len(SCORES)))
        assert SCORES[slice(*found)] == value


def test_of_what_a_value_is_said() -> None:
    assert item_of(BRANCHES, BRANCHES.index("60人")) == "广州的分公司"
    assert item_of(BRANCHES, BRANCHES.index("2013年")) == "上海"
    assert item_of("上海分公司有60人。", 6) == ""
