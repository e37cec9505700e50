"""What a question takes for granted and the documents deny: 石家庄承接的506个项目, where they say 406个; 座谈会是5月15日开的吧.

A statement that asks to be confirmed is turned into the question for what it states, and what the documents answer is held
against it: a number, a date, a title, whose title it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from qa.answers import Answer
from qa.dates import dates, unsaid
from qa.grammar import ASKING, TAIL, own_names
from qa.names import PERSON, titles
from qa.quantities import Quantity, quantities, same_unit

_CONFIRM = re.compile(
    r"[，, ]*(?:对吧|对吗|对不对|对么|是吧|是吗|是么|是不是|没错吧|没错|不是吗|吗|吧|么|呀|啊)?[？?。！!]*$"
)
_ASKS_TO_CONFIRM = re.compile(
    r"(?:对吧|对吗|对不对|对么|是吧|是吗|是么|没错吧|没错|吗|吧|么)[？?。！!]*$|是不是|是否|不是.+[吗？?]|[？?]$"
)
_WHETHER = re.compile(r"是不是|是否是?|难道不?是?|(?<![是])不是(?=.+吗)|应该是|我记得|听说|好像|据说")
_WHO = re.compile(r"^(?P<who>.{2,20}?)(?:是|就是|为|担任|任)(?P<what>.{2,24})$")
_STATEMENT_THEN_QUESTION = re.compile(r"[，,。；;]")


class About(Enum):
    """What a statement is right or wrong about."""

    NUMBER = "number"
    DATE = "date"
    TITLE = "title"
    HOLDER = "holder"


@dataclass(frozen=True, slots=True)
class Premise:
    """A question for what is taken for granted, and the words that were, to be held against its answer."""

    question: str
    stated: str
    about: About


def premises_of(question: str) -> list[Premise]:
    """What the question states and wants confirmed, or states before it asks; nothing where it only asks.

    >>> premises_of("石家庄承接了506个项目，对吧？")[0].question
    '石家庄承接了多少个项目'
    """
    if not ASKING.search(_CONFIRM.sub("", _WHETHER.sub("是", question))) and _ASKS_TO_CONFIRM.search(question):
        return list(_turned(_CONFIRM.sub("", _WHETHER.sub("是", question)).replace("是是", "是")))
    stated, *asked = _STATEMENT_THEN_QUESTION.split(question, maxsplit=1)
    if asked and ASKING.search(asked[0]) and not ASKING.search(stated):
        return [one for one in _turned(stated) if one.about in (About.NUMBER, About.DATE)]
    return []


def verdict(premise: Premise, answer: Answer) -> str | None:
    """What the documents' answer to the premise's question says of it, in a line; None where it can't be told."""
    span = answer.span or ""
    right = _agrees(premise, span)
    if right is None:
        return None
    said = _value_in(premise, span)
    if right:
        return f"文档里说的也是“{said}”。"
    if premise.about in (About.TITLE, About.HOLDER):
        return f"文档里写的是“{said}”，没有写“{premise.stated}”。"
    return f"文档里说的是“{said}”，不是“{premise.stated}”。"


def without_quantities(question: str) -> str:
    """The question without the numbers that it takes for granted; itself where there are none."""
    for one in reversed(_granted(question)):
        question = question[: one.start] + question[one.end :]
    return question


def correction(question: str, answer: Answer) -> str:
    """What the documents say instead of a number in the question, in a line; "" where they do not contradict it."""
    quotes = "\n".join(citation.quote for citation in answer.citations)
    said = quantities(quotes)
    for granted in _granted(question):
        if any(one.says(granted) for one in said):
            continue
        # What is counted stands on either side: 506个项目, 项目506个, 投资3亿元.
        counted = {question[granted.end : granted.end + 2], question[max(0, granted.start - 2) : granted.start]}
        for one in said:
            around = quotes[max(0, one.start - 8) : one.end + 8]
            if (
                one.unit == granted.unit
                and not one.ordinal
                and any(len(word) == 2 and word in around for word in counted)
            ):
                words = quotes[one.start : one.end]
                return f"文档里说的是“{words}”，不是“{question[granted.start : granted.end]}”。"
    return ""


def _granted(question: str) -> list[Quantity]:
    return [one for one in quantities(question) if one.unit and not one.ordinal and one.low > 1]


def _turned(statement: str) -> Iterator[Premise]:
    """The statement with what it states made a question: each number, the date, the title."""
    statement = TAIL.sub("", statement)
    for one in quantities(statement):
        if one.ordinal or (one.low <= 1 and not one.unit):
            continue
        words = statement[one.start : one.end]
        unit = re.sub(
            r"^[^\d一二两三四五六七八九十百千万亿半]*[\d.,一二两三四五六七八九十百千万亿半]+[多余]?|以上$|左右$",
            "",
            words,
        )
        yield Premise(f"{statement[: one.start]}多少{unit}{statement[one.end :]}", words, About.NUMBER)
    for date in dates(statement):
        words = statement[date.start : date.end]
        rest = f"{statement[: date.start]}什么时候{statement[date.end :]}"
        yield Premise(rest, words, About.DATE)
    match = _WHO.match(statement)
    if match is None:
        return
    who, what = match["who"], match["what"]
    if _is_person(who) and titles(what):
        yield Premise(f"{who}是什么职务", what, About.TITLE)
    elif _is_person(what) and titles(who):
        yield Premise(f"{who}是谁", what, About.HOLDER)
        yield Premise(f"{what}是什么职务", who, About.TITLE)


def _is_person(text: str) -> bool:
    found = own_names(text)
    return len(found) == 1 and found[0].kind == PERSON and found[0].text == text


def _agrees(premise: Premise, span: str) -> bool | None:
    """Whether the exact words of an answer say what was stated; None where they say nothing of that kind."""
    if premise.about is About.HOLDER:
        return premise.stated in span
    if premise.about is About.TITLE:
        # 冀南新区管委会主任 is said of 邯郸冀南新区党工委副书记、管委会主任; 管委会副主任 is not.
        return (
            _in_order(premise.stated, span) and titles(premise.stated)[-1].text in {one.text for one in titles(span)}
            if titles(span)
            else None
        )
    if premise.about is About.DATE:
        said = dates(span)
        return not any(unsaid(one, said) for one in dates(premise.stated)) if said else None
    (claimed,) = quantities(premise.stated)[:1]
    given = [one for one in quantities(span) if same_unit(claimed.unit, one.unit)]
    if not given:
        return None
    return any(
        one.low <= claimed.low <= one.high or (one.low, one.high) == (claimed.low, claimed.high) for one in given
    )


def _value_in(premise: Premise, span: str) -> str:
    """The value of the exact words, without what stands around it."""
    if premise.about is About.NUMBER:
        (claimed,) = quantities(premise.stated)[:1]
        one = next(one for one in quantities(span) if same_unit(claimed.unit, one.unit))
        return span[one.start : one.end]
    if premise.about is About.DATE:
        found = dates(span)
        return span[found[0].start : found[-1].end]
    return span


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
