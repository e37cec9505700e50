"""Library: add, remove, list and search documents. What everything outside this room holds.

The database is the truth; the dense index is a cache of it, used only under the database's own stamp, so that a
removed document can never be found.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from index.database import Database, DocumentSummary, Entry
from index.dense import DenseIndex
from index.embedder import Embedder, load_embedder
from index.fusion import Hit, reciprocal_rank_fusion
from index.library_file import LibraryError
from index.loading import load
from index.passages import Passage, searchable, split_passages
from index.sections import Document
from index.settings import Settings
from index.terms import VERSION as TERMS_VERSION
from index.terms import terms
from index.words import normalised, occurs

__all__ = ["Added", "DocumentSummary", "Library", "LibraryError", "open_library"]

BUNDLED_ARTICLE = Path(__file__).parent / "articles" / "article.txt"
CANDIDATES = 50  # how deep each ranking goes before they are fused
# Chosen with `python -m benchmarks.tuning`; see benchmarks/results/tuning.md.
DENSE_WEIGHT, LEXICAL_WEIGHT = 1.0, 2.0
FUSION_CONSTANT = 5


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did: `new` is False when the very same content was there already."""

    document: Document
    new: bool


class Library:
    """The documents in one folder. Safe to share between threads; several processes may open one folder."""

    def __init__(self, home: str | Path, *, model: str | None = None) -> None:
        """Opens the library in the folder `home`, making it where there is none.

        model: a sentence-transformers folder or name to embed with, in place of the bundled model. It is loaded
            when something is first added or searched.

        Raises:
            LibraryError: the folder cannot be used, or was filled with another model.
        """
        self.home = Path(home)
        self._model = model
        self._database = Database(self.home / "library.sqlite3")
        self._dense: tuple[str, DenseIndex] | None = None
        self._lock = threading.RLock()
        if self._database.fact("terms") != TERMS_VERSION:
            self._database.rebuild_terms(_terms_of, facts={"terms": TERMS_VERSION})

    def close(self) -> None:
        self._database.close()

    @cached_property
    def embedder(self) -> Embedder:
        """The model that made this library's vectors, and makes its queries'."""
        embedder = load_embedder(self._model)
        stored = self._database.fact("embedder")
        if stored not in (None, embedder.name):
            raise LibraryError(
                f"资料库 {self.home} 是用模型 {stored} 建立的，不能用 {embedder.name} 查询；"
                "请改回原来的模型，或换一个位置重新添加文档"
            )
        return embedder

    def add(
        self,
        source: str | Path | Document,
        *,
        progress: Callable[[int, int], None] | None = None,
        facts: dict[str, str] | None = None,
    ) -> Added:
        """Adds a file, or a document already loaded, wholly or not at all.

        A changed file takes the place of its earlier content; the same content twice is one document.

        progress: called with (passages embedded, passages in all).

        Raises:
            LoadingError: the file cannot be read as a document.
            LibraryError: the library cannot be written.
        """
        document = source if isinstance(source, Document) else load(source)
        if (same := self._database.document(document.id)) is not None:
            return Added(same, new=False)
        passages = split_passages(document)
        report = (lambda done: progress(done, len(passages))) if progress else None
        texts = [_searchable(document, passage) for passage in passages]
        vectors = self.embedder.embed_passages(texts, progress=report)
        entries = [
            Entry(passage, vector, terms(text))
            for passage, vector, text in zip(passages, vectors.astype(np.float16), texts, strict=True)
        ]
        self._database.put(
            document, entries, terms_of=_terms_of, facts={"embedder": self.embedder.name, **(facts or {})}
        )
        return Added(document, new=True)

    def add_bundled_article(self, *, progress: Callable[[int, int], None] | None = None) -> None:
        """Puts the article that comes with the program in, once in a library's life: removed, it stays out."""
        with self._lock:
            if self._database.fact("bundled") is None:
                added = self.add(BUNDLED_ARTICLE, progress=progress, facts={"bundled": "1"})
                if not added.new:  # the user was faster
                    self._database.set_facts({"bundled": "1"})

    def remove(self, document_id: str) -> None:
        """Takes a document out, with all that was made from it.

        Raises:
            LibraryError: no document has this id, or the library cannot be written.
        """
        if not self._database.remove(document_id, terms_of=_terms_of):
            raise LibraryError(f"资料库里没有编号为 {document_id} 的文档")
        self._cache.unlink(missing_ok=True)

    def documents(self) -> list[DocumentSummary]:
        """What is in the library, in the order it was added."""
        return self._database.summaries()

    def document(self, document_id: str) -> Document:
        """A whole document.

        Raises:
            LibraryError: no document has this id.
        """
        document = self._database.document(document_id)
        if document is None:
            raise LibraryError(f"资料库里没有编号为 {document_id} 的文档，它可能已被移除")
        return document

    def documents_of(self, hits: Sequence[Hit]) -> dict[str, Document]:
        """The documents that the hits come from, by id; one that was removed meanwhile is left out."""
        found = (self._database.document(i) for i in dict.fromkeys(hit.passage.document_id for hit in hits))
        return {document.id: document for document in found if document is not None}

    def holds(self, word: str, *, documents: Sequence[str] | None = None) -> bool:
        """Whether a passage has this word, with its titles, whatever its width and case; looks at the best hundred.

        documents: the ids of those to look in; None for all.
        """
        best = self._database.lexical(terms(word), k=100, every=True, documents=documents)
        found = [passage_id for passage_id, _ in best]
        passages = self._database.passages(found).values()
        titles = self._database.titles([passage.document_id for passage in passages])
        texts = (f"{titles.get(p.document_id, '')}\n{p.section}\n{p.text}" for p in passages)
        return any(occurs(normalised(word), normalised(text)) for text in texts)

    def search(self, query: str, *, k: int = 10, documents: Sequence[str] | None = None) -> list[Hit]:
        """The k best passages by dense and lexical retrieval, fused; best first, fewer where there are fewer.

        documents: the ids of those to look in, so that what is found is what a library of them alone would find first;
            None for all.
        """
        if k < 1:
            raise ValueError(f"k must be at least 1, got {k}")
        dense = self._dense_index()
        if not len(dense):
            return []
        vector = self.embedder.embed_queries([query])[0]
        among = None if documents is None else self._database.passage_ids(documents)
        nearest = dense.search(vector, k=CANDIDATES, among=among)
        best = self._database.lexical(_query_terms(query), k=CANDIDATES, documents=documents)
        by_meaning = [passage_id for passage_id, _ in nearest]
        by_words = [passage_id for passage_id, _ in best]
        fused = reciprocal_rank_fusion(
            [by_meaning, by_words], weights=[DENSE_WEIGHT, LEXICAL_WEIGHT], constant=FUSION_CONSTANT
        )[:k]
        # Read last: what was removed meanwhile is not there any more, and is left out.
        passages = self._database.passages([passage_id for passage_id, _ in fused])
        return [Hit(passages[i], score) for i, score in fused if i in passages]

    @property
    def _cache(self) -> Path:
        return self.home / "dense.cache"

    def _dense_index(self) -> DenseIndex:
        with self._lock:
            stamp = f"{self._database.stamp()}-{self.embedder.name}"
            if self._dense is not None and self._dense[0] == stamp:
                return self._dense[1]
            index = DenseIndex.load(self._cache, stamp)
            if index is None:
                index = DenseIndex(*self._database.vectors(self.embedder.dim))
                self._save(index, stamp)
            self._dense = (stamp, index)
            return index

    def _save(self, index: DenseIndex, stamp: str) -> None:
        try:
            index.save(self._cache, stamp)
        except OSError:
            # Without the cache the next start is slower, and no answer differs.
            self._cache.unlink(missing_ok=True)


def open_library(settings: Settings, *, progress: Callable[[int, int], None] | None = None) -> Library:
    """The library that the settings name, with the bundled article in it from its first use on."""
    library = Library(settings.home, model=settings.model)
    try:
        library.add_bundled_article(progress=progress)
    except BaseException:
        library.close()
        raise
    return library


def _searchable(document: Document, passage: Passage) -> str:
    return searchable(document.title, passage.section, passage.text)


def _terms_of(document: Document, passage: Passage) -> list[str]:
    return terms(_searchable(document, passage))


def _query_terms(query: str) -> Sequence[str]:
    return list(dict.fromkeys(terms(query)))
