"""Dates: their parts, their exact places, and which of them support which."""

import pytest

from qa.dates import dates, unsaid


@pytest.mark.parametrize(
    ("text", "words", "parts"),
    [
        ("2023年5月13日 星期六", "2023年5月13日 星期六", "year 2023, month 5, day 13, weekday 六"),
        ("在5月12日下午召开", "5月12日下午", "month 5, day 12, of_day 下午"),
        ("今年一季度", "今年一季度", "year 今年, quarter 1"),
        ("去年签署", "去年", "year 去年"),
        ("上世纪90年代", "上世纪90年代", "century 20, decade 90"),
        ("二十世纪九十年代", "二十世纪九十年代", "century 20, decade 90"),
        ("二〇二三年五月", "二〇二三年五月", "year 2023, month 5"),
        ("98年5月", "98年5月", "year 1998, month 5"),
        ("2019-07-01", "2019-07-01", "year 2019, month 7, day 1"),
        ("晚上8点半", "晚上8点半", "of_day 晚上, hour 8, minute 30"),
        ("１０月１日", "１０月１日", "month 10, day 1"),
        ("下午三点四十分", "下午三点四十分", "of_day 下午, hour 3, minute 40"),
        ("公元前221年", "公元前221年", "era 公元前, year 221"),
    ],
)
def test_reads_one_date(text: str, words: str, parts: str) -> None:
    (found,) = dates(text)
    assert text[found.start : found.end] == words
    assert ", ".join(f"{name} {value}" for name, value in found.parts) == parts


@pytest.mark.parametrize(
    "text", ["3年", "半小时", "3个月", "5号楼", "月球", "三点建议", "100日元", "90分钟", "周期", "二十三点四公里"]
)
def test_finds_none_in_durations_and_words(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("claim", "source", "supported"),
    [
        ("2023年5月", "2023年5月13日", True),
        ("2023年5月13日", "2023年5月", False),
        ("5月13日", "5月12日", False),
        ("2023年5月12日", "2023年5月初部署，5月12日召开", True),
        ("2020年5月12日", "2020年起步，2021年5月12日召开", False),
        ("20世纪90年代", "上世纪九十年代", True),
    ],
)
def test_a_date_supports_what_says_less(claim: str, source: str, supported: bool) -> None:
    assert unsaid(dates(claim)[0], dates(source)) is not supported
