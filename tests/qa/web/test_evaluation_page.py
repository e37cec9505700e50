"""The evaluation tab in a real browser: a question file in, watched or stopped, its report out; and no file of the server's."""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from index.fusion import Hit
from index.library import Library
from qa.web.page import build_page
from qa.web.serving import open_page
from tests.qa.web.visiting import opened

ROWS = [
    {"id": "1", "question": "石家庄承接了多少项目", "answers": ["406个"]},
    {"id": "2", "question": "唐山承接了多少项目", "answers": []},
]


class HeldLibrary(Library):
    """A library whose search for 唐山 waits to be let go."""

    held: threading.Event
    let_go: threading.Event

    def search(self, query: str, *, k: int = 10, within: Any = None) -> list[Hit]:
        if "唐山" in query:
            self.held.set()
            self.let_go.wait(60)
        return super().search(query, k=k, within=within)


@pytest.fixture
def library(tmp_path: Path) -> HeldLibrary:
    library = HeldLibrary(tmp_path / "library")
    library.held, library.let_go = threading.Event(), threading.Event()
    return library


@pytest.fixture
def page(browser: Browser, library: HeldLibrary) -> Iterator[Page]:
    library.add_bundled_article()
    served = build_page(library)
    page = opened(browser.new_page(locale="zh-CN", viewport={"width": 1280, "height": 900}), open_page(served))
    page.get_by_role("tab", name="评测").click()
    yield page
    page.close()
    served.close()
    library.close()


def run(page: Page, file: Path, rows: Sequence[Mapping[str, object]]) -> None:
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    page.locator("#questions input[type=file]").set_input_files(file)


def test_a_question_file_becomes_a_report(page: Page, library: HeldLibrary, tmp_path: Path) -> None:
    library.let_go.set()
    run(page, tmp_path / "题.jsonl", ROWS)
    report = page.frame_locator("iframe.report")
    expect(report.locator("body")).to_contain_text("100.0 %", timeout=60_000)
    assert page.locator("iframe.report").get_attribute("sandbox") == "allow-scripts"
    expect(page.locator("#stop")).to_be_hidden()


def test_a_run_is_stopped_at_the_next_question_and_another_can_begin(
    page: Page, library: HeldLibrary, tmp_path: Path
) -> None:
    run(page, tmp_path / "题.jsonl", [*ROWS, {"id": "3", "question": "保定承接了多少项目", "answers": []}])
    assert library.held.wait(60)
    stop = page.get_by_role("button", name="停止", exact=True)
    stop.click()
    expect(stop).to_be_disabled()
    library.let_go.set()
    expect(page.locator("#report .source-notice")).to_contain_text("已停止。", timeout=60_000)
    expect(page.locator("#report .source-notice")).to_contain_text("2 / 3")
    expect(stop).to_be_hidden()
    page.locator("#questions").get_by_label("清空").click()
    run(page, tmp_path / "题二.jsonl", ROWS)
    expect(page.frame_locator("iframe.report").locator("body")).to_contain_text("100.0 %", timeout=60_000)


def test_a_row_reads_no_file_of_the_server(page: Page, tmp_path: Path) -> None:
    secret = tmp_path / "秘密.txt"
    secret.write_text("口令是一二三四五六。\n", encoding="utf-8")
    row = {"id": "1", "question": "口令是什么", "answers": ["一二三四五六"], "document": str(secret)}
    run(page, tmp_path / "题.jsonl", [row])
    expect(page.locator("#report")).to_contain_text("没有一题能提问", timeout=60_000)
    expect(page.locator("#report")).to_contain_text("资料库里没有文档")


def test_a_file_that_holds_no_questions_is_one_line(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "空.jsonl"
    file.write_text("不是题目\n", encoding="utf-8")
    page.locator("#questions input[type=file]").set_input_files(file)
    expect(page.locator("#report .source-notice")).to_be_visible(timeout=60_000)
