"""HTML -> Content: headings, paragraphs, lists and tables of the page's own text; navigation and the like are dropped.

What belongs to the text is trafilatura's judgement; here it becomes paragraphs. What a browser adds to the page's words and
what it hides is for `html_shown`, merged cells for `html_tables`.
"""

import logging
import re
from collections.abc import Iterator

from lxml.etree import _Element

from index.encodings import decode
from index.formats.html_shown import show
from index.formats.html_tables import spread_cells
from index.formats.html_whole import has_few_links, whole_page
from index.formats.parts import Content, UnreadableError, one_line
from index.formats.tables import table_lines

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_DECLARATION_BYTES = 4096
_MIN_TRUSTED_CHARS = 250  # trafilatura's own measure, which few notices in Chinese reach
_NUMBER = re.compile(r"\s*(?:\d+|[A-Za-z]+)\. ")
# A page that calls itself GB 2312 or GBK may use any character of GB 18030, and so with Big5.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs"}


def read_html(data: bytes) -> Content:
    """Raises UnreadableError where the page has no text of its own, or its encoding is not known."""
    from trafilatura import bare_extraction, load_html  # takes a while to import

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is said by the error below
    tree = load_html(_decoded(data))
    if tree is not None:
        show(tree)
        spread_cells(tree)
    page = tree is not None and bare_extraction(tree, include_tables=True, include_comments=False, with_metadata=True)
    body = getattr(page, "body", None)
    if body is None or not "".join(body.itertext()).strip():
        raise UnreadableError("网页里没有找到正文，请在浏览器中打开后另存为 PDF 或 .txt 再添加")
    if tree is not None and (_is_all_of_it(body) or (_is_short(body) and has_few_links(tree))):
        body = whole_page(tree)
    title = one_line(getattr(page, "title", None) or "")
    paragraphs: list[str] = []
    headings: list[int] = []
    for text, heading in _blocks(body):
        if heading and text != title:
            headings.append(len(paragraphs))
        paragraphs.append(text)
    return Content(tuple(paragraphs), tuple(headings), title)


def _is_all_of_it(body: _Element) -> bool:
    """Was the text not told from the rest of the page? Then all of it is one paragraph, whose lines are the page's pieces."""
    return len(body) == 1 and body[0].tag == "p" and "\n" in (body[0].text or "")


def _is_short(body: _Element) -> bool:
    """Is it what trafilatura mistrusts? Of such pages it may take the paragraphs alone, and leave a table or a list out."""
    return len("".join(map(str, body.itertext()))) < _MIN_TRUSTED_CHARS


def _decoded(data: bytes) -> str:
    """A byte order mark or UTF-8 decides, then what the page says of itself, then what reads best."""
    declared = _DECLARED.search(data[:_DECLARATION_BYTES])
    name = declared.group(1).decode().lower() if declared else "utf-8"
    for encoding in dict.fromkeys(("utf-8-sig", _WIDER.get(name, name))):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    text = decode(data)
    if text is None:
        raise UnreadableError("认不出网页的文字编码，请在浏览器中打开后另存为 UTF-8 的网页再添加")
    return text


def _blocks(parent: _Element) -> Iterator[tuple[str, bool]]:
    """(text, is it a heading) in reading order."""
    for element in parent:
        if element.tag == "table":
            yield from ((line, False) for line in _table(element))
        elif element.tag in ("list", "quote", "div"):
            yield from _lines(element.text)
            yield from _blocks(element)
        else:
            words = _text(element)
            if element.tag == "head":
                yield from ((text, True) for text, _ in _lines(words.replace("\n", " ")))
            else:
                marker = "· " if element.tag == "item" and not _is_numbered(element, words) else ""
                yield from ((marker + text, False) for text, _ in _lines(words))
            for inner in element.iterchildren("list"):
                yield from _blocks(inner)
        yield from _lines(element.tail)


def _is_numbered(item: _Element, words: str) -> bool:
    """Does it begin with the number that `html_shown` gave it?"""
    parent = item.getparent()
    return parent is not None and parent.get("rend") == "ol" and _NUMBER.match(words) is not None


def _lines(text: str | None) -> Iterator[tuple[str, bool]]:
    yield from ((line, False) for line in map(one_line, (text or "").split("\n")) if line)


def _text(element: _Element) -> str:
    """The words of an element but for a list in it, newlines only where the page breaks the line."""
    parts = [_spaced(element.text or "")]
    for child in element:
        # A list in an item is read behind it.
        parts.append("\n" if child.tag in ("lb", "list") else _text(child))
        parts.append(_spaced(child.tail or ""))
    return "".join(parts)


def _spaced(text: str) -> str:
    """Each run of white space as one space, at the two ends as well: a page's own newlines mean nothing."""
    return re.sub(r"\s+", " ", text)


def _table(table: _Element) -> list[str]:
    rows = [(row, [_text(cell) for cell in row.iter("cell")]) for row in table.iter("row")]
    lines = []
    while rows and sum(bool(cell.strip()) for cell in rows[0][1]) == 1 and len(rows[0][1]) > 1:
        lines.append(one_line("".join(rows.pop(0)[1])))  # the caption
    heads = [all(cell.get("role") == "head" for cell in row.iter("cell")) for row, _ in rows]
    n_header_rows = next((n for n, head in enumerate(heads) if not head), len(heads))
    return lines + table_lines([cells for _, cells in rows], n_header_rows=n_header_rows or None)
