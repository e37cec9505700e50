"""What changes a library's records, one transaction a change: documents, passages, vectors, lexical terms.

Knows nothing of models: it is given vectors and terms. The FTS5 table keeps no text of its own, so that a
passage's words exist once, as a slice of its document. Look-ups are `records`'.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.checks import document_check, passage_check, vector_check
from index.passages import Passage
from index.records import Records, TermsOf
from index.scope import stored_time
from index.sections import Document

# A merge can put the lexical index two levels up, and FTS5 calls an index of more than 2,000 levels corrupt: a thousand
# removals ended so, before it was made anew from time to time.
MERGES_BEFORE_REBUILD = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as it is stored: with its vector (dim,) and its lexical terms, parted by spaces."""

    passage: Passage
    vector: NDArray[np.float16]
    terms: str


class Database(Records):
    """The records of one open library. Safe to share between threads.

    Every method raises `library_file.LibraryError` when the file fails.
    """

    def put(
        self,
        document: Document,
        entries: Sequence[Entry],
        *,
        terms_of: TermsOf,
        facts: Mapping[str, str] | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> None:
        """Adds a document with its passages, in place of the one with its id or at its path, if any.

        `facts` are set in the same transaction, and `metadata`, JSON values, is kept with the document.
        """
        with self._file.transaction() as connection:
            held = "SELECT path FROM sources WHERE document_id = ?"
            paths = [path for (path,) in connection.execute(held, (document.id,)).fetchall()]
            self._delete(connection, document.id, terms_of)
            self._insert(connection, document, entries)
            for path in (*paths, document.path):  # another process may have added the same content from another file
                self._point(connection, path, document.id, terms_of)
            if metadata:
                value = json.dumps(metadata, ensure_ascii=False)
                connection.execute("INSERT INTO metadata VALUES (?, ?)", (document.id, value))
            self._changed(connection, facts or {})

    def point(self, path: str, document_id: str, *, terms_of: TermsOf) -> bool:
        """Notes that the file at `path` now holds this document. The one it held goes, if no other file holds it.

        False when there is no such document.
        """
        with self._file.transaction() as connection:
            if connection.execute("SELECT 1 FROM documents WHERE id = ?", (document_id,)).fetchone() is None:
                return False
            if self._point(connection, path, document_id, terms_of):
                self._changed(connection, {})
            return True

    def remove(self, document_id: str, *, terms_of: TermsOf) -> bool:
        """Takes the document and all that was made from it out. False when there is no such document."""
        with self._file.transaction() as connection:
            if not self._delete(connection, document_id, terms_of):
                return False
            self._changed(connection, {})
            return True

    def sweep(self, *, terms_of: TermsOf) -> None:
        """Leaves no trace of what was removed: in the lexical index, in the write-ahead log, in free pages.

        SQLite overwrites what it frees (secure_delete); FTS5 only notes a removal until it merges, and the log holds
        earlier pages until it is emptied. Where another process keeps the log in use, the next sweep does it.
        """
        removal = self.fact("unswept")
        if removal is None:
            return
        n_merges = int(self.fact("merges") or 0) + 1
        if n_merges < MERGES_BEFORE_REBUILD:
            with self._file.transaction() as connection:
                connection.execute("INSERT INTO terms (terms) VALUES ('optimize')")
                connection.execute("INSERT OR REPLACE INTO facts VALUES ('merges', ?)", (str(n_merges),))
        else:
            self.rebuild_terms(terms_of, facts={"merges": "0"})
        if self._file.checkpoint():
            with self._file.transaction() as connection:
                # What another process has removed meanwhile is left for its own sweep.
                connection.execute("DELETE FROM facts WHERE key = 'unswept' AND value = ?", (removal,))

    def rebuild_terms(self, terms_of: TermsOf, *, facts: Mapping[str, str]) -> None:
        """Makes the lexical index anew from the stored texts, after the way to make terms has changed."""
        with self._file.transaction() as connection:
            connection.execute("INSERT INTO terms (terms) VALUES ('delete-all')")
            for document in filter(None, map(self.document, [summary.id for summary in self.summaries()])):
                for passage in self.passages_of(document):
                    self._insert_terms(connection, passage.id, " ".join(terms_of(document, passage)))
            self._changed(connection, facts)

    def fill_checks(self) -> None:
        """Makes the checksums of records that an earlier format kept without."""
        with self._file.transaction() as connection:
            for summary in self.summaries():
                document = self.document(summary.id, checked=False)
                if document is None:
                    continue
                connection.execute(
                    "UPDATE documents SET checksum = ? WHERE id = ?", (document_check(document), document.id)
                )
                for passage in self.passages_of(document):
                    connection.execute(
                        "UPDATE passages SET checksum = ? WHERE id = ?", (passage_check(passage), passage.id)
                    )
            for passage_id, vector in connection.execute("SELECT id, vector FROM passages").fetchall():
                connection.execute(
                    "UPDATE passages SET vector_checksum = ? WHERE id = ?", (vector_check(vector), passage_id)
                )
            connection.execute("DELETE FROM facts WHERE key = 'unchecked'")

    def set_facts(self, facts: Mapping[str, str]) -> None:
        with self._file.transaction() as connection:
            self._changed(connection, facts)

    def _insert(self, connection: Connection, document: Document, entries: Sequence[Entry]) -> None:
        sections = json.dumps([asdict(section) for section in document.sections], ensure_ascii=False)
        connection.execute(
            "INSERT INTO documents (id, title, path, sha256, text, sections, added, pages, unread_pages, checksum)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.id,
                document.title,
                document.path,
                document.sha256,
                document.text,
                sections,
                stored_time(datetime.now(UTC)),
                json.dumps(document.pages),
                json.dumps(document.unread_pages),
                document_check(document),
            ),
        )
        for entry in entries:
            passage, vector = entry.passage, entry.vector.astype("<f2").tobytes()
            place = (document.id, passage.section, passage.start, passage.end)
            cursor = connection.execute(
                "INSERT INTO passages (document_id, section, start, end, vector, checksum, vector_checksum)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*place, vector, passage_check(passage), vector_check(vector)),
            )
            self._insert_terms(connection, cursor.lastrowid, entry.terms)

    def _insert_terms(self, connection: Connection, passage_id: int | None, terms: str) -> None:
        connection.execute("INSERT INTO terms (rowid, body) VALUES (?, ?)", (passage_id, terms))

    def _point(self, connection: Connection, path: str, document_id: str, terms_of: TermsOf) -> bool:
        """False when the path points there already."""
        old = self.id_at(path)
        if old == document_id:
            return False
        connection.execute("INSERT OR REPLACE INTO sources VALUES (?, ?)", (path, document_id))
        if old is not None:
            others = connection.execute("SELECT min(path) FROM sources WHERE document_id = ?", (old,)).fetchone()
            if others == (None,):
                self._delete(connection, old, terms_of)
            else:
                connection.execute("UPDATE documents SET path = ? WHERE id = ? AND path = ?", (*others, old, path))
        return True

    def _delete(self, connection: Connection, document_id: str, terms_of: TermsOf) -> bool:
        document = self.document(document_id)
        if document is None:
            return False
        for passage in self.passages_of(document):
            # A contentless FTS5 table must be told what it is to forget.
            connection.execute(
                "INSERT INTO terms (terms, rowid, body) VALUES ('delete', ?, ?)",
                (passage.id, " ".join(terms_of(document, passage))),
            )
        connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))
        connection.execute("INSERT OR REPLACE INTO facts VALUES ('unswept', ?)", (secrets.token_hex(8),))
        return True

    def _changed(self, connection: Connection, facts: Mapping[str, str]) -> None:
        """A new stamp, which no copy of the library has had or will have."""
        new = {**facts, "changes": secrets.token_hex(8)}
        connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", list(new.items()))
