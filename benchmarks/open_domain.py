"""cmrc2018-dev with the paragraph not given: found among all 848 paragraphs and 10,000 passages of news, and read.

And what reading does to the ranking: the share of questions whose paragraph comes first, before and after, among the
848 alone. After reading, passages are ranked by their best candidate.
"""

import json
import lzma
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import squad
from benchmarks.given import AT_ONCE
from benchmarks.squad import Paragraph
from index.library import Library
from index.passages import split_passages
from qa.answers import Answer
from qa.asking import DEFAULT_K
from qa.confidence import load_weights, rated
from qa.evaluation.measures.cmrc import exact_match, f1
from qa.extractive import answer_from
from qa.features import candidates, passages_to_read
from qa.reader import bundled_reader

NEWS_PASSAGES = 10_000
# The first articles are for training to draw from.
FIRST_ARTICLE = 20_000


def found_among_many(data: Path) -> Iterator[tuple[str, str, list[float]]]:
    """Name, measure and a value a question, for both libraries."""
    paragraphs = squad.read(data / "cmrc2018-dev.json")
    with tempfile.TemporaryDirectory() as home:
        library = Library(home)
        for number, paragraph in enumerate(paragraphs):
            library.add(paragraph.document(str(number)))
        name = "cmrc2018-dev among 848 paragraphs"
        searched, read, _ = zip(*_asked(library, paragraphs), strict=True)
        yield name, "recall@1 as searched", [float(first) for first in searched]
        yield name, "recall@1 as read", [float(first) for first in read]
        n_passages = _add_news(library, data / "news-zh.jsonl.xz")
        name = f"cmrc2018-dev among 848 paragraphs and {n_passages:,} passages of news"
        searched, read, answers = zip(*_asked(library, paragraphs), strict=True)
        library.close()
        yield name, "recall@1 as searched", [float(first) for first in searched]
        yield name, "recall@1 as read", [float(first) for first in read]
        accepted = [[text for text, _ in q.answers] for p in paragraphs for q in p.questions]
        said = [answer.span or "" for answer in answers]
        yield name, "exact match", [exact_match(*pair) for pair in zip(said, accepted, strict=True)]
        yield name, "F1", [f1(*pair) for pair in zip(said, accepted, strict=True)]


def _add_news(library: Library, path: Path) -> int:
    """Add whole articles until they make NEWS_PASSAGES passages, and say how many they make."""
    n_passages = 0
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number < FIRST_ARTICLE:
                continue
            document = Paragraph("", json.loads(line)["text"], ()).document(f"news {number}")
            if document.text.strip():
                n_passages += len(split_passages(document))
                library.add(document)
            if n_passages >= NEWS_PASSAGES:
                break
    return n_passages


def _asked(library: Library, paragraphs: list[Paragraph]) -> Iterator[tuple[bool, bool, Answer]]:
    """For each question: is its paragraph first as searched, is it first as read, and what was answered."""
    asked = [(str(number), question.text) for number, p in enumerate(paragraphs) for question in p.questions]
    for start in range(0, len(asked), AT_ONCE):
        batch = asked[start : start + AT_ONCE]
        hits = [library.search(question, k=DEFAULT_K) for _, question in batch]
        sources = [library.documents_of(found) for found in hits]
        inputs = [
            [(question, *pair) for pair in passages_to_read(found, documents)]
            for (_, question), found, documents in zip(batch, hits, sources, strict=True)
        ]
        read = iter(bundled_reader().read_pairs([one for few in inputs for one in few]))
        for (wanted, question), found, documents in zip(batch, hits, sources, strict=True):
            made = candidates(question, found, documents, [next(read) for _ in found])
            readings = rated(made, load_weights())
            answer = answer_from(
                question, readings, documents=documents, hits=found, threshold=0.0, holds=lambda _: True
            )
            first = readings[0].candidate.passage.document_id if readings else ""
            yield found[0].passage.document_id == wanted, first == wanted, answer
