"""What is looked up in a library's records. What changes them is `database`.

What is read is checked against the checksum that it was stored with.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.checks import document_check, passage_check, vector_check
from index.library_file import LibraryError, LibraryFile
from index.passages import Passage
from index.scope import Scope
from index.sections import Document, Section

TermsOf = Callable[[Document, Passage], Sequence[str]]
_PASSAGES = "passages p JOIN documents d ON d.id = p.document_id"


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document without its text. `added` is an ISO 8601 time in UTC."""

    id: str
    title: str
    path: str
    n_characters: int
    n_passages: int
    added: str


class Records:
    """The records of one open library, to be read. Safe to share between threads.

    Every method raises `library_file.LibraryError` when the file fails.
    """

    def __init__(self, path: Path) -> None:
        self._file = LibraryFile(path)

    def close(self) -> None:
        self._file.close()

    def fact(self, key: str) -> str | None:
        rows = self._file.all("SELECT value FROM facts WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else None

    def stamp(self) -> str:
        """What a cache of this library carries: it differs after every change."""
        rows = self._file.all("SELECT value FROM facts WHERE key IN ('id', 'changes') ORDER BY key")
        return "-".join(str(value) for (value,) in rows)

    def summaries(self) -> list[DocumentSummary]:
        """Every document, in the order they were added."""
        rows = self._file.all(
            "SELECT id, title, path, length(text), (SELECT count(*) FROM passages WHERE document_id = d.id),"
            " added FROM documents d ORDER BY d.rowid"
        )
        return [DocumentSummary(*row) for row in rows]

    def titles(self, ids: Sequence[str]) -> dict[str, str]:
        """The titles of these documents, by id."""
        rows = self._file.all(f"SELECT id, title FROM documents WHERE id IN ({', '.join('?' * len(ids))})", ids)
        return dict(rows)

    def document(self, document_id: str, *, checked: bool = True) -> Document | None:
        rows = self._file.all(
            "SELECT id, title, path, sha256, text, sections, pages, unread_pages, checksum FROM documents WHERE id = ?",
            (document_id,),
        )
        if not rows:
            return None
        found_id, title, path, sha256, text, sections, pages, unread, checksum = rows[0]
        try:
            blocks = tuple(Section(**section) for section in json.loads(sections))
            document = Document(found_id, title, path, sha256, text, blocks, tuple(json.loads(pages)))
            # Of what an earlier format kept, pages without text are all that is known.
            known = _empty_pages(document) if unread is None else tuple(json.loads(unread))
            document = replace(document, unread_pages=known)
        except (ValueError, TypeError) as error:
            raise LibraryError(self._file.damaged()) from error
        if checked and document_check(document) != checksum:
            raise LibraryError(self._file.damaged())
        return document

    def id_at(self, path: str) -> str | None:
        """The document that was read from this path."""
        rows = self._file.all("SELECT document_id FROM sources WHERE path = ?", (path,))
        return str(rows[0][0]) if rows else None

    def has(self, document_id: str) -> bool:
        return bool(self._file.all("SELECT 1 FROM documents WHERE id = ?", (document_id,)))

    def metadata(self, document_id: str) -> dict[str, Any]:
        """What was given with the document when it was added; {} where that was nothing."""
        rows = self._file.all("SELECT value FROM metadata WHERE document_id = ?", (document_id,))
        return dict(json.loads(rows[0][0])) if rows else {}

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        """The passages of these ids that are still in the library."""
        rows = self._file.all(
            f"SELECT p.id, document_id, section, start, end, substr(text, start + 1, end - start), p.checksum"
            f" FROM {_PASSAGES} WHERE p.id IN ({', '.join('?' * len(ids))})",
            ids,
        )
        found: dict[int, Passage] = {}
        for *fields, checksum in rows:
            passage = Passage(*fields)
            if passage_check(passage) != checksum:
                raise LibraryError(self._file.damaged())
            found[passage.id] = passage
        return found

    def passages_of(self, document: Document) -> list[Passage]:
        """All passages of a document, in reading order."""
        rows = self._file.all(
            "SELECT id, section, start, end FROM passages WHERE document_id = ? ORDER BY id", (document.id,)
        )
        return [
            Passage(i, document.id, section, start, end, document.text[start:end]) for i, section, start, end in rows
        ]

    def passage_ids(self, within: Scope | None = None) -> NDArray[np.int64]:
        """The ids (n,) of all passages, or of those in a scope, rising."""
        condition, values = (within or Scope()).condition()
        rows = self._file.all(f"SELECT p.id FROM {_PASSAGES} WHERE {condition} ORDER BY p.id", values)
        return np.array([row[0] for row in rows], dtype=np.int64)

    def vectors(self, dim: int, ids: Sequence[int] | None = None) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The ids (n,) and vectors (n, dim), float32, of all passages, or of these that are still in the library."""
        among = "" if ids is None else "WHERE id IN (SELECT value FROM json_each(?))"
        values = [] if ids is None else [json.dumps([int(i) for i in ids])]
        rows = self._file.all(f"SELECT id, vector, vector_checksum FROM passages {among} ORDER BY id", values)
        if any(len(vector) != 2 * dim or vector_check(vector) != checksum for _, vector, checksum in rows):
            raise LibraryError(self._file.damaged())
        matrix = np.frombuffer(b"".join(row[1] for row in rows), dtype="<f2").reshape(len(rows), dim)
        return np.array([row[0] for row in rows], dtype=np.int64), matrix.astype(np.float32)

    def lexical(
        self, terms: Sequence[str], *, k: int, every: bool = False, within: Scope | None = None
    ) -> list[tuple[int, float]]:
        """The k best (passage id, BM25) for any of the terms, or for all; SQLite's BM25 falls, ours rises."""
        if not terms:
            return []
        match = (" AND " if every else " OR ").join(f'"{term}"' for term in terms)
        condition, values = (within or Scope()).condition()
        among = f"AND rowid IN (SELECT p.id FROM {_PASSAGES} WHERE {condition})" if values else ""
        rows = self._file.all(
            f"SELECT rowid, -bm25(terms) FROM terms WHERE terms MATCH ? {among} ORDER BY bm25(terms), rowid LIMIT ?",
            (match, *values, k),
        )
        return [(int(row[0]), float(row[1])) for row in rows]


def _empty_pages(document: Document) -> tuple[int, ...]:
    bounds = pairwise((*document.pages, len(document.text)))
    return tuple(n for n, (start, end) in enumerate(bounds, start=1) if not document.text[start:end].strip())
