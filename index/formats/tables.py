"""A table's rows -> a line each that says by itself what its cells are: the column's name before every cell.

A passage that holds only some rows of a table is understood, and a quote of one row is too.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.formats.parts import one_line

_MAX_HEADER_CHARS = 24
_FORM_LABEL = re.compile(
    ".+[：:]|姓名|性别|民族|年龄|学历|籍贯|职务|职称|政治面貌|[^，。]{0,4}(?:电话|号码?|日期|时间|年月|地址|住址|单位|部门|职业|邮箱|名称|人|类别|金额|编号)"
)
_LABELLED = re.compile(r"[^：:\d]{1,24}[：:] ?[^ ]")
# 2024年, 2024年1—6月, 三月, 第一季度: names a column as well as any word
_PERIOD = re.compile(
    r"(?:(?:19|20)\d\d年?(?:度|末|底|初)?)?(?:(?:\d{1,2}[—–~至-])?\d{1,2}月份?|第?[一二三四1-4]季度|[上下]半年)?"
)


def table_lines(rows: Sequence[Sequence[str]], *, n_header_rows: int | None = None) -> list[str]:
    """The table as lines of text; n_header_rows is None where the file does not say which rows name the columns.

    >>> table_lines([["城市", "项目", "投资"], ["石家庄", "406个", "2106亿元"]])
    ['城市：石家庄；项目：406个；投资：2106亿元']
    >>> table_lines([["姓名", "张三"], ["电话", "12345"]], n_header_rows=0)
    ['姓名：张三', '电话：12345']
    """
    cells = [[one_line(cell) for cell in row] for row in rows]
    cells = [row for row in cells if any(row)]
    notes = []
    while cells and _is_note(cells[0]):  # the table's own title, above the names
        notes.append(cells.pop(0)[0])
        if n_header_rows:
            n_header_rows = (
                n_header_rows - 1 or None
            )  # where the title alone is marked, the names are still to be found
    if not cells:
        return notes
    if n_header_rows in (None, 1):
        # Many files mark only the first of two rows.
        n_header_rows = max(n_header_rows or 0, _count_header_rows(cells))
    if not n_header_rows and _is_beside_photo(cells):
        first, *others = ([*row[:-1]] if row[-1] == cells[0][-1] else row for row in cells)
        return [*notes, "；".join(filter(None, (_plain(first), cells[0][-1]))), *map(_plain, others)]
    if n_header_rows >= len(cells):
        return notes + [_plain(row) for row in cells]
    names = column_names(cells[:n_header_rows])
    return notes + [
        _labelled(names, row) if names and not _is_note(row) else _plain(row) for row in cells[n_header_rows:]
    ]


def _is_note(row: Sequence[str]) -> bool:
    """Is it one cell over all columns: a title or a note, which belongs to no column?"""
    return len(row) > 1 and len(set(row)) == 1 and not _is_figure(row[0])


def _count_header_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows name the columns, as the cells tell: 2 where names over several columns stand over others."""
    if names_columns(rows):
        return 1
    first, second = rows[0], rows[1] if len(rows) > 1 else ()
    if len(rows) < 3 or len(first) != len(second) or not any(a and a == b for a, b in pairwise(first)):
        return 0
    # What does not run over several columns runs over both rows, or has nothing below it.
    over = [cell in (first[n - 1] if n else "", *first[n + 1 : n + 2]) for n, cell in enumerate(first)]
    if not all(
        above and (wide or below in ("", above)) for above, below, wide in zip(first, second, over, strict=True)
    ):
        return 0
    return 2 if names_columns([column_names(rows[:2]), *rows[2:]]) else 0


def names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Does the first row name the columns: short, different names, none a figure, over rows of another kind?"""
    first, body = rows[0], rows[1:]
    named = [cell for cell in first if cell]
    if (
        not body
        or _is_form(rows)
        or _is_beside_photo(rows)
        or len(named) < max(2, len(first) - 1)
        or len(set(named)) < len(named)
    ):
        return False
    if any(len(cell) > _MAX_HEADER_CHARS for cell in named):
        return False
    for n, cell in enumerate(first):
        # A year names a column of other things than dates.
        if _is_figure(cell) and (not _is_period(cell.split(" ", 1)[0]) or any(_is_dated(row, n) for row in body)):
            return False
    # Two columns without a figure are as likely labels and what they label.
    return len(first) > 2 or all(_is_figure(row[-1]) for row in body if row[-1])


def _is_form(rows: Sequence[Sequence[str]]) -> bool:
    """Are its rows labels with their values, side by side: values run over several columns, or labels of forms tell?"""
    first = rows[0]
    if len(first) % 2 or len(first) < 4:
        return False
    labelled = [_FORM_LABEL.fullmatch(cell) is not None for cell in first]
    if all(labelled[::2]) and not any(labelled[1::2]):
        return True
    cells = list(map(_once, rows))
    wide = any(len(kept) < len(row) and row[0] != row[1] for kept, row in zip(cells, rows, strict=True) if len(row) > 1)
    return wide and all(len(kept) % 2 == 0 for kept in cells)


def _is_beside_photo(rows: Sequence[Sequence[str]]) -> bool:
    """Is it a form with room for a photograph at its right: a cell that runs down over the first rows, or is empty?"""
    first = rows[0]
    if len(first) < 5 or len(rows) < 2 or any(len(row) != len(first) for row in rows):
        return False
    return first[-1] == rows[1][-1] and _is_form([row[:-1] for row in rows])


def _once(row: Sequence[str]) -> list[str]:
    """A cell that runs over several columns counts once."""
    return [cell for n, cell in enumerate(row) if not n or cell != row[n - 1]]


def _is_figure(cell: str) -> bool:
    """Does it begin with a number: "406个", "-3.5%", "约20人" no."""
    return cell.lstrip("+-－＋¥￥$").replace(",", "")[:1].isdigit()


def _is_period(cell: str) -> bool:
    return bool(cell) and _PERIOD.fullmatch(cell) is not None


def _is_dated(row: Sequence[str], column: int) -> bool:
    return column < len(row) and _is_period(row[column]) and not row[column].isdigit()


def column_names(headers: Sequence[Sequence[str]]) -> list[str]:
    """One name a column; names over several columns stand before those below them, once each."""
    width = max(map(len, headers), default=0)
    names = []
    for column in range(width):
        parts = [row[column] for row in headers if column < len(row) and row[column]]
        names.append(" ".join(dict.fromkeys(parts)))
    return names


def _labelled(names: Sequence[str], row: Sequence[str]) -> str:
    """A cell that runs over several columns is said once, under the first."""
    shown = []
    for column, cell in enumerate(row):
        if not cell or (column and cell == row[column - 1] and not _is_figure(cell)):
            continue
        name = names[column] if column < len(names) else ""
        shown.append(f"{name}：{cell}" if name and name != cell else cell)
    return "；".join(shown)


def _plain(row: Sequence[str]) -> str:
    """A row without column names: a label and its value, in pairs where there are several."""
    cells = [cell for cell in _once(row) if cell]
    labelled = any(_LABELLED.match(cell) for cell in cells[::2])  # 甲方：云河公司 is a label and its value by itself
    if len(cells) % 2 == 0 and not labelled and all(len(label) <= _MAX_HEADER_CHARS for label in cells[::2]):
        pairs = zip(cells[::2], cells[1::2], strict=True)
        return "；".join(f"{label.rstrip('：:')}：{value}" for label, value in pairs)
    return "；".join(cells)
