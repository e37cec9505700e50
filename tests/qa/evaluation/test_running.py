"""Runs over small libraries: documents named by rows, rows that cannot be asked, stopped and gone on with."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from index.loading import load
from qa.evaluation.datasets import read_dataset
from qa.evaluation.folder import RunError, RunFolder, records_in
from qa.evaluation.records import Record
from qa.evaluation.rows import BadRow
from qa.evaluation.running import run
from qa.evaluation.sources import own_library
from tests.qa.evaluation.conftest import Made

RICE = "水稻\n\n今年水稻亩产达到710公斤，比去年增加20公斤。\n"
QUESTIONS: list[dict[str, object]] = [
    {"id": "麦", "question": "今年小麦亩产达到多少", "answers": ["620公斤"], "evidence": ["今年小麦亩产达到620公斤，比去年增加15公斤。"]},
    {"id": "车", "question": "收割机有多少台", "answers": ["38台"]},
    {"id": "无", "question": "棉花是谁种的"},
]  # fmt: skip


@pytest.fixture
def library(tmp_path: Path, wheat: Path) -> Iterator[Library]:
    """A library with the document on wheat."""
    opened = Library(tmp_path / "资料库")
    opened.add(wheat)
    yield opened
    opened.close()


def asked(
    folder: Path, rows: list[dict[str, object]], library: Library, *, out: str = "评测", jobs: int = 1
) -> tuple[list[Record], list[BadRow]]:
    path = folder / "题.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return run(read_dataset(path), library, folder / out, beside=folder, jobs=jobs)


def test_each_row_gets_its_answer_in_the_order_of_the_file(tmp_path: Path, library: Library) -> None:
    records, bad = asked(tmp_path, QUESTIONS, library)
    assert [(r.row.id, r.span) for r in records] == [("麦", "620公斤"), ("车", "38台"), ("无", "")]
    assert [r.right for r in records] == [True, True, True]
    assert bad == []


def test_passages_that_hold_the_evidence_are_relevant(tmp_path: Path, library: Library) -> None:
    wheat, harvesters, _ = asked(tmp_path, QUESTIONS, library)[0]
    assert wheat.hits[0].place in wheat.relevant
    assert harvesters.relevant == ()  # its evidence is not known


def test_processes_say_what_one_says(tmp_path: Path, library: Library) -> None:
    alone, _ = asked(tmp_path, QUESTIONS, library)
    together, _ = asked(tmp_path, QUESTIONS, library, out="一起", jobs=2)
    assert [(r.row, r.span, r.hits, r.relevant) for r in together] == [
        (r.row, r.span, r.hits, r.relevant) for r in alone
    ]


def test_a_document_is_named_by_path_title_or_id(tmp_path: Path, library: Library, wheat: Path) -> None:
    (tmp_path / "水稻.txt").write_text(RICE, encoding="utf-8")
    question: dict[str, object] = {"question": "今年亩产达到多少公斤"}
    names = ["水稻.txt", str(wheat), "小麦", load(wheat).id]
    records, bad = asked(tmp_path, [question | {"document": name} for name in names], library)
    assert bad == []
    titles = [{hit.document for hit in record.hits} for record in records]
    assert titles == [{"水稻"}, {"小麦"}, {"小麦"}, {"小麦"}]
    assert [record.span for record in records] == ["710公斤", "620公斤", "620公斤", "620公斤"]


def test_a_document_that_is_not_there_is_a_bad_row(tmp_path: Path, library: Library) -> None:
    records, bad = asked(tmp_path, [QUESTIONS[0], {"question": "亩产多少", "document": "玉米"}], library)
    assert len(records) == 1
    assert [one.place for one in bad] == ["第 2 行"]
    assert bad[0].why.startswith("找不到文档“玉米”")


def test_paragraphs_of_a_file_are_asked_in_a_library_of_their_own(tmp_path: Path) -> None:
    paragraph = {
        "context": "小麦亩产620公斤。收割机有38台。",
        "qas": [{"id": "q", "question": "收割机有多少台？", "answers": [{"text": "38台", "answer_start": 14}]}],
    }
    path = tmp_path / "squad.json"
    path.write_text(json.dumps({"data": [{"title": "麦", "paragraphs": [paragraph]}]}), encoding="utf-8")
    dataset = read_dataset(path)
    library = own_library(dataset, tmp_path / "评测")
    (record,), _ = run(dataset, library, tmp_path / "评测", beside=tmp_path)
    library.close()
    assert (record.span, record.citations[0].text) == ("38台", "收割机有38台。")
    assert record.relevant == (record.hits[0].place,)


def test_what_was_answered_is_not_asked_again(tmp_path: Path, library: Library) -> None:
    asked(tmp_path, QUESTIONS, library)
    file = tmp_path / "评测" / "answers.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = json.loads(lines[0]) | {"span": "早先的答案"}
    # One whole line, one that was torn in the middle of a character, and one that was never written.
    whole = (json.dumps(changed, ensure_ascii=False) + "\n").encode()
    file.write_bytes(whole + lines[1].encode()[: lines[1].encode().index("收".encode()) + 1])
    records, _ = asked(tmp_path, QUESTIONS, library)
    assert [r.span for r in records] == ["早先的答案", "38台", ""]
    assert len(file.read_text(encoding="utf-8").splitlines()) == 3


def test_a_folder_of_another_run_is_refused(tmp_path: Path, library: Library) -> None:
    asked(tmp_path, QUESTIONS, library)
    with pytest.raises(RunError, match=r"另一次评测（不同的是 sha256）"):
        asked(tmp_path, QUESTIONS[:2], library)
    (tmp_path / "水稻.txt").write_text(RICE, encoding="utf-8")
    library.add(tmp_path / "水稻.txt")
    with pytest.raises(RunError, match=r"另一次评测（不同的是 library）"):
        asked(tmp_path, QUESTIONS, library)


def test_a_damaged_line_is_named(tmp_path: Path, made: Made) -> None:
    folder = RunFolder(tmp_path / "评测", {})
    folder.append(made(1, "甲"))
    folder.close()
    with (tmp_path / "评测" / "answers.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"row": 1}\n')
    with pytest.raises(RunError, match="第 2 行已损坏"):
        RunFolder(tmp_path / "评测", {})


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="不是一次评测的文件夹"):
        records_in(tmp_path)
    (tmp_path / "answers.jsonl").touch()
    with pytest.raises(RunError, match="不知道是哪次评测"):
        RunFolder(tmp_path, {})


def test_a_row_with_history_is_a_follow_up(tmp_path: Path, library: Library) -> None:
    row: dict[str, object] = {"question": "收割机呢", "history": [["今年小麦亩产达到多少", "620公斤"]]}
    records, bad = asked(tmp_path, [row], library)
    assert (len(records), bad) == (1, [])
