"""A number as Word's formats write it: 3, 三, 叁, 丙, ③, ⑶, c, iii. Which format a paragraph has is for `numbering`."""

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_COUNTED = frozenset(
    ("chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting", "koreanCounting")
)
_DIGIT_BY_DIGIT = frozenset(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"))
_LEGAL = frozenset(("chineseLegalSimplified", "ideographLegalTraditional"))
# One character each, as many as there are; a higher number is written in digits.
_SIGNS = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
}
_ROMAN = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10),
    ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip
_MAX_ROMAN = 3999
_MAX_COUNTED = 9999


def written(value: int, kind: str) -> str:
    """The number in the format that Word calls `kind`; plain digits for a format that is not known here.

    >>> [written(101, kind) for kind in ("chineseCountingThousand", "decimal", "lowerRoman")]
    ['一百零一', '101', 'ci']
    """
    if kind == "none":
        return ""
    if kind in _SIGNS:
        return _SIGNS[kind][value - 1] if 1 <= value <= len(_SIGNS[kind]) else str(value)
    if kind in _COUNTED or (kind == "chineseCounting" and value < 100):
        return _counted(value, _DIGITS, "十百千") if 0 < value <= _MAX_COUNTED else _digit_by_digit(value)
    if kind in _DIGIT_BY_DIGIT or kind == "chineseCounting":
        return _digit_by_digit(value)
    if kind in _LEGAL and 0 < value <= _MAX_COUNTED:
        return _counted(value, _LEGAL_DIGITS, "拾佰仟")
    if kind in ("lowerLetter", "upperLetter") and value >= 1:
        times, place = divmod(value - 1, 26)  # after z comes aa, then bb
        return chr(ord("a" if kind == "lowerLetter" else "A") + place) * min(times + 1, 9)
    if kind in ("lowerRoman", "upperRoman") and 1 <= value <= _MAX_ROMAN:
        roman = _roman(value)
        return roman if kind == "lowerRoman" else roman.upper()
    if kind == "decimalZero":
        return f"{value:02d}"
    if kind in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(ord("０") + int(digit)) for digit in str(value))
    return str(value)


def _digit_by_digit(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _counted(value: int, digits: str, units: str) -> str:
    """21 -> 二十一, 101 -> 一百零一, 110 -> 一百一十; from 10 to 19 without the one before 十."""
    places = str(value)
    text, pending = "", False
    for place, digit in enumerate(map(int, places)):
        if not digit:
            pending = True
            continue
        text += ("零" if pending and text else "") + digits[digit]
        text += "" if place == len(places) - 1 else units[len(places) - place - 2]
        pending = False
    return text[1:] if len(places) == 2 and places[0] == "1" else text


def _roman(value: int) -> str:
    text = ""
    for letters, worth in _ROMAN:
        times, value = divmod(value, worth)
        text += letters * times
    return text
