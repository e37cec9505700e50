"""The source pane, worked by hand on a document of four lines."""

import html
import re

import pytest

from index.sections import Document, Section
from qa.web.source import citation_at, notice_html, source_html

TEXT = "晚报\n产业 协同\n承接项目406个。投资2亿元。\n完"
#       0  3      9             (406个 is 13:17, its sentence 9:18)


def document(text: str = TEXT, *sections: Section, title: str = "要闻", id: str = "d") -> Document:
    return Document(id=id, title=title, path="/资料/晚报.txt", sha256="", text=text, sections=sections)


def body(page: str) -> str:
    """What stands in the pane's text, tags and added headings taken away."""
    inner = page.partition('<div class="text">')[2].removesuffix("</div></article>")
    return html.unescape(re.sub(r'<h3 class="added"[^>]*>.*?</h3>|<[^>]*>', "", inner))


def test_the_quote_is_marked_and_the_exact_words_stand_out_inside_it() -> None:
    page = source_html(document(), citation_at(document(), 9, 18), [(13, 17)])
    assert "<p><mark>承接项目<strong>406个</strong>。</mark>投资2亿元。</p>" in page


def test_words_outside_the_quote_do_not_stand_out() -> None:
    assert "<strong>" not in source_html(document(), citation_at(document(), 9, 18), [(17, 19), (20, 22), (14, 14)])


def test_a_document_without_a_citation_has_no_mark() -> None:
    page = source_html(document())
    assert "<mark>" not in page
    assert "data-start" not in page


def test_the_pane_says_which_range_of_which_document_it_marks() -> None:
    page = source_html(document(), citation_at(document(), 9, 18))
    assert 'data-document="d" data-start="9" data-end="18"' in page


def test_the_pane_names_the_title_and_the_file_without_its_folder() -> None:
    page = source_html(document())
    assert "<h2>要闻</h2>" in page
    assert "晚报.txt" in page
    assert "资料" not in page


def test_a_heading_that_begins_its_section_is_shown_in_its_place() -> None:
    page = source_html(document(TEXT, Section("产业协同", 3, 22)))
    assert '<h3 data-heading="3">产业 协同</h3>' in page
    assert page.count("<h3") == 1


def test_a_heading_just_above_its_section_is_shown_in_its_place() -> None:
    page = source_html(document(TEXT, Section("产业协同", 9, 22)))
    assert '<h3 data-heading="3">产业 协同</h3>' in page
    assert page.count("<h3") == 1


def test_a_heading_that_the_text_lacks_is_added_before_its_section() -> None:
    page = source_html(document(TEXT, Section("导语", 9, 25)))
    assert '<h3 class="added" data-heading="9">导语</h3><p>承接项目' in page


def test_the_line_that_is_the_title_looks_like_one() -> None:
    assert '<p class="title">晚报</p>' in source_html(document(title="晚报"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TEXT, id="plain"),
        pytest.param("\n\n开头空行\n\n\n结尾空行\n", id="blank lines"),
        pytest.param("甲\r\n乙\r丙", id="carriage returns"),
        pytest.param('<script>alert(1)</script>&amp;<b x="y">', id="markup"),
        pytest.param("${alert(1)} {{x}} `", id="template marks"),
        pytest.param("", id="empty"),
    ],
)
def test_the_pane_holds_the_text_character_for_character(text: str) -> None:
    sections = (Section("导语", 0, len(text)),)
    assert body(source_html(document(text, *sections))) == text


@pytest.mark.parametrize(("start", "end"), [(0, 2), (1, 5), (0, 25), (8, 9), (9, 18)])
def test_the_marks_together_hold_exactly_the_quote(start: int, end: int) -> None:
    page = source_html(document(), citation_at(document(), start, end))
    assert html.unescape("".join(re.findall(r"<mark>(.*?)</mark>", page, re.DOTALL))) == TEXT[start:end]
    assert body(page) == TEXT


def test_nothing_of_a_document_is_markup() -> None:
    evil = '"><img src=x onerror=alert(1)>'
    page = source_html(document(evil, Section(evil, 0, 9), Section(evil, 9, 30), title=evil, id=evil))
    assert "<img" not in page
    assert 'data-document="&quot;&gt;&lt;img' in page


def test_a_notice_is_escaped() -> None:
    assert notice_html("<b>") == '<p class="source-notice">&lt;b&gt;</p>'


def test_a_citation_is_made_from_a_range_with_its_section_and_quote() -> None:
    citation = citation_at(document(TEXT, Section("产业协同", 3, 25)), 9, 18)
    assert (citation.section, citation.quote) == ("产业协同", "承接项目406个。")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (5, 5), (7, 3), (0, 9999)])
def test_a_range_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="原文共"):
        citation_at(document(), start, end)
