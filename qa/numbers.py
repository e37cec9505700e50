"""How numbers are written in Chinese text, and their values: 156, １５６, 一百五十六, 1.2万, 一万二."""

import re
from decimal import Decimal
from functools import cache

DIGITS = "零〇一二两三四五六七八九"
MULTIPLIERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 10**8, "兆": 10**12}
ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
HAN = rf"[{DIGITS}十百千万亿廿卅]+(?:点[{DIGITS}]+[十百千万亿]*)?"

_ARABIC = re.compile(ARABIC)
_HUNDRED_MILLIONS = re.compile("(.*亿)([一二两三四五六七八九])")
_DECIMAL = re.compile("(.+点[^十百千万亿]+)([十百千万亿]+)")
_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def to_ascii(text: str) -> str:
    """The text with full-width forms as ASCII, each character in its place.

    >>> to_ascii("１５６个，")
    '156个,'
    """
    return text.translate(_ASCII)


@cache
def number(text: str) -> Decimal:
    """The value of a number, exactly.

    Raises ValueError where it is none, such as 百百.

    >>> number("一万二"), number("2106.18亿"), number("一点二亿")
    (Decimal('12000'), Decimal('210618000000.00'), Decimal('120000000.0'))
    """
    if digits := _ARABIC.match(text):
        return Decimal(digits.group().replace(",", "")) * scale(text[digits.end() :])
    if text == "半":
        return Decimal("0.5")
    if set(text) <= MULTIPLIERS.keys() and text != "十":
        return scale(text)
    if (spoken := _HUNDRED_MILLIONS.fullmatch(text)) is not None:  # 三亿五 is 三亿五千万; cn2an stumbles over it
        return number(spoken[1]) + number(spoken[2]) * 10**7
    if (decimal := _DECIMAL.fullmatch(text)) is not None:  # cn2an knows no 一点二亿
        return number(decimal[1]) * scale(decimal[2])
    import cn2an

    try:
        # Its floats are exact for as many decimals as anyone writes in Chinese.
        return Decimal(str(cn2an.cn2an(text, "smart")))
    except KeyError as error:  # of its own table
        raise ValueError(f"{text} is no number") from error


def scale(multipliers: str) -> Decimal:
    """The product of 十, 百, 千, 万, 亿; 1 for none.

    Raises ValueError for any other character.
    """
    value = Decimal(1)
    for one in multipliers:
        if one not in MULTIPLIERS:
            raise ValueError(f"{one} multiplies nothing")
        value *= MULTIPLIERS[one]
    return value
