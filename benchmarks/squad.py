"""Reads files in SQuAD form: paragraphs, each with its questions."""

import json
from dataclasses import dataclass
from pathlib import Path

from index.sections import Document, Section


@dataclass(frozen=True, slots=True)
class Question:
    """A question on a paragraph; `answers` are (text, start) and empty when the paragraph does not answer."""

    id: str
    text: str
    answers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    title: str
    text: str
    questions: tuple[Question, ...]

    def document(self, document_id: str) -> Document:
        """The paragraph as a document of one section."""
        return Document(document_id, self.title, document_id, document_id, self.text, (Section("", 0, len(self.text)),))


def read(path: Path) -> list[Paragraph]:
    """Every paragraph of a file, in its order."""
    paragraphs = []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            questions = tuple(
                Question(q["id"], q["question"], tuple((a["text"], a["answer_start"]) for a in q["answers"]))
                for q in paragraph["qas"]
            )
            paragraphs.append(Paragraph(article.get("title", ""), paragraph["context"], questions))
    return paragraphs
