"""Sums and differences of what was found: how their results are written."""

import pytest

from qa.answers import Citation, read_off
from qa.calculation import combined
from qa.together import Parts, Together


def worked_out(together: Together, *spans: str, way: str = "多") -> str:
    labels = tuple("甲乙丙"[: len(spans)])
    answers = []
    for place, (label, span) in enumerate(zip(labels, spans, strict=True)):
        exact = Citation("1", "", "", 10 * place, 10 * place + len(span), span)
        answers.append(read_off(f"{label}是多少", exact, exact, 0.9, ()))
    answer = combined("", Parts(tuple(f"{label}是多少" for label in labels), labels, together, way), answers)
    return answer.notice or answer.claims[0].text


@pytest.mark.parametrize(
    ("spans", "text"),
    [
        (("1500多万", "700万"), "1500多万＋700万＝超过2200万。"),
        (("300余万元", "50万元"), "300余万元＋50万元＝超过350万元。"),
        (("￥60", "90元"), "￥60＋90元＝150元。"),
        (("半小时", "一个小时"), "半小时＋一个小时＝1.5个小时。"),
        (("1小时", "20分钟"), "1小时＋20分钟＝80分钟。"),
        (("1周", "3天"), "1周＋3天＝10天。"),
        (("三分之一", "四分之一"), "三分之一＋四分之一＝58.333333%。"),
        (("第3位", "第1位"), "找到的是名次，没有合计。"),
        (("12座", "5栋"), "12座＋5栋＝17座。"),
        (("30个", "4元"), "单位不同，没有合计。"),
    ],
)
def test_a_sum_is_in_the_unit_of_its_parts(spans: tuple[str, str], text: str) -> None:
    assert worked_out(Together.TOTAL, *spans) == text


def test_colder_is_further_below_zero() -> None:
    assert worked_out(Together.MORE, "零下8℃", "零下3℃", way="低") == "甲零下8℃，乙零下3℃：甲更低。"
    assert worked_out(Together.APART, "零下8℃", "零下3℃", way="低").endswith("零下3℃－零下8℃＝5℃，甲更低。")
    assert worked_out(Together.MORE, "1500多万", "700万") == "甲1500多万，乙700万：甲更多。"


@pytest.mark.parametrize(
    ("spans", "way", "text"),
    [
        (("超过400个", "406个"), "多", "有的数不是确数，没有比较。"),
        (("不到500个", "406个"), "多", "有的数不是确数，没有比较。"),
        (("约400人", "400人"), "多", "有的数不是确数，没有比较。"),
        (("100至200人", "150人"), "多", "有的数不是确数，没有比较。"),
        (("超过400个", "24个"), "多", "甲超过400个，乙24个：甲更多。"),
        (("约400人", "600人"), "少", "甲约400人，乙600人：甲更少。"),
        (("30天", "45天"), "快", "甲30天，乙45天：甲更快。"),
        (("第3位", "第1位"), "高", "找到的是名次，没有比较。"),
    ],
)
def test_only_what_is_plainly_more_is_called_more(spans: tuple[str, str], way: str, text: str) -> None:
    assert worked_out(Together.MORE, *spans, way=way) == text


@pytest.mark.parametrize(
    ("spans", "text"),
    [
        pytest.param(("42人", "45人", "39人"), "甲42人，乙45人，丙39人：乙最多。", id="one"),
        pytest.param(("45人", "45人", "39人"), "甲45人，乙45人，丙39人：甲和乙最多。", id="two"),
        pytest.param(("45人", "45人", "45人"), "甲45人，乙45人，丙45人：一样。", id="all alike"),
    ],
)
def test_of_three_the_most_are_all_that_have_it(spans: tuple[str, str, str], text: str) -> None:
    assert worked_out(Together.MORE, *spans) == text


def test_a_difference_says_in_the_words_of_the_question_which_is_the_more() -> None:
    assert worked_out(Together.APART, "399元", "359元", way="贵").endswith("399元－359元＝40元，甲更贵。")
    assert worked_out(Together.APART, "128万元", "356万元", way="少").endswith("356万元－128万元＝228万元，甲更少。")
