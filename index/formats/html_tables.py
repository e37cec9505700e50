"""A page's tables with a copy of every merged cell in each place that it covers, so that each row keeps its name.

The extraction of a page's text forgets how far a cell reaches; this is done before it.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from lxml.etree import Element, _Element, strip_tags

from index.formats.parts import UnreadableError, one_line
from index.formats.tables import column_names

_MAX_SPAN = 100
_MAX_COPIED_CHARS = 2_000_000  # a page of 20 kB can ask for hundreds of megabytes of them
_MAX_CELL_CHARS = 200  # a longer cell is no value, but a part of the page that a table arranges
_BREAKS = frozenset("br p div li dd dt tr h1 h2 h3 h4 h5 h6".split())


def spread_cells(page: _Element) -> None:
    """Changes the tables of the page in place; no cell reaches over several columns or rows any more, what a cell sets apart by
    lines is parted by spaces, and several rows of names are one. A table of one column is no table, but a frame around text.

    Raises UnreadableError where that would make a page many times as large.
    """
    for table in list(page.iter("table")):
        _unframe(table)
    for cell in page.iter("td", "th"):
        if not len(cell) or cell.find(".//table") is not None:
            continue
        words = one_line(_words(cell))
        if len(words) <= _MAX_CELL_CHARS:
            cell[:] = []
            cell.text = words
    copied = sum(
        (_reach(cell, "colspan") * _reach(cell, "rowspan") - 1) * len("".join(map(str, cell.itertext())))
        for cell in page.iter("td", "th")
    )
    if copied > _MAX_COPIED_CHARS:
        raise UnreadableError("网页里的表格合并了过多的单元格，请在浏览器中打开后另存为 PDF 再添加")
    for table in page.iter("table"):
        # Column -> how many more rows the cell above it covers, and that cell.
        above: dict[int, tuple[int, _Element]] = {}
        rows = list(_rows(table))
        for row in rows:
            _spread_row(row, above)
        _join_names(rows)


def _rows(table: _Element) -> Iterator[_Element]:
    return (row for row in table.iter("tr") if next(row.iterancestors("table")) is table)


def _cells(row: _Element) -> list[_Element]:
    return [child for child in row if child.tag in ("td", "th")]


def _unframe(table: _Element) -> None:
    rows = list(_rows(table))
    cells = [cell for row in rows for cell in _cells(row)]
    if len(cells) == len(rows) and all(_reach(cell, "rowspan") == 1 for cell in cells):
        for element in (table, *rows, *cells):
            element.tag = "div"
        strip_tags(table, "tbody", "thead", "tfoot", "colgroup", "col")


def _join_names(rows: Sequence[_Element]) -> None:
    """Makes the rows of names at the top of a table one row, where there are several."""
    names = list(takewhile(lambda row: len(row) and all(cell.tag == "th" for cell in _cells(row)), rows))
    if 1 < len(names) < len(rows) and len({len(_cells(row)) for row in names}) == 1:
        joined = column_names([[one_line("".join(map(str, cell.itertext()))) for cell in _cells(row)] for row in names])
        for cell, name in zip(_cells(names[0]), joined, strict=True):
            cell[:] = []
            cell.text = name
        for row in names[1:]:
            parent = row.getparent()
            if parent is not None:
                parent.remove(row)


def _spread_row(row: _Element, above: dict[int, tuple[int, _Element]]) -> None:
    covering, column = dict(above), 0
    above.clear()
    for cell in _cells(row):
        while column in covering:
            cell.addprevious(_take(covering, column, above))
            column += 1
        n_columns, n_rows = _span(cell, "colspan"), _span(cell, "rowspan")
        for place in range(n_columns):
            covering.pop(column + place, None)
            if n_rows > 1:
                above[column + place] = (n_rows - 1, cell)
            if place:
                cell.addnext(_copy(cell))
        column += n_columns
    for column in sorted(covering):
        row.append(_take(covering, column, above))


def _take(covering: dict[int, tuple[int, _Element]], column: int, above: dict[int, tuple[int, _Element]]) -> _Element:
    """A copy of the cell that reaches down into this column, which may reach further."""
    n_rows, cell = covering.pop(column)
    if n_rows > 1:
        above[column] = (n_rows - 1, cell)
    return _copy(cell)


def _copy(cell: _Element) -> _Element:
    made = Element(cell.tag)
    made.text = one_line("".join(map(str, cell.itertext())))
    return made


def _words(element: _Element) -> str:
    """The words of an element, with a space where the page breaks the line."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(f" {_words(child)} " if child.tag in _BREAKS else _words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _span(cell: _Element, name: str) -> int:
    """How far the cell reaches, which it then says no more."""
    found = _reach(cell, name)
    if name in cell.attrib:
        del cell.attrib[name]
    return found


def _reach(cell: _Element, name: str) -> int:
    value = str(cell.get(name, "1")).strip()[:4]
    return max(1, min(int(value), _MAX_SPAN)) if value.isascii() and value.isdigit() else 1
