"""Numbers that are said roughly: which exact ones they are fair of, and where nothing may be rounded."""

import pytest

from qa.quantities import quantities


@pytest.mark.parametrize(
    ("claim", "source", "supported"),
    [
        ("约9%", "9.2%", True),
        ("约7.3亿元", "7.28亿元", True),
        ("约7.28亿元", "7.3亿元", False),
        ("约26公里", "25.7公里", True),
        ("约25公里", "25.7公里", False),
        ("大约3100人", "3086人", True),
        ("3100人左右", "3086人", True),
        ("3100人", "3086人", False),
        ("约5000人", "4600人", False),
        ("约100本", "60本", False),
        ("约517棵", "517棵", True),
        ("约2000名", "2000多名", True),
        ("约4小时", "不少于4小时", False),
        ("约9家", "9.2%", False),
        ("超过500万", "517万", True),
        ("五百余万人次", "517万人次", True),
        ("500万以上", "517万", True),
        ("超过500万", "超过510万", True),
        ("超过500万", "不到517万", False),
        ("超过500万", "490万", False),
        ("超过500万", "5170万", False),
        ("超过517万", "517万", False),
        ("近3100人", "3086人", True),
        ("不到3100人", "3086人", True),
        ("近3000人", "3086人", False),
        ("近5000人", "3086人", False),
        ("不超过3100元", "3086元", False),
        ("近第50批", "第49批", False),
    ],
    ids=str,
)
def test_a_claim_may_round_where_it_says_so(claim: str, source: str, supported: bool) -> None:
    (said,), (claimed,) = quantities(source), quantities(claim)
    assert said.says(claimed) is supported


@pytest.mark.parametrize(
    ("claim", "source", "supported"),
    [
        ("超过500个", "517个", False),
        ("约500个", "500个", False),
        ("500个", "约500个", True),
        ("超过500个", "500余个", True),
        ("500", "五百个", True),
    ],
    ids=str,
)
def test_nothing_is_rounded_where_a_value_has_to_be_the_very_one(claim: str, source: str, supported: bool) -> None:
    (said,), (claimed,) = quantities(source), quantities(claim)
    assert said.says_exactly(claimed) is supported
