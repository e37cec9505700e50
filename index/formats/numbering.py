"""The numbers that Word counts by itself: 一、 （二） 3. 第四章. A reader sees them, and the text does not hold them.

Paragraphs refer to a list (w:num), which is made after a pattern (w:abstractNum). Lists of one pattern count on from one
another, but where a list says that it begins anew. How a number is written is for `numerals`.
"""

from lxml.etree import _Element

from index.formats.docx_styles import Style
from index.formats.numerals import written

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_LEVELS = 9


class Numbering:
    """Counts as a document is read from its beginning to its end."""

    def __init__(self, root: _Element | None) -> None:
        """root: the part numbering.xml, None where there is none."""
        self._pattern: dict[str, str] = {}  # of a list
        self._levels: dict[tuple[str, int], _Element] = {}  # of a list at a depth
        self._begins_at: dict[tuple[str, int], int] = {}  # where a list begins anew
        self._by_style: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, list[int | None]] = {}  # of a pattern; None where it begins with the next
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        patterns = {one.get(f"{_W}abstractNumId", ""): one for one in root.iter(f"{_W}abstractNum")}
        for number in root.iter(f"{_W}num"):
            self._read(number, patterns)

    def number(self, paragraph: _Element, style: Style) -> str:
        """The number before a paragraph, "" where it has none; a bullet is "· "."""
        num_id, depth = self._place(paragraph, style)
        level = self._levels.get((num_id, depth))
        if level is None or depth >= _MAX_LEVELS:
            return ""
        counts = self._count(num_id, depth)
        if _value(level, "numFmt") == "bullet":
            return "· "
        text = _value(level, "lvlText")
        legal = _is_on(level.find(f"{_W}isLgl"))  # 1.2 below 第一章, not 一.2
        for n in range(depth + 1):
            count = counts[n]
            shown = self._start(num_id, n) if count is None else count
            above = self._levels.get((num_id, n))
            kind = _value(above, "numFmt") or "decimal"
            plain = legal and kind != "none"
            text = text.replace(f"%{n + 1}", written(shown, "decimal" if plain else kind))
        return text + (" " if text[-1:].isascii() and text.strip() == text != "" else "")

    def _read(self, number: _Element, patterns: dict[str, _Element]) -> None:
        """Notes the levels of one list: its pattern's, and in their place its own."""
        num_id, found = number.get(f"{_W}numId", ""), number.find(f"{_W}abstractNumId")
        name = "" if found is None else found.get(f"{_W}val", "")
        pattern = patterns.get(name)
        link = "" if pattern is None else _value(pattern, "numStyleLink")
        if link:  # its levels stand in the pattern that the style was made with
            linked = (one for one, other in patterns.items() if _value(other, "styleLink") == link)
            name = next(linked, name)
            pattern = patterns[name]
        self._pattern[num_id] = name
        for level in () if pattern is None else pattern.iter(f"{_W}lvl"):
            depth = _integer(level, "ilvl")
            self._levels[num_id, depth] = level
            if style_id := _value(level, "pStyle"):
                self._by_style.setdefault(style_id, (num_id, depth))
        for override in number.iter(f"{_W}lvlOverride"):
            depth = _integer(override, "ilvl")
            if (own := override.find(f"{_W}lvl")) is not None:
                self._levels[num_id, depth] = own
            if (start := override.find(f"{_W}startOverride")) is not None:
                self._begins_at[num_id, depth] = _integer(start, "val")

    def _count(self, num_id: str, depth: int) -> list[int | None]:
        """The counts of all depths once one more paragraph of that depth has come."""
        counts = self._counts.setdefault(self._pattern[num_id], [None] * _MAX_LEVELS)
        if (num_id, depth) not in self._begun:
            self._begun.add((num_id, depth))
            if (num_id, depth) in self._begins_at:
                counts[depth] = None
        before = counts[depth]
        counts[depth] = self._start(num_id, depth) if before is None else before + 1
        for deeper in range(depth + 1, _MAX_LEVELS):
            if self._restarts(num_id, deeper, after=depth):
                counts[deeper] = None
        return counts

    def _restarts(self, num_id: str, depth: int, *, after: int) -> bool:
        """Does a paragraph of depth `after` have the count of `depth` begin anew? 第九条 may follow 第八条 over chapters."""
        level = self._levels.get((num_id, depth))
        restart = None if level is None else level.find(f"{_W}lvlRestart")
        return restart is None or after < _integer(restart, "val")

    def _start(self, num_id: str, depth: int) -> int:
        level = self._levels.get((num_id, depth))
        found = None if level is None else level.find(f"{_W}start")
        return self._begins_at.get((num_id, depth), 1 if found is None else _integer(found, "val"))

    def _place(self, paragraph: _Element, style: Style) -> tuple[str, int]:
        """The list of a paragraph and its depth in it, by itself or by its style; ("", 0) where it has none."""
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        num_id, depth = self._place_of(style)
        if own is not None:
            number, level = own.find(f"{_W}numId"), own.find(f"{_W}ilvl")
            if number is not None:
                num_id, depth = number.get(f"{_W}val", ""), 0
            if level is not None:
                depth = _integer(level, "val")
        return num_id, depth

    def _place_of(self, style: Style) -> tuple[str, int]:
        depth: int | None = None
        for style_id, number in style.numbers:
            if number is None:
                continue
            level, found = number.find(f"{_W}ilvl"), number.find(f"{_W}numId")
            if depth is None and level is not None:
                depth = _integer(level, "val")
            if found is not None:
                num_id = found.get(f"{_W}val", "")
                linked = (n for n in range(_MAX_LEVELS) if _value(self._levels.get((num_id, n)), "pStyle") == style_id)
                return num_id, next(linked, depth or 0)
        return next((self._by_style[one] for one, _ in style.numbers if one in self._by_style), ("", 0))


def _value(element: _Element | None, name: str) -> str:
    """The value of the child of this name, "" where there is none."""
    child = None if element is None else element.find(f"{_W}{name}")
    return "" if child is None else child.get(f"{_W}val", "")


def _is_on(element: _Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "true") not in ("0", "false", "off")


def _integer(element: _Element, name: str) -> int:
    value = element.get(f"{_W}{name}", "")
    return int(value) if value.isascii() and value.isdigit() else 0
