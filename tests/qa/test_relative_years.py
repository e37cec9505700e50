"""Years in figures for those that a source tells from where it stands: 2022年末 for 上年末, 比上年 for 同比."""

import pytest

from qa.dates import dates
from qa.evidence import Evidence
from qa.relative_years import is_told_otherwise

_BULLETIN = "青石县2031年统计公报\n交通\n"
_ARTICLE = "白杨镇建成图书馆\n\n长河日报2031年11月6日讯（记者 林晓）\n图书馆昨日开放。"


def told(claim: str, source: str, before: str = "", printed: str = "") -> bool:
    (*_, claimed) = dates(claim)
    return is_told_otherwise(claim, claimed, [Evidence(source, before, f"{printed}{source}")])


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("比上年增长6%", "药厂产值同比增长6%。"),
        ("较去年有所下降", "药厂产值同比下降。"),
        ("比2030年增长6%", "药厂产值同比增长6%。"),
        ("较2030年末增加9公里", "年末公路里程300公里，比上年末增加9公里。"),
        ("2030年为8亿元", "药厂营收9亿元，上年同期为8亿元。"),
        ("与2030年相比减少3所", "小学40所，比上年减少3所。"),
    ],
    ids=str,
)
def test_the_year_before_is_that_of_the_title(claim: str, source: str) -> None:
    assert told(claim, source, _BULLETIN)
    if "2030" in claim:
        assert not told(claim.replace("2030", "2029"), source, _BULLETIN)


def test_the_year_before_is_counted_from_the_one_named_last() -> None:
    assert told("较2024年增长6%", "2025年，药厂产值9亿元，同比增长6%。")
    assert not told("较2023年增长6%", "2025年，药厂产值9亿元，同比增长6%。")


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("2032年3月起收费", "图书馆将从明年3月起收费。"),
        ("2030年借书9万册", "图书馆去年借书9万册。"),
        ("2031年借书9万册", "图书馆今年借书9万册。"),
    ],
    ids=str,
)
def test_next_year_is_counted_from_the_day_of_the_paper(claim: str, source: str) -> None:
    assert told(claim, source, printed=_ARTICLE)
    assert not told(claim, source)


@pytest.mark.parametrize(
    ("claim", "source", "before", "printed"),
    [
        ("2030年茶叶产量500吨，", "茶叶产量500吨，比上年下降3%。", _BULLETIN, ""),
        ("2030年茶叶产量下降3%", "茶叶产量500吨，比上年下降3%。", _BULLETIN, ""),
        ("2030年营收9亿元", "药厂营收9亿元，上年同期为8亿元。", _BULLETIN, ""),
        ("比2030年下降7%", "药厂产值同比增长6%。", _BULLETIN, ""),
        ("比上年增长6%", "药厂产值增长6%。", _BULLETIN, ""),
        ("上年产值增长6%", "药厂产值同比增长6%。", _BULLETIN, ""),
        ("2032年4月起收费", "图书馆将从明年3月起收费。", "", _ARTICLE),
        ("2032年借书9万册", "图书馆去年借书9万册。", "", _ARTICLE),
        ("2030年借书9万册", "图书馆去年借书9万册。", "", "图书馆2031年11月6日开放。"),
        ("5月起收费", "图书馆将从明年3月起收费。", "", _ARTICLE),
    ],
    ids=str,
)
def test_another_year_number_or_part_is_none_of_them(claim: str, source: str, before: str, printed: str) -> None:
    assert not told(claim, source, before, printed)
