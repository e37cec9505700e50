"""The numbers that Word counts by itself: 一、 （二） 3. 第四章. A reader sees them, and the text does not hold them."""

from collections.abc import Sequence

from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "japaneseCounting",
    "japaneseDigitalTenThousand",
    "taiwaneseCountingThousand",
)
_DIGITS = "〇一二三四五六七八九"
_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
_MAX_LEVELS = 9


class Numbering:
    """Counts as a document is read from its beginning to its end."""

    def __init__(self, root: _Element | None) -> None:
        """root: the part numbering.xml, None where there is none."""
        self._lists: dict[str, dict[int, _Element]] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, list[int]] = {}
        self._abstract: dict[str, str] = {}
        if root is None:
            return
        for abstract in root.iter(f"{_W}abstractNum"):
            levels = {_integer(level, "ilvl"): level for level in abstract.iter(f"{_W}lvl")}
            self._lists[abstract.get(f"{_W}abstractNumId", "")] = levels
        for number in root.iter(f"{_W}num"):
            found, num_id = number.find(f"{_W}abstractNumId"), number.get(f"{_W}numId", "")
            self._abstract[num_id] = "" if found is None else found.get(f"{_W}val", "")
            for depth, level in self._lists.get(self._abstract[num_id], {}).items():
                style = level.find(f"{_W}pStyle")
                if style is not None:
                    self._by_style[style.get(f"{_W}val", "")] = (num_id, depth)

    def number(self, paragraph: _Element, style_ids: Sequence[str]) -> str:
        """The number before a paragraph, "" where it has none; a bullet is "· "."""
        num_id, depth = self._place(paragraph, style_ids)
        abstract = self._abstract.get(num_id, "")
        level = self._lists.get(abstract, {}).get(depth)
        if level is None or depth >= _MAX_LEVELS:
            return ""
        counts = self._counts.setdefault(abstract, [0] * _MAX_LEVELS)
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (_MAX_LEVELS - depth - 1)
        if self._format(abstract, depth) == "bullet":
            return "· "
        shown = level.find(f"{_W}lvlText")
        text = "" if shown is None else shown.get(f"{_W}val", "")
        for n in range(depth + 1):
            start = level if n == depth else self._lists[abstract].get(n)
            first = _start(start)
            value = max(counts[n], 1) + first - 1
            text = text.replace(f"%{n + 1}", _written(value, self._format(abstract, n)))
        return text + (" " if text[-1:].isascii() and text else "")

    def _place(self, paragraph: _Element, style_ids: Sequence[str]) -> tuple[str, int]:
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        if own is not None:
            number, level = own.find(f"{_W}numId"), own.find(f"{_W}ilvl")
            depth = 0 if level is None else _integer(level, "val")
            if number is not None:
                return number.get(f"{_W}val", ""), depth
        return next((self._by_style[style] for style in style_ids if style in self._by_style), ("", 0))

    def _format(self, abstract: str, depth: int) -> str:
        level = self._lists[abstract].get(depth)
        found = None if level is None else level.find(f"{_W}numFmt")
        return "decimal" if found is None else found.get(f"{_W}val", "")


def _start(level: _Element | None) -> int:
    found = None if level is None else level.find(f"{_W}start")
    return 1 if found is None else _integer(found, "val")


def _integer(element: _Element, name: str) -> int:
    value = element.get(f"{_W}{name}", "")
    return int(value) if value.isascii() and value.isdigit() else 0


def _written(value: int, kind: str) -> str:
    if kind == "none":
        return ""
    if kind in _CHINESE:
        return _chinese(value)
    if kind in ("lowerLetter", "upperLetter") and 1 <= value <= 26:
        return chr(ord("a" if kind == "lowerLetter" else "A") + value - 1)
    if kind == "decimalEnclosedCircle" and 1 <= value <= 20:
        return chr(ord("①") + value - 1)
    if kind in ("lowerRoman", "upperRoman") and 1 <= value < 40:
        roman = ""
        for letters, worth in _ROMAN:
            while value >= worth:
                roman, value = roman + letters, value - worth
        return roman if kind == "lowerRoman" else roman.upper()
    return str(value)


def _chinese(value: int) -> str:
    """21 -> 二十一; from a hundred on, the digits one by one."""
    if not 0 < value < 100:
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    tens, ones = divmod(value, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
