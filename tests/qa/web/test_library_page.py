"""The library in a real browser: a file in, asked, limited to, and out again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from index.library import Library
from qa.web.page import build_page
from qa.web.serving import open_page
from tests.qa.web.visiting import QUESTION, ask, chip, opened


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    library = Library(tmp_path / "library")
    library.add_bundled_article()
    served = build_page(library)
    page = opened(browser.new_page(locale="zh-CN", viewport={"width": 1280, "height": 800}), open_page(served))
    yield page
    page.close()
    served.close()
    library.close()


def upload(page: Page, *files: Path) -> None:
    page.get_by_role("tab", name="资料库").click()
    page.locator("#upload input[type=file]").set_input_files(files)
    expect(page.locator("#outcomes li")).to_have_count(len(files), timeout=60_000)


def test_a_file_goes_in_answers_and_comes_out_again(page: Page, wheat: Path) -> None:
    upload(page, wheat)
    expect(page.locator("#outcomes .done")).to_contain_text("小麦")
    expect(page.locator(".shelf > li")).to_have_count(2)
    ask(page, "小麦亩产多少公斤")
    expect(page.locator(".answer strong")).to_have_text("620公斤")
    page.get_by_role("tab", name="资料库").click()
    line = page.locator(".shelf > li", has_text="小麦")
    line.locator("summary").click()
    line.locator("a.remove").click()
    expect(page.locator(".shelf > li")).to_have_count(1)
    ask(page, "小麦亩产多少公斤")
    expect(page.locator(".abstention")).to_be_visible()
    # The chip of the earlier answer finds nothing any more, and says so.
    page.locator(".answer a.citation:not(.passage)").click()
    expect(page.locator(".source-notice")).to_contain_text("可能已被移除")


def test_a_file_that_is_none_is_one_line_and_harms_no_other(page: Page, wheat: Path, tmp_path: Path) -> None:
    broken = tmp_path / "坏.txt"
    broken.write_bytes(b"\x00\x01\x02" * 50)
    upload(page, broken, wheat)
    expect(page.locator("#outcomes .failed")).to_contain_text("坏.txt")
    expect(page.locator("#outcomes .done")).to_contain_text("小麦")


def test_a_document_on_the_shelf_opens(page: Page, wheat: Path) -> None:
    upload(page, wheat)
    page.locator(".shelf a.open", has_text="小麦").click()
    expect(page.locator("#source article h2")).to_have_text("小麦")
    expect(page.locator("#source article")).to_be_visible()


def test_a_citation_opens_the_source_from_another_tab(page: Page) -> None:
    ask(page, QUESTION)
    page.get_by_role("tab", name="资料库").click()
    expect(page.locator("#source article")).to_be_hidden()
    chip(page).click()
    expect(page.locator("#source article mark").first).to_be_in_viewport()


def test_a_tab_that_is_opened_while_an_answer_comes_stays_open(page: Page) -> None:
    box = page.locator("#question textarea")
    box.fill(QUESTION)
    box.press("Enter")
    page.locator(".pending").wait_for()
    page.get_by_role("tab", name="资料库").click()
    expect(page.locator(".answer strong")).to_have_text("406个", timeout=60_000)
    # What comes after an answer, such as what may be asked next, is the last that could open another tab.
    expect(page.locator("#next a").first).to_be_visible()
    expect(page.locator(".shelf")).to_be_visible()


def test_a_question_uses_the_chosen_documents_only(page: Page, wheat: Path) -> None:
    upload(page, wheat)
    page.locator("#scope label", has_text="小麦").locator("input").check()
    ask(page, "石家庄承接了多少项目")
    expect(page.locator(".abstention")).to_be_visible()
    page.get_by_role("tab", name="资料库").click()
    page.locator("#scope label", has_text="小麦").locator("input").uncheck()
    ask(page, "石家庄承接了多少项目")
    expect(page.locator(".answer strong")).to_have_text("406个")
