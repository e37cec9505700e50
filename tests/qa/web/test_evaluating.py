"""What an evaluation on the page reads, and what it leaves behind."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

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
    *_, last = evaluated(library, file)
    return last


def test_a_run_leaves_no_copy_of_a_document(tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "临时"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
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
