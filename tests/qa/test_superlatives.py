"""The highest of what the cited sentences give is the highest."""

import pytest

from qa.evidence import Evidence
from qa.superlatives import exceeded

_SHOPS = "豆浆机毛利率为21.5%，榨汁机毛利率为33.1%，面条机毛利率为18%。"


@pytest.mark.parametrize(
    ("claim", "exceeds"),
    [
        ("豆浆机的毛利率最高，为21.5%。", True),
        ("豆浆机的毛利率最低，仅21.5%。", True),
        ("榨汁机的毛利率最高，达33.1%。", False),
        ("面条机的毛利率最低，只有18%。", False),
        ("豆浆机的毛利率最高可达21.5%。", False),
        ("豆浆机的毛利率为21.5%。", False),
        ("豆浆机的销量最高，为21.5%。", False),
    ],
    ids=str,
)
def test_what_is_exceeded_is_not_the_most(claim: str, exceeds: bool) -> None:
    assert bool(list(exceeded(claim, [Evidence(_SHOPS)]))) is exceeds
