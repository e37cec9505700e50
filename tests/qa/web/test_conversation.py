"""A conversation as its browser keeps it: there and back again, whatever a browser sends, and as Markdown."""

import json
import re
from typing import Any

import pytest

from index.library import Library
from qa import ask
from qa.answers import Answer, Citation, read_off
from qa.web.conversation import MAX_TURNS, Exchange, exchanges, markdown, messages, record_of


@pytest.fixture
def exchange(article_library: Library) -> Exchange:
    question = "石家庄承接了多少项目"
    return Exchange(question, ask(question, library=article_library), "like")


def test_an_exchange_comes_back_from_json_as_it_was_shown(exchange: Exchange) -> None:
    (back,) = exchanges(json.loads(json.dumps([record_of(exchange)])))
    assert messages([back]) == messages([exchange])
    assert back.answer.citations == exchange.answer.citations
    assert back.verdict == exchange.verdict


@pytest.mark.parametrize(
    "records",
    [
        None,
        3,
        "x",
        [None],
        [{}],
        [{"question": "问"}],
        [{"question": 1, "answer": {}}],
        [{"question": "问" * 5000}],
        [[1]],
    ],
    ids=str,
)
def test_what_is_no_turn_is_left_out(records: Any) -> None:
    assert exchanges(records) == []


def test_one_spoilt_turn_spoils_no_other(exchange: Exchange) -> None:
    spoilt = record_of(exchange)
    spoilt["answer"]["citations"][0]["start"] = "far"
    assert len(exchanges([record_of(exchange), spoilt, record_of(exchange)])) == 2


def test_the_oldest_turns_go_first(exchange: Exchange) -> None:
    assert len(exchanges([record_of(exchange)] * (MAX_TURNS + 5))) == MAX_TURNS


def test_markdown_holds_each_quote_with_its_place(exchange: Exchange) -> None:
    text = markdown([exchange])
    citation = exchange.answer.citations[0]
    assert f"> [1] {citation.quote}\n> ——《{citation.document}》{citation.section}" in text
    assert "## 石家庄承接了多少项目" in text


def test_markup_in_a_conversation_stays_text_in_markdown(article_library: Library) -> None:
    question = "# 标题\n![图](http://192.0.2.1/x.png) <b>石家庄</b>"
    text = markdown([Exchange(question, ask("保定承接了多少项目", library=article_library))])
    assert "\\# 标题 \\!" in text
    assert "<b>" not in text.replace("\\<b\\>", "")


def quoted(quote: str) -> Answer:
    """An answer that is all of a document that says this."""
    citation = Citation("d", "手册", "安装", 0, len(quote), quote)
    return read_off("装在哪里", citation, citation, 0.9, ())


def test_what_looks_like_a_line_break_in_a_quote_is_none_in_markdown() -> None:
    text = markdown([Exchange("装在哪里", quoted("装在 C:\\new\\nginx。"))])
    assert "> [1] 装在 C:\\\\new\\\\nginx。\n> ——《手册》安装" in text


@pytest.mark.parametrize("quote", ["[点这里](javascript:alert)", "(http://192.0.2.1)见[1]。"])
def test_a_link_in_a_document_is_none_in_markdown(quote: str) -> None:
    text = markdown([Exchange("[问](javascript:alert)", quoted(quote))])
    marks = re.findall(r"(?<!\\)\[[^\]]*\]", text)
    assert marks == ["[1]", "[1]"]  # ours, behind the answer and before its quote
    assert not re.search(r"\](?<!\\\])\(", text)
