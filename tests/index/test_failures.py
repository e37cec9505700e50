"""What may go wrong around a library: killed processes, full and read-only disks, two writers, flipped bytes."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.crashes import PlainLibrary, content, crash
from index.library import LibraryError
from index.library_file import FORMAT, LibraryFile
from index.sections import Document, Section

ROOT = Path(__file__).parents[2]
QUERY = "水库的库容"


def filled(folder: Path, n_files: int = 4) -> PlainLibrary:
    """A library of some documents, in `folder`/资料库."""
    library = PlainLibrary(folder / "资料库")
    for number in range(n_files):
        path = folder / f"文件{number}.txt"
        path.write_text(content(number, 3), encoding="utf-8")
        library.add(path)
    return library


def test_killed_at_random_instants_each_document_is_in_wholly_or_out(tmp_path: Path) -> None:
    counts = crash(tmp_path, kills=12, seed=0)
    assert max(counts) > 2  # the kills fell into work


def test_two_processes_that_write_at_once_both_get_their_documents_in(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from benchmarks.crashes import PlainLibrary, content\n"
        "folder, first = Path(sys.argv[1]), int(sys.argv[2])\n"
        "library = PlainLibrary(folder / '资料库')\n"
        "for number in range(first, first + 12):\n"
        "    path = folder / f'文件{number}.txt'\n"
        "    path.write_text(content(number, 2), encoding='utf-8')\n"
        "    library.add(path)\n"
        "    library.search('水库')\n"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path), str(first)], cwd=ROOT) for first in (0, 50)
    ]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    library = PlainLibrary(tmp_path / "资料库")
    assert len(library.documents()) == 24
    assert len({hit.passage.document_id for hit in library.search("水库的库容是万立方米", k=50)}) > 12
    library.close()


def test_a_library_that_another_program_is_just_making_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    other = sqlite3.connect(path, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.3, other.rollback)
    release.start()
    LibraryFile(path).close()
    release.join()
    other.close()


def test_a_full_disk_is_said_and_changes_nothing(tmp_path: Path) -> None:
    library = filled(tmp_path, 2)
    before = library.search(QUERY)
    (n_pages,) = library._database._file.all("PRAGMA page_count")[0]
    library._database._file.all(f"PRAGMA max_page_count = {n_pages}")  # SQLite's own way to run out of room
    (tmp_path / "大.txt").write_text("水位每天都有记录。\n" * 9000, encoding="utf-8")
    with pytest.raises(LibraryError, match="磁盘已满"):
        library.add(tmp_path / "大.txt")
    assert len(library.documents()) == 2
    assert library.search(QUERY) == before
    library._database._file.all("PRAGMA max_page_count = 1000000")
    assert library.add(tmp_path / "大.txt").new
    library.close()


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="the superuser may write everywhere")
def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    filled(tmp_path).close()
    home = tmp_path / "资料库"
    for path in (*home.iterdir(), home):
        path.chmod(0o500 if path.is_dir() else 0o400)
    powerless = ["setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"]
    command = [sys.executable, "-m", "index", "list"]
    done = subprocess.run(
        [*(powerless if os.geteuid() == 0 else []), *command],
        cwd=ROOT,
        env={**os.environ, "WENJU_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    home.chmod(0o700)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "无法写入，请检查文件夹的权限" in done.stderr


@pytest.mark.parametrize("seed", range(4))
def test_flipped_bytes_are_an_error_or_leave_every_quote_true(tmp_path: Path, seed: int) -> None:
    library = filled(tmp_path)
    truth = {document.id: library.document(document.id) for document in library.documents()}
    library.close()
    (tmp_path / "资料库" / "dense.cache").unlink(missing_ok=True)
    path = tmp_path / "资料库" / "library.sqlite3"
    sound = path.read_bytes()
    choice = random.Random(seed)
    noticed: list[str] = []
    for _ in range(25):
        damaged = bytearray(sound)
        for _ in range(3):
            damaged[choice.randrange(100, len(damaged))] ^= 1 << choice.randrange(8)
        path.write_bytes(damaged)
        try:
            library = PlainLibrary(path.parent)
            try:
                hits = library.search(QUERY, k=20)
                documents = library.documents_of(hits)
            finally:
                library.close()
        except LibraryError as error:
            noticed.append(str(error))
            continue
        for hit in hits:
            passage = hit.passage
            assert documents[passage.document_id].text == truth[passage.document_id].text
            assert truth[passage.document_id].text[passage.start : passage.end] == passage.text
    assert not [message for message in noticed if "\n" in message]
    assert len(noticed) > 3  # most of the file is words and vectors, which are checked when read


def test_a_flipped_character_of_a_text_is_never_quoted(tmp_path: Path) -> None:
    library = filled(tmp_path)
    library.close()
    path = tmp_path / "资料库" / "library.sqlite3"
    path.write_bytes(path.read_bytes().replace("万立方米".encode(), "亿立方米".encode()))
    library = PlainLibrary(path.parent)
    with pytest.raises(LibraryError, match="已损坏"):
        library.search(QUERY)
    with pytest.raises(LibraryError, match="已损坏"):
        library.document(library.documents()[0].id)
    library.close()


def test_a_restored_copy_of_the_database_is_not_searched_by_a_later_cache(tmp_path: Path) -> None:
    library = filled(tmp_path, 2)
    library.close()
    path = tmp_path / "资料库" / "library.sqlite3"
    copy = path.read_bytes()
    for text in ("泵站", "审计"):
        library = PlainLibrary(path.parent)
        (tmp_path / "新.txt").write_text(f"新的\n\n{text}的事项已经报告。\n", encoding="utf-8")
        library.add(tmp_path / "新.txt")
        hits = library.search(text + "的事项")
        library.close()
        if text == "泵站":
            path.write_bytes(copy)  # the cache that lies there is of the other history, with the same ids
    assert "审计的事项" in hits[0].passage.text
    fresh = PlainLibrary(tmp_path / "另一个")
    for number in range(2):
        fresh.add(tmp_path / f"文件{number}.txt")
    fresh.add(tmp_path / "新.txt")
    found = [(hit.passage.document_id, hit.passage.start, hit.score) for hit in hits]
    assert found == [(hit.passage.document_id, hit.passage.start, hit.score) for hit in fresh.search("审计的事项")]
    fresh.close()


FORMAT_1 = """
CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
    text TEXT NOT NULL, sections TEXT NOT NULL, added TEXT NOT NULL
);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    section TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, vector BLOB NOT NULL
);
CREATE INDEX passages_by_document ON passages (document_id);
CREATE VIRTUAL TABLE terms USING fts5 (body, content = '', tokenize = "unicode61 remove_diacritics 0");
INSERT INTO facts VALUES ('id', 'abc'), ('changes', '1'), ('embedder', 'characters'), ('terms', '1');
PRAGMA application_id = 0x57454E4A;
PRAGMA user_version = 1;
"""


def test_a_library_of_the_first_format_is_taken_over(tmp_path: Path) -> None:
    new = filled(tmp_path, 2)
    before = [(hit.passage.text, hit.score) for hit in new.search(QUERY)]
    new.close()
    old = tmp_path / "旧" / "library.sqlite3"
    old.parent.mkdir()
    connection = sqlite3.connect(old)
    connection.executescript(FORMAT_1)
    connection.execute("ATTACH ? AS new", (str(tmp_path / "资料库" / "library.sqlite3"),))
    connection.executescript(
        "INSERT INTO documents SELECT id, title, path, sha256, text, sections, added FROM new.documents;"
        "INSERT INTO passages SELECT id, document_id, section, start, end, vector FROM new.passages;"
        "UPDATE facts SET value = '0' WHERE key = 'terms';"  # which has the lexical index made from the texts
    )
    connection.close()
    library = PlainLibrary(old.parent)
    assert [(hit.passage.text, hit.score) for hit in library.search(QUERY)] == before
    assert not library.add(tmp_path / "文件0.txt").new
    assert library.document_at(tmp_path / "文件1.txt") is not None
    library.remove(library.documents()[0].id)
    library.close()
    connection = sqlite3.connect(old)
    assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def test_a_library_of_the_second_format_reads_pages_that_it_did_not_note(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    document = Document("a" * 16, "报告", "报告.pdf", "a" * 64, "甲\n乙", (Section("正文", 0, 3),), (0, 2, 2))
    library = PlainLibrary(tmp_path)
    library.add(document)
    library.close()
    connection = sqlite3.connect(path)
    connection.executescript("ALTER TABLE documents DROP COLUMN unread_pages; PRAGMA user_version = 2;")
    connection.close()
    library = PlainLibrary(tmp_path)
    assert library.document(document.id).unread_pages == (2,)
    library.add(replace(document, id="b" * 16))
    assert library.document("b" * 16).unread_pages == ()
    library.close()


def test_the_search_is_the_same_after_a_thousand_changes_as_when_built_at_once(tmp_path: Path) -> None:
    # Each removal merges the lexical index; without a rebuild now and then FTS5 calls it corrupt after a thousand.
    changed = PlainLibrary(tmp_path / "资料库")
    changed._database._file.all("PRAGMA synchronous = OFF")  # it is not the disk that is tried here
    choice = random.Random(3)
    n_swept = 0
    while n_swept < 1_050:
        number = choice.randrange(8)
        path = tmp_path / f"文件{number}.txt"
        if choice.random() < 0.6:
            path.write_text(content(number, choice.randrange(4)), encoding="utf-8")
            n_swept += changed.add(path).changed
        elif (document_id := changed.document_at(path)) is not None:
            changed.remove(document_id)
            n_swept += 1
    at_once = PlainLibrary(tmp_path / "一次")
    for summary in changed.documents():
        at_once.add(changed.document(summary.id))
    for query in (QUERY, "泵站的水泵", "审计"):
        found, expected = changed.search(query, k=20), at_once.search(query, k=20)
        assert found
        assert [(hit.passage.text, hit.score) for hit in found] == [(hit.passage.text, hit.score) for hit in expected]
    changed.close()
    at_once.close()
