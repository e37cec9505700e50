"""The styles of a Word document: what a paragraph's style, those that it is based on, and its own settings make of it."""

from lxml.etree import _Element

BODY_LEVEL = 9
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVEL_NAMES = frozenset("123456789")


class Style:
    """level: of a heading, from 0; BODY_LEVEL for text. numbers: the style and those it is based on, each with its list."""

    def __init__(self, numbers: tuple[tuple[str, _Element | None], ...], names: tuple[str, ...], level: int) -> None:
        self.numbers = numbers
        self.level = level
        self.title = any(name in ("title", "标题") for name in names[:1])
        self.contents = any(name.startswith(("toc ", "目录")) for name in names)


class Styles:
    def __init__(self, root: _Element) -> None:
        self._styles = {style.get(f"{_W}styleId", ""): style for style in root.iter(f"{_W}style")}

    def of(self, paragraph: _Element) -> Style:
        properties = paragraph.find(f"{_W}pPr")
        named = None if properties is None else properties.find(f"{_W}pStyle")
        chain: list[_Element] = []
        style_id = "" if named is None else named.get(f"{_W}val", "")
        while (style := self._styles.get(style_id)) is not None and style not in chain:
            chain.append(style)
            base = style.find(f"{_W}basedOn")
            style_id = "" if base is None else base.get(f"{_W}val", "")
        names = tuple(name.get(f"{_W}val", "").lower() for s in chain if (name := s.find(f"{_W}name")) is not None)
        levels = [_level(properties), *(_level(style.find(f"{_W}pPr")) for style in chain)]
        # LibreOffice leaves out the level of its first heading; the name has it.
        levels += [int(name[8:]) - 1 for name in names if name.startswith("heading ") and name[8:] in _LEVEL_NAMES]
        level = next((level for level in levels if level is not None), BODY_LEVEL)
        numbers = tuple((style.get(f"{_W}styleId", ""), style.find(f"{_W}pPr/{_W}numPr")) for style in chain)
        return Style(numbers, names, level)


def _level(properties: _Element | None) -> int | None:
    outline = None if properties is None else properties.find(f"{_W}outlineLvl")
    value = None if outline is None else outline.get(f"{_W}val", "")
    return int(value) if value and value.isdigit() else None
