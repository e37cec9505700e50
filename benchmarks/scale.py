"""Many news articles into a library by its own command line, and a peer beside it on the first 500.

    python -m benchmarks.scale --data DIR [--articles 30000] [--peer 500] [--out FILE]

DIR holds news-zh.jsonl.xz. Each article becomes a text file; `python -m index add` on their folder is killed (-9) half-way
and run again. Then searches of sentences from the articles are timed, and the dense index is compared with exact search.
The peer embeds the same passages with the same base model in float32 through sentence-transformers, as LangChain's
HuggingFaceEmbeddings does by default, into FAISS's IndexFlatL2, as FAISS.from_documents does. Each measurement has a
process of its own, whose peak memory is read when it ends.
"""

import argparse
import json
import lzma
import os
import platform
import random
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import faiss
import numpy as np

from index.embedder import MODEL_FOLDER
from index.library import CANDIDATES, Library
from index.loading import load
from index.passages import searchable, split_passages

RESULTS = Path(__file__).parent / "results" / "scale.md"
N_QUERIES = 300
FOLDER_FILES = 1_000


@dataclass(frozen=True, slots=True)
class Run:
    """A process that ended: its time, its peak memory, what it printed last."""

    seconds: float
    peak_mb: float
    said: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=30_000)
    parser.add_argument("--peer", type=int, default=500)
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--measure", choices=sorted(MEASURES), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(MEASURES[options.measure](options.folder)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written = write_articles(options.data / "news-zh.jsonl.xz", folder / "文章", options.articles)
        first = write_articles(options.data / "news-zh.jsonl.xz", folder / "前几篇", options.peer)
        rows = [*added_twice(folder, written), *searched(folder), *beside_peer(folder, first)]
    text = report(rows, options)
    options.out.write_text(text, encoding="utf-8")
    print(text)


def write_articles(path: Path, folder: Path, n: int) -> int:
    """Writes the first n articles as text files, a thousand a folder; returns how many there were."""
    written = 0
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, n):
            article = json.loads(line)
            file = folder / f"{written // FOLDER_FILES:03d}" / f"{article['id']}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(article["text"], encoding="utf-8")
            written += 1
    return written


def added_twice(folder: Path, n_articles: int) -> list[tuple[str, str]]:
    """Adds the articles, killed when half are in, then run again to the end; and once more with nothing to do."""
    home = folder / "资料库"
    command = [sys.executable, "-m", "index", "add", str(folder / "文章")]
    environment = {**os.environ, "WENJU_HOME": str(home)}
    start = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None and _count(home) < n_articles // 2:
            time.sleep(1)
        process.kill()
    killed_after = time.perf_counter() - start
    n_killed = _count(home)
    rest = _run(command, environment)
    again = _run(command, environment)
    with_article = _count(home)
    library = Library(home)
    n_passages = sum(document.n_passages for document in library.documents())
    library.close()
    size = sum(path.stat().st_size for path in home.iterdir()) / 2**20
    seconds = killed_after + rest.seconds
    return [
        ("documents, passages in the end (the bundled article among them)", f"{with_article:,}, {n_passages:,}"),
        ("killed (-9) with", f"{n_killed:,} documents in, after {killed_after:.0f} s"),
        ("the second run ended with", f"{rest.said}, after {rest.seconds:.0f} s"),
        (
            "rate over both runs, with start and reading",
            f"{n_passages / seconds:.1f} passages/s, {with_article / seconds:.1f} articles/s",
        ),
        ("peak memory of adding", f"{rest.peak_mb:.0f} MB"),
        ("a third run, with nothing new", f"{again.said}, {again.seconds:.1f} s"),
        ("the library's folder", f"{size:.0f} MB"),
    ]


def searched(folder: Path) -> list[tuple[str, str]]:
    found = json.loads(_run(_measure("search", folder), dict(os.environ)).said)
    return [
        ("opening, first search without a cache; opening, first search with it", found["opening"]),
        (f"search of {N_QUERIES} sentences, median; 95th percentile", found["search"]),
        (f"recall@10 of the dense index against exact float32 search, {N_QUERIES} sentences", found["recall"]),
        ("peak memory of searching", f"{found['peak_mb']:.0f} MB"),
    ]


def measure_search(folder: Path) -> dict[str, object]:
    home = folder / "资料库"
    (home / "dense.cache").unlink(missing_ok=True)
    opening = []
    for _ in range(2):
        start = time.perf_counter()
        library = Library(home)
        library.search("今年的粮食产量是多少")
        opening.append(time.perf_counter() - start)
        library.close()
    library = Library(home)
    queries = sentences(library, N_QUERIES)
    library.search(queries[0])
    times = []
    for query in queries:
        start = time.perf_counter()
        library.search(query, k=10)
        times.append(time.perf_counter() - start)
    ids, vectors = library._database.vectors(library.embedder.dim)
    asked = library.embedder.embed_queries(queries)
    exact = [set(ids[np.argsort(-(vectors @ vector), kind="stable")[:10]].tolist()) for vector in asked]
    name = library.embedder.name
    dense = [{i for i, _ in library._dense.nearest(vector, model=name, k=CANDIDATES)[:10]} for vector in asked]
    recall = float(np.mean([len(a & b) / 10 for a, b in zip(exact, dense, strict=True)]))
    library.close()
    median, late = np.percentile(times, [50, 95]) * 1000
    return {
        "opening": f"{opening[0]:.1f} s; {opening[1]:.1f} s",
        "search": f"{median:.0f} ms; {late:.0f} ms",
        "recall": f"{recall:.3f}",
        "peak_mb": _peak_mb(resource.RUSAGE_SELF),
    }


def sentences(library: Library, n: int) -> list[str]:
    """Sentences of 10 to 40 characters from documents chosen with a fixed seed."""
    choice = random.Random(1)
    found: list[str] = []
    ids = [document.id for document in library.documents()]
    while len(found) < n:
        text = library.document(choice.choice(ids)).text
        likely = [part for part in re.split(r"[。！？\n]", text) if 10 <= len(part) <= 40]
        found += [choice.choice(likely)] if likely else []
    return found


def beside_peer(folder: Path, n_articles: int) -> list[tuple[str, str]]:
    ours = json.loads(_run(_measure("ours", folder), dict(os.environ)).said)
    peer = json.loads(_run(_measure("peer", folder), dict(os.environ)).said)
    return [
        (f"{n_articles} articles, {ours['n']} passages: passages/s, 问据 against the peer",
         f"{ours['rate']:.1f} against {peer['rate']:.1f}: {ours['rate'] / peer['rate']:.1f} times"),
        ("peak memory of that", f"{ours['peak_mb']:.0f} MB against {peer['peak_mb']:.0f} MB"),
        ("opening again to the first hit", f"{ours['open']:.1f} s against {peer['open']:.1f} s"),
    ]  # fmt: skip


def measure_ours(folder: Path) -> dict[str, float]:
    """Files read, split, embedded and stored, by the library."""
    files = sorted((folder / "前几篇").rglob("*.txt"))
    home = folder / "前几篇的资料库"
    library = Library(home)
    _ = library.embedder  # loading the model is not counted on either side
    start = time.perf_counter()
    for file in files:
        library.add(file)
    seconds = time.perf_counter() - start
    n = sum(document.n_passages for document in library.documents())
    library.close()
    start = time.perf_counter()
    again = Library(home)
    again.search("今年的粮食产量是多少")
    opened = time.perf_counter() - start
    again.close()
    return {"n": n, "rate": n / seconds, "open": opened, "peak_mb": _peak_mb(resource.RUSAGE_SELF)}


def measure_peer(folder: Path) -> dict[str, float]:
    """The same passages embedded in float32 into FAISS; reading and splitting are not counted."""
    from sentence_transformers import SentenceTransformer

    texts = []
    for file in sorted((folder / "前几篇").rglob("*.txt")):
        document = load(file)
        texts += [searchable(document.title, p.section, p.text) for p in split_passages(document)]
    model = SentenceTransformer(str(MODEL_FOLDER), device="cpu", local_files_only=True)
    start = time.perf_counter()
    vectors = model.encode(texts, show_progress_bar=False)
    index = faiss.IndexFlatL2(vectors.shape[1])
    index.add(vectors)
    faiss.write_index(index, str(folder / "peer.faiss"))
    (folder / "peer.json").write_text(json.dumps(texts), encoding="utf-8")
    seconds = time.perf_counter() - start
    peak = _peak_mb(resource.RUSAGE_SELF)
    start = time.perf_counter()
    model = SentenceTransformer(str(MODEL_FOLDER), device="cpu", local_files_only=True)
    opened = faiss.read_index(str(folder / "peer.faiss"))
    opened.search(model.encode(["今年的粮食产量是多少"], show_progress_bar=False), 4)
    return {"rate": len(texts) / seconds, "open": time.perf_counter() - start, "peak_mb": peak}


MEASURES = {"search": measure_search, "ours": measure_ours, "peer": measure_peer}


def report(rows: Sequence[tuple[str, str]], options: argparse.Namespace) -> str:
    lines = [f"| {name} | {value} |" for name, value in rows]
    load_average = os.getloadavg()[0]
    return (
        "# At scale, and beside LangChain's FAISS\n\n"
        f"`python -m benchmarks.scale --data DIR --articles {options.articles} --peer {options.peer}` on "
        f"{os.cpu_count()} cores ({platform.machine()}, Python {platform.python_version()}); load average at the end "
        f"{load_average:.1f}, so that anything above {os.cpu_count()} means that other programs had a share of the cores.\n\n"
        "| what | measured |\n|---|---|\n" + "\n".join(lines) + "\n\n"
        "The articles are the first of 30,000 news articles of 2023 (CRUD-RAG). langchain-community, where FAISS.from_documents "
        "lives, is archived: the peer is sentence-transformers and FAISS called as that calls them by default. The two sides ran "
        "one after the other: where other programs had a share of the cores, their ratio says little, and their memory is the "
        "surer figure. The dense index is exact so far, so that its recall is 1 unless something is wrong with it.\n"
    )


def _measure(what: str, folder: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.scale", "--data", ".", "--measure", what, "--folder", str(folder)]


def _run(command: Sequence[str], environment: dict[str, str]) -> Run:
    """Runs a process to its end. Its peak memory is read by wait4, since children before it may have had more."""
    start = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None:
            raise RuntimeError("no output to read")
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024, said.strip().split("\n")[-1])


def _peak_mb(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


def _count(home: Path) -> int:
    """The number of documents; read only, and without the checks that opening a library makes."""
    if not (home / "library.sqlite3").exists():
        return 0
    connection = sqlite3.connect(f"{(home / 'library.sqlite3').as_uri()}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:  # its tables are being made
        return 0
    finally:
        connection.close()


if __name__ == "__main__":
    main()
