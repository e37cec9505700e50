"""Questions with and without an answer, each with the candidate sentences that the program itself finds.

Documents are whole articles in a real library, and a question is searched in it as a user's would be. Questions
without an answer are made in three ways, all of them close to one that has an answer:

    cut       the sentences that hold the answer are taken out of the document
    swapped   the most telling word of the question is replaced by another question's
    foreign   the question is on an article that the library lacks
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import squad
from index.library import Library
from index.sections import Document, Section
from index.sentences import sentence_spans
from qa.features import Candidate, candidates
from qa.questions import content_words, weight

K = 8


@dataclass(frozen=True, slots=True)
class Example:
    """A question's candidates and which of them are right; none is when the question has no answer."""

    kind: str  # "answerable", "cut", "swapped", "foreign"
    question: str
    found: Sequence[Candidate]
    right: Sequence[bool]


@dataclass(frozen=True, slots=True)
class _Asked:
    kind: str
    question: str
    document_id: str
    answer: str


def articles(path: Path, *, simplify: bool = False) -> list[squad.Paragraph]:
    """The paragraphs of a SQuAD file; those in Traditional script can be had in Simplified."""
    paragraphs = squad.read(path)
    if not simplify:
        return paragraphs
    from opencc import OpenCC

    convert = OpenCC("tw2s").convert  # character for character, so that offsets hold
    return [
        squad.Paragraph(
            convert(p.title),
            convert(p.text),
            tuple(
                squad.Question(q.id, convert(q.text), tuple((convert(text), at) for text, at in q.answers))
                for q in p.questions
            ),
        )
        for p in paragraphs
    ]


def examples(
    paragraphs: Sequence[squad.Paragraph], foreign: Sequence[str], *, home: Path, seed: int
) -> Iterator[Example]:
    """An example for each question of the paragraphs, half of them made unanswerable, and for each foreign one."""
    chance = random.Random(seed)
    documents, asked = _planned(paragraphs, chance)
    library = Library(home)
    for document in documents:
        library.add(document)
    asked += [_Asked("foreign", question, "", "") for question in foreign]
    for one in asked:
        hits = library.search(one.question, k=K)
        sources = library.documents_of(hits)
        found = candidates(one.question, hits, sources)
        right = [
            one.kind == "answerable"
            and c.passage.document_id == one.document_id
            and one.answer in sources[one.document_id].text[c.start : c.end]
            for c in found
        ]
        yield Example(one.kind, one.question, found, right)
    library.close()


def _planned(paragraphs: Sequence[squad.Paragraph], chance: random.Random) -> tuple[list[Document], list[_Asked]]:
    """Articles as documents, one question a paragraph cut out of them; and what is to be asked of them."""
    heaviest = [max(words, key=weight) for p in paragraphs for q in p.questions if (words := content_words(q.text))]
    asked: list[_Asked] = []
    texts: dict[str, list[str]] = {}
    for number, paragraph in enumerate(paragraphs):
        title = paragraph.title or str(number)
        text = paragraph.text
        cut = chance.choice(paragraph.questions) if paragraph.questions and chance.random() < 0.7 else None
        if cut is not None:
            answer = cut.answers[0][0]
            spans = [s for s in sentence_spans(text) if answer not in text[slice(*s)]]
            text = "".join(text[slice(*span)] for span in spans)
            if answer not in text:
                asked.append(_Asked("cut", cut.text, title, answer))
        for question in paragraph.questions:
            answer = question.answers[0][0]
            if question is cut or answer not in text:
                continue
            words = content_words(question.text)
            if words and chance.random() < 0.3:
                old, new = max(words, key=weight), chance.choice(heaviest)
                if new not in paragraph.text and old in question.text:
                    asked.append(_Asked("swapped", question.text.replace(old, new), title, answer))
                    continue
            asked.append(_Asked("answerable", question.text, title, answer))
        texts.setdefault(title, []).append(text)
    documents = []
    for title, parts in texts.items():
        text = "\n".join(parts)
        if text.strip():
            documents.append(Document(title, title, title, title, text, (Section("", 0, len(text)),)))
    return documents, asked
