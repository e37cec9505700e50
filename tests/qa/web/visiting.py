"""What a visitor of the page does, for several tests."""

from typing import Any

from playwright.sync_api import Page, expect

QUESTION = "石家庄承接了多少项目"


def opened(page: Page, address: str, *, shows: str = "article") -> Page:
    page.set_default_timeout(30_000)
    page.goto(address)
    # The document at rest is the last thing that a fresh page shows.
    page.locator(f"#source {shows}").wait_for()
    return page


def ask(page: Page, question: str) -> None:
    """Asks, and waits until something answers."""
    before = page.locator(".answer, .abstention").count()
    box = page.locator("#question textarea")
    box.fill(question)
    box.press("Enter")
    expect(page.locator(".answer, .abstention")).to_have_count(before + 1, timeout=60_000)


def chip(page: Page, answer: int = 0) -> Any:
    return page.locator(".answer").nth(answer).locator("a.citation:not(.passage)").first


def follow(page: Page, link: str) -> None:
    """Clicks a link like a chip's, to a place of the test's choosing."""
    page.evaluate(
        """link => {
            const chip = Object.assign(document.createElement("a"), {className: "citation", href: "#" + link});
            document.body.append(chip);
            chip.click();
        }""",
        link,
    )
