"""The reader's span to the exact words, by the kind of question."""

import pytest

from qa.spans import before_it, exact_words


def given(question: str, text: str, said: str) -> list[str]:
    start = text.index(said)
    found = exact_words(question, text, (start, start + len(said)), (0, len(text)))
    return [text[slice(*span)] for span in found]


@pytest.mark.parametrize(
    ("question", "text", "said", "words"),
    [
        pytest.param("承接了多少项目", "累计承接项目406个，总投资2亿元。", "406", "406个", id="unit added"),
        pytest.param(
            "承接了多少项目", "累计承接项目406个，总投资2亿元。", "承接项目406个", "406个", id="rest taken away"
        ),
        pytest.param("有多少重点项目", "合作的重点项目超过30个，涉及3市。", "30个", "超过30个", id="what qualifies it"),
        pytest.param("最多收多少钱", "全天不超过40元。", "超过40元", "不超过40元", id="what turns it round"),
        pytest.param("水管最长多长", "水管长度不得超过3米。", "超过3米", "不得超过3米", id="what forbids more"),
        pytest.param("占比多少", "占比达到百分之四十五，增长三成。", "四十五", "百分之四十五", id="per cent in words"),
        pytest.param("投资多少", "总投资2106.18亿元。", "2106", "2106.18亿元", id="whole number"),
        pytest.param(
            "有多少人", "教师3名，学生40名。", "教师3名，学生40名", "教师3名，学生40名", id="several: left as read"
        ),
        pytest.param("排第几位", "全国排名第二位。", "第二位", "第二位", id="a rank keeps its 第"),
        pytest.param("耗资多少", "耗资5亿第纳尔。", "5亿第纳尔", "5亿第纳尔", id="a unit that is not known stays"),
        pytest.param("密度是多少", "密度为每公顷69株。", "每公顷69株", "每公顷69株", id="a rate is whole"),
        pytest.param("分别多少人", "有3人、40人。", "3人、40人", "3人、40人", id="several asked for"),
        pytest.param("林同和谁分别去了", "林同、周海去了。", "周海", "周海", id="one of two"),
        pytest.param("浇地多少亩", "可达二万六千亩。", "六千亩", "二万六千亩", id="whole number in words"),
        pytest.param("长多少", "渠长二十三点四公里。", "四公里", "二十三点四公里", id="whole decimal in words"),
        pytest.param(
            "雇了多少人", "雇用了一万一千名工人。", "一万一千名", "一万一千名", id="whole number from 一万 on"
        ),
        pytest.param("潜伏多少天", "潜伏期为五至九天。", "五至九天", "五至九天", id="a range in words"),
        pytest.param("签了几年", "双方签约四年。", "四年", "四年", id="签约 is no 约"),
        pytest.param("降到几度", "骤降至零下3℃。", "3℃", "零下3℃", id="below zero"),
        pytest.param("几点发射", "晚间8时12分发射。", "8时12分", "晚间8时12分", id="o'clock"),
        pytest.param(
            "最多几人",
            "最多邀请6人，可以移除。",
            "最多邀请6人，可以移除。",
            "6人",
            id="the only one of a sentence",
        ),
        pytest.param("几点开门", "早上8点开门。", "8点", "早上8点", id="the part of the day"),
        pytest.param("什么时候开门", "8点开门。", "8点", "8点", id="an hour alone"),
        pytest.param("面积多大", "面积很大。", "很大", "很大", id="none: left as read"),
        pytest.param("谁提出的", "由时任院长林同提出。", "时任院长林同", "时任院长林同", id="who"),
    ],
)
def test_a_quantity_is_whole_and_nothing_else(question: str, text: str, said: str, words: str) -> None:
    assert given(question, text, said) == [words]


_TERMS = "一、报名条件\n1.年满18周岁；\n2.具有高中以上学历；\n3.持有健康证。\n二、报名地点为人才中心。"
_ITEMS = ["年满18周岁", "具有高中以上学历", "持有健康证"]
_VISIT = "一、获取文件。每套400元。\n二、现场踏勘。3月7日下午在北门集合，每家限派2人，不得携带打火机、充电宝。\n三、保证金5万元。"
_FIRMS = "公司拥有全资子公司红星公司、控股子公司蓝海公司、参股公司青山公司。"


@pytest.mark.parametrize(
    ("question", "text", "said", "words"),
    [
        pytest.param("有哪些产业", "发展钢铁、化工、建材等产业。", "钢铁", ["钢铁、化工、建材"], id="first item"),
        pytest.param(
            "哪三场保卫战", "打好蓝天、碧水、净土保卫战。", "净土保卫战", ["蓝天、碧水、净土保卫战"], id="last item"
        ),
        pytest.param("有哪些河", "漳河、卫河，以及运河。", "卫河", ["漳河、卫河"], id="up to the comma"),
        pytest.param("哪个产业最大", "发展钢铁、化工、建材等产业。", "钢铁", ["钢铁"], id="one is asked for"),
        pytest.param(
            "有哪些措施",
            "措施如下：一是减税；二是修路，三是办学。其他不变。",
            "修路",
            ["减税", "修路", "办学"],
            id="enumerated",
        ),
        pytest.param("有哪些要求", "（一）守时。\n（二）守信。\n", "守信", ["守时", "守信"], id="numbered lines"),
        pytest.param(
            "有哪些措施", "一是减税；二是修路。此外还有绿化。", "绿化", ["绿化"], id="outside the enumeration"
        ),
        pytest.param("要有什么学历", _TERMS, "高中以上学历", ["具有高中以上学历"], id="the one item of what is asked"),
        pytest.param("报名有什么条件", _TERMS, "持有健康证", _ITEMS, id="all items of a kind"),
        pytest.param("报名要满足哪些条件", _TERMS, "持有健康证", _ITEMS, id="not the headings that they stand under"),
        pytest.param("哪些东西不能带", _VISIT, "打火机、充电宝", ["打火机、充电宝"], id="a list inside an item"),
        pytest.param(
            "有哪些子公司", _FIRMS, "蓝海公司", ["全资子公司红星公司、控股子公司蓝海公司"], id="each with its kind"
        ),
        pytest.param("有哪些控股子公司", _FIRMS, "蓝海公司", ["蓝海公司"], id="one of the kind"),
        pytest.param("参股了哪些公司", _FIRMS, "青山公司", ["青山公司"], id="which of them is said"),
        pytest.param(
            "组里有哪些人", "由组长赵伟、副组长钱丽负责。", "钱丽", ["组长赵伟、副组长钱丽"], id="each with a title"
        ),
    ],
)
def test_a_list_is_whole(question: str, text: str, said: str, words: list[str]) -> None:
    assert given(question, text, said) == words


def test_a_list_does_not_leave_its_passage() -> None:
    text = "甲、乙、丙"
    assert exact_words("有哪些", text, (2, 3), (2, 3)) == [(2, 3)]


def test_a_conclusion_is_cited_with_the_sentence_before_it() -> None:
    text = "河水上涨。因此道路封闭。"
    sentences = [(0, 5), (5, 12)]
    assert before_it(text, sentences, (5, 12)) == (0, 12)
    assert before_it(text, sentences, (0, 5)) == (0, 5)
    assert before_it("因此道路封闭。", [(0, 7)], (0, 7)) == (0, 7)
