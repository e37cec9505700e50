"""A page's rules -> its ruled tables: each cell is what stands between the rules around it, on however many lines.

Where a rule between two places of the grid is missing, both are one cell, and its text counts in each row and column that it
runs over. Tables without rules on all sides of their cells are for `page_flow`. Coordinates are points from the page's lower left
corner.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from index.formats.page_rows import Glyph, Page, Piece, Rule, pieces_of, rows_of

_NEAR_POINTS = 3.0  # rules that are nearer to each other are one, or touch
_MAX_RULES = 200  # more is a drawing
_ROOM_EMS = 2.6  # a line of a cell that leaves less, with the margins on both sides, had no room for more
_MIN_FILLED_CELLS = 3

_Place = tuple[int, int]  # row and column of the grid


@dataclass(frozen=True, slots=True)
class _Grid:
    """The rules of one table. xs: from left to right; ys: from top to bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Rule, ...]

    def place(self, x: float, y: float) -> _Place | None:
        row = bisect_right([-at for at in self.ys], -y) - 1
        column = bisect_right(self.xs, x) - 1
        return (row, column) if 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1 else None

    def cells(self) -> dict[_Place, _Place]:
        """For each place the first place of the cell that it is part of."""
        n_rows, n_columns = len(self.ys) - 1, len(self.xs) - 1
        first = {(r, c): (r, c) for r in range(n_rows) for c in range(n_columns)}

        def root(place: _Place) -> _Place:
            while first[place] != place:
                place = first[place]
            return place

        for r in range(n_rows):
            for c in range(n_columns):
                x, y = (self.xs[c] + self.xs[c + 1]) / 2, (self.ys[r] + self.ys[r + 1]) / 2
                if c + 1 < n_columns and not self._parted(self.xs[c + 1], y, upright=True):
                    a, b = sorted((root((r, c)), root((r, c + 1))))
                    first[b] = a
                if r + 1 < n_rows and not self._parted(self.ys[r + 1], x, upright=False):
                    a, b = sorted((root((r, c)), root((r + 1, c))))
                    first[b] = a
        return {place: root(place) for place in first}

    def _parted(self, at: float, across: float, *, upright: bool) -> bool:
        """Is there a rule at that place: upright, at x = `at` through y = `across`, or level the other way round?"""
        return any(
            rule.upright == upright and abs(rule.at - at) < _NEAR_POINTS and rule.start < across < rule.end
            for rule in self.rules
        )


def ruled_tables(page: Page) -> tuple[list[Piece], Page]:
    """The ruled tables of a page, each as one piece with its cells; and the page without what stands in them."""
    rules = _joined(page.rules)
    if not 4 <= len(rules) <= _MAX_RULES:
        return [], page
    tables = []
    for grid in map(_grid, _touching(rules)):
        if len(grid.xs) < 3 or len(grid.ys) < 3:
            continue  # a frame, or lines between paragraphs
        inside = [(place, glyph) for glyph in page.glyphs if (place := grid.place(*_middle(glyph)))]
        if found := list(_tables(grid, inside, page)):
            taken = {id(glyph) for _, glyph in inside}
            page = replace(page, glyphs=tuple(glyph for glyph in page.glyphs if id(glyph) not in taken))
            tables += found
    return tables, page


def _tables(grid: _Grid, inside: Sequence[tuple[_Place, Glyph]], page: Page) -> Iterator[Piece]:
    """The table that the grid is, or those that stand on one another without a space between."""
    cells = grid.cells()
    held: dict[_Place, list[Glyph]] = {}
    for place, glyph in inside:
        held.setdefault(cells[place], []).append(glyph)
    columns: dict[_Place, set[int]] = {}
    for (_, column), first_place in cells.items():
        columns.setdefault(first_place, set()).add(column)
    widths = {place: grid.xs[max(over) + 1] - grid.xs[min(over)] for place, over in columns.items()}
    texts = {place: text for place, glyphs in held.items() if (text := _text(glyphs, page, widths[place]))}
    if len(texts) < _MIN_FILLED_CELLS:
        return  # a chart, or frames around text
    n_columns = len(grid.xs) - 1
    edges = [
        frozenset(c for c in range(1, n_columns) if cells[r, c - 1] != cells[r, c]) for r in range(len(grid.ys) - 1)
    ]
    starts = [r for r, (above, below) in enumerate(pairwise(edges), start=1) if above and below and not above & below]
    for first, end in pairwise((0, *starts, len(edges))):
        parted = sorted({0, *frozenset().union(*edges[first:end])})
        rows = [tuple(texts.get(cells[r, c], "") for c in parted) for r in range(first, end)]
        glyphs = [glyph for (r, _), glyph in inside if first <= r < end]
        if glyphs:
            top = max(glyph.baseline for glyph in glyphs)
            size = median(glyph.size for glyph in glyphs)
            yield Piece("；".join(filter(None, rows[0])), grid.xs[0], grid.xs[-1], top, size, tuple(rows))


def _text(glyphs: Sequence[Glyph], page: Page, width: float) -> str:
    """The lines of a cell of that width as one: what follows a line that left room stands apart."""
    text, room = "", 0.0
    for row in rows_of(pieces_of(replace(page, glyphs=tuple(glyphs)))):
        line = " ".join(piece.text for piece in row)
        latin = text[-1:].isascii() and line[:1].isascii()
        text += (" " if text and (latin or room > _ROOM_EMS * row[0].size) else "") + line
        room = width - (row[-1].right - row[0].left)
    return text.strip()


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, glyph.baseline + 0.35 * glyph.size


def _grid(rules: Sequence[Rule]) -> _Grid:
    """A table that is open at its sides ends where its level rules do."""
    upright = [rule for rule in rules if rule.upright]
    level = [rule for rule in rules if not rule.upright]
    xs = _apart([*(r.at for r in upright), *(end for r in level for end in (r.start, r.end))] if upright else [])
    ys = _apart([*(r.at for r in level), *(end for r in upright for end in (r.start, r.end))] if level else [])
    return _Grid(tuple(xs), tuple(reversed(ys)), tuple(rules))


def _apart(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] >= _NEAR_POINTS:
            found.append(place)
    return found


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules of one line together: many programs draw each cell's side for itself."""
    found: list[Rule] = []
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: (rule.upright, rule.at)):
        if lines and lines[-1][0].upright == rule.upright and rule.at - lines[-1][0].at < _NEAR_POINTS:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    for line in lines:
        at = line[0].at
        for rule in sorted(line, key=lambda rule: rule.start):
            if (
                found
                and (found[-1].upright, found[-1].at) == (rule.upright, at)
                and rule.start - found[-1].end < _NEAR_POINTS
            ):
                found[-1] = replace(found[-1], end=max(found[-1].end, rule.end))
            else:
                found.append(replace(rule, at=at))
    return found


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules that meet or cross, directly or through others, together."""
    groups: list[list[Rule]] = []
    for rule in rules:
        near = [group for group in groups if any(_meet(rule, other) for other in group)]
        groups = [group for group in groups if not any(group is one for one in near)]
        groups.append([rule, *(other for group in near for other in group)])
    return groups


def _meet(a: Rule, b: Rule) -> bool:
    return (
        a.upright != b.upright
        and b.start - _NEAR_POINTS <= a.at <= b.end + _NEAR_POINTS
        and a.start - _NEAR_POINTS <= b.at <= a.end + _NEAR_POINTS
    )
