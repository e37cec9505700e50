"""What a question takes for granted and the documents deny: 石家庄承接的506个项目, where they say 406个; 座谈会是5月15日开的吧.

A statement that asks to be confirmed is turned into the question for what it states: a number, a date, a place, a title, whose
title it is, by whom something is done, the place in an order. What the documents answer is for `verdicts` to hold against it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from qa.answers import Answer
from qa.dates import dates
from qa.grammar import ASKING, TAIL, is_noun_phrase, own_names
from qa.labels import is_label
from qa.names import ORGANISATION, PERSON, PLACE, tagged, titles
from qa.numbers import to_ascii
from qa.quantities import Quantity, quantities

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
# 7天内可以退货吗 asks whether it may be done so, and takes no number for granted; 可以借5册吗 does.
_ASKS_WHETHER = re.compile("(?<![对是错])[吗么][？?。！!]*$")
_MAY = frozenset("能 能够 可以 可 允许 准 准许 要 需要 需 必须 须 得 应 应该 会 用 不能 不可 不得 不要 不用".split())
# 该省第二大淡水湖, 获得第三名: the place in an order that is stated; 第二包 only names what is spoken of.
_PLACED = re.compile("(?:是|为|居|列|获得?|得|夺得|拿)(?!第一次)[^，。]{0,12}$")
_ORDER = re.compile("[大高长多名位届个座家批任代部](?![者方])")
# What goes one way may go the other.
_WAYS = dict(one.split() for one in "增长 下降|增加 减少|上升 下降|上涨 下跌|提高 降低|盈利 亏损|涨 跌".split("|"))
_WAYS |= {"下降": "增长"} | {fall: rise for rise, fall in _WAYS.items() if fall != "下降"}
_WAY = re.compile(rf"(?:{'|'.join(_WAYS)})(?=[了约率幅额为是达]*多少)")
_DOING = frozenset(("v", "vn", "vd", "u"))
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
_NAMES = re.compile("路(?!人)|号?[线楼院门库厅]")


class About(Enum):
    """What a statement is right or wrong about."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    TITLE = "title"
    HOLDER = "holder"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Premise:
    """A question for what is taken for granted, and the words that were, to be held against its answer; `number` is their
    value where they are one, at its place in the statement.
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
    stated = TAIL.sub("", stated)
    found = list(_turned(stated))
    if _ASKS_WHETHER.search(question):
        found = [one for one in found if not (one.number and _may_behind(stated, one.number.end))]
    return found


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


def other_way(question: str) -> str:
    """The question for a fall instead of a rise, or the other way round; "" where it asks for neither.

    >>> other_way("吞吐量增长多少%")
    '吞吐量下降多少%'
    """
    turned = _WAY.sub(lambda way: _WAYS[way.group()], question)
    return turned if turned != question else ""


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
        if any(one.says_exactly(granted) for one in said):
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


def _may_behind(stated: str, place: int) -> bool:
    position = 0
    for word, _ in tagged(to_ascii(stated)):
        if position >= place and word in _MAY:
            return True
        position += len(word)
    return False


def _granted(question: str) -> list[Quantity]:
    counted = [one for one in quantities(question) if one.unit and not one.ordinal and one.low > 1]
    return [one for one in counted if not is_label(question, one)]


def _turned(stated: str) -> Iterator[Premise]:
    """The statement with what it states made a question: each number, else the date, the place, the title or the order."""
    said = quantities(stated)
    counted = [
        one
        for one in said
        if not one.ordinal
        and (one.low > 1 or one.unit)
        and not (one.unit in ("", "号") and _NAMES.match(stated, one.end))
        and not is_label(stated, one)
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
    for start, end in _places(stated):
        if _WHERE.search(stated[:start]):
            yield Premise(f"{stated[:start]}哪里{stated[end:]}", stated[start:end], About.PLACE)
    for one in said:
        # The 名 of 第二名 is read as its unit, the 大 of 第二大 is not.
        at = one.end - bool(_ORDER.match(stated, one.end - 1))
        if one.ordinal and _ORDER.match(stated, at) and _PLACED.search(stated[: one.start]):
            yield Premise(f"{stated[: one.start]}第几{stated[at:]}", stated[one.start : one.end], About.ORDER, one)
    yield from _whose(stated)


def _places(stated: str) -> list[tuple[int, int]]:
    """Where it names a place; 湖南长沙 is one."""
    found: list[tuple[int, int]] = []
    for name in own_names(stated):
        if name.kind == PLACE and found and found[-1][1] == name.start:
            found[-1] = (found[-1][0], name.end)
        elif name.kind == PLACE:
            found.append((name.start, name.end))
    return found


def _whose(stated: str) -> Iterator[Premise]:
    """Whose title, whose part or whose doing something is."""
    if match := _WHO.match(stated):
        who, what = match["who"], match["what"]
        people = {name.text for name in own_names(stated) if name.kind == PERSON}
        bodies = {name.text for name in own_names(stated) if name.kind == ORGANISATION}
        if who in people and titles(what):
            yield Premise(f"{who}是什么职务", what, About.TITLE)
        elif what in people and titles(who):
            yield Premise(f"{who}是谁", what, About.HOLDER)
            yield Premise(f"{what}是什么职务", who, About.TITLE)
        elif what in people | bodies and is_noun_phrase(who):
            yield Premise(f"{who}是谁", what, About.HOLDER)
    if done := _by_whom(stated):
        before, who, does = done
        yield Premise(f"{before}由谁{does}", who, About.HOLDER)


def _by_whom(stated: str) -> tuple[str, str, str] | None:
    """供暖费由乙方承担 -> 供暖费, 乙方, 承担; None where it does not end with who does it and what is done."""
    words = list(tagged(to_ascii(stated)))
    by = next((at for at, (word, _) in enumerate(words) if word == "由"), len(words))
    does = len(words)
    while does > by + 1 and words[does - 1][1] in _DOING:
        does -= 1
    before, who, done = ("".join(word for word, _ in part) for part in (words[:by], words[by + 1 : does], words[does:]))
    return (before, who, done) if before and done and len(who) > 1 and is_noun_phrase(who) else None
