"""Chinese text -> the quantities in it, as values that can be compared whatever their spelling.

一百五十六, 156 and １５６ are one number; 1-1.5小时 is a range; 超过100家 and 4000余家 say that there are more; the 2 of E2 counts
nothing. Every value has its exact place in the text. Points in time are `dates`', a space inside a number is `spacing`'s to
take away; whether a value is true of anything is `verification`'s.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from qa.dates import dates_in
from qa.numbers import ARABIC, DIGITS, HAN, MULTIPLIERS, number, scale
from qa.rounding import is_fair
from qa.spacing import closed_up
from qa.units import SCALED, SIGNS, THINGS, UNITS, same_unit

_MORE = "超过|高于|多于|大于|长于|突破|不止|超出|逾|超"
_LESS = "不到|不足|未满|少于|低于|小于|短于|将近|接近|近"
# 不得超过30分钟 and 未超过30分钟 are no more than that.
_NOT = (
    "未",
    "没",
    "没有",
    *(f"不{may}" for may in ("", "得", "能", "应", "可", "会", "宜", "许", "准", "应该", "允许")),
)
# Each as alternatives of a pattern.
AT_LEAST = "|".join(("至少", "起码", "最少", *(no + less for no in _NOT for less in ("少于", "低于", "小于", "短于"))))
AT_MOST = "|".join(
    ("至多", "最多", *(no + more for no in _NOT for more in ("超过", "超出", "高于", "多于", "大于", "长于")))
)
_ABOUT = "大约|大概|约为|左右|约"
_BEFORE = {
    **dict.fromkeys(AT_MOST.split("|"), "≤"),
    **dict.fromkeys(AT_LEAST.split("|"), "≥"),
    **dict.fromkeys(_MORE.split("|"), ">"),
    **dict.fromkeys(_LESS.split("|"), "<"),
    **dict.fromkeys(_ABOUT.split("|"), "≈"),
    **dict.fromkeys(("多达", "高达"), ""),
}
_AFTER = {"以上": "≥", "以下": "≤", "以内": "≤", "左右": "≈", "上下": "≈", "余": ">", "多": ">", "有余": ">", "来": "≈"}

# 爽约, 预约了15人 and 约了15人 are no estimates.
_BEFORE_IT = "|".join("约(?!了)" if word == "约" else word for word in sorted(_BEFORE, key=len, reverse=True))
_SIGN = "".join(SIGNS)
_NUMBER = rf"(?:{ARABIC}(?:[十百千万亿]|兆(?![瓦帕赫欧比字]))*|[几数][十百千万亿]+|{HAN}|半)"
_QUANTITY = re.compile(
    rf"(?P<ordinal>第)?(?P<before>(?<![爽预签违节])(?:{_BEFORE_IT}))?了?"
    rf"(?:(?P<parts>[百千万{DIGITS}十]+)分之(?P<share>{_NUMBER})"
    rf"|(?P<money>[{_SIGN}])?(?P<sign>零下|[-−负])?(?P<low>{_NUMBER})(?P<few>几[万亿]*)?"
    rf"(?:(?P<low_unit>{UNITS})?[-—–~至到]+[{_SIGN}]?(?P<high>{_NUMBER}))?"
    rf"(?:(?P<more>有余|余|多|(?<=[十百千万亿0])来(?=[万亿]|{UNITS}))(?P<scale>[十百千万亿]+)?)?"
    rf"(?(money)元?|(?P<unit>{UNITS})?)(?:(?P<half>半)(?P<half_unit>小时|年|天|月|钟头)?)?)"
    r"(?P<after>(?:及|或|\(?含\)?)?以[上下内]|左右|上下|多)?"
)
_THING = re.compile(THINGS)
_HALF = Decimal("0.5")
# 2 of E2, 19 of COVID-19 and 20 of T20款 are parts of names; 386.4亿元 of GDP386.4亿元 and 500 of RMB500 are numbers.
_LETTERS = re.compile("[A-Za-z]+[-−]?$")
_CURRENCIES = frozenset("RMB CNY USD HKD EUR JPY GBP".split())
_LONGEST_CODE = 8  # letters that are looked at
# What an exact number, or one that is said more roughly, may be told as.
_ROUGHLY = {"≈": ("", "≈"), ">": ("", "≈", ">", "≥"), "≥": ("", "≈", ">", "≥"), "<": ("", "≈", "<", "≤")}
_NEIGHBOURS = re.compile("[一二三四五六七八九两]{2}")  # 七八个 is seven or eight


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something, at `text[start:end]`.

    low, high   the bounds of what is said, in `unit`; equal but for a range. 十几个 is 11 to 19, 数百 is 200 to 999
    unit        the unit that it is compared in: 元 for 亿元, 秒 for 小时, % for 百分之 and 成; "" where none is named
    comparison  > (超过, 余), ≥ (以上), < (不到, 近), ≤ (以内), ≈ (约, 左右), or ""
    ordinal     whether it is a place in an order: 第二批
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str
    comparison: str = ""
    ordinal: bool = False

    def says(self, claimed: "Quantity") -> bool:
        """Whether this quantity of a source supports the claimed one.

        A claim may leave out 超过 or 约, and name no unit or 个; it may be rounded where it says so (约, 超过, 近).
        """
        if self.ordinal != claimed.ordinal or not same_unit(claimed.unit, self.unit):
            return False
        if (self.low, self.high) == (claimed.low, claimed.high):
            about = claimed.comparison == "≈" and self.comparison in ("", ">", "<")
            return about or claimed.comparison in ("", self.comparison)
        return (
            self.comparison in _ROUGHLY.get(claimed.comparison, ())
            and (self.low, claimed.low) == (self.high, claimed.high)
            and is_fair(claimed.low, claimed.comparison, self.low)
        )

    def says_exactly(self, claimed: "Quantity") -> bool:
        """The same where nothing may be rounded."""
        return (self.low, self.high) == (claimed.low, claimed.high) and (
            claimed.comparison in ("", self.comparison) and self.says(claimed)
        )


def quantities(text: str) -> list[Quantity]:
    """The quantities of a text in their order, without its points in time.

    >>> [(q.low, q.unit, q.comparison) for q in quantities("总投资2106.18亿元，商户四千余家")]
    [(Decimal('210618000000.00'), '元', ''), (Decimal('4000'), '家', '>')]
    """
    plain, places = closed_up(text)
    found: list[Quantity] = []
    start = 0
    for date in dates_in(plain):
        found += _between(plain, start, date.start)
        start = date.end
    found += _between(plain, start, len(plain))
    if len(plain) == len(text):
        return found
    return [replace(one, start=places[one.start], end=places[one.end - 1] + 1) for one in found]


def codes(text: str) -> list[str]:
    """The names of letters and a number, which is no quantity.

    >>> codes("T20的E2表示边刷卡住，A4纸3张")
    ['T20', 'E2', 'A4']
    """
    plain, _ = closed_up(text)
    found = []
    for match in _QUANTITY.finditer(plain):
        letters = _letters_before(match)
        if letters and _is_of_a_name(match, _unit_name(match)):
            found.append(f"{letters}{match['low']}")
    return found


def only_quantity(text: str) -> Quantity | None:
    """The one quantity of a text; None where it has none, or several."""
    found = quantities(text)
    return found[0] if len(found) == 1 else None


def is_article(text: str, one: Quantity) -> bool:
    """Whether a quantity of the text counts nothing: 一个, 进一步, 这一年."""
    if text[one.start] != "一" or one.comparison:
        return False
    return one.low == one.high == 1 or text[max(0, one.start - 1) : one.start] in tuple("这那某同")


def _between(plain: str, start: int, end: int) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(plain, start, end):
        try:
            quantity = _quantity(match)
        except (ValueError, ArithmeticError):  # 百百, or 零分之一
            continue
        if quantity is not None:
            yield quantity


def _quantity(match: re.Match[str]) -> Quantity | None:
    part = match.groupdict()
    after = (part["after"] or part["more"] or "")[-2:]  # 及以上, (含)以上
    comparison = _BEFORE.get(part["before"] or "") or _AFTER.get(after, "")
    if part["parts"]:
        share = number(part["share"]) * 100 / number(part["parts"])
        return Quantity(*match.span(), share, share, "%", comparison)
    name = _unit_name(match)
    if not _counts(part, name) or _is_of_a_name(match, name):
        return None
    low, high = _bounds(part)
    if part["half"]:
        low, high = (low if part["high"] else low + _HALF), high + _HALF
        name += part["half_unit"] or ""
    unit, factor = SCALED.get(name, (name, 1))
    if part["sign"]:
        low, high = -low, high if part["high"] else -low
    start = min(match.start(name) for name in ("ordinal", "before", "money", "sign", "low") if part[name])
    return Quantity(start, match.end(), low * factor, high * factor, unit, comparison, bool(part["ordinal"]))


def _counts(part: Mapping[str, str | None], unit: str) -> bool:
    """Whether the number is one: 一 of 一直 and 万 of 万一 are parts of words."""
    low = part["low"] or ""
    if low == "半":
        return unit not in ("", "个")
    if low[0] in MULTIPLIERS and low[0] != "十":
        return bool(unit)
    if low == "十" and unit == "分":
        return False
    return (
        low[0].isdigit()
        or bool(unit or part["ordinal"] or part["high"] or part["scale"] or len(part["few"] or "") > 1)
        or (len(low) > 1 and low[0] not in MULTIPLIERS)
    )


def _unit_name(match: re.Match[str]) -> str:
    name = SIGNS[match["money"]] if match["money"] else match["unit"] or match["low_unit"] or ""
    return "元" if name == "块" and not _THING.match(match.string, match.end()) else name


def _letters_before(match: re.Match[str]) -> str:
    """The Latin letters right before the number, with a hyphen; "" where there are none."""
    start = match.start("low")
    letters = _LETTERS.search(match.string, max(0, start - _LONGEST_CODE), start)
    return letters.group() if letters else ""


def _is_of_a_name(match: re.Match[str], unit: str) -> bool:
    """Whether Latin letters stand right before the number, and nothing behind it tells what it counts."""
    letters = _letters_before(match).rstrip("-−")
    if not letters or letters in _CURRENCIES or match["money"] or match["scale"]:
        return False
    if unit in SCALED or match["low"][-1] in MULTIPLIERS:
        return False
    return not unit or len(letters) < 3


def _bounds(part: Mapping[str, str | None]) -> tuple[Decimal, Decimal]:
    low, high = _plain_bounds(part["low"] or "", part["high"])
    if few := part["few"]:  # 十几亿
        low, high, by = low + 1, high + 9, scale(few[1:])
    else:
        by = scale(part["scale"] or "")  # 200余万, 2000多万
    return low * by, high * by


def _plain_bounds(low: str, high: str | None) -> tuple[Decimal, Decimal]:
    if low[0] in "几数":
        step = scale(low[1:])
        return 2 * step, 10 * step - 1
    if high:
        tail = high.lstrip("0123456789,.")
        # 3-5万 counts both in 万.
        both = scale(tail) if high[0].isdigit() and low[-1].isdigit() else Decimal(1)
        one, other = sorted((number(low) * both, number(high)))
        return one, other
    if pair := _NEIGHBOURS.match(low):
        one, other = (number(digit) for digit in pair.group())
        if other - one == 1 or pair.group() == "三五":
            more = scale(low[2:])
            return one * more, other * more
    return number(low), number(low)
