"""Retrieval on cmrc2018-dev: is the paragraph that holds the answer found among all 848?

    python -m benchmarks.retrieval --data ../shared/data

Ours goes through the library as users do: paragraphs are documents, questions are searched, a paragraph is found when
one of its passages is. Beside it, over whole paragraphs, what other programs use by default: one dense ranking, or BM25
over words as they split them. Paragraphs are counted once, so recall@5 is over five different ones.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import squad
from benchmarks.corpus import Corpus, words
from benchmarks.report import write
from index.library import Library
from index.passages import MAX_PASSAGE_CHARS
from qa.evaluation.intervals import shown

DEPTH = 5
WHOLE_PARAGRAPHS = 100_000  # more characters than any has


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds cmrc2018-dev.json")
    data: Path = parser.parse_args().data
    path = data / "cmrc2018-dev.json"
    lines = ["| cmrc2018-dev, 3,219 questions, 848 paragraphs | recall@1 | recall@5 |", "|---|---|---|"]
    lines.append(_row("the library: dense and lexical, fused", list(through_the_library(path))))
    whole = Corpus(path, max_chars=WHOLE_PARAGRAPHS)
    for name, rankings in (
        ("dense alone, the same embedder", whole.dense),
        ("BM25 over jieba search words", list(whole.lexical(words))),
        ("BM25 over words split at spaces", list(whole.lexical(str.split))),
    ):
        lines.append(_row(name, list(whole.found(rankings, depth=DEPTH))))
    write("retrieval", f"The library's passages have at most {MAX_PASSAGE_CHARS} characters.", lines)


def through_the_library(path: Path) -> Iterator[tuple[bool, bool]]:
    """For each question, whether its paragraph comes first, and whether it is among the first five."""
    paragraphs = squad.read(path)
    with tempfile.TemporaryDirectory() as home:
        library = Library(home)
        for number, paragraph in enumerate(paragraphs):
            library.add(paragraph.document(str(number)))
        for number, paragraph in enumerate(paragraphs):
            for question in paragraph.questions:
                hits = library.search(question.text, k=4 * DEPTH)
                found = list(dict.fromkeys(hit.passage.document_id for hit in hits))[:DEPTH]
                yield found[:1] == [str(number)], str(number) in found
        library.close()


def _row(name: str, found: Sequence[tuple[bool, bool]]) -> str:
    first, among = zip(*found, strict=True)
    return f"| {name} | {shown(first)} | {shown(among)} |"


if __name__ == "__main__":
    main()
