"""Dates: their parts, their exact places, and which of them support which."""

import pytest

from qa.dates import dates, dates_behind, unsaid


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
        ("晚上8点半", "晚上8点半", "half_day 下午, hour 8, minute 30"),
        ("１０月１日", "１０月１日", "month 10, day 1"),
        ("下午三点四十分", "下午三点四十分", "half_day 下午, hour 3, minute 40"),
        ("定于20:30开演", "20:30", "half_day 下午, hour 8, minute 30"),
        ("上午8点30分集合", "上午8点30分", "half_day 上午, hour 8, minute 30"),
        ("今晚7点", "今晚7点", "day 今晚, half_day 下午, hour 7"),
        ("2026年底通车", "2026年底", "year 2026, season 年底"),
        ("2026年年末通车", "2026年年末", "year 2026, season 年底"),
        ("每周三开会", "周三", "weekday 三"),
        ("去年初中毕业", "去年", "year 去年"),
        ("9月初", "9月初", "month 9, third 月初"),
        ("下个月底前", "下个月底", "month 下个月, third 月底"),
        ("工厂07年建成", "07年", "year 2007"),
        ("21年呢", "21年", "year 2021"),
        ("公元前98年", "公元前98年", "era 公元前, year 98"),
        ("公元前221年", "公元前221年", "era 公元前, year 221"),
        ("2023 年 8 月 15 日", "2023 年 8 月 15 日", "year 2023, month 8, day 15"),
        ("第二年3月底前", "第二年3月底", "year 次年, month 3, third 月底"),
        ("8月15日后", "8月15日", "month 8, day 15"),
        ("15日前", "15日", "day 15"),
        ("截至15日", "15日", "day 15"),
    ],
)
def test_reads_one_date(text: str, words: str, parts: str) -> None:
    (found,) = dates(text)
    assert text[found.start : found.end] == words
    assert ", ".join(f"{name} {value}" for name, value in found.parts) == parts


@pytest.mark.parametrize(
    "text",
    [
        "3年",
        "半小时",
        "3个月",
        "5号楼",
        "月球",
        "三点建议",
        "100日元",
        "90分钟",
        "周期",
        "二十三点四公里",
        "四年内",
        "租期99年",
        "用了15年建成",
        "百年初心",
        "15日内",
        "三十日以内",
        "7日后",
        "提前三十日",
        "连续15日",
        "不少于15日",
        "第二年租金",
    ],
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
        ("2026年初", "2026年底", False),
        ("2026年年底", "2026年末", True),
        ("2026年底", "2026年12月20日", True),
        ("8月底", "8月5日", False),
        ("晚上9点", "21:00", True),
        ("21:00", "晚上9点", True),
        ("早上7点", "上午7:00", True),
        ("上午8点", "8:00-16:00", True),
        ("晚上8点", "8:00-16:00", False),
        ("下午4点", "8:00-16:00", True),
        ("8:00", "8:30", False),
        ("下午", "晚上7点", False),
        ("中午1点", "13:00", True),
        ("2025年年中", "2025年6月", True),
        ("2025年年中", "2025年9月", False),
        ("第二年3月底", "次年3月31日", True),
        ("第二年3月底", "次年5月31日", False),
    ],
)
def test_a_date_supports_what_says_less(claim: str, source: str, supported: bool) -> None:
    assert unsaid(dates(claim)[0], dates(source)) is not supported


def test_the_same_year_is_the_one_named_before() -> None:
    same, next_one = (date.parts[0] for date in dates("2014年动工，同年9月停工，次年复工。")[1:])
    assert (same, next_one) == (("year", "2014"), ("year", "2015"))
    (date,) = dates_behind("2014年动工。", "同年9月停工。")
    assert (date.start, date.end, date.parts) == (0, 4, (("year", "2014"), ("month", "9")))
    assert dates("同年9月停工。")[0].parts[0] == ("year", "同年")


def test_numerals_that_are_no_number_are_no_error() -> None:
    assert [one.parts for one in dates("一十十月")] == [(("month", "一十十"),)]
