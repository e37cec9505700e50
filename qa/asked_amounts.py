"""Amounts by which a question says which one it means: 总投资1234万元的工程是哪个 is not about the one of 856万元.

The same amount may be written 1,234万元 or 一千二百三十四万元 in the text.
"""

import re
from collections.abc import Iterable, Sequence

from index.words import letters, normalised
from qa.evidence import Evidence
from qa.numbers import MULTIPLIERS
from qa.premises import contradicted
from qa.quantities import Quantity, quantities

_WHICH = re.compile("哪(?![里儿些年月天])|谁|什么(?!时候|原因)")
_TELLING = 10  # 两个, 三家 are said of anything
_TIMES = frozenset({"", "秒", "天", "月", "年", "世纪", "岁", "号"})


def in_their_spelling(question: str, texts: Iterable[str]) -> str:
    """The question with its amounts as the texts write them, where they write them only in another way.

    >>> in_their_spelling("总投资1234万元的工程是哪个", ["其中总投资1,234万元的是清水渠加固工程。"])
    '总投资1,234万元的工程是哪个'
    """
    asked = _telling(question)
    text = normalised("\n".join(texts)) if asked else ""
    said = quantities(text) if asked else []
    for one in reversed(asked):
        words = question[one.start : one.end]
        if normalised(words) not in text:
            same = [text[other.start : other.end] for other in said if other.says(one)]
            spelt = next((other for other in same if letters(other) == letters(words)), same[0] if same else words)
            question = question[: one.start] + spelt + question[one.end :]
    return question


def of_another_amount(question: str, evidence: Sequence[Evidence], read: Iterable[str]) -> str:
    """Why the evidence is not what a question means by an amount; "" where it may be.

    Either another sentence of what was read has the amount, or it is all that the question means something by, and the evidence
    has another in its place. An amount that is only taken for granted, as in 石家庄承接的506个项目, is left to `premises`.
    """
    asked = _telling(question)
    if not asked:
        return ""
    cited = "\n".join(one.text for one in evidence)
    here = quantities("\n".join(one.before for one in evidence)) + quantities(cited)
    others = {one.start: words for one, words in contradicted(question, cited)}
    absent = [one for one in asked if one.start in others or not any(said.says(one) for said in here)]
    there = quantities("\n".join(read)) if absent else []
    for one in absent:
        words = question[one.start : one.end]
        is_there = any(said.says(one) for said in there)
        if one.start in others and (is_there or _says_which(question, one)):
            return f"出处说的是{others[one.start]}，不是{words}"
        if is_there:
            return f"出处没有提到{words}"
    return ""


def is_meant_by_amount(question: str) -> bool:
    """Whether an amount is what a question says by which one it means: 总投资1234万元的是哪个, 哪个工程投资1234万元."""
    return any(_says_which(question, one) for one in _telling(question))


def _says_which(question: str, one: Quantity) -> bool:
    is_attribute = question.startswith("的", one.end) and _WHICH.search(question, one.end)
    return bool(is_attribute or _WHICH.search(question, 0, one.start))


def _telling(question: str) -> list[Quantity]:
    # 万元 of 多少万元, and 万里 of a name, are no amounts.
    return [
        one
        for one in quantities(question)
        if one.low >= _TELLING
        and one.unit not in _TIMES
        and not (one.ordinal or one.comparison or question[one.start] in MULTIPLIERS)
    ]
