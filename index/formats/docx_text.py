"""The words of a piece of a Word document as a reader sees them: what is hidden or taken back is left out, symbols, ticked
boxes, raised digits and formulas are written as characters."""

from lxml.etree import _Element

from index.formats.raised import raised

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# Seen only as a change that was taken back, or as the second way to show what stands there already.
_UNSEEN = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}instrText", f"{_W}rt"})
_WHITE_SPACE = {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_FIRST_PRIVATE, _LAST_PRIVATE = "\uf020", "\uf0ff"  # where the characters of symbol fonts stand in a text
# What documents take from the symbol fonts, by the last two digits of the character; forms tick the boxes.
_SYMBOLS = {
    "wingdings": {
        "FE": "☑", "FD": "☒", "A8": "☐", "6F": "☐", "FC": "✓", "FB": "✗", "6C": "●", "6E": "■", "75": "◆", "D8": "➢",
        **dict(zip(("81", "82", "83", "84", "85", "86", "87", "88", "89", "8A"), "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    },
    "wingdings 2": {"52": "☑", "53": "☒", "54": "☒", "A3": "☐", "50": "✓", "4F": "✗"},
    "symbol": {
        "A3": "≤", "B3": "≥", "B1": "±", "B4": "×", "B8": "÷", "B0": "°", "B9": "≠", "BB": "≈", "A5": "∞", "B7": "•",
        "61": "α", "62": "β", "67": "γ", "6D": "μ", "70": "π", "73": "σ", "44": "Δ", "57": "Ω", "53": "Σ",
    },
}  # fmt: skip


def text_of(element: _Element) -> str:
    """The words of a paragraph, without those of the text boxes that are anchored in it."""
    parts = []
    for child in element:
        if child.tag in (f"{_W}t", f"{_MATH}t"):
            parts.append(child.text or "")
        elif child.tag == f"{_W}sym":
            parts.append(_symbol(child.get(f"{_W}font", ""), child.get(f"{_W}char", "")))
        elif child.tag == f"{_W}r":
            parts.append(_run(child))
        elif child.tag == f"{_W}sdt" and child.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None:
            continue  # 单击此处输入文字: a field that nobody has filled in
        elif child.tag in _WHITE_SPACE:
            parts.append(_WHITE_SPACE[child.tag])
        elif child.tag in _FORMULAS:
            parts.append(_FORMULAS[child.tag](child))
        elif child.tag not in _UNSEEN and child.tag != f"{_W}txbxContent" and len(child):
            parts.append(text_of(child))
    return "".join(parts)


def is_seen(element: _Element) -> bool:
    return not any(parent.tag in _UNSEEN for parent in element.iterancestors())


def _run(run: _Element) -> str:
    if _is_hidden(run):
        return ""
    text = text_of(run)
    raise_ = run.find(f"{_W}rPr/{_W}vertAlign")
    if raise_ is not None and raise_.get(f"{_W}val") == "superscript":
        return raised(text)
    if any(_FIRST_PRIVATE <= c <= _LAST_PRIVATE for c in text):
        fonts = run.find(f"{_W}rPr/{_W}rFonts")
        font = "" if fonts is None else fonts.get(f"{_W}ascii", "") or fonts.get(f"{_W}hAnsi", "")
        return "".join(_symbol(font, f"{ord(c):X}") or c if _FIRST_PRIVATE <= c <= _LAST_PRIVATE else c for c in text)
    return text


def _is_hidden(run: _Element) -> bool:
    """Whether Word shows the run to nobody."""
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "true") not in ("0", "false", "off")


def _symbol(font: str, code: str) -> str:
    """ "" for one that is not known here."""
    fonts = [_SYMBOLS[font.lower()]] if font.lower() in _SYMBOLS else list(_SYMBOLS.values())
    return next((symbols[code[-2:].upper()] for symbols in fonts if code[-2:].upper() in symbols), "")


def _fraction(formula: _Element) -> str:
    above, below = _part(formula, "num"), _part(formula, "den")
    return f"{_whole(above)}/{_whole(below)}"


def _power(formula: _Element) -> str:
    base, power = _part(formula, "e"), _part(formula, "sup")
    marked = raised(power)
    return base + (marked if marked != power else f"^{_whole(power)}" if power else "")


def _root(formula: _Element) -> str:
    return f"{raised(_part(formula, 'deg'))}√{_whole(_part(formula, 'e'))}"


def _part(formula: _Element, name: str) -> str:
    part = formula.find(f"{_MATH}{name}")
    return "" if part is None else text_of(part)


def _whole(text: str) -> str:
    """The text in brackets, where it would be torn apart beside a sign."""
    return text if all(c.isalnum() or c in ".%" for c in text) else f"({text})"


_FORMULAS = {f"{_MATH}f": _fraction, f"{_MATH}sSup": _power, f"{_MATH}rad": _root}
