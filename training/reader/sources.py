"""The files that are trained on and tuned on, and which of their articles are which.

CMRC 2018 train and DRCD train the reader. CMRC 2018 trial and every HELD_OUT-th article of DRCD never do: probabilities and
thresholds are fitted to them. No file whose role is "benchmark" is read here. The documents of `documents/`, such as people
bring, were invented for the reader, and their questions with them, and the dialogues of `dialogues/`; all of them train it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import documents as invented
from benchmarks import squad
from index.loading import load

HELD_OUT = 20
DOCUMENTS = Path(__file__).with_name("documents")
DIALOGUES = Path(__file__).with_name("dialogues")


@dataclass(frozen=True, slots=True)
class Dialogues:
    """What is said in chats on the invented documents.

    documents: each with the messages that it answers, as their questions. unanswered: those that it does not, each by the
    id of an answered one near the place that tempts one to answer it. before: for a message's id, the question and the
    answer ("" for none) of the turn that it follows.
    """

    documents: list[squad.Paragraph]
    unanswered: dict[str, list[squad.Question]]
    before: dict[str, tuple[str, str]]


def training_articles(data: Path) -> list[squad.Paragraph]:
    """CMRC 2018 train, and DRCD but for the articles held out."""
    return articles(data / "cmrc2018-train.json") + [p for p in _drcd(data) if not _is_held_out(p)]


def held_out(data: Path) -> list[squad.Paragraph]:
    """The articles of DRCD that are not trained on."""
    return [p for p in _drcd(data) if _is_held_out(p)]


def documents(
    new_from: int | None,
) -> tuple[list[squad.Paragraph], list[squad.Paragraph], dict[str, list[squad.Question]]]:
    """The invented documents before that number and from it on; and by a question's id what its document leaves unanswered.

    A question without an answer goes with the one whose answer is the nearest to the place that tempts one to answer it.
    """
    known: list[squad.Paragraph] = []
    new: list[squad.Paragraph] = []
    unanswered: dict[str, list[squad.Question]] = {}
    for path, document, asked in invented.read(DOCUMENTS):
        is_new = new_from is not None and int(invented.family(path)) >= new_from
        (new if is_new else known).append(document)
        for one in asked:
            if not one.question.answers:
                unanswered.setdefault(_nearest(document.questions, one.place), []).append(one.question)
    return known, new, unanswered


def siblings() -> dict[str, list[squad.Paragraph]]:
    """By a question's id, the invented documents of one kind with the one that it is on: 465-2 is of one kind with 465-1."""
    families: dict[str, list[squad.Paragraph]] = {}
    for path, document, _ in invented.read(DOCUMENTS):
        families.setdefault(invented.family(path), []).append(document)
    return {
        q.id: [other for other in family if other is not document]
        for family in families.values()
        for document in family
        for q in document.questions
    }


def dialogues() -> Dialogues:
    """Every dialogue of `dialogues/`.

    A line has the dialogue's number, the kind of turn, the message, the same as a question that stands alone, the answer (none
    where the document has none), and a stretch of the document that occurs once and holds the answer, or tempts one to give it.
    """
    read = Dialogues([], {}, {})
    for table in sorted(DIALOGUES.glob("*.tsv")):
        document = load((DOCUMENTS / table.name).with_suffix(".txt"))
        answered: list[squad.Question] = []
        others: list[tuple[squad.Question, int]] = []
        earlier: dict[str, tuple[str, str]] = {}
        for number, line in enumerate(table.read_text(encoding="utf-8").splitlines()):
            dialogue, _, message, standalone, answer, stretch = line.split("\t")
            name, place = f"{table.stem}-turn-{number}", document.text.index(stretch) + stretch.index(answer)
            if answer:
                answered.append(squad.Question(name, message, ((answer, place),)))
            else:
                others.append((squad.Question(name, message, ()), place))
            if dialogue in earlier:
                read.before[name] = earlier[dialogue]
            earlier[dialogue] = (standalone, answer)
        for question, place in others:
            read.unanswered.setdefault(_nearest(answered, place), []).append(question)
        read.documents.append(squad.Paragraph(document.title, document.text, tuple(answered)))
    return read


def _nearest(questions: Sequence[squad.Question], place: int) -> str:
    """The id of the question whose answer is the nearest to that place."""
    return min(questions, key=lambda question: abs(question.answers[0][1] - place)).id


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


def _drcd(data: Path) -> list[squad.Paragraph]:
    return [p for name in ("drcd-dev", "drcd-test") for p in articles(data / f"{name}.json", simplify=True)]


def _is_held_out(paragraph: squad.Paragraph) -> bool:
    return sum(map(ord, paragraph.title)) % HELD_OUT == 0
