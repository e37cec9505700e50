"""Small talk gets a short reply, a question never does, and neither is gone on from."""

import pytest

from qa.answers import Turn
from qa.conversation import understood
from qa.small_talk import reply, without_greeting
from qa.turns import asking_turns

_HEARD = [
    "原来如此",
    "哦，原来是这样！",
    "这样啊",
    "没问题",
    "没有问题了",
    "那好吧",
    "嗯，没错",
    "算了",
    "不问了",
    "就到这里吧",
    "对对对",
    "是啊",
    "等等",
]
_PRAISE = ["厉害了", "厉害厉害", "挺好的", "你好厉害", "您真专业", "答得很好", "哇，好厉害", "太棒了，谢谢", "666"]
_SURPRISE = ["这么多啊", "这么长啊", "好快啊", "太贵了", "也太惨了吧", "真少啊"]
_SLIPS = ["打错了", "对不起，打错了", "不好意思，发错了", "打扰了", "当我没问"]


@pytest.mark.parametrize("message", [*_HEARD, *_PRAISE, *_SURPRISE, *_SLIPS, "你答错了", "回答错了"])
def test_small_talk_is_no_question(message: str) -> None:
    assert reply(message)


def test_praise_is_no_greeting() -> None:
    assert not reply("你好厉害").startswith("你好")


@pytest.mark.parametrize(
    "message",
    [
        "没有问题吗",
        "没问题吧",
        "没有问题的有几家",
        "没什么要求吗",
        "算了多少钱",
        "算了，多少钱",
        "算法是谁写的",
        "厉害的是谁",
        "厉害了多少",
        "这么多啊？",
        "这么大的有几个",
        "这样行吗",
        "这样啊那冀南新区呢",
        "原来是谁",
        "原来是多少",
        "原来的呢",
        "原来如此吗",
        "好的呢",
        "好多少",
        "很多",
        "多高啊",
        "最多啊",
        "太阳能多少",
        "太高的怎么办",
        "牛的",
        "不错的呢",
        "方便的",
        "专业的",
        "真的吗",
        "挺好的有几家",
        "难怪什么",
        "打错了，是青石县",
        "打错了怎么办",
        "写错了能改吗",
        "你答错了，我问的是面积",
        "对不起谁",
        "等等级考试",
        "等一下多久",
        "那行人呢",
        "那好处呢",
        "编剧",
        "编曲",
        "讲课费",
        "对方是谁",
        "是啊吗",
        "大的",
        "快的",
        "晚安保费多少",
        "赞成的",
        "点赞",
        "够吗",
    ],
)
def test_what_asks_something_is_no_small_talk(message: str) -> None:
    assert reply(message) == ""


@pytest.mark.parametrize(
    ("message", "rest"),
    [
        ("原来如此，那白杨县呢", "那白杨县呢"),
        ("这样啊，总投资呢", "总投资呢"),
        ("厉害，谁主持的", "谁主持的"),
        ("我问一下几点开门", "几点开门"),
        ("我想问的是面积", "我想问的是面积"),
        ("不错的有几家", "不错的有几家"),
        ("没问题的有几家", "没问题的有几家"),
    ],
)
def test_what_is_said_before_a_question_is_no_part_of_it(message: str, rest: str) -> None:
    assert without_greeting(message) == rest


@pytest.mark.parametrize("message", ["原来如此", "这样啊", "厉害了", "真没想到", "我不信", "继续"])
def test_a_follow_up_goes_on_from_the_question_before_what_asked_nothing(message: str) -> None:
    turns = [Turn("青石县新建了多少座水库", "新建水库12座。[1]", "", "12座"), Turn(message, "")]
    assert understood("白杨县呢", turns).questions[0] == "白杨县新建了多少座水库"


@pytest.mark.parametrize(
    "message", ["换成乙款", "B包", "2022年", "大的", "投资", "多宽", "咋去", "为什么", "张伟", "上一次"]
)
def test_a_question_without_an_answer_is_gone_on_from(message: str) -> None:
    assert len(asking_turns([Turn(message, "")])) == 1


def test_what_had_an_answer_is_gone_on_from() -> None:
    assert len(asking_turns([Turn("继续", "新建水库12座。[1]", "", "12座")])) == 1
