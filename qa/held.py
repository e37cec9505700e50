"""The words of the titles that stand before a person's name, without the people before them in a list: 县财政局副局长 of
参加会议的有县教育局局长冯志明、县财政局副局长曾丽.
"""

import re
from itertools import accumulate

from qa.holders import titles_before
from qa.names import ORGANISATION, PERSON, names, tagged, titles
from qa.numbers import to_ascii

_JOINT = re.compile("[、和与及]|以及")
# Of 局长助理 and 主任委员 the rest is no name.
_NAME = re.compile("(?!助理|成员|委员|顾问|候选|兼)[\u4e00-\u9fff·]{2,4}(?=[、和与及])(?<![局委部院所司会长处科])")
_LEADS = frozenset("有 包括 包含 还有 由 邀请 是 为".split())
_BODY = re.compile(
    "[\u4e00-\u9fff（）()“”·A-Za-z]{1,24}(?:[局委厅部处科院社会所站队行厂店办]|公司|集团|大学|中学|小学|学校|中心|政府|法院|银行)$"
)


def held_before(text: str, place: int) -> str:
    """What stands before the name at `place` and is of nobody else, from the beginning of its clause.

    >>> text = "出席的有市水利局局长高强、市气象局副局长田野。"
    >>> held_before(text, text.index("田野"))
    '市气象局副局长'
    """
    clause = titles_before(text, place)
    ends = [one.end for one in names(clause) if one.kind == PERSON]
    # Whom the tagger does not know for a person stands between a title and the next 、.
    ends += [found.end() for one in titles(clause) if (found := _NAME.match(clause, one.end))]
    begin = max((found.end() for end in ends if (found := _JOINT.match(clause, end))), default=0)
    words = [word for word, _ in tagged(to_ascii(clause[begin:]))]
    begin += max(
        (end for word, end in zip(words, accumulate(map(len, words)), strict=True) if word in _LEADS), default=0
    )
    return re.sub("^(?:[、和与及]|以及)+", "", clause[begin:])


def body_of(held: str) -> str:
    """The organisation nearest before the last title: 统计局 of 发改委副主任、统计局局长; "" for none.

    >>> body_of("市气象局副局长")
    '市气象局'
    """
    last = next((one.start for one in reversed(titles(held))), 0)
    found = [one.text for one in names(held) if one.kind == ORGANISATION and one.end <= last]
    body = _BODY.search(held[:last])
    return found[-1] if found else body.group() if body else ""
