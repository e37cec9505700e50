"""Passages and questions of a file in SQuAD form, and what a ranking of its passages is worth.

For variants that the library does not offer: other sizes, other terms, one ranking alone.
"""

import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import jieba
import numpy as np

from benchmarks import squad
from index.embedder import load_embedder
from index.library import CANDIDATES
from index.passages import searchable, split_passages

BUDGET_CHARS = 1500


def words(text: str) -> list[str]:
    return [word for word in jieba.cut_for_search(text.lower(), HMM=False) if any(c.isalnum() for c in word)]


class Corpus:
    """The passages of a file's paragraphs, their vectors, and questions with where their answers stand."""

    def __init__(
        self, path: Path, *, max_chars: int, paragraphs: int | None = None, questions: int | None = None
    ) -> None:
        """The first paragraphs of the file, and a sample of their questions; all where None."""
        chosen = squad.read(path)[:paragraphs]
        self.passages: list[tuple[int, int, int, str]] = []  # paragraph, start, end, searchable text
        for number, paragraph in enumerate(chosen):
            for p in split_passages(paragraph.document(str(number)), max_chars=max_chars):
                self.passages.append((number, p.start, p.end, searchable(paragraph.title, "", p.text)))
        asked = [(n, q) for n, p in enumerate(chosen) for q in p.questions]
        if questions is not None:
            asked = random.Random(0).sample(asked, min(questions, len(asked)))
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
            asked = dict.fromkeys(term.replace('"', "") for term in terms_of(question))
            match = " OR ".join(f'"{term}"' for term in asked if term)
            statement = f"SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t), rowid LIMIT {CANDIDATES}"
            yield [i for (i,) in connection.execute(statement, (match,))] if match else []

    def found(self, rankings: Sequence[Sequence[int]], *, depth: int) -> Iterator[tuple[bool, bool]]:
        """For each question, whether its paragraph comes first, and whether it is among the first `depth`."""
        for (paragraph, _, _), ranking in zip(self.questions, rankings, strict=True):
            ranked = list(dict.fromkeys(self.passages[i][0] for i in ranking))
            yield ranked[:1] == [paragraph], paragraph in ranked[:depth]

    def measured(self, rankings: Sequence[Sequence[int]]) -> tuple[float, float, float]:
        """recall@1 and @5 of paragraphs, and recall of the answer within the first 1,500 characters."""
        within = 0
        for (paragraph, _, at), ranking in zip(self.questions, rankings, strict=True):
            ends = np.cumsum([self.passages[i][2] - self.passages[i][1] for i in ranking])
            within += any(
                end <= BUDGET_CHARS
                and self.passages[i][0] == paragraph
                and self.passages[i][1] <= at < self.passages[i][2]
                for i, end in zip(ranking, ends, strict=True)
            )
        firsts, among = zip(*self.found(rankings, depth=5), strict=True)
        n = len(self.questions)
        return sum(firsts) / n, sum(among) / n, within / n
