"""RAGEval (DRAGONBall) rows: questions with reference sentences, over documents in a file beside them.

The questions come in RAGEval's own layout (`query`, `ground_truth`) or flat (`question`, `answer`, `refs`); the documents in
`NAME-docs.jsonl` beside `NAME-questions.jsonl`. References are needed together. Zhu et al., "RAGEval: Scenario Specific RAG
Evaluation Dataset Generation Framework" (2024).
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.encodings import decode
from index.loading import visible_text
from index.paragraphs import join_paragraphs
from index.sections import Document, build_document
from qa.evaluation.rows import BadRow, DatasetError, Row, RowError, row_of
from qa.evaluation.squad import document_of

_QUESTIONS, _DOCUMENTS = "-questions.jsonl", "-docs.jsonl"


def is_rageval(fields: Any) -> bool:
    """Whether the first row of a file is one of RAGEval's."""
    return isinstance(fields, dict) and (
        isinstance(fields.get("refs"), list) or ("query" in fields and "ground_truth" in fields)
    )


def rageval_rows(text: str) -> Iterator[Row | BadRow]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            place = f"第 {number} 行"
            try:
                yield row_of(_fields(json.loads(line)), place)
            except RowError as error:
                yield BadRow(place, str(error))
            except (ValueError, RecursionError):
                yield BadRow(place, "不是完整的 JSON")


def rageval_documents(questions: Path) -> list[Document]:
    """The documents in the file beside the questions.

    Raises:
        DatasetError: the file is not there or not text, or a line of it is no document.
    """
    if not questions.name.endswith(_QUESTIONS):
        raise DatasetError(
            f"{questions.name}：RAGEval 的题要有文档：题目请叫“名称{_QUESTIONS}”，文档请叫“名称{_DOCUMENTS}”，放在同一文件夹"
        )
    path = questions.with_name(questions.name.removesuffix(_QUESTIONS) + _DOCUMENTS)
    if not path.is_file():
        raise DatasetError(f"{questions.name}：RAGEval 的题要有文档，请把 {path.name} 放在同一文件夹")
    documents = []
    text = decode(path.read_bytes())
    if text is None:
        raise DatasetError(f"{path.name}：认不出文字编码，请另存为 UTF-8")
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                fields = json.loads(line)
                title = str(fields.get("title") or fields.get("company_name") or "")
                written = visible_text(fields["text"] if "text" in fields else fields["content"])
            except (json.JSONDecodeError, KeyError, AttributeError, TypeError):
                raise DatasetError(f"{path.name}：第 {number} 行不是文档，要有 title 和 text") from None
            if written.strip():
                documents.append(_document(written, title, path.name))
    return documents


def _document(text: str, title: str, name: str) -> Document:
    """The text as a file with this name and text would become a document."""
    plain = document_of(text, title, name)
    return replace(
        build_document(join_paragraphs(text), id=plain.id, path=plain.path, sha256=plain.sha256, name=title),
        title=title,
    )


def _fields(row: Any) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise RowError(f"应是一个 JSON 对象，得到 {str(row)[:40]}")
    if "query" in row:
        query, truth = row["query"], row.get("ground_truth")
        if not isinstance(query, dict) or not isinstance(truth, dict):
            raise RowError("query 和 ground_truth 应是 JSON 对象")
        row = {
            "id": query.get("query_id"),
            "type": query.get("query_type"),
            "question": query.get("content"),
            "answer": truth.get("content"),
            "refs": truth.get("references") or [],
            "unanswerable": not truth.get("references"),
        }
    references = row.get("refs") or []
    if not isinstance(references, list):
        raise RowError(f"refs 应是列表，得到 {str(references)[:40]}")
    answerable = not row.get("unanswerable")
    return {
        "id": row.get("id"),
        "kind": row.get("type"),
        "question": row.get("question"),
        "answers": row.get("answer") if answerable else None,
        "evidence": [one.get("text") if isinstance(one, dict) else one for one in references] if answerable else None,
    }
