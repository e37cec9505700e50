"""Chat messages, worked by hand."""

import html
import re
from dataclasses import replace

import pytest

from index.fusion import Hit
from index.passages import Passage
from qa.answers import Answer, Citation, Claim
from qa.web.chat import answer_html, escaped, question_html

CITATION = Citation("d", "晚报", "产业协同", 9, 18, "承接项目406个。")
WORDS = Citation("d", "晚报", "产业协同", 13, 17, "406个")
EVIL = '<img src=x onerror="alert(1)"> ![](http://a.b/c.png) [x](javascript:alert(1)) `y` $z$ www.a.b\n\n# w'
EVIL_CITED = Citation("d", "晚报", "", 0, len(EVIL), EVIL)


def answer(
    text: str = "承接项目406个。[1]",
    *citations: Citation,
    exact: tuple[Citation, ...] = (WORDS,),
    reason: str = "",
    hits: tuple[Hit, ...] = (),
) -> Answer:
    return Answer(
        question="承接了多少项目",
        text=text,
        span="、".join(words.quote for words in exact) or None,
        exact=exact,
        claims=(Claim(text.removesuffix("[1]"), citations, supported=True),) if citations else (),
        citations=citations,
        abstained=bool(reason),
        reason=reason,
        confidence=0.9,
        hits=hits,
        seconds={"search": 0.0123},
    )


def words(message: str) -> str:
    """What a Chinese browser shows of it."""
    return html.unescape(re.sub(r'<span class="en">.*?</span>|<[^>]*>', "", message))


def test_the_exact_words_are_bold() -> None:
    assert "承接项目<strong>406个</strong>。" in answer_html(answer("承接项目406个。[1]", CITATION))


def test_the_exact_words_are_bold_where_they_stand_and_not_where_they_first_occur() -> None:
    citation = Citation("d", "晚报", "", 0, 8, "有3个，无3个。")
    message = answer_html(answer("有3个，无3个。[1]", citation, exact=(Citation("d", "晚报", "", 5, 7, "3个"),)))
    assert "有3个，无<strong>3个</strong>。" in message


def test_exact_words_of_another_document_are_not_looked_for() -> None:
    elsewhere = Citation("e", "晚报", "", 13, 17, "406个")
    assert "<strong>" not in answer_html(answer("承接项目406个。[1]", CITATION, exact=(elsewhere,)))


def test_a_mark_becomes_a_chip_with_its_number_and_section() -> None:
    message = answer_html(answer("承接项目406个。[1]", CITATION))
    assert "<b>1</b>" in message
    assert "产业协同" in message
    assert "[1]" not in words(message)


def test_a_chip_names_the_range_and_the_words_that_it_opens() -> None:
    message = answer_html(answer("承接项目406个。[1]", CITATION))
    (link,) = re.findall(r'href="([^"]*)"', message)
    assert html.unescape(link) == "#document=d&start=9&end=18&words=13-17"


def test_a_chip_previews_its_quote() -> None:
    assert 'title="承接项目406个。"' in answer_html(answer("承接项目406个。[1]", CITATION))


def test_a_chip_of_a_document_without_sections_is_named_by_the_document() -> None:
    citation = Citation("d", "晚报", "", 9, 18, "承接项目406个。")
    assert '<span class="name">晚报</span>' in answer_html(answer("承接项目406个。[1]", citation))


@pytest.mark.parametrize("own", ["[1]", "[2]"], ids=["like ours", "without its citation"])
def test_a_mark_of_the_document_itself_stays_text(own: str) -> None:
    quote = f"项目{own}有406个。"
    citation = Citation("d", "晚报", "", 9, 9 + len(quote), quote)
    at = 9 + quote.index("406个")
    message = answer_html(answer(f"{quote}[1]", citation, exact=(Citation("d", "晚报", "", at, at + 4, "406个"),)))
    assert quote in words(message)
    assert "<strong>406个</strong>" in message
    assert message.count('class="citation"') == 1


def test_a_mark_in_small_talk_stays_text() -> None:
    assert "你好[1]" in words(answer_html(answer("你好[1]", exact=())))


def test_an_abstention_says_what_is_missing_and_has_no_chip() -> None:
    message = answer_html(answer("", exact=(), reason="文档中没有出现“保定”。"))
    assert "原文没有说" in message
    assert "文档中没有出现“保定”。" in words(message)
    assert "citation" not in message


def test_the_passages_that_were_read_unfold_with_their_scores_and_times() -> None:
    passage = Passage(id=1, document_id="d", section="产业协同", start=9, end=18, text="承接项目406个。")
    message = answer_html(answer(hits=(Hit(passage, 0.0328),)))
    assert "产业协同 · 0.0328" in message
    assert "检索 12 毫秒" in words(message)


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(question_html(EVIL), id="question"),
        pytest.param(answer_html(answer(f"{EVIL}[1]", EVIL_CITED, exact=(EVIL_CITED,))), id="answer and exact words"),
        pytest.param(answer_html(answer(reason=EVIL)), id="reason"),
        pytest.param(answer_html(answer("x[1]", Citation(EVIL, EVIL, EVIL, 0, 1, EVIL))), id="citation"),
        pytest.param(answer_html(answer(hits=(Hit(Passage(1, EVIL, EVIL, 0, 1, EVIL), 1.0),))), id="hit"),
    ],
)
def test_nothing_of_a_text_is_html_or_markdown(message: str) -> None:
    text = re.sub(r"<[^>]*>", "", message)
    assert "<img" not in message
    assert not set(re.sub(r"&#\d+;", "", text)) & set("<>![]()`$*_\n")
    assert "\n" not in message
    assert "javascript:" not in message


def test_the_lines_of_a_list_are_lines_and_no_markup_in_them_is() -> None:
    first, second = Citation("d", "晚报", "", 9, 18, "承接项目406个。"), Citation("d", "晚报", "", 20, 25, "投资多。")
    claims = (
        Claim("有两项：\n- <b>承接</b>406个；", (first,), supported=True),
        Claim("# 投资多；", (second,), supported=True),
    )
    written = replace(
        answer("", exact=()),
        text="有两项：\n- <b>承接</b>406个；[1]\n- # 投资多；[2]",
        claims=claims,
        citations=(first, second),
        model="m",
    )
    message = answer_html(written)
    assert "\n" not in message
    assert [words(line) for line in message.partition("</p>")[0].split("<br>")] == [
        "有两项：",
        "- <b>承接</b>406个；出处1晚报",
        "- # 投资多；出处2晚报",
    ]


def test_a_line_end_inside_a_quote_is_none_of_the_answers() -> None:
    citation = Citation("d", "晚报", "", 9, 18, "承接项目\n406个。")
    assert "<br>" not in answer_html(answer("承接项目\n406个。[1]", citation, exact=()))


def test_escaped_text_reads_as_it_was() -> None:
    assert html.unescape(escaped(EVIL)) == EVIL
