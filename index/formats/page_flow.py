"""The columns of pages -> Content: lines joined to paragraphs across columns and pages, headings by size, tables.

Takes the lines as `page_layout` ordered them. A new page is marked by PAGE_BREAK where it begins.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index.formats.page_layout import Column, columns_of
from index.formats.page_rows import Page, Piece, rows_of
from index.formats.parts import PAGE_BREAK, Content, UnreadableError, one_line
from index.formats.tables import names_columns, table_lines
from index.lines import is_bulleted, is_closed, is_numbered

_HEADING_SIZE = 1.12  # times the size of the text
_TITLE_SIZE = 1.25
_MAX_HEADING_CHARS = 60
_FULL_EMS = 1.6  # a line that ends nearer to the edge had no room for more
_INDENT_EMS = 1.2
_NOTE_SIZE = 0.92
_WIDE_LEADING = 1.5  # times the distance of lines
_MIN_TABLE_ROWS = 2
_MIN_LONG_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a column, or one made of a table's row; `column` is None for the latter."""

    text: str
    page: int
    size: float
    column: Column | None = None
    piece: Piece | None = None
    below: float = 0.0  # distance to the line above it in its column
    leading: float = 0.0  # the distance that lines of its column have


def content_of(pages: Sequence[Page]) -> Content:
    """Raises UnreadableError where no page has text."""
    lines: list[_Line] = []
    names: list[str] = []
    for column in columns_of(pages):
        found, names = _lines(column, names)
        lines += found
    if not lines:
        raise UnreadableError("PDF 里没有文字，请换一个有内容的文件")
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    body = sizes.most_common(1)[0][0]
    paragraphs: list[str] = []
    headings: list[int] = []
    kinds: list[float] = []  # the size of a heading, 0.0 for text
    page, before = 0, None
    for line in _with_notes_before(lines, body):
        kind = line.size if _is_heading(line, body) else 0.0
        mark = PAGE_BREAK * (line.page - page)
        page = line.page
        if before is not None and _goes_on(before, line, kinds[-1], kind):
            paragraphs[-1] += mark + _space(paragraphs[-1], line.text) + line.text
        else:
            if kind:
                headings.append(len(paragraphs))
            paragraphs.append(mark + line.text)
            kinds.append(kind)
        before = line
    title = _title(paragraphs, headings, kinds, body)
    if title is not None:
        headings.remove(title)
    return Content(tuple(paragraphs), tuple(headings), "" if title is None else paragraphs[title].strip(PAGE_BREAK))


def _title(paragraphs: Sequence[str], headings: Sequence[int], kinds: Sequence[float], body: float) -> int | None:
    """The largest heading before the text of the first page, where it is large enough to be the title."""
    front = [n for n in headings if n < 4 and "".join(paragraphs[: n + 1]).count(PAGE_BREAK) == 1]
    largest = max(front, key=lambda n: (kinds[n], -n), default=None)
    if largest is None or kinds[largest] < _TITLE_SIZE * body:
        return None
    alone = all(kinds[n] < 0.97 * kinds[largest] for n in headings if n != largest)
    return largest if alone else None


def _is_heading(line: _Line, body: float) -> bool:
    if line.column is None or line.size < _HEADING_SIZE * body or len(line.text) > _MAX_HEADING_CHARS:
        return False
    return any(c.isalnum() for c in line.text) and line.text[-1] not in "。；，"


def _with_notes_before(lines: Sequence[_Line], body: float) -> list[_Line]:
    """The lines, but the notes at the foot of a column before the paragraph that they part, where it begins on their page."""
    found = list(lines)
    n = 1
    while n < len(found):
        end = n
        while end < len(found) and found[end].column is found[n - 1].column and found[end].size < _NOTE_SIZE * body:
            end += 1
        if n < end < len(found) and _is_parted(found[n - 1], found[end], body):
            start = n - 1
            while start and _goes_on(found[start - 1], found[start], 0.0, 0.0):
                start -= 1
            if found[start].page == found[n].page:
                found[start:end] = [*found[n:end], *found[start:n]]
        n = end + 1
    return found


def _is_parted(text: _Line, rest: _Line, body: float) -> bool:
    """Does a line of the text go on in another column?"""
    if text.column is rest.column or _is_heading(text, body) or _is_heading(rest, body):
        return False
    return _goes_on(text, rest, 0.0, 0.0)


def _goes_on(before: _Line, line: _Line, kind_before: float, kind: float) -> bool:
    """Is `line` the rest of the paragraph that `before` belongs to?"""
    if before.column is None or before.piece is None or line.column is None or line.piece is None:
        return False
    same_column = before.column is line.column
    if kind or kind_before:
        near = same_column and line.below < 2.2 * line.size
        return near and bool(kind) and abs(kind - kind_before) < 0.03 * kind and not is_numbered(line.text)
    if abs(before.size - line.size) > 0.1 * line.size or is_bulleted(line.text):
        return False
    room = before.column.right - before.piece.right
    width = before.column.right - before.column.left
    long = before.piece.right - before.column.left >= _MIN_LONG_SHARE * width
    full = room < _FULL_EMS * before.size or (long and not is_closed(before.text))
    indented = line.piece.left - line.column.left > _INDENT_EMS * line.size
    if not full or indented or (is_numbered(line.text) and is_closed(before.text)):
        return False
    if same_column:
        return line.below <= _WIDE_LEADING * line.leading
    return not is_closed(before.text)


def _space(left: str, right: str) -> str:
    """A space where two Latin words were parted by the end of a line."""
    a, b = left[-1:], right[:1]
    return " " if a.isascii() and b.isascii() and (a.isalnum() or a in ",.;:!?)") and b.isalnum() else ""


def _lines(column: Column, names: Sequence[str]) -> tuple[list[_Line], list[str]]:
    """The column's lines, and the names of the columns of the table that it ends with, [] where it ends with none.

    names: those of the table that the column before ended with; a table that goes on here has them too.
    """
    rows = rows_of(column.pieces)
    gaps = [above[0].baseline - below[0].baseline for above, below in pairwise(rows)]
    # Headings and tables stand further apart than the text that most pages are made of.
    leading = min(median(gaps), 2.2 * median(piece.size for piece in column.pieces)) if gaps else 0.0
    lines: list[_Line] = []
    n, ending = 0, list[str]()
    while n < len(rows):
        row = rows[n]
        ruled = [piece for piece in row if piece.cells]
        end = n + 1 if ruled else _table_end(rows, n, leading)
        tables: list[Sequence[Sequence[str]]] = [piece.cells for piece in ruled]
        tables += [_cells(rows[n:end])] if end > n and not ruled else []
        for cells in tables:
            if not n and len(names) == len(cells[0]) and not names_columns(cells):
                cells = [names, *cells]
            lines += [_Line(text, column.page, row[0].size) for text in table_lines(cells)]
            ending = list(cells[0])
        if tables:
            n = end
            continue
        text = one_line(" ".join(piece.text for piece in row))
        whole = Piece(text, row[0].left, row[-1].right, row[0].baseline, max(piece.size for piece in row))
        lines.append(_Line(text, column.page, whole.size, column, whole, gaps[n - 1] if n else 0.0, leading))
        n, ending = n + 1, [piece.text for piece in row] if len(row) > 2 else []
    return lines, ending


def _table_end(rows: Sequence[Sequence[Piece]], start: int, leading: float) -> int:
    """The index after the last row of the table that begins at `start`; `start` where none does."""
    if len(rows[start]) < 2 or all(len(piece.text) == 1 for piece in rows[start]):
        return start
    end, full = start + 1, 1
    while end < len(rows):
        gap = rows[end - 1][0].baseline - rows[end][0].baseline
        wrapped = rows[end][0].left > rows[start][0].right and gap < 1.5 * rows[end][0].size
        if len(rows[end]) < 2 and not wrapped:
            break
        if gap > 4 * max(leading, rows[end][0].size):
            break
        full += len(rows[end]) >= 2
        end += 1
    # Two rows of two pieces may be a list in two columns, or signatures side by side.
    enough = full >= _MIN_TABLE_ROWS and (full > 2 or len(rows[start]) > 2)
    aligned = len(_table_columns(rows[start:end])) >= max(map(len, rows[start:end]))
    return end if enough and aligned else start


def _table_columns(rows: Sequence[Sequence[Piece]]) -> list[tuple[float, float]]:
    """The edges of the columns: where pieces stand over one another. Gaps in lines of text stand anywhere."""
    spans: list[tuple[float, float]] = []
    for piece in sorted((piece for row in rows for piece in row), key=lambda piece: piece.left):
        if spans and piece.left < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], piece.right))
        else:
            spans.append((piece.left, piece.right))
    return spans


def _cells(rows: Sequence[Sequence[Piece]]) -> list[list[str]]:
    """The rows with a cell for every column."""
    spans = _table_columns(rows)
    below = _table_columns(rows[1:])
    # Names in the middle of wide columns may stand over none of what is at their left.
    named = len(rows[0]) == len(below) < len(spans)
    spans = below if named else spans
    table: list[list[str]] = []
    above = 0.0
    for number, row in enumerate(rows):
        cells = [""] * len(spans)
        for place, piece in enumerate(row):
            column = max((n for n, (left, _) in enumerate(spans) if left <= piece.left), default=0)
            cells[place if named and not number else column] += piece.text
        near = bool(table) and above - row[0].baseline < 1.5 * row[0].size
        if near and not cells[0]:
            table[-1] = [a + b for a, b in zip(table[-1], cells, strict=True)]
        else:
            table.append(cells)
        above = row[0].baseline
    return table
