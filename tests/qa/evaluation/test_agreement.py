"""What must not differ between two answers that share most of their characters."""

import pytest

from qa.evaluation.measures.agreement import agrees
from qa.evaluation.records import is_accepted


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("3亿元", "1.5亿元"),
        ("2015年3月", "2014年3月"),
        ("506个项目", "406个项目"),
        ("15家", "12家"),
        ("不同意", "同意"),
        ("符合条件", "不符合条件"),
    ],
)
def test_another_value_is_not_accepted(said: str, answer: str) -> None:
    assert not agrees(said, answer)
    assert not is_accepted(said, [answer])


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("2014年", "2014年3月"),
        ("共406个，其中工业6个", "406个"),
        ("总投资2106.18亿元", "2106.18亿元"),
        ("四百零六个", "406个"),
        ("不得携带宠物", "不得携带宠物入园"),
    ],
)
def test_what_says_more_or_less_of_the_same_agrees(said: str, answer: str) -> None:
    assert agrees(said, answer)
