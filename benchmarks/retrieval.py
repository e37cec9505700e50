"""Retrieval on cmrc2018-dev: is the paragraph that holds the answer found among all 848?

    python -m benchmarks.retrieval --data ../shared/data

Goes through the library as users do: paragraphs are documents, questions are searched, a paragraph is found when
one of its passages is. Paragraphs are counted once, so recall@5 is over five different ones.
"""

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks import squad
from benchmarks.intervals import shown
from benchmarks.report import write
from index.library import Library
from index.passages import MAX_PASSAGE_CHARS

DEPTH = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds cmrc2018-dev.json")
    data: Path = parser.parse_args().data
    rows = [
        f"| {name} | {first} | {fifth} | {ms:.0f} |"
        for name, first, fifth, ms in map(_measured, [data / "cmrc2018-dev.json"])
    ]
    write(
        "retrieval",
        f"Passages of at most {MAX_PASSAGE_CHARS} characters.",
        ["| data | recall@1 | recall@5 | ms a search |", "|---|---|---|---|", *rows],
    )


def _measured(path: Path) -> tuple[str, str, str, float]:
    paragraphs = squad.read(path)
    with tempfile.TemporaryDirectory() as home:
        library = Library(home)
        for number, paragraph in enumerate(paragraphs):
            library.add(paragraph.document(str(number)))
        firsts, fifths = [], []
        start = time.perf_counter()
        for number, paragraph in enumerate(paragraphs):
            for question in paragraph.questions:
                hits = library.search(question.text, k=4 * DEPTH)
                found = list(dict.fromkeys(hit.passage.document_id for hit in hits))[:DEPTH]
                firsts.append(float(found[:1] == [str(number)]))
                fifths.append(float(str(number) in found))
        seconds = time.perf_counter() - start
        library.close()
    return path.stem, shown(firsts), shown(fifths), 1000 * seconds / len(firsts)


if __name__ == "__main__":
    main()
