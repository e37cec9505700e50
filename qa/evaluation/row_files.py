"""Files with a question a row: JSON Lines, a JSON list, and CSV as Excel writes it.

Fields and columns are named in English or Chinese, in any case: 答案, Answer and 标准答案（多个用|分开） are all `answers`. Names
that nothing reads are told as Unread, so that no column of answers is passed over in silence.

CSV: the first row that is not blank names the columns. Several answers, or several texts of evidence, in one cell
are parted by `|`; a text that holds `|` itself needs JSON Lines. An empty cell of answers: the documents do not answer.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from qa.evaluation.rows import FIELDS, BadRow, DatasetError, Row, RowError, Unread, row_of

_SEPARATORS = re.compile("[|｜]")
_OTHER_NAMES = {
    "编号": "id",
    "序号": "id",
    "问题": "question",
    "题目": "question",
    "答案": "answers",
    "标准答案": "answers",
    "参考答案": "answers",
    "正确答案": "answers",
    "answer": "answers",
    "证据": "evidence",
    "文档": "document",
    "类型": "kind",
    "题型": "kind",
    "type": "kind",
}
_DELIMITERS = ",\t;，"
_NOTE = re.compile(r"\s*[（(【\[].*", re.DOTALL)  # 答案（多个用|分开）
_SEPARATOR_LINE = re.compile(r'\s*"?sep=(.)', re.IGNORECASE)  # told to Excel on a line before the columns


def json_lines(text: str) -> Iterator[Row | BadRow | Unread]:
    """A row for each line that is not blank."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            place = f"第 {number} 行"
            try:
                fields = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield BadRow(place, f"不是完整的 JSON：{getattr(error, 'msg', '嵌套太深，或数字太长')}")
                continue
            yield from _row(fields, place)


def json_list(rows: list[Any]) -> Iterator[Row | BadRow | Unread]:
    for number, fields in enumerate(rows, start=1):
        yield from _row(fields, f"第 {number} 项")


def csv_rows(text: str, name: str) -> Iterator[Row | BadRow | Unread]:
    """A row for each line after the one that names the columns.

    Raises:
        DatasetError: no column of questions is named, or a quotation mark is never closed.
    """
    csv.field_size_limit(max(len(text), csv.field_size_limit()))  # a cell too long to ask is one bad row
    # "双碳"是什么 is a cell that is quoted in part; with one quotation mark too few, it would run on into other lines.
    strict = any(line.count('"') % 2 for line in text.split("\n"))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=strict)
    try:
        columns = _columns(reader, name)
        line = reader.line_num + 1
        for cells in reader:
            place, line = f"第 {line} 行", reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
                yield BadRow(place, f"有 {len(cells)} 格，列名只有 {len(columns)} 个；格里有逗号时要加引号")
                continue
            yield from _row(_split(dict(zip(columns, (cell.strip() for cell in cells), strict=False))), place)
    except csv.Error as error:
        raise DatasetError(f"{name}：第 {reader.line_num} 行附近读不下去，请检查引号是否成对（{error}）") from None


def names_columns(text: str) -> bool:
    """Whether the first line names columns, a question's among them, as those of a CSV file do."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    return any(_names_a_question(first, mark) for mark in _DELIMITERS if mark in first)


def _delimiter(text: str) -> str:
    """What parts the columns: Excel in some languages takes semicolons, and "Unicode text" has tabs."""
    for line in io.StringIO(text):
        if told := _SEPARATOR_LINE.match(line):
            return told[1]
        if line.strip(f"{_DELIMITERS} \n"):
            there = [mark for mark in _DELIMITERS if mark in line]
            named = (mark for mark in there if _names_a_question(line, mark))
            return next(named, max(there, key=line.count, default=","))
    return ","


def _names_a_question(line: str, delimiter: str) -> bool:
    return any(_field(cell.strip().strip('"')) == "question" for cell in line.split(delimiter))


def _columns(reader: Iterable[list[str]], name: str) -> list[str]:
    """The columns' names, read from the first row that is neither blank nor `sep=;`."""
    written = (row for row in reader if any(map(str.strip, row)) and not _SEPARATOR_LINE.match(f"{row[0]};"))
    named = [cell.strip() for cell in next(written, [])]
    while named and not named[-1]:  # Excel keeps columns whose cells were emptied
        named.pop()
    columns = [cell or f"第 {number} 列" for number, cell in enumerate(named, start=1)]
    if "question" not in map(_field, columns):
        raise DatasetError(f"{name}：第一行应是列名，要有 question（或 问题）一列，得到 {'、'.join(named[:8])}")
    if len(set(columns)) < len(columns):
        raise DatasetError(f"{name}：第一行有重复的列名：{'、'.join(named[:8])}")
    return columns


def _field(name: str) -> str:
    """The field that a column or key is for; the name itself where it is for none."""
    plain = _NOTE.sub("", name.strip()).lower()
    field = _OTHER_NAMES.get(plain, plain)
    return field if field in FIELDS else name


def _split(cells: dict[str, str]) -> dict[str, Any]:
    """The cells as the fields of a JSON object; an empty cell is no field."""
    fields: dict[str, Any] = {column: cell for column, cell in cells.items() if cell}
    for column in fields:
        if _field(column) in ("answers", "evidence"):
            parts = (part.strip() for part in _SEPARATORS.split(fields[column]))
            fields[column] = [part for part in parts if part]
    return fields


def _row(written: Any, place: str) -> Iterator[Row | BadRow | Unread]:
    """The row, after the names in it that nothing reads."""
    if not isinstance(written, dict):
        yield BadRow(place, f"应是一个 JSON 对象，得到 {str(written)[:40]}")
        return
    fields: dict[str, Any] = {}
    for name in sorted(written, key=lambda name: name not in FIELDS):  # our own names before others' for the same
        field = _field(name)
        if field in FIELDS and fields.get(field) is None:
            fields[field] = written[name]
        else:
            yield Unread(name)
    if isinstance(fields.get("history"), str):
        yield BadRow(place, "history 要写成列表，CSV 里写不了，请用 JSON Lines")
        return
    try:
        yield row_of(fields, place)
    except RowError as error:
        yield BadRow(place, str(error))
