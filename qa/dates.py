"""Chinese text -> the points and stretches of time that it names: 2023年5月13日, 5月12日下午, 今年一季度, 上世纪90年代.

Each is read as its parts (year 2023, month 5, day 13), so that one that says more supports one that says less, whatever
its spelling. How long something takes (3年, 半小时) is a quantity, and `quantities`' to read.
"""

import re
from dataclasses import dataclass, replace

from qa.numbers import DIGITS, number
from qa.spacing import closed_up

_COUNT = rf"(?:[{DIGITS}十]+|\d{{1,2}})"
# 08年, and 22年 where what follows can only be said of a year: 22年营收, 22年呢. 租期99年 is a length.
_SHORT_YEAR = (
    r"(?<![\d.,])0\d年(?!代)|(?<![\d.,第满近约达为长共期限权历逾时经用花过了后前仅才需又])[129]\d年"
    r"(?=[呢底初]|的?(?:营收|营业|收入|利润|净利|销售|产量|产值|年报|成立|建立|建成|创立|创办|开业|投产|毕业|入职|入学|出生|上市))"
)
# 2025年底 and 6月底 end with what 年底 and 月底 end with; 去年初中毕业 does not.
_AFTER_YEAR = (
    r"(?:(?<=\d{4}年)|(?<=[09]\d年)|(?<=[今去前明后当本同次翌上]年)|(?<=[一二][零〇○一二三四五六七八九]{3}年))"
)
_AFTER_MONTH = r"(?:(?<=[\d一二三四五六七八九十上下本当]月)|(?<=[上下]个月))"
_EDGE = r"(?:初(?![中级次步审赛稿高心])|底(?![层部盘图稿价薪线])|末(?![班端]))"
# 15日内 and 提前3日 are lengths of time.
_NOT_BEHIND = rf"(?<![\d.第满{DIGITS}十])(?<!提前|连续|累计|为期|历时|长达|延长|逾期|超过|不足|至少|至多|最多|最少|最长)(?<!不少于|不超过|不低于)"
# From the long to the short: parts that follow one another in this order are of one date.
_PARTS = {
    "iso": r"\d{4}(?P<separator>[-/.])\d{1,2}(?P=separator)\d{1,2}(?!\d)",
    "era": r"公元前|民国",
    "century": rf"(?:上个?|本|{_COUNT})世纪(?!末|初)",
    "decade": r"(?:(?:19|20)?\d0|[二三四五六七八九]十)年代",
    "year": rf"(?<!\d)\d{{4}}年(?!代)|(?<=公元前)\d{{1,3}}年|(?<!\d)\d{{2}}年(?=\d{{1,2}}月)|{_SHORT_YEAR}|[一二][{DIGITS}○]{{3}}年|今年|去年|前年|明年|后年|当年|本年|同年|次年|翌年|上年|第[二2]年(?={_COUNT}月|[初底末])",
    "half": r"[上下]半年",
    "season": rf"(?:(?<![\d{DIGITS}十百半几数])年|{_AFTER_YEAR}){_EDGE}|年中|(?<![\d{DIGITS}十百半几数])年内|[春夏秋冬]季|[春夏秋冬]天",
    "quarter": r"第?[一二三四1-4]季度|本季度|上季度",
    "month": rf"(?<![\d.第个]){_COUNT}月(?:份)?(?![球亮饼薪租票])|上个?月(?!球)|本月|下个?月|当月",
    "third": rf"[上中下]旬|(?:月|{_AFTER_MONTH}){_EDGE}",
    "week": r"[上本下]周(?![一二三四五六日])|[上本下]个?星期(?![一二三四五六日])",
    "day": rf"(?<=月){_COUNT}日(?!元|圆|本)|{_NOT_BEHIND}{_COUNT}日(?!元|圆|本|[以之]?[内后])|(?<![\d.第]){_COUNT}号(?![线楼院文])|[今昨明前后]天|[今昨明当次翌]日|当天|今晚|昨晚",
    # 每周三趟 is three a week, 每周三 a day.
    "weekday": r"(?:(?<!每)(?:星期|周|礼拜)|(?<=每)(?:星期|周|礼拜)(?!.[趟次班回场节顿天个例架篇期]))[一二三四五六日天](?![年期])",
    "of_day": r"凌晨|清晨|早上|早晨|上午|中午|下午|午后|傍晚|晚上|晚间|夜间|当晚|深夜",
    # 二十三点四公里 is a length
    "hour": rf"(?<![\d.]){_COUNT}(?:时(?!代|段|间|期|候|速|尚)|点(?=\d{{1,2}}分(?!之|钟))|点(?![多的、，。\d]|[{DIGITS}]+[百千万亿]*[公千米平立亩吨倍元个度厘毫斤克里岁%％]))(?:半)?",
    "minute": rf"{_COUNT}分(?!之|钟|别|为)",
    "clock": r"(?<!\d)\d{1,2}:\d{2}(?!\d)",
}
_RANK = {name: rank for rank, name in enumerate(_PARTS)}
_PART = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PARTS.items()))
_BETWEEN = re.compile(r"[的 (（]?")
_EDGES = {"月初": range(1, 8), "月底": range(25, 32)}
_EDGES_OF_MONTHS = {
    month: frozenset({("season", edge)})
    for month, edge in (("1", "年初"), ("6", "年中"), ("7", "年中"), ("12", "年底"))
}
_MORNING = frozenset(("凌晨", "清晨", "早上", "早晨", "上午"))
_NIGHT = frozenset(("晚上", "晚间", "夜间", "当晚", "深夜", "今晚", "昨晚"))
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
    "第二年": "次年",
    "第2年": "次年",
}
_LATER = {"同年": 0, "次年": 1}  # than the year that was named last


@dataclass(frozen=True, slots=True)
class Date:
    """A time that is named at `text[start:end]`, as its parts: (("year", "2023"), ("month", "5")).

    implied     parts that it is right to say of it too: 晚上 of 22:00, 年底 of 12月
    """

    start: int
    end: int
    parts: tuple[tuple[str, str], ...]
    implied: frozenset[tuple[str, str]] = frozenset()


def dates(text: str) -> list[Date]:
    """The times that a text names, in their order.

    >>> [date.parts for date in dates("2023年5月13日，去年一季度")]
    [(('year', '2023'), ('month', '5'), ('day', '13')), (('year', '去年'), ('quarter', '1'))]
    """
    plain, places = closed_up(text)
    found = dates_in(plain)
    if len(plain) == len(text):
        return found
    return [replace(date, start=places[date.start], end=places[date.end - 1] + 1) for date in found]


def dates_in(plain: str) -> list[Date]:
    """The same of text that is `closed_up`."""
    groups: list[list[re.Match[str]]] = []
    for match in _PART.finditer(plain):
        last = groups[-1][-1] if groups else None
        if last and _BETWEEN.fullmatch(plain, last.end(), match.start()) and _follows(match, last):
            groups[-1].append(match)
        else:
            groups.append([match])
    found: list[Date] = []
    year = ""
    for group in groups:
        if len(group) > 1 or _name(group[0]) not in _NEVER_ALONE:
            parts = [_counted_from(year, part) for match in group for part in _values(match)]
            if not any(name == "era" for name, _ in parts):
                year = next((value for name, value in parts if name == "year" and value.isdigit()), year)
            found.append(Date(group[0].start(), group[-1].end(), *_with_implied(parts)))
    return found


def dates_behind(before: str, text: str) -> list[Date]:
    """The times that a text names behind another, of which its 同年 and 次年 may be.

    >>> [date.parts for date in dates_behind("2019年3月成立。", "同年9月投产。")]
    [(('year', '2019'), ('month', '9'))]
    """
    start = len(before) + 1
    found = [date for date in dates(f"{before}\n{text}") if date.start >= start]
    return [replace(date, start=date.start - start, end=date.end - start) for date in found]


def without_counting(date: Date) -> Date:
    """The date without a 同年 or 次年 that is counted from nothing, and so may be any."""
    return replace(date, parts=tuple(part for part in date.parts if part[1] not in _LATER))


def unsaid(claimed: Date, said: "list[Date]") -> bool:
    """Whether a part of the claimed date is in none of those that are said, or no one of them agrees with it.

    The parts that one of them lacks may come from the others: the 2023年 of a sentence before, and 5月12日 of this.
    """
    everywhere = {part for date in said for part in (*date.parts, *date.implied)}
    if not set(claimed.parts) <= everywhere:
        return True
    # The shortest part has to stand in a date that contradicts no other.
    return not any(
        ends_alike(date, claimed) and _same_half_day(claimed, date, before)
        for before, date in zip([None, *said], said, strict=False)
    )


def ends_alike(said: Date, claimed: Date) -> bool:
    """Whether the said date has the claimed one's shortest part, the 13日 of 5月13日, and none of another value."""
    parts = dict(said.parts)
    return claimed.parts[-1] in (*said.parts, *said.implied) and all(
        (name, value) in said.implied or value == parts.get(name, value) for name, value in claimed.parts
    )


def _same_half_day(claimed: Date, said: Date, before: Date | None) -> bool:
    """Whether an hour is of the half day that is claimed; 4:00 of 下午2:00-4:00 is of that of the time before it."""
    half = next((part for part in claimed.parts if part[0] == "half_day"), None)
    return (
        half is None
        or half in (*said.parts, *said.implied)
        or (before is not None and half in (*before.parts, *before.implied))
    )


def _counted_from(year: str, part: tuple[str, str]) -> tuple[str, str]:
    """同年 and 次年 as years, where a year was named before them ("" where none was)."""
    later = _LATER.get(part[1]) if part[0] == "year" and year else None
    return part if later is None else ("year", str(int(year) + later))


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
    if name in ("season", "third") and text[-1] in "初底末":
        return [(name, f"{'年' if name == 'season' else '月'}{text[-1].replace('末', '底')}")]
    if name == "weekday":
        return [(name, text[-1].replace("天", "日"))]
    if name == "decade":
        return [(name, _decade(text))]
    if name == "year" and re.match(r"\d\d年", text) and not match.string[: match.start()].endswith(("公元前", "民国")):
        return [(name, f"{19 if text[0] in '56789' else 20}{text[:2]}")]
    counted = re.match(rf"(?:第?)([{DIGITS}○十]+|\d+)(?=年|月|日|号|时|点|分|季|世)", text)
    return [(name, _SAME.get(text) or (_value(counted[1]) if counted else text))]


def _value(text: str) -> str:
    try:
        return str(int(number(text.replace("○", "〇"))))
    except ValueError:  # 一十十月 is no month
        return text


def _decade(text: str) -> str:
    value = _value(text.removesuffix("年代"))
    return str(int(value) % 100) if value.isdigit() else value


def _with_implied(parts: list[tuple[str, str]]) -> tuple[tuple[tuple[str, str], ...], frozenset[tuple[str, str]]]:
    """The parts with the hour as one of twelve of its half day, so that 晚上10点 and 22:00 are one; and what they imply."""
    said = dict(parts)
    implied = _EDGES_OF_MONTHS.get(said.get("month", ""), frozenset())
    if said.get("day", "").isdigit():
        implied |= {("third", edge) for edge, days in _EDGES.items() if int(said["day"]) in days}
    if "hour" not in said:
        if of_day := said.get("of_day", "").replace("中午", ""):
            implied |= {("half_day", "上午" if of_day in _MORNING else "下午")}
        return tuple(parts), implied
    night = said["day"] if said.get("day") in _NIGHT else ""  # 今晚8点
    hour, of_day = int(said["hour"]), said.get("of_day", night)
    if hour > 12:
        half = "下午"
    elif of_day in ("", "中午"):
        half = "下午" if of_day and hour < 5 else ""
    else:
        half = "上午" if of_day in _MORNING or (of_day in _NIGHT and hour < 5) else "下午"
    implied |= {("of_day", of_day)} if of_day else _of_day(hour)
    if "minute" not in said:
        implied |= {("minute", "0")}
    if not half and hour < 12:
        implied |= {("half_day", "上午")}  # 9:00 may be told as 上午9点; 晚上9点 may not
    rest = [("hour", str(hour - 12 if hour > 12 else hour)), *(part for part in parts if part[0] == "minute")]
    kept = [part for part in parts if part[0] not in ("of_day", "hour", "minute")]
    return (*kept, *([("half_day", half)] if half else []), *rest), implied


def _of_day(hour: int) -> frozenset[tuple[str, str]]:
    words = ("上午", "早上") if hour < 10 else ("上午",) if hour < 12 else ("中午",) if hour < 13 else ("下午",)
    return frozenset(("of_day", word) for word in (words if hour < 18 else ("晚上", "晚间")))
