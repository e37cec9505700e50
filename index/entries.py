"""Document -> the entries that the database stores: its passages, each with its vector and its lexical terms.

No text is embedded twice: what the same file held before keeps its vectors where the text embedded is the same.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from index.database import Database, Entry
from index.embedder import Embedder
from index.passages import Passage, searchable, split_passages
from index.sections import Document
from index.terms import terms


def entries_of(
    document: Document,
    old_id: str | None,
    *,
    database: Database,
    embedder: Embedder,
    progress: Callable[[int, int], None] | None = None,
) -> list[Entry]:
    """The document's entries in reading order.

    old_id: the document that this one takes the place of, if any.
    progress: called with (passages embedded, passages in all).
    """
    passages = split_passages(document)
    texts = [_searchable(document, passage) for passage in passages]
    vectors = _vectors_of(old_id, database, embedder.dim)
    missing = [text for text in dict.fromkeys(texts) if text not in vectors]
    n_known = len(passages) - len(missing)
    report = (lambda done: progress(n_known + done, len(passages))) if progress else None
    made = embedder.embed_passages(missing, progress=report).astype(np.float16)
    vectors.update(zip(missing, made, strict=True))
    return [Entry(passage, vectors[text], " ".join(terms(text))) for passage, text in zip(passages, texts, strict=True)]


def terms_of(document: Document, passage: Passage) -> list[str]:
    """The lexical terms of one passage."""
    return terms(_searchable(document, passage))


def _vectors_of(document_id: str | None, database: Database, dim: int) -> dict[str, NDArray[np.float16]]:
    """A document's vectors by the texts that were embedded; {} where there is no such document."""
    document = database.document(document_id) if document_id is not None else None
    if document is None:
        return {}
    passages = database.passages_of(document)
    ids, vectors = database.vectors(dim, [passage.id for passage in passages])
    by_id = dict(zip(ids.tolist(), vectors.astype(np.float16), strict=True))
    return {_searchable(document, passage): by_id[passage.id] for passage in passages if passage.id in by_id}


def _searchable(document: Document, passage: Passage) -> str:
    return searchable(document.title, passage.section, passage.text)
