"""A page's characters -> its lines in reading order: rows, columns, and the running heads left out.

What the lines make is for `page_flow`. Coordinates are points from the page's lower left corner.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_SAME_ROW_EMS = 0.4
_SPACE_EMS = 0.22
_GAP_EMS = 0.55  # what parts columns and cells; less is a space within a line
_EDGE_SHARE = 0.12  # running heads stand in the upper and lower eighth
_MIN_REPEATED_SHARE = 0.4
_NUMBERS = re.compile(r"\d+|[一二三四五六七八九十百〇零]+|[ivxIVX]+")
_PAGE_NUMBER = re.compile(r"[-—–·•~|/\s第页共版]*#(?:[-—–·•~|/\s第页共版]*#)?[-—–·•~|/\s第页共版]*")
_MARKS = "，。、；：！？（）《》「」『』【】“”‘’"
_GRID_POINTS = 2.0
_SHARED_POINTS = 3.0
_MIN_COLUMN_ROWS = 4
_MIN_FILLED_SHARE = 0.55


@dataclass(frozen=True, slots=True)
class Glyph:
    text: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one row without a wide gap between them: a line of a column, or a cell."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


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


def rows_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces of one baseline together, from top to bottom, each row from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.baseline):
        if rows and rows[-1][0].baseline - piece.baseline < _SAME_ROW_EMS * max(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _pieces(page: Page) -> list[Piece]:
    single = [Piece(g.text, g.left, g.right, g.baseline, g.size) for g in page.glyphs]
    pieces: list[Piece] = []
    for row in rows_of(single):
        run: list[Piece] = []
        spaced: set[int] = set()  # places in the run before which a space was written
        for piece in row:
            if not piece.text.strip():
                spaced.add(len(run))
                continue
            # The same character drawn again a hair beside itself is how some programs make bold type.
            if run and piece.text == run[-1].text and piece.left - run[-1].left < 0.2 * piece.size:
                continue
            if run and piece.left - run[-1].right > _GAP_EMS * max(piece.size, run[-1].size):
                pieces.append(_joined(run, spaced))
                run, spaced = [], set()
            run.append(piece)
        if run:
            pieces.append(_joined(run, spaced))
    return pieces


def _joined(run: Sequence[Piece], spaced: Set[int]) -> Piece:
    text = run[0].text
    for n, (before, after) in enumerate(pairwise(run), start=1):
        apart = after.left - before.right > _SPACE_EMS * min(after.size, before.size)
        # Layouts set Chinese and Latin a little apart, where no one wrote a space.
        mixed = before.text.isascii() != after.text.isascii()
        space = apart and (n in spaced or not mixed) and before.text not in _MARKS and after.text not in _MARKS
        text += " " + after.text if space else after.text
    size = Counter(round(piece.size, 1) for piece in run).most_common(1)[0][0]
    return Piece(text, run[0].left, max(piece.right for piece in run), run[0].baseline, size)


def _running(pages: Sequence[Page], pieces: Sequence[Sequence[Piece]]) -> set[tuple[int, Piece]]:
    """(page number, piece) of running heads and feet: at an edge, and a page number or the same on many pages."""
    edges: dict[tuple[int, Piece], str] = {}
    for page, on_page in zip(pages, pieces, strict=True):
        edge = _EDGE_SHARE * page.height
        for piece in on_page:
            if piece.baseline < edge or piece.baseline > page.height - edge:
                edges[page.number, piece] = _NUMBERS.sub("#", piece.text)
    counts = Counter({masked: len({n for (n, _), m in edges.items() if m == masked}) for masked in edges.values()})
    needed = max(2, _MIN_REPEATED_SHARE * len(pages))
    return {
        place
        for place, masked in edges.items()
        if counts[masked] >= needed or (_PAGE_NUMBER.fullmatch(masked) and any(map(str.isdigit, place[1].text)))
    }


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
    """The x of a gap between two columns of text; None where there is none. Cells of tables are too short for it."""
    if len(pieces) < 2 * _MIN_COLUMN_ROWS:
        return None
    x0, x1 = min(p.left for p in pieces), max(p.right for p in pieces)
    steps = int((x1 - x0) / _GRID_POINTS)
    best: tuple[int, float] | None = None
    for step in range(steps // 5, steps * 4 // 5):
        x = x0 + step * _GRID_POINTS
        crossing = sum(p.left < x < p.right for p in pieces)
        if (best is None or crossing < best[0]) and crossing <= 0.3 * len(pieces) and _parts_text(pieces, x):
            best = (crossing, x)
    return best[1] if best else None


def _parts_text(pieces: Sequence[Piece], x: float) -> bool:
    for side in ([p for p in pieces if p.right <= x], [p for p in pieces if p.left >= x]):
        if len(side) < _MIN_COLUMN_ROWS:
            return False
        width = max(p.right for p in side) - min(p.left for p in side)
        if width < 8 * median(p.size for p in side) or len(rows_of(side)) < 0.8 * len(side):
            return False
        if median(p.right - p.left for p in side) < _MIN_FILLED_SHARE * width:
            return False
    return True
