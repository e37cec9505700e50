"""A language model's answer in the page: growing, struck out where it fails the check, or replaced by the document's words."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

from index.library import Library
from qa.language_model import open_language_model
from qa.web.page import build_page
from qa.web.serving import open_page
from tests.qa.chat_server import chat_server
from tests.qa.web.visiting import QUESTION, ask, chip, opened

TRUE = "石家庄累计承接京津转移项目406个。[1]"


@contextmanager
def visited(browser: Browser, library: Library, reply: Sequence[str], failure: str = "") -> Iterator[Page]:
    """A page whose language model replies so."""
    with chat_server(reply, failure) as server:
        served = build_page(library, open_language_model("openai:small", url=server.url, timeout_seconds=20))
        page = opened(browser.new_page(locale="zh-CN"), open_page(served))
        yield page
        page.close()
        served.close()


def test_a_claim_has_its_chip_and_a_false_one_is_struck_out(browser: Browser, article_library: Library) -> None:
    with visited(browser, article_library, [TRUE, "<b>总投资</b>增长35%。[1]"]) as page:
        ask(page, QUESTION)
        expect(page.locator(".answer > p").first).to_contain_text("石家庄累计承接京津转移项目406个。")
        expect(page.locator(".struck del")).to_have_text("<b>总投资</b>增长35%。")
        expect(page.locator(".struck span")).to_have_text("出处里没有“35%”")
        expect(page.locator(".author")).to_contain_text("openai:small")
        chip(page).click()
        expect(page.locator("#source mark")).to_have_text("2014年以来，累计承接京津转移项目406个，总投资2106.18亿元。")


def test_when_the_server_fails_the_conversation_goes_on(browser: Browser, article_library: Library) -> None:
    with visited(browser, article_library, [], "rate limit") as page:
        ask(page, QUESTION)
        expect(page.locator(".notice")).to_contain_text("HTTP 429")
        expect(page.locator(".answer strong")).to_have_text("406个")
        ask(page, "雄安新区有多少家央企子公司")
        expect(page.locator(".answer")).to_have_count(2)


def test_what_is_being_written_is_grey(browser: Browser, article_library: Library) -> None:
    with visited(browser, article_library, [TRUE], "endless") as page:
        page.locator("#question textarea").fill(QUESTION)
        page.locator("#question textarea").press("Enter")
        expect(page.locator(".notice")).to_contain_text("不完整", timeout=30_000)
        expect(page.locator(".answer > p").nth(1)).to_contain_text("406个")
        expect(page.locator(".draft")).to_have_count(0)
