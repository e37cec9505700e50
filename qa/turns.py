"""The earlier turns of a conversation: which of them asked something, and what was asked."""

import re
from collections.abc import Sequence

from qa.answers import Turn
from qa.grammar import ASKING, own_names, phrases
from qa.small_talk import reply, without_greeting

MAX_TURNS = 6  # how far back a pronoun is followed
SEPARATOR = "；"  # of the questions that a combined answer understood
_MAY_ASK = re.compile(rf"{ASKING.pattern}|啥|咋|[\da-zA-Z]|[的么吧]$|[第上下前后那这]")
MAX_ANSWER = 24  # characters of an earlier answer that the reader is told


def asking_turns(history: Sequence[Turn]) -> list[Turn]:
    """The last turns that asked something: neither greetings nor thanks, nor what had no answer and named nothing."""
    return [turn for turn in history if _asks(turn)][-MAX_TURNS:]


def _asks(turn: Turn) -> bool:
    question = turn.question.strip()
    if not question or reply(question):
        return False
    # 真没想到 and 我不信 had no answer; what follows goes on from the turn before them.
    return bool(turn.span or turn.answer or _MAY_ASK.search(question) or own_names(question) or phrases(question))


def earlier_questions(turns: Sequence[Turn]) -> list[str]:
    """What was asked, as it was understood, the last first; a question for several things is each of them."""
    found: list[str] = []
    for turn in reversed(turns):
        found += reversed((turn.understood or without_greeting(turn.question)).split(SEPARATOR))
    return list(dict.fromkeys(found))


def in_context(message: str, before: str, answer: str) -> str:
    """A message as the reader has learnt to take one that goes on from an earlier question and its answer ("" for none).

    >>> in_context("总投资呢？", "石家庄承接了多少项目", "406个")
    '总投资呢（前面问：石家庄承接了多少项目；答：406个）'
    """
    said = f"；答：{answer[:MAX_ANSWER]}" if answer else ""
    return f"{message.rstrip('？?。')}（前面问：{before.rstrip('？?。')}{said}）"
