"""The SQLite file of a library: made, opened, checked, brought up to date, changed in transactions, swept.

The one import of sqlite3. What the tables hold is `database`'s business; here is only their shape.
"""

import sqlite3
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FORMAT = 3
_APPLICATION_ID = 0x57454E4A  # "WENJ"
_BUSY_SECONDS = 30.0
_SCHEMA = """
CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
    text TEXT NOT NULL, sections TEXT NOT NULL, added TEXT NOT NULL,
    pages TEXT NOT NULL, checksum TEXT NOT NULL,
    unread_pages TEXT                      -- NULL where an earlier format did not note them
);
CREATE TABLE sources (  -- every path that was added; the same content at two paths is one document
    path TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX sources_by_document ON sources (document_id);
CREATE TABLE metadata (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE, value TEXT NOT NULL  -- JSON
) WITHOUT ROWID;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again, so that a stale cache cannot name another
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    section TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    vector BLOB NOT NULL,                  -- (dim,) little-endian float16
    checksum INTEGER NOT NULL, vector_checksum INTEGER NOT NULL
);
CREATE INDEX passages_by_document ON passages (document_id);
CREATE VIRTUAL TABLE terms USING fts5 (body, content = '', tokenize = "unicode61 remove_diacritics 0");
"""
# To format 2 from 1, whose tables keep their names until their rows are taken over; `database` fills the new columns.
_UPGRADES = {
    1: """
ALTER TABLE documents ADD COLUMN pages TEXT NOT NULL DEFAULT '[]';
ALTER TABLE documents ADD COLUMN checksum TEXT NOT NULL DEFAULT '';
ALTER TABLE passages ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE passages ADD COLUMN vector_checksum INTEGER NOT NULL DEFAULT 0;
CREATE TABLE sources (
    path TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX sources_by_document ON sources (document_id);
CREATE TABLE metadata (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE, value TEXT NOT NULL  -- JSON
) WITHOUT ROWID;
INSERT OR IGNORE INTO sources SELECT path, id FROM documents ORDER BY rowid;
INSERT OR REPLACE INTO facts VALUES ('unchecked', '1'), ('unswept', '1');
""",
    2: "ALTER TABLE documents ADD COLUMN unread_pages TEXT",
}


class LibraryError(Exception):
    """The library's file cannot be used; the message says why and what to do."""


class LibraryFile:
    """One open library file. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Opens the file at `path`, making it where there is none.

        Raises:
            LibraryError: unwritable, damaged, of a newer format, or not a library.
        """
        self.path = path
        self._lock = threading.RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise LibraryError(f"资料库的位置 {path.parent} 不是文件夹，请换一个位置") from error
        except OSError as error:
            raise LibraryError(f"无法建立资料库文件夹 {path.parent}：{error.strerror}") from error
        with self._explained():
            self._connection = sqlite3.connect(
                path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
        try:
            self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _prepare(self) -> None:
        with self._explained():
            execute = self._connection.execute
            execute("PRAGMA foreign_keys = ON")
            execute("PRAGMA secure_delete = ON")
            # One statement sees one state: another process may be making the library at this moment.
            kind, version, n_tables = execute(
                "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master)"
                " FROM pragma_application_id, pragma_user_version"
            ).fetchone()
            empty = n_tables == 0
            if not empty and kind != _APPLICATION_ID:
                raise LibraryError(f"{self.path} 不是问据的资料库，请换一个位置")
            if version > FORMAT:
                raise LibraryError(
                    f"资料库 {self.path} 由更新的版本建立（格式 {version}，本程序只认到 {FORMAT}），请升级问据"
                )
            self._log_ahead()
            if empty:
                self._create()
            elif execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise LibraryError(self.damaged())
            elif version < FORMAT:
                self._upgrade()

    def _log_ahead(self) -> None:
        """Turns the write-ahead log on. SQLite does not wait for its lock here, as it does elsewhere."""
        give_up = time.monotonic() + _BUSY_SECONDS
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                    raise
            time.sleep(0.02)

    def _create(self) -> None:
        with self.transaction() as connection:
            # Another process may have created the tables while this one waited for the lock.
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
                return
            for statement in _SCHEMA.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
            facts = [("id", uuid.uuid4().hex), ("changes", "0")]
            connection.executemany("INSERT INTO facts VALUES (?, ?)", facts)

    def _upgrade(self) -> None:
        with self.transaction() as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            for earlier in range(version, FORMAT):  # none where another process was faster
                for statement in _UPGRADES[earlier].split(";\n"):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {FORMAT}")

    def damaged(self) -> str:
        return f"资料库文件 {self.path} 已损坏，请把它移走，再重新添加文档"

    def checkpoint(self) -> bool:
        """Empties the write-ahead log into the file. False while another process is reading or writing."""
        with self._lock, self._explained():
            (busy, _, _) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """SQLite's errors, said so that a user knows what to do."""
        try:
            yield
        except sqlite3.OperationalError as error:
            reason = str(error)
            if "readonly" in reason or "unable to open" in reason:
                hint = "资料库无法写入，请检查文件夹的权限，或用 WENJU_HOME 换一个位置"
            elif "locked" in reason or "busy" in reason:
                hint = "另一个程序正在写入资料库，请稍后再试"
            elif "full" in reason:
                hint = "磁盘已满，请腾出空间后再试；这次改动没有保存"
            elif "disk I/O" in reason:
                hint = "读写磁盘失败，请检查磁盘的空间和状态；这次改动没有保存"
            elif any(sign in reason for sign in ("malformed", "corrupt", "Could not decode")):
                raise LibraryError(self.damaged()) from error
            else:
                hint = f"资料库出错（{reason}）"
            raise LibraryError(f"{hint}：{self.path}") from error
        except (sqlite3.DatabaseError, OverflowError, UnicodeDecodeError) as error:
            raise LibraryError(self.damaged()) from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of what is done inside, or nothing of it."""
        with self._lock, self._explained():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def all(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock, self._explained():
            return self._connection.execute(statement, values).fetchall()
