"""Follow-ups: what they may mean by the rules alone, and what the reader makes of them."""

import pytest

from index.library import Library
from qa import Turn, ask
from qa.conversation import understood
from qa.small_talk import reply

RIVER = Turn("青石县新建了多少座水库", "青石县水利局副局长林晓东介绍，全县新建水库12座，总投资3.6亿元。[1]")


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("那白杨县呢？", "白杨县新建了多少座水库"),
        ("白杨县呢", "白杨县新建了多少座水库"),
        ("白杨县有多少？", "白杨县新建了多少座水库"),
        ("不是青石县，是白杨县", "白杨县新建了多少座水库"),
        ("总投资呢？", "青石县总投资是多少"),
        ("他是什么职务？", "林晓东是什么职务？"),
        ("那里的水质怎么样", "青石县的水质怎么样"),
        ("为什么？", "为什么青石县新建了水库"),
    ],
)
def test_a_follow_up_is_made_whole(message: str, question: str) -> None:
    reading = understood(message, [RIVER])
    assert reading.certain or reading.pronoun
    assert question in reading.questions


@pytest.mark.parametrize(
    "message",
    [
        "红岭县水利局局长是谁",
        "红岭县在哪里",
        "李明是谁",
        "为什么要修水库呢",
        "红岭县这个名字是怎么来的",
        "其他地方有没有新建水库的计划呢，比如红岭县",
        "2023年全国粮食产量达到了多少亿斤",
    ],
)
def test_a_whole_question_is_left_alone(message: str) -> None:
    reading = understood(message, [RIVER])
    assert not reading.certain
    assert not reading.pronoun


def test_without_earlier_turns_there_is_nothing_to_add() -> None:
    assert understood("总投资呢？", []).questions == ()


def test_a_follow_up_of_a_follow_up_is_understood_through_both() -> None:
    turns = [RIVER, Turn("那白杨县呢？", "白杨县新建7座。[1]")]
    assert understood("红岭县呢", turns).questions[0] == "红岭县新建了多少座水库"


def test_a_conversation_on_the_article(article_library: Library) -> None:
    turns: list[Turn] = []
    spans = []
    for message in ["石家庄承接了多少项目", "总投资呢？", "那冀南新区呢？", "它的主任是谁"]:
        answer = ask(message, history=turns, library=article_library)
        spans.append(answer.span)
        turns.append(answer.turn)
        assert answer.question == message
        assert bool(answer.understood) is (len(turns) > 1)
    assert spans == ["406个", "2106.18亿元", "24个", "杨万春"]


def test_an_earlier_turn_changes_no_answer_to_a_whole_question(article_library: Library) -> None:
    alone = ask("什么是最好的营商环境", library=article_library)
    after = ask("什么是最好的营商环境", history=[RIVER], library=article_library)
    assert (after.span, after.text, after.understood) == (alone.span, alone.text, "")


@pytest.mark.parametrize(
    "message", ["你好", "您好！", "谢谢", "你是谁", "帮我写一首诗", "再见", "好的", "好的，知道了", "行，多谢了👍"]
)
def test_small_talk_gets_a_short_reply_without_a_source(article_library: Library, message: str) -> None:
    answer = ask(message, library=article_library)
    assert answer.text == reply(message) != ""
    assert not answer.citations
    assert not answer.abstained


@pytest.mark.parametrize(
    "message",
    [
        "你好，石家庄承接了多少项目",
        "谢谢，那冀南新区呢",
        "好的营商环境是什么",
        "写了什么",
        "你是谁说的",
        "行政执法水平如何",
    ],
)
def test_a_question_is_no_small_talk(message: str) -> None:
    assert reply(message) == ""
