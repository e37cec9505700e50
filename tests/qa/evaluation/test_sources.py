"""What rows are asked of: files and documents by name, and libraries that belong to one run."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.library import Library
from index.loading import load
from qa.evaluation import running
from qa.evaluation.datasets import read_dataset
from qa.evaluation.folder import RunError, RunFolder
from qa.evaluation.records import Record
from qa.evaluation.rows import BadRow, Dataset
from qa.evaluation.running import run
from qa.evaluation.sources import Sources, own_library

QUESTION = "今年亩产达到多少公斤"


@pytest.fixture
def library(tmp_path: Path, wheat: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "资料库")
    opened.add(wheat)
    yield opened
    opened.close()


def asked_of(
    names: list[str], folder: Path, library: Library, *, files: bool = True
) -> tuple[list[Record], list[BadRow]]:
    """One question a name, each of that document."""
    path = folder / "题.jsonl"
    path.write_text("\n".join(json.dumps({"question": QUESTION, "document": name}) for name in names), encoding="utf-8")
    return run(read_dataset(path), library, folder / "评测", beside=folder if files else None)


def squad(folder: Path, name: str, text: str) -> Dataset:
    paragraph = {"context": text, "qas": [{"id": "q", "question": "亩产多少公斤", "answers": []}]}
    path = folder / name
    path.write_text(json.dumps({"data": [{"title": name, "paragraphs": [paragraph]}]}), encoding="utf-8")
    return read_dataset(path)


def test_a_folder_of_other_questions_is_refused_before_anything_is_added(tmp_path: Path) -> None:
    out = tmp_path / "评测"
    first, second = squad(tmp_path, "甲.json", "小麦亩产620公斤。"), squad(tmp_path, "乙.json", "水稻亩产710公斤。")
    own_library(first, out).close()
    RunFolder(out, {"questions": first.name, "sha256": first.sha256}).close()
    before = sorted(out.rglob("*"))
    with pytest.raises(RunError, match="另一次评测（不同的是 questions、sha256）"):
        own_library(second, out)
    assert sorted(out.rglob("*")) == before


def test_the_documents_of_a_stopped_run_are_not_those_of_another(tmp_path: Path) -> None:
    out = tmp_path / "评测"
    own_library(squad(tmp_path, "甲.json", "小麦亩产620公斤。"), out).close()  # stopped before the first question
    library = own_library(squad(tmp_path, "乙.json", "水稻亩产710公斤。"), out)
    assert [one.title for one in library.documents()] == ["乙.json"]
    library.close()


@pytest.mark.parametrize("in_library", [pytest.param(True, id="as a title too"), pytest.param(False, id="as a path")])
def test_no_file_is_read_where_files_may_not_be_named(
    tmp_path: Path, library: Library, wheat: Path, in_library: bool
) -> None:
    secret = tmp_path / "秘密.txt"
    secret.write_text("今年口令亩产达到999公斤。\n", encoding="utf-8")
    if in_library:
        library.add(replace(load(wheat), id="0" * 16, path="别处", title=str(secret)))
    records, bad = asked_of([str(secret)], tmp_path, library, files=False)
    assert [record.span for record in records] == (["620公斤"] if in_library else [])
    assert [one.why.split("，")[0] for one in bad] == ([] if in_library else [f"资料库里没有文档“{secret}”"])


def test_an_edited_file_makes_another_run(tmp_path: Path, library: Library) -> None:
    report = tmp_path / "报告.txt"
    report.write_text("今年水稻亩产达到710公斤。\n", encoding="utf-8")
    asked_of([report.name], tmp_path, library)
    report.write_text("今年水稻亩产达到720公斤。\n", encoding="utf-8")
    with pytest.raises(RunError, match=r"另一次评测（不同的是 报告.txt）"):
        asked_of([report.name], tmp_path, library)


def test_a_file_that_was_missing_is_asked_when_it_is_there(tmp_path: Path, library: Library) -> None:
    names = ["小麦.txt", "水稻.txt"]
    assert len(asked_of(names, tmp_path, library)[1]) == 1
    rice = tmp_path / "水稻.txt"
    rice.write_text("今年水稻亩产达到710公斤。\n", encoding="utf-8")
    records, bad = asked_of(names, tmp_path, library)
    assert ([record.span for record in records], bad) == (["620公斤", "710公斤"], [])
    rice.write_text("今年水稻亩产达到720公斤。\n", encoding="utf-8")
    with pytest.raises(RunError, match=r"不同的是 水稻.txt"):
        asked_of(names, tmp_path, library)


def test_another_version_of_the_program_makes_another_run(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_of(["小麦"], tmp_path, library)
    monkeypatch.setattr(running, "program_version", lambda: "99.0")
    with pytest.raises(RunError, match="不同的是 program"):
        asked_of(["小麦"], tmp_path, library)


def test_a_name_that_no_file_can_have_is_a_bad_row(tmp_path: Path, library: Library) -> None:
    records, bad = asked_of(["长" * 300, "小麦"], tmp_path, library)
    assert len(records) == 1
    assert [(one.place, one.why[:5]) for one in bad] == [("第 1 行", "找不到文档")]


def test_libraries_of_a_run_embed_with_the_model_that_was_chosen(tmp_path: Path, wheat: Path) -> None:
    out, document = tmp_path / "评测", load(wheat)
    there = Library(out / "documents" / document.id)
    there.add(document)  # so that the other model, which does not exist, is not loaded
    there.close()
    dataset = replace(squad(tmp_path, "甲.json", "小麦亩产620公斤。"), documents=())
    base = own_library(dataset, out, model="另一个模型")
    with Sources(base, out, beside=tmp_path).library_of(wheat.name) as library:
        assert (base.model, library.model) == ("另一个模型", "另一个模型")
    base.close()
