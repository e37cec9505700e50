"""A page's pieces -> its lines in reading order: columns, and the running heads left out.

What stands in one row is for `page_rows`, what the lines make for `page_flow`. Coordinates are points from the page's lower left corner.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index.formats.page_rows import Page, Piece, pieces_of, rows_of
from index.formats.page_tables import ruled_tables

_EDGE_SHARE = 0.12  # running heads stand in the upper and lower eighth
_MIN_REPEATED_SHARE = 0.4
_NUMBERS = re.compile(r"\d+|[一二三四五六七八九十百〇零]+|[ivxIVX]+")
_PAGE_NUMBER = re.compile(r"[-—–·•~|/\s第页共版]*#(?:[-—–·•~|/\s第页共版]*#)?[-—–·•~|/\s第页共版]*")
_TEXT_LEADING = 1.1  # times the usual distance of lines
_BROWSERS = re.compile(
    r"(?:https?|file)://\S+|\d{1,4}[/年.-]\d{1,2}[/月.-]\d{1,4}日?,? ?(?:上午|下午)?\d{1,2}:\d{2}(?: ?[AP]M)?"
)
_GRID_POINTS = 2.0
_SHARED_POINTS = 3.0
_MIN_COLUMN_ROWS = 4
_MIN_FILLED_SHARE = 0.55
_MIN_LINES_SHARE = 0.6
_MAX_CROSSING_SHARE = 0.3
_MAX_MORE_CROSSING_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Column:
    """Pieces from top to bottom that stand between two edges of the page."""

    page: int
    left: float
    right: float
    pieces: tuple[Piece, ...]


def columns_of(pages: Sequence[Page]) -> list[Column]:
    """All pages' columns in reading order, without running heads, feet and page numbers."""
    pieces = [_pieces(page) for page in pages]
    dropped = _running(pages, pieces)
    found: list[Column] = []
    for page, on_page in zip(pages, pieces, strict=True):
        kept = [piece for piece in on_page if (page.number, piece) not in dropped]
        found += [_column(page.number, part) for part in _in_order(kept)]
    return found


def _pieces(page: Page) -> list[Piece]:
    tables, rest = ruled_tables(page)
    return [*tables, *pieces_of(rest)]


def _running(pages: Sequence[Page], pieces: Sequence[Sequence[Piece]]) -> set[tuple[int, Piece]]:
    """(page number, piece) of running heads and feet: at an edge, and a page number or the same on many pages."""
    edges: dict[tuple[int, Piece], str] = {}
    for page, on_page in zip(pages, pieces, strict=True):
        edge = _EDGE_SHARE * page.height
        for piece in on_page:
            if not piece.cells and (piece.baseline < edge or piece.baseline > page.height - edge):
                edges[page.number, piece] = _NUMBERS.sub("#", piece.text)
    counts = Counter({masked: len({n for (n, _), m in edges.items() if m == masked}) for masked in edges.values()})
    needed = max(2, _MIN_REPEATED_SHARE * len(pages))
    alike = {place for place, masked in edges.items() if counts[masked] >= needed}
    alike -= _lines_among(alike, pages, pieces)
    numbers = {
        place
        for place, masked in edges.items()
        if _PAGE_NUMBER.fullmatch(masked) and any(map(str.isdigit, place[1].text))
    }
    # A number in a row with words is a value of a table that begins at the top of a page, or ends at its foot.
    numbers = {(n, one) for n, one in numbers if _others_in_row(n, one, edges) <= alike | numbers}
    beside = {(n, one) for n, one in numbers if _others_in_row(n, one, edges) & numbers}
    numbers -= _lines_among(beside, pages, pieces)  # a row of figures
    return alike | numbers | _of_browsers(edges)


def _lines_among(
    places: Set[tuple[int, Piece]], pages: Sequence[Page], pieces: Sequence[Sequence[Piece]]
) -> set[tuple[int, Piece]]:
    """Those of the places at the edges that are lines of the text."""
    found: set[tuple[int, Piece]] = set()
    for page, on_page in zip(pages, pieces, strict=True):
        at_edges = {piece for number, piece in places if number == page.number}
        found |= {(page.number, piece) for piece in _going_on(on_page, at_edges)}
    return found


def _others_in_row(page: int, piece: Piece, edges: Iterable[tuple[int, Piece]]) -> set[tuple[int, Piece]]:
    return {
        (n, other)
        for n, other in edges
        if n == page and other is not piece and abs(other.baseline - piece.baseline) < 0.5 * piece.size
    }


def _of_browsers(edges: Iterable[tuple[int, Piece]]) -> set[tuple[int, Piece]]:
    """What a browser prints at the edges of a page, though there be only one: time and title, address and number.

    It prints both; a time alone is the article's own.
    """
    marks = [(number, piece) for number, piece in edges if _BROWSERS.fullmatch(piece.text)]
    addressed = {number for number, piece in marks if "://" in piece.text}
    marks = [(number, piece) for number, piece in marks if number in addressed]
    return {
        (number, piece)
        for number, piece in edges
        if any(n == number and abs(piece.baseline - mark.baseline) < 0.5 * mark.size for n, mark in marks)
    }


def _going_on(pieces: Sequence[Piece], at_edges: Set[Piece]) -> set[Piece]:
    """Those at the edges that stand as near to the text, and as large, as a line of it; a running head stands apart.

    A line that many pages have alike, in a form or a list, is so not taken for one.
    """
    rows = rows_of(pieces)
    gaps = [above[0].baseline - below[0].baseline for above, below in pairwise(rows)]
    near = [
        (a, b)
        for gap, (above, below) in zip(gaps, pairwise(rows), strict=True)
        if gap <= _TEXT_LEADING * median(gaps)
        for a in above
        for b in below
        if a.left < b.right and b.left < a.right and abs(a.size - b.size) < 0.05 * a.size
    ]
    found: set[Piece] = set()
    for pairs in (near, [(b, a) for a, b in reversed(near)]):  # from the text down, and from the text up
        for inner, outer in pairs:
            if outer in at_edges and (inner not in at_edges or inner in found):
                found.add(outer)
    return found


def _column(page: int, pieces: Sequence[Piece]) -> Column:
    ordered = tuple(piece for row in rows_of(pieces) for piece in row)
    left, right = _edge([p.left for p in ordered], outer=min), _edge([p.right for p in ordered], outer=max)
    return Column(page, left, right, ordered)


def _edge(ends: Sequence[float], *, outer: Callable[[Iterable[float]], float]) -> float:
    """The outermost place where several lines begin or end; a line beyond it is not of the text."""
    shared = [end for end in ends if sum(abs(end - other) < _SHARED_POINTS for other in ends) >= 0.15 * len(ends)]
    return outer(shared or ends)


def _in_order(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces parted at gutters: what runs across a gutter stands by itself between what is above and below it."""
    gutter = _gutter(pieces)
    if gutter is None:
        return [list(pieces)] if pieces else []
    parts: list[list[Piece]] = []
    left: list[Piece] = []
    right: list[Piece] = []
    across: list[Piece] = []

    def flush() -> None:
        for side in (across, left, right):
            parts.extend(_in_order(side) if side is not across else [list(side)] if side else [])
            side.clear()

    for row in rows_of(pieces):
        crossing = [piece for piece in row if piece.left < gutter < piece.right]
        if crossing:
            if left or right:
                flush()
            across += row
            continue
        if across:
            flush()
        for piece in row:
            (left if piece.right <= gutter else right).append(piece)
    flush()
    return parts


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """The x of a gap between two columns of text; None where there is none. Cells of tables are too short for it.

    Only where hardly any place is crossed less can a gutter be: elsewhere it would cut lines of text in two.
    """
    if len(pieces) < 2 * _MIN_COLUMN_ROWS:
        return None
    x0, x1 = min(p.left for p in pieces), max(p.right for p in pieces)
    steps = int((x1 - x0) / _GRID_POINTS)
    places = [x0 + step * _GRID_POINTS for step in range(steps // 5, steps * 4 // 5)]
    crossing = {x: sum(p.left < x < p.right for p in pieces) for x in places}
    fewest = min(crossing.values(), default=0)
    most = min(_MAX_CROSSING_SHARE * len(pieces), fewest + _MAX_MORE_CROSSING_SHARE * len(pieces))
    likely = sorted((n, x) for x, n in crossing.items() if n <= most)
    return next((x for _, x in likely if _parts_text(pieces, x)), None)


def _parts_text(pieces: Sequence[Piece], x: float) -> bool:
    """Is there text on both sides: rows of one piece that fill their side? A small table among them may be."""
    for side in ([p for p in pieces if p.right <= x], [p for p in pieces if p.left >= x]):
        rows = rows_of(side)
        lines = [row[0] for row in rows if len(row) == 1]
        if len(lines) < max(_MIN_COLUMN_ROWS, _MIN_LINES_SHARE * len(rows)):
            return False
        width = max(p.right for p in lines) - min(p.left for p in lines)
        if width < 8 * median(p.size for p in lines):
            return False
        if median(p.right - p.left for p in lines) < _MIN_FILLED_SHARE * width:
            return False
    return True
