"""Quantities: values, units, ranges and comparisons, whatever the spelling, with their exact places."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.quantities import codes, quantities


def only(text: str) -> tuple[str, Decimal, Decimal, str, str]:
    (found,) = quantities(text)
    return text[found.start : found.end], found.low, found.high, found.unit, found.comparison


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit", "comparison"),
    [
        ("共156", "156", "156", "156", "", ""),
        ("一百五十六个项目", "一百五十六个", "156", "156", "个", ""),
        ("有１５６家", "１５６家", "156", "156", "家", ""),
        ("1.2万人", "1.2万人", "12000", "12000", "人", ""),
        ("一万二", "一万二", "12000", "12000", "", ""),
        ("增长百分之三", "百分之三", "3", "3", "%", ""),
        ("占3成", "3成", "30", "30", "%", ""),
        ("五分之二", "五分之二", "40", "40", "%", ""),
        ("扩大两倍", "两倍", "2", "2", "倍", ""),
        ("总投资2106.18亿元", "2106.18亿元", "210618000000", "210618000000", "元", ""),
        ("已超过100家", "超过100家", "100", "100", "家", ">"),
        ("吸引4000余家商户", "4000余家", "4000", "4000", "家", ">"),
        ("增长了20%以上", "20%以上", "20", "20", "%", "≥"),
        ("不到三成", "不到三成", "30", "30", "%", "<"),
        ("不超过5人", "不超过5人", "5", "5", "人", "≤"),
        ("大约1,234元", "大约1,234元", "1234", "1234", "元", "≈"),
        ("爽约了26人", "26人", "26", "26", "人", ""),
        ("预约15人", "15人", "15", "15", "人", ""),
        ("1-1.5小时", "1-1.5小时", "3600", "5400", "秒", ""),
        ("3至5万元", "3至5万元", "30000", "50000", "元", ""),
        ("半小时通达", "半小时", "1800", "1800", "秒", ""),
        ("两个半小时", "两个半小时", "9000", "9000", "秒", ""),
        ("一年半", "一年半", "18", "18", "月", ""),
        ("十几个人", "十几个", "11", "19", "个", ""),
        ("拨款300余万元", "300余万元", "3000000", "3000000", "元", ">"),
        ("卖了1500多万", "1500多万", "15000000", "15000000", "", ">"),
        ("十几亿元", "十几亿元", "1100000000", "1900000000", "元", ""),
        ("三十五点二亿元", "三十五点二亿元", "3520000000", "3520000000", "元", ""),
        ("40来万人", "40来万人", "400000", "400000", "人", "≈"),
        ("不得超过45分钟", "不得超过45分钟", "2700", "2700", "秒", "≤"),
        ("未超过9人", "未超过9人", "9", "9", "人", "≤"),
        ("不应少于3名", "不应少于3名", "3", "3", "人", "≥"),
        ("年满16周岁", "16周岁", "16", "16", "岁", ""),
        ("70岁及以上", "70岁及以上", "70", "70", "岁", "≥"),
        ("3人（含）以上", "3人（含）以上", "3", "3", "人", "≥"),
        ("零下８℃", "零下８℃", "-8", "-8", "℃", ""),
        ("7天年假", "7天", "7", "7", "天", ""),
        ("六栋厂房", "六栋", "6", "6", "座", ""),
        ("四枚奖章", "四枚", "4", "4", "枚", ""),
        ("￥1,500起", "￥1,500", "1500", "1500", "元", ""),
        ("¥60-90", "¥60-90", "60", "90", "元", ""),
        ("$2.5万", "$2.5万", "25000", "25000", "美元", ""),
        ("每位60块", "60块", "60", "60", "元", ""),
        ("四块石碑", "四块", "4", "4", "块", ""),
        ("数百人", "数百人", "200", "999", "人", ""),
        ("七八百人", "七八百人", "700", "800", "人", ""),
        ("零下以-5℃计", "-5℃", "-5", "-5", "℃", ""),
        ("第二批", "第二批", "2", "2", "批", ""),
        ("净含量250ml", "250ml", "0.25", "0.25", "升", ""),
        ("净含量250毫升", "250毫升", "0.25", "0.25", "升", ""),
        ("电池3000mAh", "3000mAh", "3000", "3000", "毫安时", ""),
        ("噪音50分贝", "50分贝", "50", "50", "分贝", ""),
        ("装机5兆瓦", "5兆瓦", "5000000", "5000000", "瓦", ""),
        ("功率800W", "800W", "800", "800", "瓦", ""),
        ("发电2千瓦时", "2千瓦时", "2000", "2000", "瓦时", ""),
        ("供电2kWh", "2kWh", "2000", "2000", "瓦时", ""),
        ("20日内提交", "20日", "20", "20", "天", ""),
        ("提前二十日通知", "二十日", "20", "20", "天", ""),
        ("实现GDP86.5亿元", "86.5亿元", "8650000000", "8650000000", "元", ""),
        ("付RMB800", "800", "800", "800", "", ""),
        ("App3个", "3个", "3", "3", "个", ""),
        ("2.4GHz", "2.4", "2.4", "2.4", "", ""),
    ],
)
def test_reads_one_quantity(text: str, words: str, low: str, high: str, unit: str, comparison: str) -> None:
    assert only(text) == (words, Decimal(low), Decimal(high), unit, comparison)


@pytest.mark.parametrize(
    "text", ["一直如此", "万一下雨", "十分高兴", "三甲医院", "“十四五”时期", "千方百计", "2023年5月13日", "去年"]
)
def test_finds_none_in_words_and_dates(text: str) -> None:
    assert [q for q in quantities(text) if q.unit or q.low > 1] == []


@pytest.mark.parametrize(
    "text", ["E4表示缺水", "X30款", "B5纸", "COVID-19", "PM2.5", "H5N1", "E7代表缺水", "3升级", "5代理商"]
)
def test_a_number_in_a_name_is_no_quantity(text: str) -> None:
    assert [q for q in quantities(text) if q.unit or text.startswith(("E", "X", "B", "C", "P", "H"))] == []


def test_a_name_of_letters_and_a_number_is_a_code() -> None:
    assert codes("X30的E4表示缺水，实现GDP86.5亿元，App3个，重2kg，COVID-19") == ["X30", "E4", "COVID-19"]


@settings(deadline=None)
@given(st.integers(2, 99_999_999))
def test_one_value_in_three_spellings(value: int) -> None:
    import cn2an

    spelt = cn2an.an2cn(value)
    for spelling in (f"{value}个", f"{value:,}个", f"{spelt}个"):
        assert only(spelling)[1:] == (Decimal(value), Decimal(value), "个", "")
        assert only(spelling)[0] == spelling


@given(st.text("一二三两十百千万亿半几多余来第约不得超过个块家年月%分之零下点¥0123456789.,-—至及以上 是", max_size=30))
def test_any_text_gives_places_inside_it_in_order(text: str) -> None:
    found = quantities(text)
    assert all(0 <= q.start < q.end <= len(text) and q.low <= q.high for q in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


def test_a_claim_may_say_less_but_nothing_more() -> None:
    (source,) = quantities("超过100家")
    for claim, supported in (
        ("100家", True),
        ("一百个", True),
        ("超过100家", True),
        ("约100家", True),
        ("不到100家", False),
        ("100%", False),
    ):
        assert source.says(quantities(claim)[0]) is supported, claim
    (exact,) = quantities("406个")
    for claim, supported in (("406", True), ("406项", True), ("406元", False), ("406%", False), ("406公里", False)):
        assert exact.says(quantities(claim)[0]) is supported, claim
    (warm,) = quantities("25℃")
    assert warm.says(quantities("25度")[0])
    assert quantities("90户")[0].says(quantities("90家")[0])
    (litres,) = quantities("400毫升")
    for claim, supported in (("0.4升", True), ("400ml", True), ("400", False), ("400升", False)):
        assert litres.says(quantities(claim)[0]) is supported, claim
    assert not exact.says(quantities("超过406个")[0])
    assert not exact.says(quantities("第406个")[0])
