"""What the documents' answer to a premise's question says of the premise: that it is so, or what is so instead.

A value is confirmed only where its clause says of it what is stated: not where that is denied there (7天内不支持退货), nor where it is
said of another value (1998年列为省级，2011年升为国家级).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.words import cut, letters, normalised
from qa.answers import Answer
from qa.dates import dates, unsaid
from qa.grammar import is_noun_phrase, own_names
from qa.names import PLACE, named, tagged, titles
from qa.numbers import to_ascii
from qa.premises import About, Premise
from qa.quantities import Quantity, quantities
from qa.questions import content_words
from qa.units import same_unit

_AT_LEAST, _AT_MOST = (">", "≥"), ("<", "≤")
_CLAUSE_END = re.compile("[，。；！？（）\n]")
_DENYING = frozenset(
    "不 未 没 没有 无 不得 不能 不可 不再 不予 不准 不许 不可以 不允许 禁止 严禁 禁用 请勿 切勿 谢绝 拒绝".split()
)
_COMPARING = frozenset("超过 超出 少于 低于 高于 多于 大于 小于 足 到 满 等 仅 含 计 断 限 论 同".split())


def verdict(premise: Premise, answer: Answer) -> str | None:
    """What the documents' answer to the premise's question says of it, in a line; None where it can't be told."""
    span = answer.span or ""
    right = agrees(premise, span)
    if right is None or (right and not _is_said_of_it(premise, "\n".join(one.quote for one in answer.citations))):
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
        is_named = is_noun_phrase(span) or own_names(span)
        return _is_of(premise.stated, span) or (False if is_named else None)
    if premise.about is About.TITLE:
        held = {one.text for one in titles(span)}
        # 冀南新区管委会主任 is said of 邯郸冀南新区党工委副书记、管委会主任; 管委会副主任 is not.
        return titles(premise.stated)[-1].text in held and _in_order(premise.stated, span) if held else None
    if premise.about is About.PLACE:
        places = [name.text for name in own_names(span) if name.kind == PLACE]
        # 湖南长沙 is said of 长沙, and not of 湖南株洲.
        return named(premise.stated, span) or named(places[-1], premise.stated) if places else None
    if premise.about is About.DATE:
        said = dates(span)
        return not any(unsaid(one, said) for one in dates(premise.stated)) if said else None
    given = _like(premise, span)
    return any(_is_said(premise.number, one) for one in given) if premise.number and given else None


def is_stated(premise: Premise, text: str) -> bool:
    """Whether a clause of the text has the value, and all the words of the statement."""
    words = content_words(premise.question)
    return bool(words) and any(_has(premise, one) and all(word in one for word in words) for one in _clauses(text))


def _is_said_of_it(premise: Premise, text: str) -> bool:
    """Whether a clause of the text says of the value what is stated of it."""
    if premise.about not in (About.NUMBER, About.DATE):
        return True
    clauses = _clauses(text)
    own = [at for at, one in enumerate(clauses) if _has(premise, one)]
    return not own or any(_tells(premise, clauses, at) for at in own)


def _tells(premise: Premise, clauses: Sequence[str], at: int) -> bool:
    """Whether that clause, which has the value, does not deny what is stated, and no clause says it of another value."""
    clause = clauses[at]
    if _denies(clause[min(_value_ends(premise, clause)) :]) and not _denies(premise.question):
        return False
    words = [word for word in content_words(premise.question) if len(word) > 1]
    predicate = premise.question.partition("什么时候")[2] or premise.question
    verbs = {word for word, tag in tagged(to_ascii(premise.question)) if tag == "v"}
    # 升格为国家级 may be told as 列为国家级.
    is_named = any(word in clause and word in predicate and word not in verbs for word in words)
    missing = [word for word in words if word not in clause and not (is_named and word in verbs)]
    for other, text in enumerate(clauses):
        ends = _value_ends(premise, text) if other != at else []
        for word in missing if ends else ():
            # The subject of an earlier clause may be that of this one: 岳阳市签约项目23个，其中农业5个.
            if word in text if other > at else word in text[min(ends) :] and word in predicate:
                return False
    return True


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
    """The quantities of the words that are counted in the unit of the one that was stated, or are places in an order as it is."""
    if premise.about is About.ORDER:
        return [one for one in quantities(span) if one.ordinal]
    unit = premise.number.unit if premise.number else ""
    return [one for one in quantities(span) if same_unit(unit, one.unit)]


def _clauses(text: str) -> list[str]:
    """Its clauses, normalised; one that only says when goes with the next: 1998年，该湖列为自然保护区."""
    found: list[str] = []
    before = ""
    for clause in _CLAUSE_END.split(text):
        before += normalised(clause)
        rest = before
        for date in reversed(dates(rest)):
            rest = rest[: date.start] + rest[date.end :]
        if len(letters(rest)) > 1:
            found.append(before)
            before = ""
    return found


def _has(premise: Premise, clause: str) -> bool:
    if premise.about is About.DATE:
        return not any(unsaid(one, dates(clause)) for one in dates(premise.stated))
    return premise.number is not None and any(_is_said(premise.number, one) for one in _like(premise, clause))


def _value_ends(premise: Premise, clause: str) -> list[int]:
    """Where the values of the kind that is stated end in the clause."""
    return [one.end for one in (dates(clause) if premise.about is About.DATE else _like(premise, clause))]


def _denies(words: str) -> bool:
    """Whether the words deny something: 不支持, 禁用; 不超过 only compares."""
    return any(word in _DENYING and then not in _COMPARING for word, then in pairwise([*cut(words), ""]))


def _is_of(stated: str, span: str) -> bool:
    """Whether the words name whom was stated; 华信公司 is short for 江州华信监理有限公司, and 王力 for nobody."""
    short, long = sorted((stated, span), key=len)
    if len(short) > 1 and short in long:
        return True
    return len(short) > 3 and short[-1] == long[-1] and _in_order(short, long)


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
