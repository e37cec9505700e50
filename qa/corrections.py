"""A message that puts the one before right: 不是青石县，是白杨县; 说错了，是2023年; 不对，我问的是谁主持的."""

import re
from dataclasses import dataclass

from qa.grammar import ASKING, TAIL

_WRONG = "(?:说|问|搞|弄|打|记|写|看|听)错了"
_MEANT = "我要的是|我要(?!的是|问|说|指|讲)|我?(?:是|其实|要|想|想要)?(?:问|说|指|讲)的是|我(?:是|其实|要|想|想要)*(?:问|说|指|讲)|是(?:问|说|指|讲)|(?<=[，,])问|应该?[是为]|而?是"
_CORRECTION = re.compile(
    rf"^(?:(?:不[是对]|不(?=[，,])|错了|{_WRONG}|我?(?:不是|没有?)(?:问|说|指|讲))(?:这个|那个)?(?P<old>[^，,。]{{0,20}}?)[，,。 ]+(?:{_MEANT})?(?P<what>.+?)(?:才对)?"
    rf"|(?:{_WRONG}|不[是对])[，,]?(?:{_MEANT})(?P<said>[^，,是]{{1,20}}?)(?:才对)?"
    rf"|我?(?:想)?(?:(?:问|说|指|要)的是|是(?:问|说|指))(?P<new>[^，,是]{{1,20}}?)(?:[，,](?:而?不是|不要)(?P<not>.{{1,20}}?))?)[。？?！]*$"
)
_CONDITION = re.compile(rf"不是(?![问说指讲])[^，,。]*[，,。 ]+(?!{_MEANT})")
# 北门那边, 那家店: said of what is named before it.
POINTING = re.compile("(?:那边|这边|那里|的?(?:那|这)[个家笔位项条座所次些]|这个|那个)$")


@dataclass(frozen=True, slots=True)
class Correction:
    """What is meant, and instead of what; old is "" where the message does not say."""

    what: str
    old: str


def correction(message: str) -> Correction | None:
    """None for a message that corrects nothing.

    >>> correction("不是青石县，是白杨县")
    Correction(what='白杨县', old='青石县')
    """
    match = _CORRECTION.match(message)
    if match is None or (match["old"] or "").endswith(("吗", "么", "吧")):  # 不是说今年完工吗 asks
        return None
    what = TAIL.sub("", match["what"] or match["said"] or match["new"]).removesuffix("吧")
    return Correction(POINTING.sub("", what) or what, match["old"] or match["not"] or "")


def without_correction(message: str, before: str) -> str:
    """The question that is asked instead, where the message asks a whole one; else the message as it is.

    before: what was asked and answered.

    >>> without_correction("不对，我问的是会议由谁主持", "")
    '会议由谁主持'
    """
    found = correction(message)
    if found and found.old and _CONDITION.match(message) and found.old not in before:
        return message  # 不是会员，门票多少钱 puts nothing right
    # 不是506个吗 and 不对吗 are asked of the answer before.
    if found is None or not ASKING.search(found.what.rstrip("吗呢？?")) or len(found.what) < 4:
        return message
    return found.what
