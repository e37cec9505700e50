"""A question file -> Dataset: recognises its encoding and its layout, and lists the rows that cannot be asked.

    JSON Lines   a row a line: id, question, answers (none: not answered by the documents), evidence, history, document, kind
    JSON         a list of such rows
    CSV          the same columns; see `row_files`
    SQuAD        SQuAD, SQuAD 2 and CMRC 2018 files; see `squad`
    RAGEval      see `rageval`

The layout is told by the content, CSV by the file's name. What the questions are asked of is for `sources`.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from index.encodings import decode
from index.sections import Document
from qa.evaluation.rageval import is_rageval, rageval_documents, rageval_rows
from qa.evaluation.row_files import csv_rows, json_lines, json_list, names_columns
from qa.evaluation.rows import BadRow, Dataset, DatasetError, Row, Unread, different
from qa.evaluation.squad import is_squad, squad_file

MAX_BYTES = 200 * 2**20
_CSV_SUFFIXES = frozenset({".csv", ".tsv"})
_ZIP = b"PK\x03\x04"  # what .xlsx files begin with


def read_dataset(path: str | Path) -> Dataset:
    """The rows of a file, good and bad, with the documents that come with it.

    Raises:
        DatasetError: no such file, empty, over 200 MB, not text, of no known layout, or without a single good row.
    """
    file = Path(path)
    data = _read(file)
    if data.startswith(_ZIP):
        raise DatasetError(f"{file.name}：这像是 Excel 工作簿，请在 Excel 里另存为“CSV UTF-8”")
    text = decode(data)
    if text is None:
        raise DatasetError(f"{file.name}：认不出文字编码，请另存为 UTF-8")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DatasetError(f"{file.name}：文件里没有内容")
    documents: list[Document] = []
    rows: list[Row] = []
    bad: list[BadRow] = []
    unread: list[str] = []
    for found in _found(text, file):
        if isinstance(found, Document):
            documents.append(found)
        elif isinstance(found, Row):
            rows.append(found)
        elif isinstance(found, Unread):
            unread.append(found.name)
        else:
            bad.append(found)
    rows, repeated = different(rows)
    if not rows:
        first = f"，例如{bad[0].place}：{bad[0].why}" if bad else ""
        raise DatasetError(f"{file.name}：没有一行可以提问{first}")
    return Dataset(
        file.name,
        hashlib.sha256(data).hexdigest(),
        tuple(rows),
        (*bad, *repeated),
        tuple(dict.fromkeys(documents)),
        tuple(dict.fromkeys(unread)),
    )


def _found(text: str, file: Path) -> Iterable[Row | BadRow | Unread | Document]:
    if file.suffix.lower() in _CSV_SUFFIXES:
        return csv_rows(text, file.name)
    content = _json(text)
    if is_squad(content):
        return squad_file(content, file.name)
    if isinstance(content, list):
        return json_list(content)
    first = content if content is not None else _json(text.lstrip().split("\n", 1)[0])
    if is_rageval(first):
        return [*rageval_documents(file), *rageval_rows(text)]
    if not text.lstrip().startswith(("{", "[")) and names_columns(text):  # what Excel saves as Unicode text
        return csv_rows(text, file.name)
    if not text.lstrip().startswith("{"):
        raise DatasetError(f"{file.name}：认不出格式，能读的是 JSON Lines、JSON、CSV、SQuAD 和 CMRC")
    return json_lines(text)


def _json(text: str) -> Any:
    """The value of a text that is one JSON value, else None."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # a number of thousands of digits is a plain ValueError
        return None


def _read(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise DatasetError(
                f"{file.name}：文件有 {size / 2**20:.0f} MB，超过上限 {MAX_BYTES // 2**20} MB，请拆成几份"
            )
        data = file.read_bytes()
    except FileNotFoundError:
        raise DatasetError(f"{file}：找不到这个文件，请检查路径") from None
    except IsADirectoryError:
        raise DatasetError(f"{file}：这是文件夹，请选择其中的题目文件") from None
    except OSError as error:
        raise DatasetError(f"{file}：读取失败（{error.strerror}）") from error
    if not data:
        raise DatasetError(f"{file.name}：文件是空的")
    return data
