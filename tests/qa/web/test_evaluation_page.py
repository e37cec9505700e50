"""The evaluation tab in a real browser: a question file in, watched, its report out; and no file of the server's."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from index.library import Library
from qa.web.page import build_page
from qa.web.serving import open_page
from tests.qa.web.visiting import opened

ROWS = [
    {"id": "1", "question": "石家庄承接了多少项目", "answers": ["406个"]},
    {"id": "2", "question": "唐山承接了多少项目", "answers": []},
]


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    library = Library(tmp_path / "library")
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


def test_a_question_file_becomes_a_report(page: Page, tmp_path: Path) -> None:
    run(page, tmp_path / "题.jsonl", ROWS)
    report = page.frame_locator("iframe.report")
    expect(report.locator("body")).to_contain_text("100.0 %", timeout=60_000)
    assert page.locator("iframe.report").get_attribute("sandbox") == "allow-scripts"


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
