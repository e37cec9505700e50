"""How a page laid its text out: its lines, and the width at which they were cut, if they were.

What is joined is for `paragraphs`.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from index.lines import columns, is_closed

_MIN_WIDTH_COLUMNS = 20
_MIN_CUT_LINES = 3
_HANGING = "，。、；：！？”’」』）》】…"
# What a layout moves to the next line as one: a Latin word or a number, or a character, with the marks that must
# follow it and those that must precede it.
_UNIT = re.compile(rf"[“‘「『（《【]*(?:[A-Za-z0-9.%\-]+|.)[{_HANGING}%]*")
_MAX_UNIT_CHARS = 30
_PUNCTUATION = re.compile(r"[，。、；：！？,.;:!?]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its text, the spaces around it, the blank lines before it."""

    text: str
    lead: str
    trail: str
    gap: int

    @property
    def is_indented(self) -> bool:
        return columns(self.lead) >= 2


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text was cut into lines.

    width      the most a line holds, in the units of `measure`; 0 when the lines were not cut at a width
    measure    len (characters) or columns
    exact      lines were cut wherever the width fell, inside words and numbers too
    gap        the number of blank lines between two lines of a paragraph
    indented   paragraphs open with an indentation
    separated  more blank lines than `gap` set paragraphs apart
    """

    width: int
    measure: Callable[[str], int]
    exact: bool
    gap: int
    indented: bool
    separated: bool

    def is_full(self, line: Line, following: Line) -> bool:
        """Was there no room left on the line for what follows?"""
        if self.exact:
            return _used(line, self.measure) >= self.width - (self.measure is columns)
        return _needed(line, following, self.measure) > self.width


def read_lines(text: str) -> list[Line]:
    """The lines that are not blank; an indentation that all share is a margin and does not count."""
    lines, gap = [], 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if not stripped:
            gap += 1
            continue
        lead = raw[: len(raw) - len(raw.lstrip())]
        trail = raw[len(raw.rstrip()) :]
        lines.append(Line(stripped, lead, trail if len(trail) == 1 else "", gap))
        gap = 0
    margin = min((len(line.lead) for line in lines), default=0)
    return [Line(line.text, line.lead[margin:], line.trail, line.gap) for line in lines] if margin else lines


def measure_layout(lines: Sequence[Line]) -> Layout:
    """Find the width at which the lines were cut, by the width that explains most ends inside sentences."""
    n_indented = sum(line.is_indented for line in lines)
    indented = 0 < n_indented < 0.9 * len(lines)
    gaps = Counter(line.gap for line in lines[1:])
    for gap in sorted(gaps, key=lambda gap: (-gaps[gap], gap))[:2]:
        found = max((_cut_at(lines, gap, measure) for measure in (len, columns)), key=lambda found: found[1])
        width, share, measure = found
        if share > 0:
            separated = sum(count for other, count in gaps.items() if other > gap) > 0.02 * len(lines)
            exact = _is_exact(lines, gap, width, measure)
            return Layout(width, measure, exact, gap, indented, separated)
    return Layout(0, len, False, 0, indented, True)


def _cut_at(lines: Sequence[Line], gap: int, measure: Callable[[str], int]) -> tuple[int, float, Callable[[str], int]]:
    """The width, and the share of open lines that it explains; (0, 0.0) when the lines were not cut.

    A width explains the end of a line that fits in it and that would not with the beginning of the next.
    """
    none = (0, 0.0, measure)
    ends = [pair for pair in pairwise(lines) if pair[1].gap == gap and not is_closed(pair[0].text)]
    if len(ends) < _MIN_CUT_LINES:
        return none
    steps: Counter[int] = Counter()
    for line, following in ends:
        steps[_used(line, measure, hanging=False)] += 1
        steps[_needed(line, following, measure)] -= 1
    widths = sorted(steps)
    explained = dict(zip(widths, accumulate(steps[width] for width in widths), strict=True))
    width = max(explained, key=lambda width: (explained[width], width))
    wider = sum(_used(line, measure, hanging=False) > width for line in lines)
    punctuated = sum(_PUNCTUATION.search(line.text) is not None for line in lines)
    if (
        width * (2 if measure is len else 1) < _MIN_WIDTH_COLUMNS
        or explained[width] < max(_MIN_CUT_LINES, 0.6 * len(ends))
        or wider > 0.04 * len(lines)
        or punctuated < 0.3 * len(lines)
    ):
        return none
    return width, explained[width] / len(ends), measure


def _is_exact(lines: Sequence[Line], gap: int, width: int, measure: Callable[[str], int]) -> bool:
    """Did hardly any cut leave room on its line?"""
    full = [
        _used(line, measure)
        for line, following in pairwise(lines)
        if following.gap == gap and not is_closed(line.text) and _needed(line, following, measure) > width
    ]
    return sum(width - (measure is columns) <= used <= width for used in full) >= 0.97 * len(full)


def _used(line: Line, measure: Callable[[str], int], *, hanging: bool = True) -> int:
    """The width of a line; without the marks at its end that may hang beyond the width, unless `hanging`."""
    return measure(line.lead + (line.text + line.trail if hanging else line.text.rstrip(_HANGING)))


def _needed(line: Line, following: Line, measure: Callable[[str], int]) -> int:
    """The width that the line would have with the first unit of the next."""
    unit = _UNIT.match(following.text)
    space = line.text[-1].isascii() and following.text[0].isascii() and not line.trail
    return _used(line, measure) + space + measure(unit.group()[:_MAX_UNIT_CHARS] if unit else "")
