"""Retrieval on cmrc2018-dev by peers' defaults and by the library, in one run: recall@1, recall@5, MRR@5, and time.

    python -m benchmarks.peers --data ../shared/data [--questions N]

Over whole paragraphs for peers, as their texts; ours cuts them into passages, and a paragraph counts once. A question that
nothing matches has no rank. Peers are not given titles, since none of them would be.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks import squad
from benchmarks.peers import en_stem, jieba_bm25, langchain_faiss, whitespace_bm25
from benchmarks.peers.peer import Peer, Ranker
from benchmarks.report import write
from index.library import Library
from qa.evaluation.intervals import shown
from qa.evaluation.measures.ranking import ranking_measures

DEPTH = 5
SEED = 7
PEERS = (whitespace_bm25.PEER, en_stem.PEER, jieba_bm25.PEER, langchain_faiss.PEER)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds cmrc2018-dev.json")
    parser.add_argument("--questions", type=int, help="ask a sample of so many, not all")
    options = parser.parse_args()
    paragraphs = squad.read(options.data / "cmrc2018-dev.json")
    asked = [(str(place), question.text) for place, p in enumerate(paragraphs) for question in p.questions]
    if options.questions is not None:
        asked = random.Random(SEED).sample(asked, min(options.questions, len(asked)))
    titles, texts = [p.title for p in paragraphs], [p.text for p in paragraphs]
    lines = [
        f"| cmrc2018-dev, {len(asked):,} questions, {len(texts)} paragraphs | recall@1 | recall@{DEPTH} | MRR@{DEPTH} "
        "| seconds to index | milliseconds a question |",
        "|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as home:
        ours = Peer("**问据**: the library as it comes", (), lambda titles, texts: _library(home, titles, texts))
        for peer in (ours, *PEERS):
            lines.append(_row(peer, titles, texts, asked))
            print(lines[-1], flush=True)
    packages = sorted({package for peer in PEERS for package in peer.packages})
    write("peers", f"Also {', '.join(f'{package} {version(package)}' for package in packages)}.", lines)


def _row(peer: Peer, titles: Sequence[str], texts: Sequence[str], asked: Sequence[tuple[str, str]]) -> str:
    start = time.perf_counter()
    rank = peer.build(titles, texts)
    indexed = time.perf_counter()
    ranked = {str(number): [str(p) for p in rank(question, DEPTH)] for number, (_, question) in enumerate(asked)}
    searched = time.perf_counter()
    relevant = {str(number): [paragraph] for number, (paragraph, _) in enumerate(asked)}
    values = ranking_measures(relevant, ranked, k=DEPTH)
    cells = [shown(list(values[name].values())) for name in ("recall@1", f"recall@{DEPTH}", f"MRR@{DEPTH}")]
    a_question = 1000 * (searched - indexed) / len(asked)
    return f"| {peer.name} | {' | '.join(cells)} | {indexed - start:.1f} | {a_question:.1f} |"


def _library(home: str, titles: Sequence[str], texts: Sequence[str]) -> Ranker:
    library = Library(home)
    for place, (title, text) in enumerate(zip(titles, texts, strict=True)):
        library.add(squad.Paragraph(title, text, ()).document(str(place)))

    def rank(question: str, k: int) -> list[int]:
        hits = library.search(question, k=4 * k)
        return [int(place) for place in dict.fromkeys(hit.passage.document_id for hit in hits)][:k]

    return rank


if __name__ == "__main__":
    main()
