"""Numbers and letters that say which one of several is meant: 二期, 三号楼, 七年级, 第二包, 套餐A, B款, 3个月的会员卡.

They count nothing, so none is a number that a question takes for granted; and what a sentence says of 一期 answers no question
about 二期.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.evidence import Evidence
from qa.numbers import number, to_ascii
from qa.quantities import Quantity
from qa.units import UNITS

_NUMBER = "(?:(?<![0-9.])[0-9]{1,3}|(?<![一二三四五六七八九十])(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]))"
# What a number says which one of, with or without 第.
_KIND = (
    "号(?:[楼线厅馆门院窗机车库仓店桥塔坝炉]|病区|站台|教室|会议室)|年级|年期(?![限间满])|等[奖座舱功品]|标段|期(?![限间末刊满望货待盼])"
    "|楼(?![梯盘房宇]|层(?!高))|班(?![车次级组长制轮岗倒])|[组包队区](?![别裹装伍域划织合成])|[级类](?![别型似])"
)
_TICKETS = "(?:个月|[年天日次])(?:的[\u4e00-\u9fff]{0,3}?|会员)?[卡票]"
_OF_LETTER = "[款类级区座档包组班队舱厂店股轮型栋馆厅楼线](?!长)|套餐|方案|产品"
_BEFORE = "套餐|方案|型号|产品|选项|模式|地块|标段|样品"
# I, V and X may be numerals.
_LETTER = "[A-HJ-UWYZa-hj-uwyz](?![A-Za-z])"
_LABEL = re.compile(
    # 第三条 and the like are referred to more often than told of.
    rf"第(?P<nth>{_NUMBER})(?P<of_nth>{_KIND}|[^\W0-9十百千万条款项章节])|(?P<first>首)(?P<of_first>[期批届轮次])"
    rf"|(?P<bare>{_NUMBER})(?P<of_bare>{_KIND}|{_TICKETS})"
    rf"|(?<![A-Za-z0-9-])(?P<letter>{_LETTER}|[甲乙丙丁])(?P<of_letter>{_OF_LETTER})"
    rf"|(?P<of_behind>{_BEFORE})(?P<behind>{_LETTER}|{_NUMBER}(?![0-9.十百千万亿]|{UNITS}))"
)
# 分三期, 共3组 and 另一类 count, or mean any; so does 5级 of an earthquake.
_COUNTS = re.compile("[分共有各每这那另同某哪上下新任近前后本全数高几到成为早晚末日天][约达]?$")
_MAY_COUNT = frozenset("级类组包队区")
# 与一期相比 names one that is not told of.
_NOT_TOLD_OF = re.compile("[与和跟比距邻离至到从自按据照见及、]$")
_CLAUSE_END, _PART_END = re.compile("[，。；！？\n]"), re.compile("[。；！？\n]")


@dataclass(frozen=True, slots=True)
class _Label:
    """Which one, of which kind, at `text[start:end]`."""

    kind: str
    which: str
    start: int
    end: int
    counts: bool  # perhaps, as 三期 of 分三期建设


def is_label(text: str, one: Quantity) -> bool:
    """Whether a quantity of the text only says which one is meant: 二期 of 二期投资, 七年 of 七年级."""
    return any(label.start < one.end and one.start < label.end for label in _labels(text) if not label.counts)


def of_another_label(question: str, evidence: Sequence[Evidence], claims: Sequence[tuple[int, int]]) -> str:
    """Why the claims are of another one than the question names; "" where they may be of that.

    claims: where each stands in the text of its evidence.
    """
    named = [one for one in _labels(question) if not one.counts]
    for asked in named:
        wanted = {one.which for one in named if one.kind == asked.kind}
        others = [_another(asked.kind, wanted, *one) for one in zip(evidence, claims, strict=True)]
        if others and all(others):
            return f"出处说的是{others[0]}，不是{question[asked.start : asked.end]}"
    return ""


def _another(kind: str, wanted: set[str], evidence: Evidence, claim: tuple[int, int]) -> str:
    """The nearest label of the kind before the claim, where the claim is plainly of that and of none of those wanted."""
    text = f"{evidence.before}\n{evidence.text}"
    start, end = (at + len(evidence.before) + 1 for at in claim)
    alike = [one for one in _labels(text) if one.kind == kind]
    told = [one for one in alike if one.end <= start and not one.counts and not _NOT_TOLD_OF.search(text[: one.start])]
    if not told:
        return ""
    # 96户的是三号楼 says it behind the claim, and so may a clause behind it where none before it does.
    is_apart = _PART_END.search(text, told[-1].end, start)
    stop = (_PART_END if is_apart else _CLAUSE_END).search(text, end)
    if any(one.which in wanted and one.start < (stop.start() if stop else len(text)) for one in alike):
        return ""
    return text[told[-1].start : told[-1].end]


def _labels(text: str) -> list[_Label]:
    """In their order.

    >>> [(one.kind, one.which) for one in _labels("二期和第3期")]
    [('期', '2'), ('期', '3')]
    """
    plain = to_ascii(text)
    found = []
    for match in _LABEL.finditer(plain):
        of = next(name for name, value in match.groupdict().items() if value and name.startswith("of_"))
        kind, said = match[of], match[of.removeprefix("of_")]
        which = "1" if said == "首" else said.upper() if re.match("[A-Za-z甲乙丙丁]", said) else str(number(said))
        counts = of == "of_bare" and (
            _COUNTS.search(plain[: match.start()]) is not None or (said.isdigit() and kind in _MAY_COUNT)
        )
        if kind[-1] in "卡票":
            kind = kind[0] + kind[-1]
        if not which.isdigit():
            kind += "字母"
        found.append(_Label(kind, which, *match.span(), counts))
    return found
