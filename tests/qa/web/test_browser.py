"""The real page in a real browser: `python app.py` on a fresh library, and Chromium without a window."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from gradio_client import Client
from playwright.sync_api import Browser, Page, ViewportSize, expect

from index.fusion import Hit
from index.library import Library
from index.loading import load
from index.sections import Document
from qa.web.page import build_page
from qa.web.serving import open_page
from tests.qa.web.visiting import QUESTION, ask, chip, follow, opened

ROOT = Path(__file__).parents[3]
SECTION = "精准高效对接，促进产业协同共赢"
HOSTILE = (
    "标记大全\n\n"
    "<img src=x onerror=\"document.title='ran'\"><script>document.title='ran'</script>都是标记。"
    "${document.title='ran'}{{document}}`也是标记。</div></article>&lt;b&gt;还是标记。\n"
)
PHONE: ViewportSize = {"width": 390, "height": 844}


class BrokenLibrary(Library):
    """A library with a mistake in it."""

    def search(self, query: str, *, k: int = 10, within: object = None) -> list[Hit]:
        raise RuntimeError("the test's own mistake")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """A document full of markup."""
    path = tmp_path_factory.mktemp("文件") / "标记.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    return load(path)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, hostile: Document) -> Iterator[str]:
    """The address of a page, served from a library that holds the hostile document before the first start."""
    home = tmp_path_factory.mktemp("页面") / "资料库"
    library = Library(home)
    library.add(hostile)
    library.close()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"WENJU_HOME": str(home), "GRADIO_SERVER_PORT": str(port), "PYTHONUTF8": "1"}
    server = subprocess.Popen(
        [sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert server.stdout
    try:
        line = next((line for line in server.stdout if "http" in line), "")
        found = re.search(r"http://[\w.:]+/", line)
        assert found, "app.py ended without an address; its error stream is above"
        yield found[0]
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(locale="zh-CN", viewport={"width": 1280, "height": 800})
    yield opened(page, address)
    page.close()


def test_a_question_is_answered_with_its_span_in_bold(page: Page) -> None:
    ask(page, QUESTION)
    expect(page.locator(".answer strong")).to_have_text("406个")


def test_a_chip_bears_the_name_of_its_section(page: Page) -> None:
    ask(page, QUESTION)
    expect(chip(page).locator(".name")).to_have_text(re.compile(r"精准高效对接，\s*促进产业协同共赢"))


def test_an_answer_shows_its_quote_marked_in_view(page: Page) -> None:
    ask(page, QUESTION)
    expect(page.locator("#source mark")).to_contain_text("406个")
    expect(page.locator("#source mark")).to_be_in_viewport()


def test_a_click_on_a_chip_brings_its_quote_into_view(page: Page) -> None:
    ask(page, QUESTION)
    mark = page.locator("#source mark")
    expect(mark).to_be_in_viewport()
    page.locator("#source article").evaluate("pane => pane.scrollTo({top: 1e6, behavior: 'instant'})")
    expect(mark).not_to_be_in_viewport()
    chip(page).click()
    expect(mark).to_have_text(chip(page).get_attribute("title"))
    expect(mark.locator("strong")).to_have_text("406个")
    expect(mark).to_be_in_viewport()


def test_a_chip_of_an_earlier_answer_still_opens_its_quote(page: Page) -> None:
    ask(page, QUESTION)
    ask(page, "雄安新区有多少家央企子公司")
    expect(page.locator("#source mark")).to_contain_text("100家")
    chip(page).click()
    expect(page.locator("#source mark")).to_have_text(chip(page).get_attribute("title"))
    expect(page.locator("#source mark")).to_contain_text("406个")
    expect(page.locator("#source mark")).to_be_in_viewport()


def test_the_enter_key_opens_a_chip(page: Page) -> None:
    ask(page, QUESTION)
    page.locator("#source article").evaluate("pane => pane.scrollTo({top: 1e6, behavior: 'instant'})")
    chip(page).press("Enter")
    expect(page.locator("#source mark")).to_be_in_viewport()
    expect(page.locator("#source mark")).to_be_focused()


def test_a_passage_that_was_read_opens_too(page: Page) -> None:
    ask(page, "保定承接了多少项目")
    page.locator(".why a.passage").first.click()
    expect(page.locator("#source mark").first).to_be_in_viewport()


def test_a_question_that_the_document_does_not_answer_gets_an_abstention(page: Page) -> None:
    ask(page, "保定承接了多少项目")
    expect(page.locator(".abstention .verdict .zh")).to_have_text("原文没有说")
    expect(page.locator(".abstention .verdict .en")).to_be_hidden()
    expect(page.locator(".abstention")).to_contain_text("保定")
    expect(page.locator(".answer")).to_have_count(0)


def test_an_example_is_asked_with_a_click(page: Page) -> None:
    suggested = page.locator(".welcome a.ask")
    expect(suggested.first).to_be_visible(timeout=60_000)
    question = suggested.first.inner_text()
    suggested.first.click()
    expect(page.locator(".question")).to_have_text(question)
    # Each was asked before it was suggested.
    expect(page.locator(".answer strong").first).to_be_visible(timeout=60_000)
    expect(page.locator("#next a.ask").first).to_be_visible(timeout=60_000)


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<img src=x onerror=\"document.title='ran'\">", id="image"),
        pytest.param("<script>document.title='ran'</script>", id="script"),
        pytest.param("![图](http://192.0.2.1/x.png)", id="Markdown image"),
        pytest.param("[点](javascript:document.title='ran')", id="Markdown link"),
    ],
)
def test_markup_in_a_question_is_only_text(page: Page, markup: str) -> None:
    ask(page, f"保定呢{markup}")
    shown = page.locator(".question")
    expect(shown).to_have_text(f"保定呢{markup}")
    assert shown.locator("*").count() == 0
    expect(page).to_have_title("问据")


def test_markup_in_a_document_is_only_text(page: Page, hostile: Document) -> None:
    follow(page, f"document={hostile.id}&start=0&end={len(hostile.text)}")
    expect(page.locator("#source mark").first).to_be_in_viewport()
    assert "".join(page.locator("#source mark").all_text_contents()) == hostile.text
    assert page.locator("#source").locator("img, script, b").count() == 0
    expect(page).to_have_title("问据")


@pytest.mark.parametrize(
    ("link", "line"),
    [
        pytest.param("document=gone&start=0&end=5", "gone", id="no such document"),
        pytest.param("document={id}&start=0&end=99999", "没有 0 到 99999", id="no such range"),
        pytest.param("document={id}&start=甲&end=乙", "打不开", id="no numbers"),
        pytest.param("", "打不开", id="nothing"),
    ],
)
def test_a_link_to_what_is_not_there_says_so(page: Page, hostile: Document, link: str, line: str) -> None:
    follow(page, link.format(id=hostile.id))
    expect(page.locator("#source .source-notice")).to_contain_text(line)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        pytest.param("字" * 1001, "1000", id="too long"),
        pytest.param("How many projects?", "中文", id="not Chinese"),
    ],
)
def test_a_bad_question_gets_one_line_and_changes_nothing(page: Page, question: str, line: str) -> None:
    box = page.locator("#question textarea")
    box.fill(question)
    box.press("Enter")
    expect(page.get_by_test_id("toast-text")).to_contain_text(line)
    expect(page.locator(".question, .pending")).to_have_count(0)
    expect(box).to_have_value(question)


def test_an_error_of_the_program_itself_leaves_no_question_waiting(browser: Browser, tmp_path: Path) -> None:
    library = BrokenLibrary(tmp_path)
    served = build_page(library)
    page = opened(browser.new_page(), open_page(served), shows=".source-notice")
    page.locator("#question textarea").fill(QUESTION)
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".failure")).to_contain_text("没能作答")
    expect(page.locator(".pending")).to_have_count(0)
    expect(page.locator(".question")).to_have_text(QUESTION)
    page.close()
    served.close()
    library.close()


def test_two_visitors_do_not_see_each_other(page: Page, browser: Browser, address: str) -> None:
    ask(page, QUESTION)
    other = opened(browser.new_page(), address)
    expect(other.locator(".question, .answer")).to_have_count(0)
    expect(other.locator("#source mark")).to_have_count(0)
    other.close()


def test_every_request_goes_to_the_page_itself(browser: Browser, address: str) -> None:
    page = browser.new_page()
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    opened(page, address)
    ask(page, QUESTION)
    chip(page).click()
    expect(page.locator("#source mark")).to_be_in_viewport()
    page.close()
    assert len(requested) > 10
    assert [url for url in requested if not url.startswith((address, "data:", "blob:"))] == []


def test_the_browser_is_told_to_refuse_other_hosts(page: Page) -> None:
    refused = page.evaluate(
        """() => new Promise(tell => {
            document.addEventListener("securitypolicyviolation", event => tell(event.blockedURI));
            fetch("http://192.0.2.1/").catch(() => {});
        })"""
    )
    assert refused == "http://192.0.2.1/"


def test_a_phone_shows_the_source_below_the_chat_and_never_scrolls_sideways(browser: Browser, address: str) -> None:
    page = opened(browser.new_page(locale="zh-CN", viewport=PHONE), address)
    ask(page, QUESTION)
    chip(page).click()
    expect(page.locator("#source mark")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.get_by_text("回到对话").click()
    expect(chip(page)).to_be_in_viewport()
    page.close()


def test_the_api_answers_with_the_fields_of_an_answer(address: str) -> None:
    answer = Client(address, verbose=False).predict(QUESTION, api_name="/ask")
    assert answer["span"] == "406个"
    assert answer["citations"][0]["quote"] in answer["text"]
    assert re.sub(r"\s", "", answer["citations"][0]["section"]) == SECTION


def test_the_api_tells_a_bad_question_in_one_line(address: str) -> None:
    with pytest.raises(Exception, match="问题是空的"):
        Client(address, verbose=False).predict(" ", api_name="/ask")
