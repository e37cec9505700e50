"""The page for everyone: axe-core finds nothing serious in any state, and the keyboard alone is enough."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from index.library import Library
from qa.web.page import build_page
from qa.web.serving import open_page
from tests.qa.web.visiting import QUESTION, ask, chip, opened


@pytest.fixture(scope="module")
def served(article_library: Library) -> Iterator[str]:
    page = build_page(article_library)
    yield open_page(page)
    page.close()


def serious(page: Page) -> list[str]:
    """What axe-core calls serious or critical, with where it stands."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious(browser: Browser, served: str, scheme: str, width: int) -> None:
    page = browser.new_page(locale="zh-CN", viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    opened(page, served)
    assert serious(page) == []
    ask(page, QUESTION)
    ask(page, "保定承接了多少项目")
    assert serious(page) == []
    page.get_by_role("tab", name="资料库").click()
    expect(page.locator(".shelf")).to_be_visible()
    assert serious(page) == []
    page.close()


def test_the_keyboard_alone_asks_and_opens_a_source(browser: Browser, served: str) -> None:
    page = opened(browser.new_page(locale="zh-CN", viewport={"width": 1280, "height": 800}), served)
    expect(page.locator("#question textarea")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_have_count(1, timeout=60_000)
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.answer a.citation:not(.passage)')"):
            break
    expect(chip(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#source mark")).to_be_focused()
    page.close()
