"""Library: add, remove, list and search documents. What everything outside this room holds.

The database is the truth; the dense index is a cache of it, used only under the database's own stamp, so that a
removed document can never be found.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from index.database import Database
from index.dense_cache import DenseCache
from index.embedder import Embedder, load_embedder
from index.entries import entries_of, terms_of
from index.fusion import Hit, reciprocal_rank_fusion
from index.library_file import LibraryError
from index.loading import document_id as id_of
from index.loading import document_of, has_more_to_read, notices_of, read_file, stored_path
from index.records import DocumentSummary
from index.scope import Scope
from index.sections import Document
from index.settings import Settings
from index.terms import VERSION as TERMS_VERSION
from index.terms import terms
from index.words import normalised, occurs

__all__ = ["Added", "DocumentSummary", "Library", "LibraryError", "Scope", "open_library"]

BUNDLED_ARTICLE = Path(__file__).parent / "articles" / "article.txt"
CANDIDATES = 50  # how deep each ranking goes before they are fused
# Chosen with `python -m benchmarks.tuning`; see benchmarks/results/tuning.md.
DENSE_WEIGHT, LEXICAL_WEIGHT = 1.0, 2.0
FUSION_CONSTANT = 5


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did.

    new        False when the very same content was there already
    changed    it took the place of what the same file held before
    """

    document: Document
    new: bool
    changed: bool = False

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should be told of it, a line each: which pages could not be read."""
        return notices_of(self.document)


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
        self.model = model
        self._database = Database(self.home / "library.sqlite3")
        self._dense = DenseCache(self._database, self.home / "dense.cache")
        self._lock = threading.RLock()
        try:
            if self._database.fact("unchecked") is not None:
                self._database.fill_checks()
            if self._database.fact("terms") != TERMS_VERSION:
                self._database.rebuild_terms(terms_of, facts={"terms": TERMS_VERSION})
            self.sweep()  # what a removal that was cut short has left
        except BaseException:
            self._database.close()
            raise

    def close(self) -> None:
        try:
            self._dense.close()
        finally:
            self._database.close()

    @cached_property
    def embedder(self) -> Embedder:
        """The model that made this library's vectors, and makes its queries'."""
        embedder = load_embedder(self.model)
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
        metadata: Mapping[str, Any] | None = None,
        sweep: bool = True,
    ) -> Added:
        """Adds a file, or a document already loaded, wholly or not at all.

        A changed file takes the place of its earlier content, and only passages that differ are embedded; the same
        content twice is one document, which goes when no file holds it any more. What could not be read is tried anew.

        progress: called with (passages embedded, passages in all).
        metadata: JSON values that are kept with the document.
        sweep: False leaves it to the caller to call `sweep` after the last of many.

        Raises:
            LoadingError: the file cannot be read as a document.
            LibraryError: the library cannot be written.
        """
        if isinstance(source, Document):
            path, new_id = source.path, source.id
        else:
            file, data = Path(source), read_file(source)
            path, new_id = stored_path(file), id_of(data)
        old_id = self._database.id_at(path)
        same = self._database.document(new_id)
        if same is not None and not isinstance(source, Document) and has_more_to_read(same):
            metadata = metadata or self._database.metadata(new_id)
            same, old_id = None, new_id
        if same is not None and not self._database.point(path, new_id, terms_of=terms_of):
            same = None  # another process took it out just now
        if same is None:
            same = source if isinstance(source, Document) else document_of(file, data)
            entries = entries_of(same, old_id, database=self._database, embedder=self.embedder, progress=progress)
            facts = {"embedder": self.embedder.name, **(facts or {})}
            self._database.put(same, entries, terms_of=terms_of, facts=facts, metadata=metadata)
            added = Added(same, new=True, changed=old_id is not None)
        else:
            added = Added(same, new=False, changed=old_id not in (None, new_id))
        if added.changed:
            self._dense.forget()
            if sweep:
                self.sweep()
        return added

    def add_bundled_article(self, *, progress: Callable[[int, int], None] | None = None) -> None:
        """Puts the article that comes with the program in, once in a library's life: removed, it stays out."""
        with self._lock:
            if self._database.fact("bundled") is None:
                added = self.add(BUNDLED_ARTICLE, progress=progress, facts={"bundled": "1"})
                if not added.new:  # the user was faster
                    self._database.set_facts({"bundled": "1"})

    def remove(self, document_id: str, *, sweep: bool = True) -> None:
        """Takes a document out, with all that was made from it, and every trace of it from the library's folder.

        sweep: False leaves it to the caller to call `sweep` after the last of many.

        Raises:
            LibraryError: no document has this id, or the library cannot be written.
        """
        if not self._database.remove(document_id, terms_of=terms_of):
            raise LibraryError(f"资料库里没有编号为 {document_id} 的文档")
        self._dense.forget()
        if sweep:
            self.sweep()

    def sweep(self) -> None:
        """Overwrites what is left on the disk of documents that were removed or changed.

        Another process that is just reading may hold it up; then the next sweep, or opening the library, does it.
        """
        self._database.sweep(terms_of=terms_of)

    def document_at(self, path: str | Path) -> str | None:
        """The id of the document that was read from this path; a string is a `Document.path`, taken as it is."""
        return self._database.id_at(path if isinstance(path, str) else stored_path(path))

    def metadata(self, document_id: str) -> dict[str, Any]:
        """What was given with the document when it was added; {} where that was nothing."""
        return self._database.metadata(document_id)

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

    def holds(self, word: str, *, within: Scope | None = None) -> bool:
        """Whether a passage has this word, with its titles, whatever its width and case; looks at the best hundred."""
        found = [i for i, _ in self._database.lexical(terms(word), k=100, every=True, within=within)]
        passages = self._database.passages(found).values()
        titles = self._database.titles([passage.document_id for passage in passages])
        texts = (f"{titles.get(p.document_id, '')}\n{p.section}\n{p.text}" for p in passages)
        return any(occurs(normalised(word), normalised(text)) for text in texts)

    def search(self, query: str, *, k: int = 10, within: Scope | None = None) -> list[Hit]:
        """The k best passages by dense and lexical retrieval, fused; best first, fewer where there are fewer.

        within: the part of the library that is looked in, all of it where None. Both retrievals look only there, so
            that k passages are found wherever it has as many.
        """
        if k < 1:
            raise ValueError(f"k must be at least 1, got {k}")
        among = None if within is None else self._database.passage_ids(within)
        if among is not None and not len(among):
            return []
        depth = max(CANDIDATES, k)
        vector = self.embedder.embed_queries([query])[0]
        near = self._dense.nearest(vector, model=self.embedder.name, k=depth, among=among)
        by_meaning = [passage_id for passage_id, _ in near]
        by_words = [i for i, _ in self._database.lexical(_query_terms(query), k=depth, within=within)]
        fused = reciprocal_rank_fusion(
            [by_meaning, by_words], weights=[DENSE_WEIGHT, LEXICAL_WEIGHT], constant=FUSION_CONSTANT
        )[:k]
        # Read last: what was removed meanwhile is not there any more, and is left out.
        passages = self._database.passages([passage_id for passage_id, _ in fused])
        return [Hit(passages[i], score) for i, score in fused if i in passages]


def open_library(settings: Settings, *, progress: Callable[[int, int], None] | None = None) -> Library:
    """The library that the settings name, with the bundled article in it from its first use on."""
    library = Library(settings.home, model=settings.model)
    try:
        library.add_bundled_article(progress=progress)
    except BaseException:
        library.close()
        raise
    return library


def _query_terms(query: str) -> Sequence[str]:
    return list(dict.fromkeys(terms(query)))
