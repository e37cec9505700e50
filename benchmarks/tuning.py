"""How the passage size, the lexical terms and the fusion were chosen: on CMRC 2018 trial and DRCD, never on a benchmark.

    python -m benchmarks.tuning --data ../shared/data

Each choice is varied with the others as shipped. Beside the recall of paragraphs, the recall of the answer itself
within the first 1,500 characters of passages: what a reader with a fixed budget sees.
"""

import argparse
import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import jieba
import numpy as np

from benchmarks import squad
from benchmarks.report import write
from index.embedder import load_embedder
from index.fusion import reciprocal_rank_fusion
from index.library import CANDIDATES, DENSE_WEIGHT, FUSION_CONSTANT, LEXICAL_WEIGHT
from index.passages import MAX_PASSAGE_CHARS, searchable, split_passages
from index.terms import terms

BUDGET_CHARS = 1500
PARAGRAPHS = 500
QUESTIONS = 1500
SIZES = (100, 150, 200, 300, 400, 600)
WEIGHTS = ((1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 1.5), (1.0, 2.0), (1.0, 3.0))
CONSTANTS = (60, 20, 10, 5, 2)


def pairs(text: str) -> list[str]:
    """Terms without single characters, but for those that stand alone."""
    found = terms(text)
    inside = {c for term in found if len(term) == 2 for c in term}
    return [term for term in found if len(term) > 1 or term not in inside]


def words(text: str) -> list[str]:
    return [word for word in jieba.cut_for_search(text.lower(), HMM=False) if any(c.isalnum() for c in word)]


def both(text: str) -> list[str]:
    return terms(text) + [word for word in words(text) if len(word) > 2]


TERMS: dict[str, Callable[[str], list[str]]] = {
    "characters and pairs": terms,
    "pairs": pairs,
    "jieba search words": words,
    "characters, pairs and longer jieba words": both,
}


class Corpus:
    """The passages of a file's paragraphs, their vectors, and questions with where their answers stand."""

    def __init__(self, path: Path, max_chars: int) -> None:
        paragraphs = squad.read(path)[:PARAGRAPHS]
        self.passages: list[tuple[int, int, int, str]] = []  # paragraph, start, end, searchable text
        for number, paragraph in enumerate(paragraphs):
            for p in split_passages(paragraph.document(str(number)), max_chars=max_chars):
                self.passages.append((number, p.start, p.end, searchable(paragraph.title, "", p.text)))
        asked = [(n, q) for n, p in enumerate(paragraphs) for q in p.questions]
        asked = random.Random(0).sample(asked, min(QUESTIONS, len(asked)))
        self.questions = [(n, q.text, q.answers[0][1]) for n, q in asked]
        embedder = load_embedder()
        vectors = embedder.embed_passages([text for *_, text in self.passages])
        similarity = embedder.embed_queries([text for _, text, _ in self.questions]) @ vectors.T
        self.dense = [np.argsort(-row)[:CANDIDATES].tolist() for row in similarity]

    def lexical(self, terms_of: Callable[[str], list[str]]) -> Iterator[list[int]]:
        connection = sqlite3.connect(":memory:")
        connection.execute(
            "CREATE VIRTUAL TABLE t USING fts5 (b, content = '', tokenize = 'unicode61 remove_diacritics 0')"
        )
        rows = ((i, " ".join(terms_of(text))) for i, (*_, text) in enumerate(self.passages))
        connection.executemany("INSERT INTO t (rowid, b) VALUES (?, ?)", rows)
        for _, question, _ in self.questions:
            match = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms_of(question)) if '"' not in term)
            statement = f"SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t), rowid LIMIT {CANDIDATES}"
            yield [i for (i,) in connection.execute(statement, (match,))]

    def measured(self, rankings: Sequence[Sequence[int]]) -> tuple[float, float, float]:
        """recall@1 and @5 of paragraphs, and recall of the answer within the budget."""
        firsts, fifths, within = 0, 0, 0
        for (paragraph, _, at), ranking in zip(self.questions, rankings, strict=True):
            found = list(dict.fromkeys(self.passages[i][0] for i in ranking))
            firsts += found[:1] == [paragraph]
            fifths += paragraph in found[:5]
            ends = np.cumsum([self.passages[i][2] - self.passages[i][1] for i in ranking])
            within += any(
                end <= BUDGET_CHARS
                and self.passages[i][0] == paragraph
                and self.passages[i][1] <= at < self.passages[i][2]
                for i, end in zip(ranking, ends, strict=True)
            )
        n = len(self.questions)
        return firsts / n, fifths / n, within / n


def fused(
    dense: Sequence[list[int]], lexical: Sequence[list[int]], weights: tuple[float, float], constant: int
) -> list[list[int]]:
    return [
        [i for i, _ in reciprocal_rank_fusion([one, other], weights=weights, constant=constant)]
        for one, other in zip(dense, lexical, strict=True)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds the CMRC and DRCD files")
    data: Path = parser.parse_args().data
    lines = ["| data | varied | recall@1 | recall@5 | answer within 1,500 characters |", "|---|---|---|---|---|"]
    shipped = (DENSE_WEIGHT, LEXICAL_WEIGHT)

    def row(name: str, varied: str, figures: tuple[float, float, float]) -> None:
        lines.append(f"| {name} | {varied} | " + " | ".join(f"{figure:.4f}" for figure in figures) + " |")
        print(lines[-1], flush=True)

    for name in ("cmrc2018-trial", "drcd-dev"):
        for size in SIZES:
            corpus = Corpus(data / f"{name}.json", size)
            lexical = list(corpus.lexical(terms))
            row(
                name,
                f"passages of at most {size}",
                corpus.measured(fused(corpus.dense, lexical, shipped, FUSION_CONSTANT)),
            )
            if size != MAX_PASSAGE_CHARS:
                continue
            for weights in WEIGHTS:
                row(
                    name,
                    f"dense {weights[0]:g}, lexical {weights[1]:g}",
                    corpus.measured(fused(corpus.dense, lexical, weights, FUSION_CONSTANT)),
                )
            for constant in CONSTANTS:
                row(
                    name,
                    f"fusion constant {constant}",
                    corpus.measured(fused(corpus.dense, lexical, shipped, constant)),
                )
            for label, terms_of in TERMS.items():
                row(
                    name,
                    label,
                    corpus.measured(fused(corpus.dense, list(corpus.lexical(terms_of)), shipped, FUSION_CONSTANT)),
                )
    note = f"The first {PARAGRAPHS} paragraphs of each file, at most {QUESTIONS} of their questions. As shipped: passages of at most {MAX_PASSAGE_CHARS} characters, characters and pairs, dense {DENSE_WEIGHT:g}, lexical {LEXICAL_WEIGHT:g}, constant {FUSION_CONSTANT}."
    write("tuning", note, lines)


if __name__ == "__main__":
    main()
