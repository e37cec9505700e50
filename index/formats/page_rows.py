"""A page's characters -> pieces: what stands together in one row, without a wide gap in it.

Which pieces are lines of a column and which are cells is for `page_layout` and `page_flow`. Coordinates are points from
the page's lower left corner.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from index.formats.raised import raised

_SAME_ROW_EMS = 0.4
_SPACE_EMS = 0.22
_GAP_EMS = 0.55  # what parts columns and cells; less is a space within a line
_NARROW_GAP_EMS = 0.2  # less than that stands between the characters of a line as well
_NEAR_ROWS = 2  # how many rows above and below tell whether a narrow gap parts cells
_MIN_AGREEING_ROWS = 2
_MAX_ROW_DISTANCE_EMS = 3.0
_MARGIN_EMS = 3.0  # by which the longest cell of a column may reach beyond the others
_RAISED_SIZE, _RAISED_EMS = 0.85, 0.15  # smaller, and above the line
_MARKS = "，。、；：！？（）《》「」『』【】“”‘’"


@dataclass(frozen=True, slots=True)
class Glyph:
    text: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: upright at x = `at` from y = `start` up to `end`, or level at y = `at` from x = `start` to `end`."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one row without a wide gap between them: a line of a column, or a cell.

    cells: of a whole table, each row with a cell for every column; then `text` is its first row, and the place is that row's.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    cells: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters that make one piece, and the places among them before which a space was written."""

    characters: tuple[Piece, ...]
    spaced: frozenset[int]

    def parted(self, places: Sequence[int]) -> "list[_Run]":
        """The run cut before each of the places."""
        return [
            _Run(self.characters[a:b], frozenset(n - a for n in self.spaced if a < n < b))
            for a, b in pairwise((0, *places, len(self.characters)))
        ]


def pieces_of(page: Page) -> list[Piece]:
    """The pieces of a page, from top to bottom and from left to right."""
    single = [Piece(g.text, g.left, g.right, g.baseline, g.size) for g in page.glyphs]
    rows = [runs for row in rows_of(single) if (runs := _runs(row))]
    parted = [_parted(runs, _near(rows, n)) for n, runs in enumerate(rows)]
    return [_joined(run) for runs in parted for run in runs]


def rows_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces of one baseline together, from top to bottom, each row from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.baseline):
        if rows and rows[-1][0].baseline - piece.baseline < _SAME_ROW_EMS * max(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _runs(row: Sequence[Piece]) -> list[_Run]:
    runs: list[_Run] = []
    run: list[Piece] = []
    spaced: set[int] = set()
    for piece in row:
        if not piece.text.strip():
            spaced.add(len(run))
            continue
        # The same character drawn again a hair beside itself is how some programs make bold type.
        if run and piece.text == run[-1].text and piece.left - run[-1].left < 0.2 * piece.size:
            continue
        if run and piece.left - run[-1].right > _GAP_EMS * max(piece.size, run[-1].size):
            runs.append(_Run(tuple(run), frozenset(spaced)))
            run, spaced = [], set()
        run.append(piece)
    return [*runs, _Run(tuple(run), frozenset(spaced))] if run else runs


def _near(rows: Sequence[Sequence[_Run]], n: int) -> list[Sequence[_Run]]:
    """The rows near the n-th that wide gaps part."""
    middle = rows[n][0].characters[0]
    return [
        runs
        for runs in (*rows[max(0, n - _NEAR_ROWS) : n], *rows[n + 1 : n + 1 + _NEAR_ROWS])
        if len(runs) > 1
        and abs(runs[0].characters[0].baseline - middle.baseline) < _NEAR_ROWS * _MAX_ROW_DISTANCE_EMS * middle.size
    ]


def _parted(runs: Sequence[_Run], near: Sequence[Sequence[_Run]]) -> list[_Run]:
    """The runs of a row with its cells apart, where it then has as many as the rows near it and stands within them.

    Text above or below a table mostly reaches beyond it, or has spaces elsewhere.
    """
    if len(near) < _MIN_AGREEING_ROWS:
        return list(runs)
    gaps = [[(a.characters[-1].right, b.characters[0].left) for a, b in pairwise(row)] for row in near]
    parts = [part for run in runs for part in run.parted(_cell_starts(run, gaps))]
    margin = _MARGIN_EMS * runs[0].characters[0].size
    within = (
        min(row[0].characters[0].left for row in near) - margin < runs[0].characters[0].left
        and runs[-1].characters[-1].right < max(row[-1].characters[-1].right for row in near) + margin
    )
    return parts if within and len(parts) >= max(map(len, near)) else list(runs)


def _cell_starts(run: _Run, near: Sequence[Sequence[tuple[float, float]]]) -> list[int]:
    """The places where a narrow gap parts cells, as wide gaps of rows near it tell: the longest cell fills its column."""
    starts = []
    for n, (before, after) in enumerate(pairwise(run.characters), start=1):
        if after.left - before.right < _NARROW_GAP_EMS * min(before.size, after.size):
            continue
        if n in run.spaced and before.text.isascii() and after.text.isascii():
            continue  # a space between Latin words
        agreeing = sum(any(left < after.left and before.right < right for left, right in gaps) for gaps in near)
        if agreeing >= _MIN_AGREEING_ROWS:
            starts.append(n)
    return starts


def _joined(whole: _Run) -> Piece:
    run = whole.characters
    size = Counter(round(piece.size, 1) for piece in run).most_common(1)[0][0]
    baseline = next(piece.baseline for piece in run if round(piece.size, 1) == size)
    above = [piece.size < _RAISED_SIZE * size and piece.baseline - baseline > _RAISED_EMS * size for piece in run]
    text = ""
    for is_above, places in groupby(range(len(run)), key=above.__getitem__):
        part = "".join((" " if n and _is_spaced(whole, n) else "") + run[n].text for n in places)
        text += raised(part) if is_above else part
    return Piece(text, run[0].left, max(piece.right for piece in run), baseline, size)


def _is_spaced(whole: _Run, n: int) -> bool:
    """Does a space stand before the n-th character?"""
    before, after = whole.characters[n - 1 : n + 1]
    apart = after.left - before.right > _SPACE_EMS * min(after.size, before.size)
    # Layouts set Chinese and Latin a little apart, where no one wrote a space.
    mixed = before.text.isascii() != after.text.isascii()
    return apart and (n in whole.spaced or not mixed) and before.text not in _MARKS and after.text not in _MARKS
