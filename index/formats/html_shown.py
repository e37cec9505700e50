"""A page's tree -> the same with what a browser shows as text of its own: the numbers of lists, raised digits, labels beside
their values; and without what it hides. What belongs to the page's text is decided after it."""

import re
from itertools import takewhile

from lxml.etree import SubElement, _Element, strip_tags

from index.formats.numerals import written
from index.formats.parts import one_line
from index.formats.raised import raised
from index.lines import is_numbered

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NO_MARKER = re.compile(r"list-style(?:-type)?\s*:[^;]*none", re.IGNORECASE)
_NEWLINE = re.compile(r"[ \t\r]*\n\s*")
_FORMATTING = ("b", "strong", "i", "em", "u", "font", "mark", "small", "big")  # within a line
_KINDS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
BLOCKS = frozenset(
    "address article aside blockquote br center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr"
    " img li main nav ol p pre section select table textarea ul video".split()
)
_MAX_LABEL_CHARS = 24
_MAX_VALUE_CHARS = 200


def show(page: _Element) -> None:
    """Changes the page in place."""
    strip_tags(page, *_FORMATTING)
    typed = {one for place in page.iter("pre", "textarea") for one in place.iter()}  # where newlines mean something
    for element in page.iter():
        if element not in typed:
            element.text = _NEWLINE.sub(" ", element.text or "")
        if element.getparent() not in typed:
            element.tail = _NEWLINE.sub(" ", element.tail or "")
    for element in [one for one in page.iter() if isinstance(one.tag, str) and _is_hidden(one)]:
        _drop(element)
    for element in page.iter("sup"):
        element.text = raised("".join(map(str, element.itertext())))
        element[:] = []
    for element in page.iter("s", "strike", "del"):
        # 罚款200300元 is nobody's fine.
        element.text, element.tail = f" {element.text or ''}", f" {element.tail or ''}"
    for element in page.iter("ol"):
        _number(element)
    for element in list(page.iter("dl")):
        _pair(element)
    holding: set[_Element] = set()  # what holds a block, or a link: navigation is links
    for element in page.iter(*BLOCKS, "a"):
        holding.update(takewhile(lambda one: one not in holding, element.iterancestors()))
    for element in page.iter("div"):
        if element not in holding:
            element.tag = "p"  # made of inline parts alone


def _is_hidden(element: _Element) -> bool:
    if element.tag in ("rt", "rp") or "hidden" in element.attrib or _HIDDEN.search(str(element.get("style", ""))):
        return True
    following = element.getnext()  # a change whose earlier text is shown struck out before the new
    return (
        element.tag == "del" and following is not None and following.tag == "ins" and not (element.tail or "").strip()
    )


def _drop(element: _Element) -> None:
    """Removes the element and keeps what stands behind it."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _number(items: _Element) -> None:
    """Writes the number of each item before it, but where it is written already, or not shown."""
    found = [item for item in items if item.tag == "li"]
    texts = [one_line("".join(map(str, item.itertext()))) for item in found]
    if any(map(is_numbered, texts)) or _NO_MARKER.search(str(items.get("style", ""))):
        return
    value = _integer(items.get("start"), 1)
    for item in found:
        value = _integer(item.get("value"), value)
        place = item
        while not (place.text or "").strip() and len(place) and isinstance(place[0].tag, str) and place[0].tag != "ol":
            place = place[0]
        place.text = f"{written(value, _KINDS.get(str(items.get('type')), 'decimal'))}. {(place.text or '').lstrip()}"
        value += 1


def _integer(value: object, default: int) -> int:
    text = str(value)
    return int(text) if re.fullmatch(r"\d{1,6}", text, re.ASCII) else default


def _pair(terms: _Element) -> None:
    """<dl> with short labels and values -> a paragraph for each: 受理时间：工作日9:00至17:00."""
    if any(one.tag not in ("dt", "dd") for one in terms):
        return
    pairs: list[tuple[str, list[str]]] = []
    for one in terms:
        text = one_line("".join(map(str, one.itertext())))
        if one.tag == "dt":
            pairs.append((text.rstrip("：:"), []))
        elif not pairs:
            return
        else:
            pairs[-1][1].append(text)
    if any(len(label) > _MAX_LABEL_CHARS or label.endswith(("？", "?")) for label, _ in pairs):
        return
    if any(len("；".join(values)) > _MAX_VALUE_CHARS for _, values in pairs):
        return
    terms.tag = "div"
    terms[:] = []
    for label, values in pairs:
        SubElement(terms, "p").text = f"{label}：{'；'.join(values)}" if values else label
