"""Numbers that count what a claim lists, and stand in no source."""

import pytest

from qa.counted_items import counts_listed
from qa.evidence import Evidence
from qa.quantities import quantities

_SOURCE = [Evidence("本店出售豆浆机、榨汁机和面条机。豆浆机卖出30台；榨汁机卖出20台；面条机卖出10台。")]


@pytest.mark.parametrize(
    ("claim", "counts"),
    [
        ("主要有以下三点：电机质保五年；滤芯质保一年；灯泡不保。", True),
        ("停产有两方面原因：缺煤；缺人。", True),
        ("停产有两方面原因：缺煤。", True),
        ("本店有三种机器：豆浆机、榨汁机和面条机。", True),
        ("机器分为三类，包括豆浆机、榨汁机和面条机。", True),
        ("游客来自三个国家，即越南、泰国和老挝。", True),
        ("三种机器中，豆浆机卖得最多。", True),
        ("两者都在三楼。", True),
        ("本店有四种机器：豆浆机、榨汁机和面条机。", False),
        ("停产有三方面原因：缺煤；缺人。", False),
        ("四种机器中，豆浆机卖得最多。", False),
        ("本店有三种机器。", False),
        ("一共卖出三台：豆浆机、榨汁机、面条机。", False),
        ("超过三个国家：越南、泰国和老挝。", False),
        ("仓库有五个：甲。", False),
    ],
    ids=str,
)
def test_as_many_as_are_listed_may_be_counted(claim: str, counts: bool) -> None:
    assert counts_listed(claim, quantities(claim)[0], _SOURCE) is counts
