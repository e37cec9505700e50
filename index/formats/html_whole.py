"""All of a page's text, in the form that trafilatura gives: for a page so short, or so built, that it cannot tell the text from
the rest."""

from lxml.etree import Element, SubElement, _Element, strip_elements

from index.formats.html_shown import BLOCKS
from index.formats.parts import one_line

_NO_TEXT = (
    "script",
    "style",
    "svg",
    "template",
    "noscript",
    "head",
    "nav",
    "aside",
    "footer",
    "button",
    "select",
    "iframe",
)
_MAX_LINK_SHARE = 0.3
_MIN_MENU_SHARE, _MIN_MENU_LINKS = 0.8, 4
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def whole_page(page: _Element) -> _Element:
    """A body of head, p, list and table. Takes what is no text out of the page, among it lists of links on a page of links."""
    strip_elements(page, *_NO_TEXT, with_tail=False)
    if not has_few_links(page):
        for element in list(page.iter("ul", "ol", "div", "table", "p")):
            if _link_share(element) > _MIN_MENU_SHARE and len(list(element.iter("a"))) >= _MIN_MENU_LINKS:
                element[:] = []
                element.text = None
    body, found = Element("body"), page.find(".//body")
    _fill(body, page if found is None else found)
    return body


def has_few_links(page: _Element) -> bool:
    """Is it a document by itself? The pages of a site are made of links around a text."""
    body = page.find(".//body")
    return body is None or _link_share(body) <= _MAX_LINK_SHARE


def _link_share(element: _Element) -> float:
    """The share of the characters of links, 0.0 to 1.0."""
    words = one_line("".join(map(str, element.itertext())))
    linked = sum(len(one_line("".join(map(str, link.itertext())))) for link in element.iter("a"))
    return linked / len(words) if words else 0.0


def _fill(body: _Element, element: _Element) -> None:
    words = element.text or ""
    for child in element:
        within = isinstance(child.tag, str) and child.tag not in BLOCKS and next(child.iter(*BLOCKS), None) is None
        if within:
            words += "".join(map(str, child.itertext()))
        elif isinstance(child.tag, str):
            _add(body, "p", words)
            words = ""
            if child.tag in _HEADINGS:
                _add(body, "head", "".join(map(str, child.itertext())))
            elif child.tag == "pre":
                for line in "".join(map(str, child.itertext())).split("\n"):
                    _add(body, "p", line)
            elif child.tag == "table":
                _add_table(body, child)
            elif child.tag in ("ul", "ol") and child.find(".//table") is None:
                items = SubElement(body, "list", rend=child.tag)
                for item in child.iter("li"):
                    own = [item.text or "", *(_words(one) for one in item)]
                    _add(items, "item", "".join(own))
            else:
                _fill(body, child)
        words += child.tail or ""
    _add(body, "p", words)


def _words(element: _Element) -> str:
    """Those of an item's part and of what follows it; a list within has items of its own."""
    own = (
        "" if element.tag in ("ul", "ol") or not isinstance(element.tag, str) else "".join(map(str, element.itertext()))
    )
    return own + (element.tail or "")


def _add_table(body: _Element, table: _Element) -> None:
    if table.find(".//table") is not None:  # it arranges the page
        for cell in table.iter("td", "th", "caption"):
            if next(cell.iterancestors("table")) is table:
                _fill(body, cell)
        return
    for caption in table.iter("caption"):
        _add(body, "p", "".join(map(str, caption.itertext())))
    made = SubElement(body, "table")
    for row in table.iter("tr"):
        line = SubElement(made, "row")
        for cell in row.iter("td", "th"):
            one = SubElement(line, "cell", {"role": "head"} if cell.tag == "th" else {})
            one.text = one_line("".join(map(str, cell.itertext())))


def _add(body: _Element, tag: str, words: str) -> None:
    if text := one_line(words):
        SubElement(body, tag).text = text
