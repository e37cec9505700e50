"""What an evaluation on the page reads, and what it leaves behind."""

import json
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.fusion import Hit
from index.library import Library
from index.loading import load
from qa.web.evaluating import evaluated


@pytest.fixture
def library(tmp_path: Path, wheat: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "资料库")
    opened.add(wheat)
    yield opened
    opened.close()


def report(library: Library, file: Path, **row: str) -> str:
    file.write_text(json.dumps({"question": "今年亩产达到多少公斤", "answers": ["620公斤"], **row}), encoding="utf-8")
    return last_of(library, file, threading.Event())


def last_of(library: Library, file: Path, stop: threading.Event) -> str:
    *_, last = evaluated(library, file, stop)
    return last


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the folder of a run lies, and nothing else."""
    folder = tmp_path / "临时"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_run_leaves_no_copy_of_a_document(tmp_path: Path, library: Library, temporary: Path) -> None:
    before = {path.name for path in library.home.iterdir()}
    assert "100.0 %" in report(library, tmp_path / "题.jsonl", document="小麦")
    assert {path.name for path in library.home.iterdir() if path.is_dir()} <= before
    assert list(temporary.iterdir()) == []


def test_a_title_that_is_a_path_opens_no_file(tmp_path: Path, library: Library, wheat: Path) -> None:
    secret = tmp_path / "秘密.txt"
    secret.write_text("今年口令亩产达到999公斤。\n", encoding="utf-8")
    library.add(replace(load(wheat), id="0" * 16, path="别处", title=str(secret)))
    said = report(library, tmp_path / "题.jsonl", document=str(secret), answers="一")
    assert "620公斤" in said
    assert "999公斤" not in said


def test_a_column_that_is_not_read_is_told_above_the_report(tmp_path: Path, library: Library) -> None:
    said = report(library, tmp_path / "题.jsonl", 难度="<b>")
    assert said.startswith('<p class="source-notice">没有用到的列：难度；')


class StoppedLibrary(Library):
    """A library whose visitor stops the run during the first question."""

    stop: threading.Event
    asked: list[str]

    def search(self, query: str, *, k: int = 10, within: Any = None) -> list[Hit]:
        self.stop.set()
        self.asked.append(query)
        return super().search(query, k=k, within=within)


def questions(tmp_path: Path, *asked: str) -> Path:
    file = tmp_path / "题.jsonl"
    rows = [{"question": one, "answers": ["620公斤"]} for one in asked]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return file


def test_a_run_that_is_stopped_ends_at_the_next_question_and_leaves_nothing(
    tmp_path: Path, wheat: Path, temporary: Path
) -> None:
    library = StoppedLibrary(tmp_path / "资料库")
    library.add(wheat)
    library.stop, library.asked = threading.Event(), []
    file = questions(tmp_path, "今年亩产达到多少公斤", "收割机有几台", "比去年增加多少公斤")
    said = last_of(library, file, library.stop)
    assert "已停止。" in said
    assert "1 / 3" in said
    assert library.asked
    assert not any("收割机" in query or "去年" in query for query in library.asked)
    assert list(temporary.iterdir()) == []
    library.close()


def test_a_stop_during_the_last_question_still_gives_the_report(tmp_path: Path, wheat: Path) -> None:
    library = StoppedLibrary(tmp_path / "资料库")
    library.add(wheat)
    library.stop, library.asked = threading.Event(), []
    assert "<iframe" in last_of(library, questions(tmp_path, "今年亩产达到多少公斤"), library.stop)
    library.close()


def test_a_run_that_is_stopped_takes_in_no_more_of_its_own_documents(
    tmp_path: Path, library: Library, temporary: Path
) -> None:
    file = tmp_path / "题.json"
    paragraphs = [
        {
            "context": f"收割机有{n}台。",
            "qas": [{"id": str(n), "question": "收割机有几台", "answers": [{"text": f"{n}台", "answer_start": 4}]}],
        }
        for n in (38, 39)
    ]
    file.write_text(json.dumps({"data": [{"title": "收割", "paragraphs": paragraphs}]}), encoding="utf-8")
    stop = threading.Event()
    stop.set()
    assert "0 / 2" in last_of(library, file, stop)
    assert list(temporary.iterdir()) == []


def test_a_visitor_who_leaves_stops_the_run(tmp_path: Path, library: Library) -> None:
    stop = threading.Event()
    run = evaluated(library, questions(tmp_path, "今年亩产达到多少公斤"), stop)
    next(run)
    assert not stop.is_set()
    run.close()
    assert stop.is_set()
