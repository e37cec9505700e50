"""Answers to questions on a paragraph that is given: no search, every passage of it is read.

Passages are cut as the library cuts them, and read in batches over many questions; from there on it is the program's
own way from readings to an answer, with no threshold, so that every question is answered and its confidence is known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.squad import Paragraph, Question
from index.fusion import Hit
from index.passages import MAX_PASSAGE_CHARS, split_passages
from qa.answers import Answer
from qa.confidence import load_weights, rated
from qa.extractive import answer_from
from qa.features import candidates, passages_to_read
from qa.reader import Reader

AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what was answered; `accepted` is empty where the paragraph does not answer."""

    question: Question
    paragraph: Paragraph
    answer: Answer

    @property
    def accepted(self) -> list[str]:
        return [text for text, _ in self.question.answers]

    @property
    def said(self) -> str:
        return self.answer.span or ""


def answers_given(
    asked: Sequence[tuple[Paragraph, Question]], reader: Reader, *, max_chars: int = MAX_PASSAGE_CHARS
) -> Iterator[Asked]:
    """An answer for each question from its paragraph, in their order."""
    for start in range(0, len(asked), AT_ONCE):
        batch = asked[start : start + AT_ONCE]
        documents = [paragraph.document(paragraph.title or "d") for paragraph, _ in batch]
        hits = [[Hit(p, 0.0) for p in split_passages(document, max_chars=max_chars)] for document in documents]
        inputs = [
            [(question.text, *pair) for pair in passages_to_read(found, {document.id: document})]
            for (_, question), document, found in zip(batch, documents, hits, strict=True)
        ]
        read = iter(reader.read_pairs([one for few in inputs for one in few]))
        for (paragraph, question), document, found in zip(batch, documents, hits, strict=True):
            sources = {document.id: document}
            made = candidates(question.text, found, sources, [next(read) for _ in found])
            readings = rated(made, load_weights())
            answer = answer_from(
                question.text,
                readings,
                documents=sources,
                hits=found,
                threshold=0.0,
                holds=lambda _: True,
            )
            yield Asked(question, paragraph, answer)


def questions_of(paragraphs: Sequence[Paragraph]) -> list[tuple[Paragraph, Question]]:
    """Every question with its paragraph."""
    return [(paragraph, question) for paragraph in paragraphs for question in paragraph.questions]
