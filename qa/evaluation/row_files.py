"""Files with a question a row: JSON Lines, a JSON list, and CSV as Excel writes it.

CSV: the first row names the columns, in English or Chinese. Several answers, or several texts of evidence, in one cell
are parted by `|`; a text that holds `|` itself needs JSON Lines. An empty cell of answers: the documents do not answer.
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from qa.evaluation.rows import BadRow, DatasetError, Row, RowError, row_of

SEPARATOR = "|"
_COLUMNS = {
    "编号": "id",
    "序号": "id",
    "问题": "question",
    "答案": "answers",
    "证据": "evidence",
    "文档": "document",
    "类型": "kind",
    "type": "kind",
    "answer": "answers",
}
_DELIMITERS = ",\t;，"


def json_lines(text: str) -> Iterator[Row | BadRow]:
    """A row for each line that is not blank."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            place = f"第 {number} 行"
            try:
                fields = json.loads(line)
            except (json.JSONDecodeError, RecursionError) as error:
                yield BadRow(place, f"不是完整的 JSON：{getattr(error, 'msg', '嵌套太深')}")
                continue
            yield _row(fields, place)


def json_list(rows: list[Any]) -> Iterator[Row | BadRow]:
    for number, fields in enumerate(rows, start=1):
        yield _row(fields, f"第 {number} 项")


def csv_rows(text: str, name: str) -> Iterator[Row | BadRow]:
    """A row for each line after the first.

    Raises:
        DatasetError: the first line names no column of questions, or a quotation mark is never closed.
    """
    header = text.lstrip("\n").split("\n", 1)[0]
    # Excel in some languages parts columns by semicolons, and "Unicode text" by tabs.
    delimiter = max(_DELIMITERS, key=header.count) if any(map(header.count, _DELIMITERS)) else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        named = [cell.strip() for cell in next(reader, [])]
        columns = [_COLUMNS.get(cell, cell).lower() for cell in named]
        if "question" not in columns:
            raise DatasetError(f"{name}：第一行应是列名，要有 question（或 问题）一列，得到 {'、'.join(named[:8])}")
        if len(set(columns)) != len(columns):
            raise DatasetError(f"{name}：第一行有重复的列名：{'、'.join(named[:8])}")
        line = reader.line_num + 1
        for cells in reader:
            place, line = f"第 {line} 行", reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
                yield BadRow(place, f"有 {len(cells)} 格，列名只有 {len(columns)} 个；格里有逗号时要加引号")
                continue
            yield _row(_split(dict(zip(columns, (cell.strip() for cell in cells), strict=False))), place)
    except csv.Error as error:
        raise DatasetError(f"{name}：第 {reader.line_num} 行附近读不下去，请检查引号是否成对（{error}）") from None


def _split(cells: dict[str, str]) -> dict[str, Any]:
    """The cells as the fields of a JSON object; an empty cell is no field."""
    fields: dict[str, Any] = {column: cell for column, cell in cells.items() if cell}
    for column in ("answers", "evidence"):
        if column in fields:
            parts = (part.strip() for part in fields[column].split(SEPARATOR))
            fields[column] = [part for part in parts if part]
    return fields


def _row(fields: Any, place: str) -> Row | BadRow:
    if not isinstance(fields, dict):
        return BadRow(place, f"应是一个 JSON 对象，得到 {str(fields)[:40]}")
    if "history" in fields and isinstance(fields["history"], str):
        return BadRow(place, "history 要写成列表，CSV 里写不了，请用 JSON Lines")
    # RAGEval and others call these by other names.
    fields = {"kind": fields.get("type"), **fields}
    try:
        return row_of(fields, place)
    except RowError as error:
        return BadRow(place, str(error))
