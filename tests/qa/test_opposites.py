"""One of two opposites is not the other."""

import pytest

from qa.evidence import Evidence
from qa.opposites import opposite_words


@pytest.mark.parametrize(
    ("claim", "source", "objects"),
    [
        ("全年支出香菇款120万元。", "全年收入香菇款120万元。", True),
        ("青石队获得全县篮球赛亚军。", "青石队获得全县篮球赛冠军。", True),
        ("值班工资按基本工资的80%扣除。", "值班工资按基本工资的80%发放。", True),
        ("全年收入香菇款120万元。", "全年收入香菇款120万元。", False),
        ("青石队获得全县篮球赛冠军。", "青石队获得全县篮球赛冠军，亚军是白杨队。", False),
        ("全年支出香菇款120万元。", "全年收入香菇款120万元，支出菌种款30万元。", False),
        ("女儿在县城上学。", "儿子在省城打工。", False),
        ("城市和农村都通了公路。", "农村通了公路。", False),
    ],
    ids=str,
)
def test_the_opposite_of_what_the_source_says_is_stopped(claim: str, source: str, objects: bool) -> None:
    assert bool(list(opposite_words(claim, [Evidence(source)]))) is objects
