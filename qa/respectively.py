"""语文、数学和英语的平均分分别为82.5、76.3和88.1分: which value is of which item, by the place that each has in its row.

The items are the row before 分别, or the clauses before it where each of them counts something. Where there are more of one
than of the other, nothing is aligned.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from index.sentences import sentence_spans
from index.words import cut, normalised
from qa.dates import dates
from qa.quantities import quantities

Range = tuple[int, int]

_RESPECTIVELY = re.compile("(?:分别|依次)(?!对应|介绍|举行|召开)")
_JOINTS = frozenset("、 和 与 及 以及".split())
_CLAUSE_EDGE = re.compile(r"(?<!\d),|,(?!\d)|[，；：;]")
_STOP = re.compile(r"(?<!\d),|,(?!\d)|[，；：;。！？!?\n（(]")
# What stands between 分别 and the first value, where that is no number.
_LEAD = re.compile("(?:被)?(?:任命为|当选为|担任|达到|位于|成立于|来自|授予|为|是|于|由|在|有|达|获|叫)")
_PER = re.compile("/[\u4e00-\u9fffA-Za-z]+")  # 毫克/立方米
_NUMERALS = frozenset("一二三四五六七八九十")
_MOST_CLAUSES_BACK = 3


@dataclass(frozen=True, slots=True)
class _Rows:
    """A row of items and the row of as many values that is said of them, where they stand in the text.

    apart: whether the items stand in clauses of their own; else the first and the last may say what is of all of them
    """

    items: tuple[Range, ...]
    values: tuple[Range, ...]
    apart: bool


def value_asked(question: str, text: str, span: Range, within: Range) -> Range | None:
    """The value of the one item that the question names, where the span lies in the row of values and not in that one.

    >>> text = "甲、乙、丙三县分别新建水库3座、4座和5座。"
    >>> found = value_asked("乙县新建了多少座水库", text, (13, 15), (0, len(text)))
    >>> text[slice(*found)] if found else None
    '4座'
    """
    for rows in _rows(text, within):
        if rows.values[0][0] < span[1] and span[0] < rows.values[-1][1]:
            items = [normalised(text[slice(*one)]) for one in rows.items]
            asked = _asked(normalised(question), items, apart=rows.apart)
            if asked is None or (rows.values[asked][0] <= span[0] and span[1] <= rows.values[asked][1]):
                return None
            return rows.values[asked]
    return None


def item_of(text: str, place: int) -> str:
    """The item whose value stands at `place`; "" where nothing is aligned there."""
    for rows in _rows(text, (0, len(text))):
        for item, (start, end) in zip(rows.items, rows.values, strict=True):
            if start <= place < end:
                return text[slice(*item)]
    return ""


def _rows(text: str, within: Range) -> Iterator[_Rows]:
    """Each row of values with that of its items."""
    if not _RESPECTIVELY.search(text, *within):
        return
    for start, end in sentence_spans(text, *within):
        for match in _RESPECTIVELY.finditer(text, start, end):
            stop = _STOP.search(text, match.end(), end)
            values = _joined(text, match.end(), stop.start() if stop else end)
            if len(values) < 2:
                continue
            items, apart = _items(text, start, match.start(), len(values))
            if items:
                spans = tuple(_value(text, place, one) for place, one in enumerate(values))
                yield _Rows(tuple(items), spans, apart)


def _joined(text: str, start: int, end: int) -> list[Range]:
    """What 、 and 和 join between two places, where they are words of their own."""
    words = cut(text[start:end])
    edges = list(pairwise(accumulate(map(len, words), initial=start)))
    joints = [edge for word, edge in zip(words, edges, strict=True) if word in _JOINTS]
    begins, stops = [start, *(edge[1] for edge in joints)], [*(edge[0] for edge in joints), end]
    return [(a, b) for a, b in zip(begins, stops, strict=True) if text[a:b].strip()]


def _items(text: str, start: int, end: int, number: int) -> tuple[list[Range], bool]:
    """The row of so many items that stands nearest before `end`; else as many clauses that each count something, and True."""
    edges = [start, *(match.end() for match in _CLAUSE_EDGE.finditer(text, start, end)), end]
    clauses = [(a, b) for a, b in pairwise(edges) if a < b]
    for a, b in clauses[: -_MOST_CLAUSES_BACK - 1 : -1]:
        before = _RESPECTIVELY.search(text, a, b)  # of the values before these
        if len(row := _joined(text, a, before.start() if before else b)) > 1:
            whose = text.rfind("的", *row[0])  # 大棚的长 and 宽
            row[0] = (whose + 1 if row[0][0] < whose + 1 < row[0][1] else row[0][0], row[0][1])
            return (row if len(row) == number else []), False
    counted: list[Range] = []
    for a, b in reversed(clauses[:-1]):
        amounts = quantities(text[a:b])
        if not amounts or not amounts[-1].start:
            break
        counted.insert(0, (a, a + amounts[-1].start))
    if len(counted) != number:
        return [], True
    # 收入 of 镜头收入21亿元，材料收入6亿元 tells neither from the other.
    said = [text[slice(*one)] for one in counted]
    common = next(
        (size for size in range(min(map(len, said)) - 1, 0, -1) if len({one[-size:] for one in said}) == 1), 0
    )
    return [(a, b - common) for a, b in counted], True


def _value(text: str, place: int, span: Range) -> Range:
    """The one amount or time of a value; all of it where it is none, without what leads to the first."""
    said = text[slice(*span)]
    found = [(one.start, one.end) for one in quantities(said)] or [(one.start, one.end) for one in dates(said)]
    if len(found) == 1:
        per = _PER.match(said, found[0][1])
        return span[0] + found[0][0], span[0] + (per.end() if per else found[0][1])
    number = re.search(r"\d[\d,.]*", said)
    if not found and number:
        return span[0] + number.start(), span[0] + number.end()
    lead = _LEAD.match(said) if place == 0 else None
    return span[0] + (lead.end() if lead else 0), span[1]


def _asked(question: str, items: Sequence[str], *, apart: bool) -> int | None:
    """The place of the one item that the question names; None where it names none, or more than one."""
    ends = (None, None) if apart else (0, len(items) - 1)
    if len(min(items[:-1], key=len)) == 1 == len(max(items[:-1], key=len)):
        named = [_label(question, item, items[-1]) for item in items]
    else:
        named = [
            _end_of(item, question)
            if place == ends[0]
            else _beginning_of(item, question)
            if place == ends[1]
            else _most_of(item, question)
            for place, item in enumerate(items)
        ]
    # 二级 is named whole in 二级医院, and 一级医院 only in part.
    whole = {one for one, item in zip(named, items, strict=True) if one and one == item}
    best = [one for one in whole if not any(one != other and one in other for other in whole)] or [max(named, key=len)]
    return named.index(best[0]) if best[0] and len(best) == 1 == named.count(best[0]) else None


def _label(question: str, item: str, last: str) -> str:
    """The one character that the item is, or begins with: 二 of 二等奖 where the last is 三等奖, and not of 二月."""
    behind = last[1:2] if item[:1] in _NUMERALS else ""
    return item[:1] if item[:1] + behind in question else ""


def _end_of(item: str, question: str) -> str:
    """What the question has of the end of the first item: 观众量 of 去年观众量."""
    return next((item[-size:] for size in range(len(item), 1, -1) if item[-size:] in question), "")


def _beginning_of(item: str, question: str) -> str:
    """What the question has of the beginning of the last item: 英语 of 英语三科平均分."""
    return next((item[:size] for size in range(len(item), 1, -1) if item[:size] in question), "")


def _most_of(item: str, question: str) -> str:
    """More than half of an item that the question has as it stands; "" where it has less."""
    sizes = range(len(item), len(item) // 2, -1)
    runs = (item[start : start + size] for size in sizes for start in range(len(item) - size + 1))
    return next((run for run in runs if run in question), "")
