"""SQuAD, SQuAD 2 and CMRC 2018 files, in both of CMRC's own layouts: paragraphs that are documents, and their questions.

    {"data": [{"title", "paragraphs": [{"context", "qas": [{"id", "question", "answers": [{"text", "answer_start"}]}]}]}]}
    [{"context_id", "context_text", "title", "qas": [{"query_id", "query_text", "answers": ["…"]}]}]

The evidence is what the file says, as ExpMRC's do in several ways, else the sentence that holds the answer.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.sections import Document, Section
from index.sentences import sentence_spans, trimmed
from qa.evaluation.rows import BadRow, Row, RowError, row_of

Found = Document | Row | BadRow


def is_squad(content: Any) -> bool:
    """Whether a JSON value has one of the two layouts, as far as its first level tells."""
    if isinstance(content, dict):
        return isinstance(content.get("data"), list)
    return isinstance(content, list) and any(isinstance(one, dict) and "context_text" in one for one in content)


def squad_file(content: Any, name: str) -> Iterator[Found]:
    """Each paragraph as a document, followed by its questions."""
    for place, title, paragraph in _paragraphs(content):
        text = paragraph.get("context", paragraph.get("context_text")) if isinstance(paragraph, dict) else None
        questions = paragraph.get("qas") if isinstance(paragraph, dict) else None
        if not isinstance(text, str) or not text.strip() or not isinstance(questions, list):
            yield BadRow(place, "没有段落正文（context）或问题（qas）")
            continue
        yield document_of(text, title, name)
        for number, asked in enumerate(questions, start=1):
            yield _question(asked, text, f"{place}第 {number} 问")


def document_of(text: str, title: str, name: str) -> Document:
    """A text that is a document as it stands, of one section, so that offsets into it hold."""
    digest = hashlib.sha256(f"{title}\n{text}".encode(errors="surrogatepass")).hexdigest()
    return Document(digest[:16], title, f"{name}#{digest[:16]}", digest, text, (Section("", 0, len(text)),))


def _paragraphs(content: Any) -> Iterator[tuple[str, str, Any]]:
    """(place, title, paragraph)"""
    articles = content["data"] if isinstance(content, dict) else content
    for number, article in enumerate(articles, start=1):
        place = f"第 {number} 篇"
        title = article.get("title") if isinstance(article, dict) else None
        title = title if isinstance(title, str) else ""
        if not isinstance(content, dict):
            yield place, title, article
        elif not isinstance(article, dict) or not isinstance(article.get("paragraphs"), list):
            yield place, title, None
        else:
            for count, paragraph in enumerate(article["paragraphs"], start=1):
                yield f"{place}第 {count} 段", title, paragraph


def _question(asked: Any, text: str, place: str) -> Row | BadRow:
    if not isinstance(asked, dict):
        return BadRow(place, f"应是一个 JSON 对象，得到 {str(asked)[:40]}")
    try:
        answers, ways = _answers(asked, text)
        row = row_of(
            {
                "id": asked.get("id", asked.get("query_id")),
                "question": asked.get("question", asked.get("query_text")),
                "answers": answers,
            },
            place,
        )
        if answers and "evidences" in asked:
            ways = list(
                row_of({"question": row.question, "answers": answers, "evidence": _ways(asked)}, place).evidence
            )
    except RowError as error:
        return BadRow(place, str(error))
    return replace(row, evidence=tuple(dict.fromkeys(ways)))


def _ways(asked: dict[str, Any]) -> list[list[Any]]:
    """`evidences`: texts that are each another way, or lists of them."""
    found = asked["evidences"]
    return [one if isinstance(one, list) else [one] for one in (found if isinstance(found, list) else [found])]


def _answers(asked: dict[str, Any], text: str) -> tuple[list[str], list[tuple[str, ...]]]:
    """The accepted answers, and for each the sentences that hold it."""
    found = asked.get("answers") or []
    if asked.get("is_impossible") in (True, "true", "True"):  # "false" is what some tables make of False
        return [], []
    if not isinstance(found, list):
        raise RowError(f"answers 应是列表，得到 {str(found)[:40]}")
    answers: list[str] = []
    ways: list[tuple[str, ...]] = []
    unread = False
    for one in found:
        answer = one.get("text") if isinstance(one, dict) else one
        start = one.get("answer_start", -1) if isinstance(one, dict) else text.find(str(answer))
        if not isinstance(answer, str) or not isinstance(start, int):
            raise RowError(f"answers 里应有 text 和 answer_start，得到 {str(one)[:40]}")
        if not any(c.isalnum() for c in answer):
            unread = unread or bool(answer.strip())
            continue
        if start < 0 or not text.startswith(answer, start):
            start = text.find(answer)  # some files count in bytes, or from another copy of the text
        answers.append(answer)
        if start >= 0 and (holding := _sentences_at(text, start, start + len(answer))):
            ways.append((holding,))
    if unread and not answers:
        raise RowError("answers 里没有字")
    return answers, ways


def _sentences_at(text: str, start: int, end: int) -> str:
    holding = [span for span in sentence_spans(text) if span[0] < end and span[1] > start]
    return text[slice(*trimmed(text, holding[0][0], holding[-1][1]))] if holding else ""
