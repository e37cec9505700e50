"""Chinese text -> the points and stretches of time that it names: 2023年5月13日, 5月12日下午, 今年一季度, 上世纪90年代.

Each is read as its parts (year 2023, month 5, day 13), so that one that says more supports one that says less, whatever
its spelling. How long something takes (3年, 半小时) is a quantity, and `quantities`' to read.
"""

import re
from dataclasses import dataclass

from qa.numbers import DIGITS, number, to_ascii

_COUNT = rf"(?:[{DIGITS}十]+|\d{{1,2}})"
# From the long to the short: parts that follow one another in this order are of one date.
_PARTS = {
    "iso": r"\d{4}(?P<separator>[-/.])\d{1,2}(?P=separator)\d{1,2}(?!\d)",
    "era": r"公元前|民国",
    "century": rf"(?:上个?|本|{_COUNT})世纪(?!末|初)",
    "decade": r"(?:(?:19|20)?\d0|[二三四五六七八九]十)年代",
    "year": rf"(?<!\d)\d{{4}}年(?!代)|(?<=公元前)\d{{1,3}}年|(?<!\d)\d{{2}}年(?=\d{{1,2}}月)|[一二][{DIGITS}○]{{3}}年|今年|去年|前年|明年|后年|当年|本年|同年|次年|翌年|上年",
    "half": r"[上下]半年",
    "season": r"年初|年底|年末|年中|年内|[春夏秋冬]季|[春夏秋冬]天",
    "quarter": r"第?[一二三四1-4]季度|本季度|上季度",
    "month": rf"(?<![\d.第个]){_COUNT}月(?:份)?(?![球亮饼薪租票])|上个?月(?!球)|本月|下个?月|当月",
    "third": r"[上中下]旬|月初|月底|月末",
    "week": r"[上本下]周(?![一二三四五六日])|[上本下]个?星期(?![一二三四五六日])",
    "day": rf"(?<![\d.第]){_COUNT}(?:日(?!元|圆|本)|号(?![线楼院文]))|[今昨明前后]天|[今昨明当次翌]日|当天|今晚|昨晚",
    "weekday": r"(?:星期|周|礼拜)[一二三四五六日天](?![年期])",
    "of_day": r"凌晨|清晨|早上|早晨|上午|中午|下午|午后|傍晚|晚上|晚间|夜间|当晚|深夜",
    # 二十三点四公里 is a length
    "hour": rf"(?<![\d.]){_COUNT}(?:时(?!代|段|间|期|候|速|尚)|点(?![多的、，。\d]|[{DIGITS}]+[百千万亿]*[公千米平立亩吨倍元个度厘毫斤克里岁%％]))(?:半)?",
    "minute": rf"{_COUNT}分(?!之|钟|别|为)",
    "clock": r"(?<!\d)\d{1,2}:\d{2}(?!\d)",
}
_RANK = {name: rank for rank, name in enumerate(_PARTS)}
_PART = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PARTS.items()))
_BETWEEN = re.compile(r"[的 (（]?")
# These are times only beside another part: 3点 may be three points, 五分 a mark.
_NEVER_ALONE = frozenset({"hour", "minute", "era"})
# Texts of this century call the one before it the last.
_SAME = {
    "上世纪": "20",
    "上个世纪": "20",
    "本世纪": "21",
    "当年": "同年",
    "本年": "今年",
    "上年": "去年",
    "翌年": "次年",
}


@dataclass(frozen=True, slots=True)
class Date:
    """A time that is named at `text[start:end]`, as its parts: (("year", "2023"), ("month", "5"))."""

    start: int
    end: int
    parts: tuple[tuple[str, str], ...]


def dates(text: str) -> list[Date]:
    """The times that a text names, in their order.

    >>> [date.parts for date in dates("2023年5月13日，去年一季度")]
    [(('year', '2023'), ('month', '5'), ('day', '13')), (('year', '去年'), ('quarter', '1'))]
    """
    plain = to_ascii(text)
    groups: list[list[re.Match[str]]] = []
    for match in _PART.finditer(plain):
        last = groups[-1][-1] if groups else None
        if last and _BETWEEN.fullmatch(plain, last.end(), match.start()) and _follows(match, last):
            groups[-1].append(match)
        else:
            groups.append([match])
    return [
        Date(group[0].start(), group[-1].end(), tuple(part for match in group for part in _values(match)))
        for group in groups
        if len(group) > 1 or _name(group[0]) not in _NEVER_ALONE
    ]


def unsaid(claimed: Date, said: "list[Date]") -> bool:
    """Whether a part of the claimed date is in none of those that are said, or no one of them agrees with it.

    The parts that one of them lacks may come from the others: the 2023年 of a sentence before, and 5月12日 of this.
    """
    everywhere = {part for date in said for part in date.parts}
    if not set(claimed.parts) <= everywhere:
        return True
    # The shortest part has to stand in a date that contradicts no other.
    return not any(
        claimed.parts[-1] in date.parts
        and all(value == dict(date.parts).get(name, value) for name, value in claimed.parts)
        for date in said
    )


def _name(match: re.Match[str]) -> str:
    return next(name for name in _PARTS if match[name] is not None)


def _follows(match: re.Match[str], last: re.Match[str]) -> bool:
    return _RANK[_name(match)] > _RANK[_name(last)]


def _values(match: re.Match[str]) -> list[tuple[str, str]]:
    name, text = _name(match), match.group()
    if name == "iso":
        return list(zip(("year", "month", "day"), (str(int(n)) for n in re.split("[-/.]", text)), strict=True))
    if name == "clock":
        hour, minute = text.split(":")
        return [("hour", str(int(hour))), ("minute", str(int(minute)))]
    if name == "hour" and text.endswith("半"):
        return [("hour", _value(text[:-2])), ("minute", "30")]
    if name == "weekday":
        return [(name, text[-1].replace("天", "日"))]
    if name == "decade":
        return [(name, str(_decade(text)))]
    counted = re.match(rf"(?:第?)([{DIGITS}○十]+|\d+)(?=年|月|日|号|时|点|分|季|世)", text)
    return [(name, _value(counted[1]) if counted else _SAME.get(text, text))]


def _value(text: str) -> str:
    if text.isdigit() and len(text) == 2 and text[0] == "9":
        return f"19{text}"  # 98年5月
    return str(int(number(text.replace("○", "〇"))))


def _decade(text: str) -> int:
    return int(number(text.removesuffix("年代"))) % 100
