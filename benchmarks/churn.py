"""Does the history of a library show in its searches? The same documents, put in in three ways.

    python -m benchmarks.churn --data DIR [--documents 400] [--changes 1000]

DIR holds cmrc2018-dev.json. Its paragraphs become text files that are added in one go; in fifty steps with a search and a
new opening after each; and in one go with a thousand random changes after it, that remove, rewrite and add files,
search, open the library again, and end where it began. Then every question of the paragraphs is searched in all three.
"""

import argparse
import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import squad
from benchmarks.report import write
from index.fusion import Hit
from index.library import Library
from qa.evaluation.intervals import shown

N_STEPS = 50
DEPTH = 10
OPENED_SHARE, SEARCHED_SHARE = 0.05, 0.1  # of the changes, those with an opening or a search after them


@dataclass
class Shelf:
    """A folder of text files, one for each paragraph, and a library that is to hold what they hold."""

    paragraphs: Sequence[squad.Paragraph]
    folder: Path
    library: Library = field(init=False)

    def __post_init__(self) -> None:
        self.library = Library(self.folder / "library")

    def file(self, number: int) -> Path:
        return self.folder / f"{number}.txt"

    def add(self, number: int, *, n_chars: int | None = None) -> None:
        """Writes the file, its paragraph or only that many characters of it, and adds it."""
        self.file(number).write_text(self.paragraphs[number].text[:n_chars], encoding="utf-8")
        self.library.add(self.file(number))

    def remove(self, number: int) -> None:
        found = self.library.document_at(self.file(number))
        if found is not None:
            self.library.remove(found)

    def search(self) -> None:
        self.library.search("这里的人口有多少")

    def open_again(self) -> None:
        self.library.close()
        self.library = Library(self.folder / "library")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds cmrc2018-dev.json")
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--changes", type=int, default=1000)
    options = parser.parse_args()
    paragraphs = squad.read(options.data / "cmrc2018-dev.json")[: options.documents]
    histories: dict[str, Callable[[Shelf], None]] = {
        "in one go": in_one_go,
        f"in {N_STEPS} steps": in_steps,
        f"after {options.changes:,} random changes": lambda shelf: changed(shelf, options.changes),
    }
    rows, first = [], None
    for name, history in histories.items():
        with tempfile.TemporaryDirectory() as folder:
            shelf = Shelf(paragraphs, Path(folder))
            history(shelf)
            found = searched(shelf)
            shelf.library.close()
        first = first or found
        at_one = [ranks[:1] == [number] for number, ranks in found]
        at_five = [number in ranks[:5] for number, ranks in found]
        alike = sum(a == b for a, b in zip(first, found, strict=True)) / len(found)
        rows.append(f"| {name} | {shown(at_one)} | {shown(at_five)} | {alike:.1%} |")
    write(
        "churn",
        f"{len(paragraphs)} paragraphs of cmrc2018-dev as files, {len(found):,} questions.",
        [f"| built | recall@1 | recall@5 | same first {DEPTH} as in one go |", "|---|---|---|---|", *rows],
    )


def in_one_go(shelf: Shelf) -> None:
    for number in range(len(shelf.paragraphs)):
        shelf.add(number)


def in_steps(shelf: Shelf) -> None:
    for step in range(N_STEPS):
        for number in range(step, len(shelf.paragraphs), N_STEPS):
            shelf.add(number)
        shelf.search()
        shelf.open_again()


def changed(shelf: Shelf, n_changes: int) -> None:
    in_one_go(shelf)
    chance = random.Random(5)
    for _ in range(n_changes):
        number = chance.randrange(len(shelf.paragraphs))
        way = chance.random()
        if way < 0.4:
            shelf.remove(number)
        elif way < 0.6:
            # Some become the same text as another file's beginning, or as their own of before.
            shelf.add(number, n_chars=chance.choice((60, 200, 400)))
        else:
            shelf.add(number)
        if chance.random() < SEARCHED_SHARE:
            shelf.search()
        if chance.random() < OPENED_SHARE:
            shelf.open_again()
    in_one_go(shelf)


def searched(shelf: Shelf) -> list[tuple[int, list[int]]]:
    """For each question, its paragraph, and the paragraphs of the first DEPTH passages that are found for it."""
    numbers = {shelf.library.document_at(shelf.file(n)): n for n in range(len(shelf.paragraphs))}

    def ranks(hits: Sequence[Hit]) -> list[int]:
        return [numbers[hit.passage.document_id] for hit in hits]

    return [
        (number, ranks(shelf.library.search(question.text, k=DEPTH)))
        for number, paragraph in enumerate(shelf.paragraphs)
        for question in paragraph.questions
    ]


if __name__ == "__main__":
    main()
