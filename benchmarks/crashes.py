"""A library whose process is killed (-9) at random instants while it adds, changes, removes, searches and opens again.

    python -m benchmarks.crashes [--kills 200] [--seed N] [--out FILE]

After each kill the library is opened and examined: every document is in it wholly or not at all, SQLite finds the file
sound, and searches give what a library gives that was built afresh from the same documents.
"""

import argparse
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from index.embedder import Vectors
from index.library import Library
from index.passages import split_passages
from index.words import frequency

RESULTS = Path(__file__).parent / "results" / "crashes.md"
N_FILES, N_VARIANTS = 8, 4
QUERIES = ("水库的库容", "泵站的水泵", "第三号报告的审计", "九月的检查")
_TOPICS = (
    "水库的库容是{}万立方米。",
    "泵站装了{}台水泵。",
    "第{}号报告写明了审计的结果。",
    "九月的检查发现了{}处漏水。",
)
_LONGEST_SECONDS = 0.4


class PlainEmbedder:
    """Vectors that depend on nothing but the text, made in no time: what is examined is the store, not the meaning."""

    name, dim = "characters", 32

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """(n, dim) float32 unit rows."""
        rows = np.ones((len(texts), self.dim), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for character in text:
                row[ord(character) % self.dim] += 1
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    def embed_passages(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> Vectors:
        """(n, dim) float32 unit rows."""
        return self.embed_queries(texts)


class PlainLibrary(Library):
    @cached_property
    def embedder(self) -> PlainEmbedder:
        return PlainEmbedder()


def content(number: int, variant: int) -> str:
    """The text that file `number` holds in its `variant`; variants of a file share passages, and files share none."""
    words = random.Random(number * N_VARIANTS + variant)
    shared = [topic.format(number * 100 + n) * 5 for n, topic in enumerate(_TOPICS)]
    own = [words.choice(_TOPICS).format(words.randrange(10_000)) * 5 for _ in range(variant * 6)]
    return f"第{number}号文件\n\n" + "\n\n".join(shared + own) + "\n"


def work(folder: Path, seed: int) -> None:
    """Changes the library until the process is killed."""
    choice = random.Random(seed)
    library = PlainLibrary(folder / "资料库")
    frequency("词")  # opens the dictionary, which takes longer than a process lives here
    print("ready", flush=True)
    while True:
        number = choice.randrange(N_FILES)
        path = folder / f"文件{number}.txt"
        action = choice.random()
        if action < 0.55:
            path.write_text(content(number, choice.randrange(N_VARIANTS)), encoding="utf-8")
            library.add(path)
        elif action < 0.75:
            if (document_id := library.document_at(path)) is not None:
                library.remove(document_id)
        elif action < 0.9:
            library.search(choice.choice(QUERIES))
        else:
            library.close()
            (folder / "资料库" / "dense.cache").unlink(missing_ok=True)
            library = PlainLibrary(folder / "资料库")


def kill_once(folder: Path, seed: int) -> None:
    """Lets a process work in the folder for a random time, and kills it."""
    command = [sys.executable, "-m", "benchmarks.crashes", "--work", str(folder), "--seed", str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]) as process:
        if process.stdout is None or process.stdout.readline() != b"ready\n":
            raise RuntimeError(f"the working process ended by itself, with seed {seed}")
        time.sleep(random.Random(seed).uniform(0, _LONGEST_SECONDS))
        if process.poll() is not None:
            raise RuntimeError(f"the working process failed, with seed {seed}")
        process.kill()


def examine(folder: Path) -> int:
    """Raises AssertionError where something is amiss with the library in the folder; the number of its documents."""
    library = PlainLibrary(folder / "资料库")
    try:
        whole = {content(number, variant) for number in range(N_FILES) for variant in range(N_VARIANTS)}
        texts = {"\n".join(line for line in text.split("\n") if line) for text in whole}
        documents = [library.document(summary.id) for summary in library.documents()]
        paths = Counter(document.path for document in documents)
        assert max(paths.values(), default=0) <= 1, f"two documents of one file: {paths}"
        for document, summary in zip(documents, library.documents(), strict=True):
            assert document.text in texts, f"{document.id} holds a text that no file held"
            assert summary.n_passages == len(split_passages(document)), f"{document.id} lacks passages"
        check = sqlite3.connect(folder / "资料库" / "library.sqlite3")
        assert check.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        check.close()
        found = [_found(library, query) for query in QUERIES]
    finally:
        library.close()
    with tempfile.TemporaryDirectory() as other:
        fresh = PlainLibrary(Path(other))
        for document in documents:
            fresh.add(document)
        assert [_found(fresh, query) for query in QUERIES] == found, "searches differ from a library built afresh"
        fresh.close()
    return len(documents)


def _found(library: Library, query: str) -> list[tuple[str, int, int, float]]:
    hits = library.search(query, k=20)
    return [(hit.passage.document_id, hit.passage.start, hit.passage.end, round(hit.score, 6)) for hit in hits]


def crash(folder: Path, *, kills: int, seed: int) -> list[int]:
    """Kills and examines so many times; the number of documents found after each."""
    counts = []
    for n in range(kills):
        kill_once(folder, seed + n)
        counts.append(examine(folder))
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.work, options.seed)
    folder = Path(tempfile.mkdtemp())
    try:
        counts = crash(folder, kills=options.kills, seed=options.seed)
    except BaseException:
        print(f"the library is kept in {folder}", file=sys.stderr)
        raise
    shutil.rmtree(folder)
    text = (
        "# Killed at random instants\n\n"
        f"`python -m benchmarks.crashes --kills {options.kills} --seed {options.seed}`: a process that adds, changes, removes, "
        f"searches and opens a library again was killed (-9) {options.kills} times, each within {_LONGEST_SECONDS} s. After every "
        "kill each document was in the library wholly or not at all, `PRAGMA integrity_check` found the file sound, and four "
        "searches gave what a library built afresh from the same documents gives, with the same scores.\n\n"
        f"Documents found after a kill: {min(counts)} to {max(counts)} of at most {N_FILES}, "
        f"{sum(counts) / len(counts):.1f} on average.\n\n"
        "The vectors are of a stand-in embedder that is quick and depends on nothing but the text, so that the kills fall "
        "into the work of the store.\n"
    )
    options.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
