"""Records and causes that a claim adds of its own."""

import pytest

from qa.additions import added
from qa.evidence import Evidence


@pytest.mark.parametrize(
    ("claim", "source", "adds"),
    [
        ("接待旅客90万人次，创历史新高。", "接待旅客90万人次。", True),
        ("接待旅客90万人次，创历史新高。", "接待旅客90万人次，首次突破80万人次。", False),
        ("销量90万台，翻了一番。", "销量90万台。", True),
        ("销量90万台，翻了一番。", "销量90万台，是上年的2倍。", False),
        ("它是国内制冰行业的龙头企业。", "公司主营制冰机。", True),
        ("它是国内制冰行业的龙头企业。", "公司主营制冰机，市场份额第一。", False),
        ("停产的主要原因是海外市场需求疲软。", "锅炉检修，工厂停产。", True),
        ("停产的主要原因是锅炉要检修。", "锅炉检修，工厂停产。", False),
        ("因为冬天太冷，桃树减产。", "桃树减产，主要受冬季低温影响。", False),
        ("由于下雨，比赛推迟。", "受台风影响，比赛推迟。", False),
    ],
    ids=str,
)
def test_a_record_or_a_cause_that_the_source_knows_nothing_of_is_stopped(claim: str, source: str, adds: bool) -> None:
    assert bool(list(added(claim, [Evidence(source)]))) is adds


def test_what_stands_around_the_sentence_may_say_so() -> None:
    around = "接待旅客90万人次。站长说，这是通车以来的最高纪录。"
    assert not list(added("接待旅客90万人次，创历史新高。", [Evidence("接待旅客90万人次。", "", around)]))
