"""What a question takes for granted and the documents deny: 石家庄承接的506个项目, where they say 406个; 座谈会是5月15日开的吧.

A statement that asks to be confirmed is turned into the question for what it states, and what the documents answer is held
against it: a number, a date, a place, a title, whose title it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from qa.answers import Answer
from qa.dates import dates, unsaid
from qa.grammar import ASKING, TAIL, own_names
from qa.names import PERSON, PLACE, named, titles
from qa.quantities import Quantity, quantities
from qa.units import same_unit

# What asks to confirm a statement, at its end; what makes a statement a question inside it.
_CONFIRM = re.compile(
    r"[，, ]*(?:对吧|对吗|对不对|对不|对么|是吧|是吗|是么|是不是|没错吧|没错吗|不是吗|有没有|吗|吧|(?<![什怎多这那])么|呀|啊)?[？?。！!]*$"
)
_ASKS_TO_CONFIRM = re.compile(
    r"^我?(?:听说|据说|记得)|(?:对吧|对吗|对不对|对不|对么|是吧|是吗|是么|没错吧|没错吗|吗|吧|(?<![什怎多这那])么)[？?。！!]*$|是不是|是否|有没有|(?<![是为有叫于])[？?]$"
)
_WHETHER = re.compile(
    r"是不是|是否是?|有没有|我?(?:记得|听说|好像|据说)[，,]?是?|难道不?是?|(?<!是)不是(?!不)|应该是|(?:只有?|仅有?|才有?|就)(?=\d)"
)
_WHO = re.compile(r"^(?P<who>.{2,20}?)(?:就是|是|担任)(?P<what>.{2,24})$")
_WHERE = re.compile(r"(?:在|于|位于)$")
_AT_LEAST, _AT_MOST = (">", "≥"), ("<", "≤")
_LEADING_CLAUSE = re.compile(r"[，。；;]|(?<!\d),|,(?!\d)")  # not in 1,234
# 比较两家公司的总资产，哪家更高; 在2019年12月通过节能，减少了多少: the clause belongs to what is asked.
_STATES_NOTHING = re.compile(
    "根据|按照|依据|比较|对比|关于|对于|针对|在|当|如果|若|假如|为|除|通过|由于|因|自|从|截至|随着|与|和|作为|按"
)
_SHORT = 14
_NUMBER_OF = re.compile(
    r"^[^\d一二两三四五六七八九十百千万亿半]*[\d.,一二两三四五六七八九十百千万亿半]+[多余]?|(?:以上|以下|左右)$"
)
# 28路公交车, 3号线: such a number is a name, and counts nothing.
_LABELS = re.compile("路(?!人)|号?[线楼院门库厅]")


class About(Enum):
    """What a statement is right or wrong about."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    TITLE = "title"
    HOLDER = "holder"


@dataclass(frozen=True, slots=True)
class Premise:
    """A question for what is taken for granted, and the words that were, to be held against its answer; `number` is their
    value where they are one.
    """

    question: str
    stated: str
    about: About
    number: Quantity | None = None


def to_confirm(question: str) -> list[Premise]:
    """What a statement that asks to be confirmed says; nothing where the question asks for something.

    >>> to_confirm("石家庄承接了506个项目，对吧？")[0].question
    '石家庄承接了多少个项目'
    """
    stated = _WHETHER.sub("是", _CONFIRM.sub("", question)).replace("是是", "是").removeprefix("是")
    if ASKING.search(stated) or not _ASKS_TO_CONFIRM.search(question):
        return []
    return list(_turned(TAIL.sub("", stated)))


def behind_a_statement(question: str) -> tuple[str, str] | None:
    """A statement that is short or has a number, and what is asked behind it, of a question that is both.

    >>> behind_a_statement("总投资80亿元，资金从哪里来？")
    ('总投资80亿元', '资金从哪里来？')
    """
    stated, *asked = _LEADING_CLAUSE.split(question, maxsplit=1)
    if not asked or not ASKING.search(asked[0]) or ASKING.search(stated) or _STATES_NOTHING.match(stated.strip()):
        return None
    has_number = any(one.about is About.NUMBER for one in _turned(stated))
    return (stated.strip(), asked[0].strip()) if has_number or len(stated) <= _SHORT else None


def granted_before(question: str) -> list[Premise]:
    """The numbers that stand in a statement before what is asked: 总投资80亿元，资金从哪里来？"""
    both = behind_a_statement(question)
    return [one for one in _turned(both[0]) if one.about is About.NUMBER] if both else []


def verdict(premise: Premise, answer: Answer) -> str | None:
    """What the documents' answer to the premise's question says of it, in a line; None where it can't be told."""
    span = answer.span or ""
    right = agrees(premise, span)
    if right is None:
        return None
    said = _value_in(premise, span)
    if right:
        return f"文档里说的也是“{said}”。"
    if premise.about in (About.TITLE, About.HOLDER, About.PLACE):
        return f"文档里写的是“{said}”，没有写“{premise.stated}”。"
    return f"文档里说的是“{said}”，不是“{premise.stated}”。"


def agrees(premise: Premise, span: str) -> bool | None:
    """Whether the exact words of an answer say what was stated; None where they say nothing of that kind."""
    if premise.about is About.HOLDER:
        return premise.stated in span
    if premise.about is About.TITLE:
        held = {one.text for one in titles(span)}
        # 冀南新区管委会主任 is said of 邯郸冀南新区党工委副书记、管委会主任; 管委会副主任 is not.
        return titles(premise.stated)[-1].text in held and _in_order(premise.stated, span) if held else None
    if premise.about is About.PLACE:
        places = [name.text for name in own_names(span) if name.kind == PLACE]
        return named(premise.stated, span) or any(named(one, premise.stated) for one in places) if places else None
    if premise.about is About.DATE:
        said = dates(span)
        return not any(unsaid(one, said) for one in dates(premise.stated)) if said else None
    given = _like(premise, span)
    return any(_is_said(premise.number, one) for one in given) if premise.number and given else None


def without_quantities(question: str) -> str:
    """The question without the numbers that it takes for granted; itself where there are none."""
    for one in reversed(_granted(question)):
        question = question[: one.start] + question[one.end :]
    return question


def correction(question: str, answer: Answer) -> str:
    """What the documents say instead of a number in the question, in a line; "" where they do not contradict it."""
    quotes = "\n".join(citation.quote for citation in answer.citations)
    for granted, words in contradicted(question, quotes):
        return f"文档里说的是“{words}”，不是“{question[granted.start : granted.end]}”。"
    return ""


def contradicted(question: str, text: str) -> Iterator[tuple[Quantity, str]]:
    """The numbers of a question of which the text has another in their place, each with the words that say that one.

    >>> [words for _, words in contradicted("石家庄承接的506个项目在哪里", "石家庄承接项目406个。")]
    ['406个']
    """
    said = quantities(text)
    for granted in _granted(question):
        if any(one.says(granted) for one in said):
            continue
        # What is counted stands on either side: 506个项目, 项目506个, 投资3亿元.
        counted = {question[granted.end : granted.end + 2], question[max(0, granted.start - 2) : granted.start]}
        for one in said:
            around = text[max(0, one.start - 8) : one.end + 8]
            if (
                one.unit == granted.unit
                and not one.ordinal
                and any(len(word) == 2 and word in around for word in counted)
            ):
                yield granted, text[one.start : one.end]
                break


def _granted(question: str) -> list[Quantity]:
    return [one for one in quantities(question) if one.unit and not one.ordinal and one.low > 1]


def _turned(stated: str) -> Iterator[Premise]:
    """The statement with what it states made a question: each number, else the date, the place, the title."""
    counted = [
        one
        for one in quantities(stated)
        if not one.ordinal
        and (one.low > 1 or one.unit)
        and not (one.unit in ("", "号") and _LABELS.match(stated, one.end))
    ]
    for one in counted:
        words = stated[one.start : one.end]
        question = f"{stated[: one.start]}多少{_NUMBER_OF.sub('', words)}{stated[one.end :]}"
        yield Premise(question, words, About.NUMBER, one)
    if counted:
        return
    for date in dates(stated):
        if any(value.isdigit() for _, value in date.parts):
            rest = f"{stated[: date.start]}什么时候{stated[date.end :]}"
            yield Premise(rest, stated[date.start : date.end], About.DATE)
    for name in own_names(stated):
        if name.kind == PLACE and _WHERE.search(stated[: name.start]):
            yield Premise(f"{stated[: name.start]}哪里{stated[name.end :]}", name.text, About.PLACE)
    if match := _WHO.match(stated):
        who, what = match["who"], match["what"]
        people = {name.text for name in own_names(stated) if name.kind == PERSON}
        if who in people and titles(what):
            yield Premise(f"{who}是什么职务", what, About.TITLE)
        elif what in people and titles(who):
            yield Premise(f"{who}是谁", what, About.HOLDER)
            yield Premise(f"{what}是什么职务", who, About.TITLE)


def _is_said(claimed: Quantity, said: Quantity) -> bool:
    """Whether a number is what was claimed: 超过400个 is right of 406个."""
    if claimed.comparison in _AT_LEAST:
        return said.comparison not in _AT_MOST and said.low >= claimed.low
    if claimed.comparison in _AT_MOST:
        return said.comparison not in _AT_LEAST and said.high <= claimed.high
    return (said.low, said.high) == (claimed.low, claimed.high)


def _value_in(premise: Premise, span: str) -> str:
    """The value of the exact words, without what stands around it."""
    if premise.about is About.NUMBER:
        one = _like(premise, span)[0]
        return span[one.start : one.end]
    if premise.about is About.DATE:
        found = dates(span)
        return span[found[0].start : found[-1].end]
    return span


def _like(premise: Premise, span: str) -> list[Quantity]:
    """The quantities of the words that are counted in the unit of the one that was stated."""
    unit = premise.number.unit if premise.number else ""
    return [one for one in quantities(span) if same_unit(unit, one.unit)]


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
