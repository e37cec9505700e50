"""Questions on forty invented documents, such as people bring: right, abstained, and wrongly answered, by kind.

    python -m benchmarks.documents [--wrong]

The documents of benchmarks/documents (notices, contracts, manuals, reports, records, news) were invented for this, and
their questions with them: in the document's words ("direct"), in quite other ones ("paraphrase"), as one types in a chat
("spoken"), and such as it seems to answer and does not ("near"). Those that the reader learns from, in training/reader/documents, are others,
by the same writers; nothing is trained or fitted on these. Twenty-four are each asked about alone. Of the sixteen others
four and four are of one kind (25-1 to 25-4: four firms' announcements, say), lie in one library, and a question says which
it means. An answer is right when its quote covers the place of the accepted one, in its own document, and the words
share half of their characters (F1).
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from benchmarks.report import write
from benchmarks.squad import Paragraph, Question
from index.library import Library
from index.loading import load
from qa.answers import Answer
from qa.asking import ask
from qa.evaluation.intervals import shown
from qa.evaluation.measures.cmrc import f1

FOLDER = Path(__file__).with_name("documents")
ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a document, and where its answer is; for "near" the place that tempts one to answer."""

    kind: str
    question: Question
    place: int


@dataclass(frozen=True, slots=True)
class Result:
    """`document_id` is that of the document that the question is on; `beside`, how many others the library has."""

    asked: Asked
    answer: Answer
    document_id: str
    beside: int

    @property
    def right(self) -> bool:
        if not self.asked.question.answers or self.answer.abstained:
            return self.answer.abstained and not self.asked.question.answers
        ((words, start),) = self.asked.question.answers
        own = [c for c in self.answer.citations if c.document_id == self.document_id]
        covered = any(c.start <= start and start + len(words) <= c.end for c in own)
        return covered and f1(self.answer.span or "", [words]) >= ENOUGH


def read(folder: Path) -> Iterator[tuple[Path, Paragraph, list[Asked]]]:
    """Each document's file, the document with its questions, and all that is asked about it.

    A line of its table has a kind, a question, the answer (none where the kind is "near"), and a stretch of the document that
    occurs once and holds the answer, or tempts one to give it.
    """
    for table in sorted(folder.glob("*.tsv")):
        path = table.with_suffix(".txt")
        document = load(path)
        asked = []
        for number, line in enumerate(table.read_text(encoding="utf-8").splitlines()):
            kind, question, answer, stretch = line.split("\t")
            place = document.text.index(stretch) + stretch.index(answer)
            answers = ((answer, place),) if answer else ()
            asked.append(Asked(kind, Question(f"{table.stem}-{number}", question, answers), place))
        answered = tuple(one.question for one in asked if one.question.answers)
        yield path, Paragraph(document.title, document.text, answered), asked


def family(path: Path) -> str:
    """What the files of documents of one kind have in common: 25 of 25-3.txt; the whole name of one that stands alone."""
    return path.stem.split("-")[0]


def results() -> list[Result]:
    found = []
    for _, group in groupby(read(FOLDER), key=lambda one: family(one[0])):
        documents = list(group)
        with tempfile.TemporaryDirectory() as home:
            library = Library(home)
            ids = [library.add(path).document.id for path, _, _ in documents]
            for (_, _, asked), own in zip(documents, ids, strict=True):
                found += [Result(one, ask(one.question.text, library=library), own, len(ids) - 1) for one in asked]
            library.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="also print every wrong answer")
    options = parser.parse_args()
    found = results()
    lines = _table("One document in the library", [r for r in found if not r.beside])
    lines += ["", *_table("Four documents of one kind in the library", [r for r in found if r.beside])]
    write("documents", "", lines)
    if options.wrong:
        for r in found:
            if not r.right:
                said = "(abstained)" if r.answer.abstained else r.answer.span or r.answer.text
                wanted = r.asked.question.answers[0][0] if r.asked.question.answers else ""
                print(f"{r.asked.kind} {r.answer.confidence:.2f} {r.asked.question.text} | {said} | {wanted}")


def _table(title: str, found: Sequence[Result]) -> list[str]:
    answered = [r for r in found if not r.answer.abstained]
    lines = [f"| {title} | number | right | abstained |", "|---|---|---|---|"]
    kinds = ("direct", "paraphrase", "spoken", "near")
    lines += [_row(kind, [r for r in found if r.asked.kind == kind]) for kind in kinds]
    return [
        *lines,
        _row("all", found),
        "",
        f"Of what was answered, right: {shown([float(r.right) for r in answered])}.",
    ]


def _row(name: str, some: Sequence[Result]) -> str:
    right = shown([float(r.right) for r in some])
    return f"| {name} | {len(some)} | {right} | {shown([float(r.answer.abstained) for r in some])} |"


if __name__ == "__main__":
    main()
