"""An answer that is given again takes the place of the old one, and nothing else of the conversation changes."""

from typing import Any

import gradio as gr
import pytest

from index.library import Library
from qa import ask
from qa.web.chat import pending_html
from qa.web.conversation import Exchange, Record, exchanges, messages, record_of, with_turn
from qa.web.events import Chosen, Events

QUESTIONS = ("石家庄承接了多少项目", "那冀南新区呢？", "保定承接了多少项目")


@pytest.fixture
def records(article_library: Library) -> list[Record]:
    """Three turns; of the second the answer is spoilt, so that a new one is seen."""
    conversation: list[Exchange] = []
    for question in QUESTIONS:
        history = [one.answer.turn for one in conversation]
        conversation.append(Exchange(question, ask(question, history=history, library=article_library), "like"))
    kept = [record_of(one) for one in conversation]
    kept[1]["answer"] |= {"text": "旧的回答。", "citations": (), "exact": (), "span": None, "claims": ()}
    return kept


def answered(library: Library, asked: Chosen, records: list[Record]) -> list[Exchange]:
    *_, (_, _, kept, _, _) = Events(library).reply_chosen(asked, records, [])
    return exchanges(kept)


def test_an_earlier_answer_is_replaced_and_the_later_ones_stay(article_library: Library, records: list[Record]) -> None:
    before, after = exchanges(records), answered(article_library, Chosen(QUESTIONS[1], 1), records)
    assert [one.question for one in after] == list(QUESTIONS)
    assert (before[1].answer.text, after[1].answer.span) == ("旧的回答。", "24个")
    assert [messages([after[n]]) for n in (0, 2)] == [messages([before[n]]) for n in (0, 2)]


def test_an_answer_given_again_knows_the_turns_before_it_and_has_no_verdict_yet(
    article_library: Library, records: list[Record]
) -> None:
    after = answered(article_library, Chosen(QUESTIONS[1], 1), records)
    assert after[1].answer.understood == "冀南新区承接了多少项目"
    assert [one.verdict for one in after] == ["like", "", "like"]


def test_a_question_that_a_link_asks_is_a_new_turn(article_library: Library, records: list[Record]) -> None:
    assert len(answered(article_library, Chosen(QUESTIONS[0]), records)) == 4


def test_the_link_changes_nothing_before_there_is_a_new_answer(article_library: Library, records: list[Record]) -> None:
    event = gr.EventData(None, {"act": "retry", "turn": "1"})
    *changed, chosen = Events(article_library).act(event, records)
    assert changed == [gr.skip()] * 3
    assert chosen == Chosen(QUESTIONS[1], 1)
    first, *_ = Events(article_library).reply_chosen(chosen, records, [])
    texts = [one["content"] for one in first[1]]
    assert texts[3] == pending_html()
    assert [texts[n] for n in (0, 1, 4, 5)] == [messages(exchanges(records))[n]["content"] for n in (0, 1, 4, 5)]


@pytest.mark.parametrize("end", ["stopped", "failed"])
def test_where_no_new_answer_comes_the_old_one_is_shown_again(
    article_library: Library, records: list[Record], end: str
) -> None:
    conversation = exchanges(records)
    shown = with_turn(conversation, 1, QUESTIONS[1], pending_html())
    ended: Any = getattr(Events(article_library), end)
    assert ended(shown, records)[1] == messages(conversation)


@pytest.mark.parametrize(("end", "word"), [("stopped", "已停止"), ("failed", "没能作答")])
def test_where_the_answer_of_a_new_turn_does_not_come_a_word_stands_there(
    article_library: Library, records: list[Record], end: str, word: str
) -> None:
    conversation = exchanges(records)
    shown = with_turn(conversation, 3, QUESTIONS[0], pending_html())
    ended: Any = getattr(Events(article_library), end)
    *before, last = ended(shown, records)[1]
    assert before == shown[:-1]
    assert word in last["content"]
