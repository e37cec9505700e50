"""Tables drawn with characters such as │ and ─ in a plain text -> a line for each of their rows, as `tables` writes them."""

import re
from collections.abc import Iterator, Sequence

from index.formats.tables import table_lines

_BARS = re.compile("[│┃║|]")
_DRAWN = re.compile("[┌├└│┃║┏┣┗╔╠╚].*[┐┤┘│┃║┓┫┛╗╣╝]")
_RULE = re.compile("[┌├└┏┣┗╔╠╚│┃║┬┼┴┳╋┻╦╬╩─━═┐┤┘┓┫┛╗╣╝ ]+")
_MIN_ROWS = 2


def without_boxes(lines: Sequence[str]) -> Iterator[str]:
    """The lines, with those of each drawn table as sentences of their own, blank lines around each."""
    n = 0
    while n < len(lines):
        end = n
        while end < len(lines) and _DRAWN.fullmatch(lines[end].strip()):
            end += 1
        rows = [_cells(line) for line in lines[n:end] if not _RULE.fullmatch(line.strip())]
        if len(rows) < _MIN_ROWS or len({len(row) for row in rows}) > 1:
            yield lines[n]
            n += 1
            continue
        for line in table_lines(rows):
            yield from ("", line)
        yield ""
        n = end


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _BARS.split(line.strip())[1:-1]]
