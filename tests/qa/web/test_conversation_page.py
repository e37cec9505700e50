"""The conversation in a real browser: changing and undoing a question, verdicts, reload, export, stop; two languages."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from index.library import Library
from qa.language_model import open_language_model
from qa.web.page import build_page
from qa.web.serving import open_page
from tests.qa.chat_server import chat_server
from tests.qa.web.visiting import QUESTION, ask, opened

OTHER = "雄安新区有多少家央企子公司"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(tmp_path_factory.mktemp("对话") / "library")
    library.add_bundled_article()
    yield library
    library.close()


@pytest.fixture(scope="module")
def served(library: Library) -> Iterator[str]:
    page = build_page(library)
    yield open_page(page)
    page.close()


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    page = browser.new_page(locale="zh-CN", viewport={"width": 1280, "height": 800})
    yield opened(page, served)
    page.close()


def test_the_conversation_survives_a_reload(page: Page) -> None:
    ask(page, QUESTION)
    ask(page, "保定承接了多少项目")
    page.reload()
    expect(page.locator(".question")).to_have_count(2)
    expect(page.locator(".answer strong")).to_have_text("406个")
    expect(page.locator(".abstention")).to_have_count(1)
    page.locator(".answer a.citation:not(.passage)").first.click()
    expect(page.locator("#source mark")).to_contain_text("406个")


def test_a_new_tab_goes_on_from_the_latest_and_each_then_keeps_its_own(browser: Browser, served: str) -> None:
    context = browser.new_context(locale="zh-CN")
    first = opened(context.new_page(), served)
    ask(first, QUESTION)
    second = opened(context.new_page(), served)
    expect(second.locator(".question")).to_have_text([QUESTION])
    ask(second, OTHER)
    for page, questions in ((first, [QUESTION]), (second, [QUESTION, OTHER])):
        page.reload()
        expect(page.locator(".question")).to_have_text(questions)
    context.close()


def test_a_follow_up_is_understood_and_says_how(page: Page) -> None:
    ask(page, QUESTION)
    ask(page, "那冀南新区呢？")
    expect(page.locator(".answer").last.locator("strong")).to_have_text("24个")
    expect(page.locator(".understood .zh")).to_have_text("按“冀南新区承接了多少项目”理解")
    ask(page, "哪个更多？")
    expect(page.locator(".answer").last).to_contain_text("石家庄更多")


def test_a_question_is_changed_and_answered_anew(page: Page) -> None:
    ask(page, QUESTION)
    ask(page, OTHER)
    page.locator("a.act.edit").first.click()
    expect(page.locator(".question")).to_have_count(0)
    page.wait_for_timeout(1000)  # what comes after the click must leave the question where it is
    expect(page.locator("#question textarea")).to_have_value(QUESTION)
    ask(page, OTHER)
    expect(page.locator(".answer strong")).to_contain_text("100家")


def test_undo_takes_the_last_turn_back_and_a_new_chat_all(page: Page) -> None:
    ask(page, QUESTION)
    ask(page, OTHER)
    page.locator("#undo").click()
    expect(page.locator(".question")).to_have_text([QUESTION])
    expect(page.locator("#question textarea")).to_have_value(OTHER)
    page.locator("#new").click()
    expect(page.locator(".question")).to_have_count(0)
    page.reload()
    expect(page.locator("#source article")).to_be_visible()
    expect(page.locator(".question")).to_have_count(0)


def test_an_answer_is_given_again(page: Page) -> None:
    ask(page, QUESTION)
    page.locator("a.act.retry").click()
    expect(page.locator(".question")).to_have_text([QUESTION])
    expect(page.locator(".answer strong")).to_have_text("406个")


def test_an_earlier_answer_is_given_again_and_the_later_turns_stay(page: Page) -> None:
    ask(page, QUESTION)
    ask(page, OTHER)
    page.locator("a.act.like").first.click()
    expect(page.locator(".chosen")).to_have_count(1)
    page.locator("a.act.retry").first.click()
    expect(page.locator(".chosen")).to_have_count(0)  # nobody has judged the new answer yet
    expect(page.locator(".question")).to_have_text([QUESTION, OTHER])
    expect(page.locator(".answer strong")).to_contain_text(["406个", "100家"])
    page.reload()
    expect(page.locator(".question")).to_have_text([QUESTION, OTHER])


def test_a_verdict_is_written_down_with_what_it_is_on(page: Page, library: Library) -> None:
    ask(page, QUESTION)
    page.locator("a.act.dislike").click()
    expect(page.locator("a.act.dislike")).to_have_class("act dislike chosen")
    line = json.loads((library.home / "feedback.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (line["verdict"], line["question"]) == ("dislike", QUESTION)
    (words,) = line["exact"]
    assert library.document(words["document_id"]).text[words["start"] : words["end"]] == "406个"


def test_the_export_holds_the_quotes(page: Page, tmp_path: Path) -> None:
    ask(page, QUESTION)
    with page.expect_download() as download:
        page.locator("#export").click()
    assert download.value.suggested_filename.endswith(".md")
    download.value.save_as(tmp_path / "对话.md")
    text = (tmp_path / "对话.md").read_text(encoding="utf-8")
    assert f"## {QUESTION}" in text
    assert "> [1] 2014年以来，累计承接京津转移项目406个" in text


def test_a_heading_of_the_outline_leads_to_it(page: Page) -> None:
    page.locator(".outline summary").click()
    page.locator(".outline a.heading").last.click()
    expect(page.locator("#source h3").last).to_be_in_viewport()


def test_an_english_browser_gets_an_english_page(browser: Browser, served: str) -> None:
    page = opened(browser.new_page(locale="en-US"), served)
    expect(page.locator("#new")).to_have_text("New chat")
    expect(page.locator("#question textarea")).to_have_attribute(
        "placeholder", "Ask about the documents, in Chinese; Enter sends"
    )
    ask(page, "保定承接了多少项目")
    expect(page.locator(".verdict .en")).to_be_visible()
    expect(page.locator(".verdict .zh")).to_be_hidden()
    page.close()


def test_a_question_sent_during_an_answer_is_asked_after_it(browser: Browser, library: Library) -> None:
    with chat_server([], "hangs") as server:
        served = build_page(library, open_language_model("openai:small", url=server.url, timeout_seconds=2))
        page = opened(browser.new_page(locale="zh-CN"), open_page(served))
        box = page.locator("#question textarea")
        box.fill(QUESTION)
        box.press("Enter")
        expect(box).to_have_value("")
        box.press("Enter")
        box.fill("那冀南新区呢？")
        box.press("Enter")
        expect(page.locator(".answer strong")).to_have_text(["406个", "24个"], timeout=60_000)
        expect(page.locator(".question")).to_have_count(2)
        expect(box).to_have_value("")
        page.close()
        served.close()


@pytest.fixture
def waiting(browser: Browser, library: Library) -> Iterator[Page]:
    """A page with an answer by the reader, since its language model failed, and a second that is on its way."""
    with chat_server([], "rate limit") as server:
        served = build_page(library, open_language_model("openai:small", url=server.url, timeout_seconds=4))
        page = opened(browser.new_page(locale="zh-CN"), open_page(served))
        ask(page, QUESTION)
        expect(page.locator("#question .stop-button")).to_have_count(0)
        page.locator("#next a.act.ask").first.wait_for()
        server.failure = "hangs"
        page.locator("#question textarea").fill(OTHER)
        page.locator("#question textarea").press("Enter")
        expect(page.locator("#question .stop-button")).to_be_visible()
        yield page
        page.close()
        served.close()


@pytest.mark.parametrize("act", ["a.act.retry", "a.act.edit", "a.act.like", "#undo", "#next a.act.ask"])
def test_what_would_change_the_conversation_waits_for_the_answer(waiting: Page, act: str) -> None:
    waiting.locator(act).first.click()
    expect(waiting.locator(".answer strong")).to_contain_text(["406个", "100家"], timeout=60_000)
    waiting.wait_for_timeout(500)
    expect(waiting.locator(".question")).to_have_text([QUESTION, OTHER])
    expect(waiting.locator(".chosen")).to_have_count(0)
    expect(waiting.locator("#question textarea")).to_have_value("")
    waiting.locator("#undo").click()
    expect(waiting.locator(".question")).to_have_text([QUESTION])


def test_an_answer_that_is_stopped_when_given_again_leaves_the_old_one(waiting: Page) -> None:
    expect(waiting.locator("#question .stop-button")).to_have_count(0, timeout=60_000)
    waiting.locator("a.act.retry").first.click()
    expect(waiting.locator(".pending")).to_be_visible()
    expect(waiting.locator(".answer strong")).to_contain_text(["100家"])
    waiting.locator("#question .stop-button").click()
    expect(waiting.locator(".answer strong")).to_contain_text(["406个", "100家"])
    expect(waiting.locator(".question")).to_have_text([QUESTION, OTHER])
    expect(waiting.locator(".failure, .stopped, .pending")).to_have_count(0)
    expect(waiting.get_by_test_id("toast-text")).to_have_count(0)


def test_a_new_chat_during_an_answer_has_a_box_that_can_send(waiting: Page) -> None:
    waiting.locator("#new").click()
    expect(waiting.locator("#question .submit-button")).to_be_visible(timeout=2000)
    expect(waiting.locator("#question .stop-button")).to_have_count(0)
    waiting.wait_for_timeout(5000)  # the answer that was being written must not come back
    expect(waiting.locator(".question, .failure")).to_have_count(0)


def test_a_copied_answer_has_its_marks_and_nothing_hidden(browser: Browser, served: str) -> None:
    context = browser.new_context(locale="zh-CN", permissions=["clipboard-read", "clipboard-write"])
    page = opened(context.new_page(), served)
    ask(page, QUESTION)
    page.locator("a.act.copy").click()
    expect(page.locator("a.act.copy")).to_have_class("act copy chosen")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "2014年以来，累计承接京津转移项目406个，总投资2106.18亿元。[1]"
    context.close()


def test_an_answer_that_takes_too_long_is_stopped(browser: Browser, library: Library) -> None:
    with chat_server([], "hangs") as server:
        served = build_page(library, open_language_model("openai:small", url=server.url, timeout_seconds=25))
        page = opened(browser.new_page(locale="zh-CN"), open_page(served))
        page.locator("#question textarea").fill(QUESTION)
        page.locator("#question textarea").press("Enter")
        page.locator("#question .stop-button").click()
        expect(page.locator(".stopped")).to_be_visible()
        expect(page.locator(".pending")).to_have_count(0)
        page.close()
        served.close()
