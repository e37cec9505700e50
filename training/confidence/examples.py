"""Questions with and without an answer, each with the candidates that the program itself finds.

Documents are whole articles in a real library, and a question is searched in it as a user's would be. Questions
without an answer are made in four ways, all of them close to one that has an answer:

    cut       the sentences that hold the answer are taken out of the document
    swapped   the most telling word of the question is replaced by another question's
    altered   a word is replaced by one of the paragraph's own, by its opposite, or a number by another
    foreign   the question is on an article that the library lacks

A share of the questions, of every kind, is put in spoken words.

The questions of `written` were written by hand, on documents such as people bring: notices, contracts, manuals, reports.
Encyclopaedias alone would teach that a question has its document's words. Those of `dialogues`, on the same documents, are messages
of a chat, each read with the turn before it.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from benchmarks import documents as invented
from benchmarks import squad
from index.library import Library
from index.sections import Document, Section
from index.sentences import sentence_spans
from qa.asking import DEFAULT_K
from qa.evaluation.measures.cmrc import f1
from qa.features import Candidate, candidates, passages_to_read
from qa.questions import content_words, weight
from qa.reader import Reader
from qa.turns import in_context
from training.reader.rows import SPOKEN_SHARE
from training.reader.wordings import altered, spoken

SWAPPED_SHARE, ALTERED_SHARE = 0.12, 0.2


@dataclass(frozen=True, slots=True)
class Example:
    """A question's candidates and which of them are right; none is when the question has no answer.

    answerable: whether it has one, found or not.
    """

    kind: str  # "answerable", "cut", "swapped", "altered", "foreign"; "direct", "paraphrase", "spoken", "near" of `written`; "continued" of `dialogues`
    question: str
    found: Sequence[Candidate]
    right: Sequence[bool]
    answerable: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    kind: str
    question: str
    document_id: str
    answers: Sequence[str]


def examples(
    paragraphs: Sequence[squad.Paragraph], foreign: Sequence[str], reader: Reader, *, home: Path, seed: int
) -> Iterator[Example]:
    """An example for each question of the paragraphs, half of them made unanswerable, and for each foreign one."""
    chance = random.Random(seed)
    documents, asked = _planned(paragraphs, chance)
    library = Library(home)
    for document in documents:
        library.add(document)
    asked += [_Asked("foreign", question, "", ()) for question in foreign]
    for one in asked:
        question = spoken(one.question, chance) if chance.random() < SPOKEN_SHARE else one.question
        yield _example(one, question, library, reader)
    library.close()


def written(folder: Path, reader: Reader, *, home: Path) -> Iterator[Example]:
    """An example for each question of the folder, each document in a library of its own, but those of one kind in one.

    A line of questions.jsonl has `document` (a file's name), `question`, `answers` (exact words; none where the document does not
    say) and `kind`. Other documents have a table beside them, as `benchmarks.documents` reads it.
    """
    asked: dict[Path, list[tuple[str, str, Sequence[str]]]] = {}
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        asked.setdefault(folder / row["document"], []).append((row["kind"], row["question"], row["answers"]))
    for path, _, those in invented.read(folder):
        asked[path] = [(one.kind, one.question.text, [a for a, _ in one.question.answers]) for one in those]
    for name, group in groupby(asked, key=invented.family):
        library = Library(home / name)
        ids = {path: library.add(path).document.id for path in group}
        for path, document_id in ids.items():
            for kind, question, answers in asked[path]:
                yield _example(_Asked(kind, question, document_id, answers), question, library, reader)
        library.close()


def continued(dialogues: Path, documents: Path, reader: Reader, *, home: Path) -> Iterator[Example]:
    """An example for each message that stands behind another, each document in a library of its own.

    A line of a table is what `training.reader.sources.dialogues` says, on the document of the table's name.
    """
    for table in sorted(dialogues.glob("*.tsv")):
        library = Library(home / table.stem)
        document_id = library.add((documents / table.name).with_suffix(".txt")).document.id
        before: dict[str, tuple[str, str]] = {}
        for line in table.read_text(encoding="utf-8").splitlines():
            dialogue, _, message, standalone, answer, _ = line.split("\t")
            if dialogue in before:
                asked = _Asked("continued", message, document_id, [answer] if answer else [])
                yield _example(asked, message, library, reader, before[dialogue])
            before[dialogue] = (standalone, answer)
        library.close()


def _example(
    asked: _Asked, question: str, library: Library, reader: Reader, before: tuple[str, str] | None = None
) -> Example:
    """before: the question and the answer of the turn that it goes on from."""
    hits = library.search(f"{before[0]} {question}" if before else question, k=DEFAULT_K)
    sources = library.documents_of(hits)
    readings = reader.read(in_context(question, *before) if before else question, passages_to_read(hits, sources))
    found = candidates(question, hits, sources, readings)
    return Example(asked.kind, question, found, [_is_right(c, asked, sources) for c in found], bool(asked.answers))


def _is_right(candidate: Candidate, asked: _Asked, sources: Mapping[str, Document]) -> bool:
    """Whether the candidate's sentences hold an accepted answer, and its words and the answer's share half.

    A quarter is enough where its words are all the answer's: many answers of CMRC 2018 trial are whole sentences, and
    the shortest words are wanted.
    """
    if not asked.answers or candidate.passage.document_id != asked.document_id:
        return False
    text = sources[asked.document_id].text
    evidence = text[candidate.evidence_start : candidate.evidence_end]
    held = [answer for answer in asked.answers if answer in evidence]
    said = text[candidate.start : candidate.end]
    return f1(said, held) >= (0.25 if any(said in answer for answer in held) else 0.5)


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
                asked.append(_Asked("cut", cut.text, title, ()))
        for question in paragraph.questions:
            answer = question.answers[0][0]
            if question is cut or answer not in text:
                continue
            words, way = content_words(question.text), chance.random()
            if way < ALTERED_SHARE and (changed := altered(question.text, text, heaviest, chance)):
                asked.append(_Asked("altered", changed, title, ()))
                continue
            if words and ALTERED_SHARE <= way < ALTERED_SHARE + SWAPPED_SHARE:
                old, new = max(words, key=weight), chance.choice(heaviest)
                if new not in paragraph.text and old in question.text:
                    asked.append(_Asked("swapped", question.text.replace(old, new), title, ()))
                    continue
            asked.append(_Asked("answerable", question.text, title, [text for text, _ in question.answers]))
        texts.setdefault(title, []).append(text)
    documents = []
    for title, parts in texts.items():
        text = "\n".join(parts)
        if text.strip():
            documents.append(Document(title, title, title, title, text, (Section("", 0, len(text)),)))
    return documents, asked
