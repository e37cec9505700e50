"""The library as LangChain's VectorStore, retriever and embeddings.

A text that comes in through LangChain is one document of the library, and comes out whole, with its id and metadata as they
went in. Of files that were added otherwise come the passages, with what a citation needs in their metadata.
"""

import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_core.vectorstores import VectorStore
from pydantic import ConfigDict

from index.embedder import load_embedder
from index.fusion import Hit
from index.library import Library, Scope
from index.sections import Document, Section

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_PREFIX = "langchain:"  # before the id, where a file has its path
DEFAULT_K = 4


class LibraryEmbeddings(Embeddings):
    """The bundled embedder, or the sentence-transformers model of this folder or name."""

    def __init__(self, model: str | None = None) -> None:
        self._embedder = load_embedder(model)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Unit vectors, in the order of the texts."""
        return [vector.tolist() for vector in self._embedder.embed_passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        """A unit vector."""
        return list(map(float, self._embedder.embed_queries([text])[0]))


class LibraryVectorStore(VectorStore):
    """A library as a vector store. Search is the library's own, dense and lexical; it embeds with its own model."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def add_texts(
        self,
        texts: Iterable[str],
        metadatas: list[dict[str, Any]] | None = None,
        *,
        ids: Sequence[str | None] | None = None,
        **kwargs: Any,
    ) -> list[str]:
        """Adds the texts, each in place of the one with its id, and returns their ids.

        Raises:
            ValueError: as many ids or metadatas as texts are needed; a text is empty, or holds a NUL or half of a surrogate
                pair; metadata is not JSON.
            LibraryError: the library cannot be written. The texts before stay.
        """
        given = list(texts)
        data = metadatas if metadatas is not None else [{} for _ in given]
        names = ids if ids is not None else [None] * len(given)
        if not len(given) == len(data) == len(names):
            raise ValueError(f"{len(given)} texts came with {len(data)} metadatas and {len(names)} ids")
        made = [_document(*each) for each in zip(names, given, data, strict=True)]  # all, before anything is added
        try:
            for document, metadata in zip(made, data, strict=True):
                self.library.add(document, metadata=metadata, sweep=False)
        finally:
            self.library.sweep()
        return [document.path.removeprefix(_PREFIX) for document in made]

    def delete(self, ids: list[str] | None = None, **kwargs: Any) -> bool | None:
        """Removes texts without a trace. What is not there is passed over; None removes nothing."""
        for document_id in filter(None, map(self._library_id, ids or [])):
            self.library.remove(document_id, sweep=False)
        self.library.sweep()
        return True

    def get_by_ids(self, ids: Sequence[str], /) -> list[LangChainDocument]:
        """The texts of these ids, in their order, without those that are not there."""
        found = filter(None, map(self._library_id, dict.fromkeys(ids)))
        return [_whole(self.library, self.library.document(document_id)) for document_id in found]

    def similarity_search(
        self, query: str, k: int = DEFAULT_K, *, within: Scope | None = None, **kwargs: Any
    ) -> list[LangChainDocument]:
        """The k best, best first. within: the part of the library that is looked in.

        Raises ValueError for a `filter`, which would not be heeded.
        """
        return [document for document, _ in self.similarity_search_with_score(query, k, within=within, **kwargs)]

    def similarity_search_with_score(
        self, query: str, k: int = DEFAULT_K, *, within: Scope | None = None, **kwargs: Any
    ) -> list[tuple[LangChainDocument, float]]:
        """The k best with the library's scores, which rise with relevance, best first. Raises ValueError for a `filter`."""
        if kwargs.get("filter") is not None:
            raise ValueError("a library filters by within=Scope(…), not by filter=")
        return search_documents(self.library, query, k=k, within=within)

    @classmethod
    def from_texts(
        cls,
        texts: list[str],
        embedding: Embeddings,
        metadatas: list[dict[str, Any]] | None = None,
        *,
        ids: list[str] | None = None,
        library: Library | None = None,
        **kwargs: Any,
    ) -> "LibraryVectorStore":
        """A store of the texts in `library`. A library makes its own vectors: `embedding` must be LibraryEmbeddings."""
        if library is None:
            raise ValueError("from_texts needs library=Library(folder), the library that the texts go into")
        if not isinstance(embedding, LibraryEmbeddings):
            raise ValueError(f"a library embeds with its own model; pass LibraryEmbeddings(), not {embedding!r}")
        store = cls(library)
        store.add_texts(texts, metadatas, ids=ids)
        return store

    def _library_id(self, langchain_id: str) -> str | None:
        return self.library.document_at(_PREFIX + langchain_id)


class LibraryRetriever(BaseRetriever):
    """The k best of a library, or of the part of it that `within` names."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    k: int = DEFAULT_K
    within: Scope | None = None

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[LangChainDocument]:
        found = search_documents(self.library, query, k=self.k if k is None else k, within=self.within)
        return [document for document, _ in found]


def search_documents(
    library: Library, query: str, *, k: int, within: Scope | None = None
) -> list[tuple[LangChainDocument, float]]:
    """The k best of a library as LangChain's documents, with the library's scores; a text comes once."""
    depth = k
    while True:
        hits = library.search(query, k=depth, within=within)
        found = _distinct(library, hits)
        if len(found) >= k or len(hits) < depth:
            return found[:k]
        depth *= 2


def _distinct(library: Library, hits: Sequence[Hit]) -> list[tuple[LangChainDocument, float]]:
    documents = library.documents_of(hits)
    found: dict[str, tuple[LangChainDocument, float]] = {}
    for hit in hits:
        document = documents.get(hit.passage.document_id)
        if document is None:  # removed since
            continue
        made = _whole(library, document) if document.path.startswith(_PREFIX) else _passage(hit, document)
        found.setdefault(made.id or "", (made, hit.score))
    return list(found.values())


def _whole(library: Library, document: Document) -> LangChainDocument:
    return LangChainDocument(
        id=document.path.removeprefix(_PREFIX), page_content=document.text, metadata=library.metadata(document.id)
    )


def _passage(hit: Hit, document: Document) -> LangChainDocument:
    passage = hit.passage
    metadata = {
        "document_id": document.id,
        "title": document.title,
        "section": passage.section,
        "start": passage.start,
        "end": passage.end,
        "page": document.page_at(passage.start),
        "source": document.path,
    }
    return LangChainDocument(id=f"{document.id}:{passage.start}", page_content=passage.text, metadata=metadata)


def _document(langchain_id: str | None, text: str, metadata: dict[str, Any]) -> Document:
    """The text as a document of the library, under a name of its own for each content that its id has."""
    if not text.strip():
        raise ValueError("a text without a visible character cannot be found again")
    name = langchain_id or str(uuid.uuid4())
    if any(_UNSTORABLE.search(one) for one in (text, name, str(metadata.get("title") or ""))):
        raise ValueError("a text with a NUL or half of a surrogate pair cannot be kept as it is: take them out first")
    try:
        content = json.dumps([name, text, metadata], ensure_ascii=False)
    except TypeError as error:
        raise ValueError(f"metadata must be JSON: {error}") from error
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    title = str(metadata.get("title") or "")
    return Document(digest[:16], title, _PREFIX + name, digest, text, (Section("", 0, len(text)),))
