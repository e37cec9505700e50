"""The records of a library: documents, passages, vectors, lexical terms. One transaction a change.

Knows nothing of models: it is given vectors and terms. The FTS5 table keeps no text of its own, so that a
passage's words exist once, as a slice of its document.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection

import numpy as np
from numpy.typing import NDArray

from index.library_file import LibraryFile
from index.passages import Passage
from index.sections import Document, Section

TermsOf = Callable[[Document, Passage], Sequence[str]]


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document without its text. `added` is an ISO 8601 time in UTC."""

    id: str
    title: str
    path: str
    n_characters: int
    n_passages: int
    added: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as it is stored: with its vector (dim,) and its lexical terms."""

    passage: Passage
    vector: NDArray[np.float16]
    terms: Sequence[str]


class Database:
    """The records of one open library. Safe to share between threads.

    Every method raises `library_file.LibraryError` when the file fails.
    """

    def __init__(self, path: Path) -> None:
        self._file = LibraryFile(path)

    def close(self) -> None:
        self._file.close()

    # Changes

    def put(
        self,
        document: Document,
        entries: Sequence[Entry],
        *,
        terms_of: TermsOf,
        facts: Mapping[str, str] | None = None,
    ) -> None:
        """Adds a document with its passages, in place of the one with its id or its path, if any.

        `facts` are set in the same transaction.
        """
        sections = json.dumps([asdict(section) for section in document.sections], ensure_ascii=False)
        added = datetime.now(UTC).isoformat(timespec="seconds")
        with self._file.transaction() as connection:
            for (old,) in connection.execute(
                "SELECT id FROM documents WHERE id = ? OR path = ?", (document.id, document.path)
            ).fetchall():
                self._delete(connection, old, terms_of)
            connection.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)",
                (document.id, document.title, document.path, document.sha256, document.text, sections, added),
            )
            for entry in entries:
                passage = entry.passage
                cursor = connection.execute(
                    "INSERT INTO passages (document_id, section, start, end, vector) VALUES (?, ?, ?, ?, ?)",
                    (
                        document.id,
                        passage.section,
                        passage.start,
                        passage.end,
                        entry.vector.astype("<f2").tobytes(),
                    ),
                )
                connection.execute(
                    "INSERT INTO terms (rowid, body) VALUES (?, ?)",
                    (cursor.lastrowid, " ".join(entry.terms)),
                )
            self._changed(connection, facts or {})

    def remove(self, document_id: str, *, terms_of: TermsOf) -> bool:
        """Takes the document and all that was made from it out. False when there is no such document."""
        with self._file.transaction() as connection:
            if not self._delete(connection, document_id, terms_of):
                return False
            self._changed(connection, {})
            return True

    def rebuild_terms(self, terms_of: TermsOf, *, facts: Mapping[str, str]) -> None:
        """Makes the lexical index anew from the stored texts, after the way to make terms has changed."""
        with self._file.transaction() as connection:
            connection.execute("INSERT INTO terms (terms) VALUES ('delete-all')")
            for document in filter(None, map(self.document, [summary.id for summary in self.summaries()])):
                for passage in self._passages_of(document):
                    connection.execute(
                        "INSERT INTO terms (rowid, body) VALUES (?, ?)",
                        (passage.id, " ".join(terms_of(document, passage))),
                    )
            self._changed(connection, facts)

    def set_facts(self, facts: Mapping[str, str]) -> None:
        with self._file.transaction() as connection:
            self._changed(connection, facts)

    def _delete(self, connection: Connection, document_id: str, terms_of: TermsOf) -> bool:
        document = self.document(document_id)
        if document is None:
            return False
        for passage in self._passages_of(document):
            # A contentless FTS5 table must be told what it is to forget.
            connection.execute(
                "INSERT INTO terms (terms, rowid, body) VALUES ('delete', ?, ?)",
                (passage.id, " ".join(terms_of(document, passage))),
            )
        connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))
        return True

    def _changed(self, connection: Connection, facts: Mapping[str, str]) -> None:
        connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", list(facts.items()))
        connection.execute("UPDATE facts SET value = value + 1 WHERE key = 'changes'")

    # Look-ups

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

    def document(self, document_id: str) -> Document | None:
        rows = self._file.all(
            "SELECT id, title, path, sha256, text, sections FROM documents WHERE id = ?", (document_id,)
        )
        if not rows:
            return None
        found_id, title, path, sha256, text, sections = rows[0]
        blocks = tuple(Section(**section) for section in json.loads(sections))
        return Document(found_id, title, path, sha256, text, blocks)

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        """The passages of these ids that are still in the library."""
        rows = self._file.all(
            "SELECT p.id, document_id, section, start, end, substr(text, start + 1, end - start)"
            " FROM passages p JOIN documents d ON d.id = p.document_id"
            f" WHERE p.id IN ({', '.join('?' * len(ids))})",
            ids,
        )
        return {passage.id: passage for passage in (Passage(*row) for row in rows)}

    def vectors(self, dim: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """All passages' ids (n,) and vectors (n, dim), float32."""
        rows = self._file.all("SELECT id, vector FROM passages ORDER BY id")
        ids = np.array([row[0] for row in rows], dtype=np.int64)
        matrix = np.frombuffer(b"".join(row[1] for row in rows), dtype="<f2").reshape(len(rows), dim)
        return ids, matrix.astype(np.float32)

    def passage_ids(self, documents: Sequence[str]) -> NDArray[np.int64]:
        """The ids of those documents' passages (n,)."""
        rows = self._file.all(
            "SELECT id FROM passages WHERE document_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(documents)),),
        )
        return np.array([row[0] for row in rows], dtype=np.int64)

    def lexical(
        self, terms: Sequence[str], *, k: int, every: bool = False, documents: Sequence[str] | None = None
    ) -> list[tuple[int, float]]:
        """The k best (passage id, BM25) for any of the terms, or for all; SQLite's BM25 falls, ours rises.

        documents: the ids of those to look in; None for all.
        """
        if not terms:
            return []
        match = (" AND " if every else " OR ").join(f'"{term}"' for term in terms)
        among = (
            ""
            if documents is None
            else " AND rowid IN (SELECT id FROM passages WHERE document_id IN (SELECT value FROM json_each(?)))"
        )
        rows = self._file.all(
            f"SELECT rowid, -bm25(terms) FROM terms WHERE terms MATCH ?{among} ORDER BY bm25(terms), rowid LIMIT ?",
            (match, k) if documents is None else (match, json.dumps(list(documents)), k),
        )
        return [(int(row[0]), float(row[1])) for row in rows]

    def _passages_of(self, document: Document) -> list[Passage]:
        rows = self._file.all(
            "SELECT id, section, start, end FROM passages WHERE document_id = ? ORDER BY id", (document.id,)
        )
        return [
            Passage(i, document.id, section, start, end, document.text[start:end]) for i, section, start, end in rows
        ]
