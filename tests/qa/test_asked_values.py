"""What may answer 什么时候: a date, what has to happen first, how often; and what says nothing of when."""

import pytest

from qa.asked_values import lacks_what_is_asked


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("什么时候报警", "水位高于40米会自动报警。"),
        ("什么时候要换滤芯", "指示灯变红时，要换滤芯。"),
        ("什么时候换滤芯", "每2至3个月更换一次。"),
        ("何时开始计费", "从第三次起每次计费5元。"),
        ("什么时候交材料", "收到通知后7日内交。"),
        ("什么时候付清", "货到3日内付清。"),
        ("啥时候可以调岗", "工作满两年可以申请。"),
        ("什么时候闭馆", "节假日闭馆。"),
        ("什么时候动工", "2026 年 3 月动工。"),
        ("证明几日内有效", "9日内有效。"),
    ],
    ids=str,
)
def test_a_condition_or_an_interval_says_when(question: str, text: str) -> None:
    assert not lacks_what_is_asked(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("新校区什么时候启用", "新校区有4000个座位。"),
        ("隧道什么时候贯通", "隧道总投资超过9亿元。"),
        ("展览什么时候开幕", "展览由前三名的作者一起筹备，参观要两个小时。"),
        ("哪一年贯通", "下雨时贯通。"),
        ("签约日期是哪天", "审核通过后签约。"),
    ],
    ids=str,
)
def test_what_says_nothing_of_when_is_no_answer(question: str, text: str) -> None:
    assert lacks_what_is_asked(question, text)
