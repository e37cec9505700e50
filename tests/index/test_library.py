"""The library: add, remove, list, search, and what happens when its folder is bad."""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from index.embedder import Embedder, Vectors
from index.entries import entries_of, terms_of
from index.library import BUNDLED_ARTICLE, Library, LibraryError, Scope
from index.loading import LoadingError
from index.sections import Document

BRIDGE = "大桥\n\n跨江大桥全长3240米，2019年6月通车。\n\n设计者是林同。\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "资料库")
    yield opened
    opened.close()


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    return written(tmp_path / "大桥.txt", BRIDGE)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def found(library: Library, query: str) -> list[str]:
    return [hit.passage.text for hit in library.search(query, k=5)]


def test_an_empty_library_lists_and_finds_nothing(library: Library) -> None:
    assert library.documents() == []
    assert library.search("小麦") == []


def test_a_document_that_was_added_is_found(library: Library, wheat: Path, bridge: Path) -> None:
    library.add(wheat)
    library.add(bridge)
    assert "3240米" in found(library, "大桥有多长")[0]
    assert "620公斤" in found(library, "小麦亩产多少")[0]


def test_every_hit_is_a_slice_of_its_document(library: Library) -> None:
    library.add(BUNDLED_ARTICLE)
    for hit in library.search("石家庄承接了多少项目", k=20):
        text = library.document(hit.passage.document_id).text
        assert text[hit.passage.start : hit.passage.end] == hit.passage.text


def test_hits_come_best_first_and_no_more_than_asked(library: Library) -> None:
    library.add(BUNDLED_ARTICLE)
    scores = [hit.score for hit in library.search("石家庄承接了多少项目", k=4)]
    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)


def test_a_removed_document_is_found_no_more(library: Library, wheat: Path, bridge: Path) -> None:
    library.add(wheat)
    gone = library.add(bridge).document
    assert library.search("大桥")
    library.remove(gone.id)
    assert [document.title for document in library.documents()] == ["小麦"]
    assert not any("大桥" in text for text in found(library, "跨江大桥全长"))
    assert not library.holds("大桥")
    with pytest.raises(LibraryError, match="可能已被移除"):
        library.document(gone.id)


def test_the_same_content_twice_is_one_document(library: Library, wheat: Path, tmp_path: Path) -> None:
    assert library.add(wheat).new
    assert not library.add(written(tmp_path / "副本.txt", wheat.read_text(encoding="utf-8"))).new
    assert len(library.documents()) == 1


def test_a_changed_file_takes_the_place_of_what_it_was(library: Library, wheat: Path) -> None:
    library.add(wheat)
    written(wheat, wheat.read_text(encoding="utf-8").replace("620", "711"))
    library.add(wheat)
    assert len(library.documents()) == 1
    assert "711公斤" in found(library, "小麦亩产")[0]
    assert not library.holds("620")


def test_a_file_that_cannot_be_read_changes_nothing(library: Library, wheat: Path, tmp_path: Path) -> None:
    library.add(wheat)
    (tmp_path / "空.txt").touch()
    with pytest.raises(LoadingError):
        library.add(tmp_path / "空.txt")
    assert [document.title for document in library.documents()] == ["小麦"]


def test_removing_what_is_not_there_says_so(library: Library) -> None:
    with pytest.raises(LibraryError, match="没有编号为 abc 的文档"):
        library.remove("abc")


def test_a_library_opened_again_finds_the_same(library: Library, wheat: Path, bridge: Path) -> None:
    library.add(wheat)
    library.add(bridge)
    before = library.search("小麦亩产")
    again = Library(library.home)
    assert again.search("小麦亩产") == before
    again.close()


def test_a_change_by_another_process_is_seen(library: Library, wheat: Path, bridge: Path) -> None:
    library.add(wheat)
    assert library.search("小麦")
    other = Library(library.home)
    other.add(bridge)
    assert "3240米" in found(library, "大桥有多长")[0]
    other.remove(other.documents()[0].id)
    assert not any("620公斤" in text for text in found(library, "小麦亩产"))
    other.close()


def test_closing_leaves_no_vectors_of_what_another_process_removed(library: Library, wheat: Path, bridge: Path) -> None:
    library.add(wheat)
    library.search("小麦")
    gone = library.add(bridge).document
    library.search("大桥")  # in memory, not yet in the file
    other = Library(library.home)
    other.remove(gone.id)
    library.close()
    assert not (library.home / "dense.cache").exists()
    assert not any("大桥" in text for text in found(other, "大桥有多长"))
    other.close()


def test_a_damaged_cache_is_made_anew(library: Library, wheat: Path) -> None:
    library.add(wheat)
    before = library.search("小麦亩产")
    (library.home / "dense.cache").write_bytes(b"not a cache")
    again = Library(library.home)
    assert again.search("小麦亩产") == before
    again.close()


def test_the_bundled_article_comes_once_and_stays_out_when_removed(library: Library) -> None:
    library.add_bundled_article()
    (article,) = library.documents()
    library.remove(article.id)
    library.add_bundled_article()
    assert library.documents() == []


def test_progress_ends_with_every_passage(library: Library) -> None:
    seen: list[tuple[int, int]] = []
    library.add(BUNDLED_ARTICLE, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (library.documents()[0].n_passages,) * 2


def test_threads_share_a_library(library: Library, wheat: Path, bridge: Path) -> None:
    library.add(wheat)
    results: list[list[str]] = []
    threads = [threading.Thread(target=lambda: results.append(found(library, "小麦亩产"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    library.add(bridge)
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert all("620公斤" in texts[0] for texts in results)


def test_a_word_that_only_its_characters_make_up_is_not_held(library: Library, tmp_path: Path) -> None:
    library.add(written(tmp_path / "医保.txt", "医保\n\n全省医保定点医疗机构增加到38家。\n"))
    assert library.holds("医保")
    assert not library.holds("保定")


def test_a_query_of_quotes_and_operators_is_only_text(library: Library, wheat: Path) -> None:
    library.add(wheat)
    assert found(library, '小麦" OR NEAR( * NOT "')


def test_a_damaged_database_is_one_clear_error(library: Library, wheat: Path) -> None:
    library.add(wheat)
    library.close()
    path = library.home / "library.sqlite3"
    for extra in library.home.glob("library.sqlite3-*"):
        extra.unlink()
    path.write_bytes(b"garbage " * 1000)
    with pytest.raises(LibraryError, match="已损坏"):
        Library(library.home)
    assert path.read_bytes() == b"garbage " * 1000


def test_a_newer_format_is_refused_and_left_alone(library: Library, wheat: Path) -> None:
    library.add(wheat)
    library.close()
    with sqlite3.connect(library.home / "library.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(LibraryError, match="更新的版本建立（格式 99"):
        Library(library.home)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "library.sqlite3") as connection:
        connection.execute("CREATE TABLE notes (id)")
    with pytest.raises(LibraryError, match="不是问据的资料库"):
        Library(tmp_path)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    written(tmp_path / "home", "")
    with pytest.raises(LibraryError, match="不是文件夹"):
        Library(tmp_path / "home")


def test_vectors_of_another_model_are_not_searched(library: Library, wheat: Path) -> None:
    library.add(wheat)
    library.close()
    with sqlite3.connect(library.home / "library.sqlite3") as connection:
        connection.execute("UPDATE facts SET value = 'another-model' WHERE key = 'embedder'")
    again = Library(library.home)
    with pytest.raises(LibraryError, match="是用模型 another-model 建立的"):
        again.search("小麦")
    again.close()


def test_another_way_to_make_terms_makes_the_lexical_index_anew(library: Library, wheat: Path) -> None:
    library.add(wheat)
    library.close()
    with sqlite3.connect(library.home / "library.sqlite3") as connection:
        connection.execute("UPDATE facts SET value = '0' WHERE key = 'terms'")
        connection.execute("INSERT INTO terms (terms) VALUES ('delete-all')")
    again = Library(library.home)
    assert again.holds("小麦")
    again.close()


def test_content_at_two_paths_stays_until_no_path_holds_it(library: Library, wheat: Path, tmp_path: Path) -> None:
    copy = written(tmp_path / "副本.txt", wheat.read_text(encoding="utf-8"))
    first = library.add(wheat).document
    assert library.add(copy).document.id == first.id
    written(wheat, BRIDGE)
    library.add(wheat)
    assert library.document(first.id).path == str(copy)
    written(copy, BRIDGE)
    assert library.add(copy).changed
    assert [document.title for document in library.documents()] == ["大桥"]
    assert library.document_at(copy) == library.document_at(wheat)


class CountingEmbedder:
    """The library's own embedder, and the texts that it was given."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.name, self.dim = embedder.name, embedder.dim
        self.texts: list[str] = []

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.embed_queries(texts)

    def embed_passages(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> Vectors:
        self.texts += texts
        return self._embedder.embed_passages(texts, progress=progress)


def test_only_the_passages_that_changed_are_embedded_again(library: Library, tmp_path: Path) -> None:
    parts = [
        f"{chapter}、概况\n\n" + f"{chapter}号渠道今年修好了，长{n}公里。" * 12 + "\n"
        for n, chapter in enumerate("一二三四")
    ]
    path = written(tmp_path / "渠道.txt", "渠道年报\n\n" + "\n".join(parts))
    counting = CountingEmbedder(library.embedder)
    library.__dict__["embedder"] = counting
    library.add(path)
    assert len(counting.texts) == 5  # the title's line and four sections
    counting.texts.clear()
    written(path, path.read_text(encoding="utf-8").replace("三号渠道", "第三渠道"))
    library.add(path)
    (text,) = counting.texts
    assert "第三渠道" in text
    assert any("第三渠道" in text for text in found(library, "第三渠道多长"))


@pytest.fixture
def three(library: Library, wheat: Path, bridge: Path, tmp_path: Path) -> dict[str, str]:
    """Three documents' ids by their titles; two speak of one thing."""
    tower = written(
        tmp_path / "高塔.txt",
        "高塔\n\n高塔高320米，2020年6月建成。\n\n一、设计\n\n设计者是林同，他也设计了跨江大桥。\n",
    )
    for path in (wheat, bridge, tower):
        library.add(path)
    return {document.title: document.id for document in library.documents()}


def titles(library: Library, query: str, within: Scope) -> set[str]:
    return {library.document(hit.passage.document_id).title for hit in library.search(query, within=within)}


def test_a_search_is_limited_to_documents(library: Library, three: dict[str, str]) -> None:
    assert titles(library, "设计者是谁", Scope(documents=[three["高塔"]])) == {"高塔"}
    assert titles(library, "设计者是谁", Scope(documents=[three["高塔"], three["小麦"]])) == {"高塔", "小麦"}
    assert titles(library, "设计者是谁", Scope(documents=[])) == set()
    assert titles(library, "设计者是谁", Scope()) == set(three)


def test_a_limit_counts_before_the_best_are_chosen(library: Library, wheat: Path, tmp_path: Path) -> None:
    for n in range(60):  # more than a ranking is deep
        library.add(written(tmp_path / f"{n}.txt", f"小麦{n}\n\n小麦亩产达到{600 + n}公斤。\n"))
    last = library.add(written(tmp_path / "别的.txt", "天气\n\n明天多云。\n")).document
    (hit,) = library.search("小麦亩产", k=1, within=Scope(documents=[last.id]))
    assert hit.passage.document_id == last.id


def test_a_search_is_limited_to_sections(library: Library, three: dict[str, str]) -> None:
    hits = library.search("设计者是谁", within=Scope(sections=["一、设计"]))
    assert [hit.passage.section for hit in hits] == ["一、设计"]


def test_a_search_is_limited_to_when_documents_were_added(library: Library, wheat: Path, bridge: Path) -> None:
    library.add(wheat)
    between = datetime.now(UTC)
    library.add(bridge)
    assert titles(library, "大桥", Scope(added_from=between)) == {"大桥"}
    assert titles(library, "大桥", Scope(added_before=between)) == {"小麦"}
    elsewhere = between.astimezone(timezone(timedelta(hours=8)))
    assert titles(library, "大桥", Scope(added_before=elsewhere)) == {"小麦"}


def test_what_a_limit_leaves_out_is_not_held(library: Library, three: dict[str, str]) -> None:
    assert library.holds("亩产")
    assert not library.holds("亩产", within=Scope(documents=[three["高塔"]]))


@pytest.mark.parametrize(
    ("limits", "error"), [({"documents": "abc"}, TypeError), ({"added_from": datetime(2024, 5, 1)}, ValueError)]
)
def test_a_limit_that_means_nothing_is_refused(limits: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        Scope(**limits)


def test_pages_are_kept(library: Library) -> None:
    printed = Path(__file__).parent / "formats" / "files" / "chromium.pdf"
    added = library.add(printed).document
    kept = library.document(added.id)
    assert kept == added
    assert kept.page_at(kept.text.index("合同文本")) == 2
    assert library.document(library.add(BUNDLED_ARTICLE).document.id).page_at(0) is None


def test_a_path_is_the_same_whatever_way_leads_to_it(library: Library, bridge: Path) -> None:
    (bridge.parent / "别处").mkdir()
    library.add(bridge.parent / "别处" / ".." / bridge.name)
    written(bridge, BRIDGE.replace("3240", "3250"))
    assert library.add(bridge).changed
    assert len(library.documents()) == 1


def test_a_document_that_is_taken_out_while_it_is_added_again_is_put_in(
    library: Library, bridge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(bridge)
    look_up = library._database.document

    def and_then_gone(document_id: str) -> Document | None:
        found = look_up(document_id)
        monkeypatch.undo()
        other = Library(library.home)
        other.remove(document_id)
        other.close()
        return found

    monkeypatch.setattr(library._database, "document", and_then_gone)
    assert library.add(bridge).new
    assert "3240米" in found(library, "大桥有多长")[0]


def test_content_that_two_processes_add_at_once_is_held_by_both_files(library: Library, bridge: Path) -> None:
    added = library.add(bridge).document
    same = replace(added, path=str(bridge.parent / "副本.txt"))
    entries = entries_of(same, None, database=library._database, embedder=library.embedder)
    library._database.put(same, entries, terms_of=terms_of)  # the other had looked before this one was in
    assert library.document_at(bridge) == library.document_at(same.path) == added.id


def test_a_removal_during_another_sweep_is_swept_as_well(
    library: Library, bridge: Path, wheat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = library.add(bridge).document.id, library.add(wheat).document.id
    other = Library(library.home)
    checkpoint = library._database._file.checkpoint

    def and_then_another_removal() -> bool:
        done = checkpoint()
        other.remove(second, sweep=False)
        return done

    monkeypatch.setattr(library._database._file, "checkpoint", and_then_another_removal)
    library.remove(first)
    assert other._database.fact("unswept") is not None
    other.sweep()
    assert other._database.fact("unswept") is None
    assert "620公斤".encode() not in (library.home / "library.sqlite3").read_bytes()
    other.close()
