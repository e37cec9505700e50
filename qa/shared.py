"""The items of a row, each with the words that only one of them says: 2021年 and 2022年的产量 -> 2021年的产量, 2022年的产量.

Where a row begins and ends, `rows` finds.
"""

import re
from collections.abc import Sequence

from qa.dates import dates
from qa.grammar import is_noun_phrase, own_names

# 甲 of 甲店, 第一 of 第一包, 男 of 男款
_LABEL = "第?(?:[一二三四五六七八九十]{1,3}|\\d{1,4})|[甲乙丙丁戊A-Za-z东南西北男女老新大小上下前后左右]"

Items = tuple[str, ...]


def shared(items: Sequence[str]) -> tuple[Items, Items]:
    """The items with the noun of the last, or with whose or when the first is, where only one of them says it; and in short
    what tells each from the others.

    >>> shared(["甲店", "乙店营业额"])
    (('甲店营业额', '乙店营业额'), ('甲店', '乙店'))
    """
    for share in (_noun_behind_of, _owner_before_of, _of_times, _noun_behind_labels):
        if (found := share(items)) is not None:
            return found
    return tuple(items), tuple(items)


def noun_behind(one: str, other: str) -> str:
    """What `one` says more than a name like the other: 预算 of 第二包预算 and 第一包; "" where they are not alike.

    >>> noun_behind("星岚汽车销量", "驰远汽车")
    '销量'
    """
    size = len(other)
    like = re.fullmatch(rf"(?:{_LABEL})(?P<kind>[\u4e00-\u9fff]{{1,2}})", other)
    # 十一班 is like 二班, though it is longer.
    if like and (match := re.match(rf"(?:{_LABEL}){like['kind']}", one)):
        size = match.end()
    elif one[max(size - 2, 0) : size] != other[-2:] or size < 3:
        return ""
    when = dates(one[size:])
    noun = one[size:][when[0].end if when and not when[0].start else 0 :]
    return one[size:] if one[:size] != other and is_noun_phrase(noun) else ""


def _noun_behind_of(items: Sequence[str]) -> tuple[Items, Items] | None:
    """2021年 and 2022年的产量"""
    *others, last = items
    if "的" not in last or any("的" in one for one in others):
        return None
    whose, _, noun = last.rpartition("的")
    # 押金和第二年的租金: a deposit has no rent.
    if any(_counts(one) != _counts(whose) or _says_more(one) for one in others):
        return tuple(items), tuple(items)
    return tuple(f"{one}的{noun}" for one in (*others, whose)), (*others, whose)


def _owner_before_of(items: Sequence[str]) -> tuple[Items, Items] | None:
    """2021年的营收 and 净利润"""
    first, *others = items
    if "的" not in first or any("的" in one for one in others):
        return None
    if any(own_names(one) or dates(one) for one in others):
        return tuple(items), tuple(items)
    whose, _, noun = first.rpartition("的")
    return (first, *(f"{whose}的{one}" for one in others)), (noun, *others)


def _of_times(items: Sequence[str]) -> tuple[Items, Items] | None:
    """一季度 and 二季度营收; 2022年营收 and 净利润"""
    begin = [next((one.end for one in dates(item) if one.start == 0), 0) for item in items]
    first, *others = items
    if not begin[0] or "的" in "".join(items):
        return None
    left = [item[end:] for item, end in zip(items, begin, strict=True)]
    if all(begin) and left[-1] and not any(left[:-1]):
        when = tuple(item[:end] for item, end in zip(items, begin, strict=True))
        return tuple(one + left[-1] for one in when), when
    if left[0] and not any(begin[1:]) and not any(own_names(one) or dates(one) for one in others):
        return (first, *(first[: begin[0]] + one for one in others)), (left[0], *others)
    return None


def _noun_behind_labels(items: Sequence[str]) -> tuple[Items, Items] | None:
    """甲店 and 乙店营业额"""
    *others, last = items
    noun = noun_behind(last, others[0])
    if not noun or any(noun_behind(one + noun, last.removesuffix(noun)) != noun for one in others):
        return None
    labels = (*others, last.removesuffix(noun))
    return tuple(one + noun for one in labels), labels


def _counts(text: str) -> bool:
    """Whether it is a time or a place in an order."""
    return text.startswith("第") or bool(dates(text))


def _says_more(one: str) -> bool:
    """Whether more than a name is said: 青石县人口 of 青石县人口和白杨县的面积."""
    found = own_names(one)
    return bool(found) and found[0].text != one
