"""Is it done, a must, or true of all, where the source says that it is planned, allowed, or true of some?

已投入使用 is not 预计投入使用, 必须解除 not 可以解除, and 永久免收 not 试行一年. Only a clause of the source that is about the same is held
against a claim, and a source that says both is left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.evidence import Evidence
from qa.holders import CLAUSE
from qa.names import tagged
from qa.statements import Statement, of_evidence, statements

MIN_SHARED = 0.6  # of the words of the claim's clause, with the source's clause


@dataclass(frozen=True, slots=True)
class _Shift:
    """What a claim says more strongly than its source, and what leaves either open: `weaker` in the claim, `strong` in the source."""

    claimed: re.Pattern[str]
    weaker: re.Pattern[str]
    strong: re.Pattern[str]


_SHIFTS = (
    _Shift(
        re.compile("已经|业已|早已|已(?![故婚知有])"),
        re.compile(
            "预计|预期|拟(?![合人态定订])|计划|规划|有望|尚需|尚待|还需|仍需|有待|即将|将(?![军士领来近就信])|力争|争取|打算|准备"
        ),
        re.compile("已|了"),
    ),
    _Shift(
        re.compile("必须|务必|一律|一定[要会]"),
        re.compile("可以|可(?![见能是])|建议|优先|一般|原则上|尽量|鼓励|最好|酌情|自愿"),
        re.compile("必须|必需|务必|一律|一定|(?<!不)须|应(?![用急付收届聘征邀])|不得|只能|需"),
    ),
    _Shift(
        re.compile("所有|一切|任何|全体|每一?[个位名家]"),
        re.compile(
            "小型|中型|大型|微型|部分|大多|多数|少数|个别|符合条件|试用期|首批|试点|成人|成年|儿童|老年|残疾|贫困|困难|低保|本地|外地|在校|应届|持证|会员"
        ),
        re.compile("所有|全部|一切|任何|全体|各|每|均|都|凡|一律|全[市县省校国区]"),
    ),
    _Shift(
        re.compile("永久|永远|终身|无限期"),
        re.compile("试行|暂|限期|期[间内限满]|至|(?<![每多今去前明后当])年"),
        re.compile("永久|永远|终身|终生|无限期|长期|一直|始终"),
    ),
)


def overstated(claim: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    """What the claim says more strongly than the source does, a line each."""
    claimed = statements(claim)
    source = of_evidence(evidence) if claimed else []
    for ours in claimed:
        nearest = max((len(said.words & ours.words) for said in source), default=0)
        same = [said for said in source if len(said.words & ours.words) == nearest]
        if not same or nearest < max(2, MIN_SHARED * len(ours.words)):
            continue
        for shift in _SHIFTS:
            strong = shift.claimed.search(ours.text)
            if strong and not shift.weaker.search(ours.text) and all(_is_weaker(said, shift) for said in same):
                yield f"出处没有说“{strong.group()}”"


def _is_weaker(said: Statement, shift: _Shift) -> bool:
    weaker = {match.group() for match in shift.weaker.finditer(said.text)}
    if weaker == {"将"} and ("将", "d") not in tagged(CLAUSE.sub("", said.text)):  # 将旧管拆除 is no plan
        return False
    return bool(weaker) and not shift.strong.search(said.text)
