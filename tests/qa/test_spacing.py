"""Spaces inside numbers and dates: what is read is the same without them, and its place is exact."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.dates import dates
from qa.quantities import quantities
from qa.spacing import closed_up


@pytest.mark.parametrize(
    ("spaced", "close"),
    [
        ("共 12.46 亿元", "共12.46亿元"),
        ("共 12.46 亿 元", "共12.46亿元"),
        ("约 8.3 %", "约8.3%"),
        ("第 3 章", "第3章"),
        ("1 - 1.5 小时", "1-1.5小时"),
        ("3 至 6 个月", "3至6个月"),
        ("¥ 1,500 起", "¥1,500起"),
        ("容量 5200 mAh。", "容量5200mAh。"),
        ("2023\u00a0年 8\u202f月 15 日", "2023年8月15日"),
        ("上午 10 时 30 分", "上午10时30分"),
    ],
    ids=lambda text: text.replace("\u00a0", " ").replace("\u202f", " "),
)
def test_a_number_is_read_as_if_no_space_stood_in_it(spaced: str, close: str) -> None:
    assert closed_up(spaced)[0] == close
    for found, wanted in ((quantities(spaced), quantities(close)), (dates(spaced), dates(close))):
        words = [closed_up(spaced[one.start : one.end])[0] for one in found]
        assert words == [close[one.start : one.end] for one in wanted]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("甲镇 386 人口 58", "甲镇386 人口58"),
        ("1 项目概况", "1 项目概况"),
        ("3 人员构成", "3 人员构成"),
        ("- 5 个", "- 5个"),
        ("2021  年", "2021  年"),
        ("iPhone 15 Pro", "iPhone 15 Pro"),
        ("12 GB", "12 GB"),
        ("第一章 总则", "第一章 总则"),
        ("12\n个", "12\n个"),
    ],
    ids=repr,
)
def test_a_space_between_two_words_or_columns_stays(text: str, left: str) -> None:
    assert closed_up(text)[0] == left


@settings(deadline=None)  # the first reading of a number opens a table
@given(st.text("12.,十万亿元个年月日第约至 -—~%mAh克g¥\u00a0人口一。", max_size=25))
def test_what_is_left_is_in_its_place_and_is_left_again(text: str) -> None:
    plain, places = closed_up(text)
    assert [text[place].replace("\u00a0", " ") for place in places[:-1]] == list(plain)
    assert places[-1] == len(text)
    assert closed_up(plain)[0] == plain
    for one in quantities(text):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start].strip()
        assert text[one.end - 1].strip()
