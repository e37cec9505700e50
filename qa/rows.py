"""What stands joined in a row in a question, each with the words that the row shares: 2021年和2022年的产量 are 2021年的产量 and
2022年的产量.
"""

import re
from dataclasses import dataclass

from qa.dates import dates
from qa.grammar import own_names, widened
from qa.names import tagged

MAX_PARTS = 6

TOTAL_WORDS = "一共|总共|合计|共计|总计|加起来|加在一起|加一起|加一块儿?|合起来|合在一起|总和|总数"
# 青石县和白杨县共新建了多少座水库; 公共, 共同 and 共享 are no sum.
TOTAL_OF_ROW = rf"{TOTAL_WORDS}|(?<![公中总一])共(?![同享产识青鸣振和性管])"

_JOINING = re.compile(r"\s*(?:、|和|与|及|跟|同|以及|还是)\s*")
_OF_NOUNS = re.compile(
    rf"^(?P<one>[^，。？?、]{{2,14}}?)(?:、|和|与|跟)(?P<other>[^，。？?、]{{2,12}}?)"
    rf"(?P<rest>(?:各|分别|{TOTAL_OF_ROW}|相差|差(?=多|了|距|几)|哪一?[个家款种项座条]).+)$"
)


@dataclass(frozen=True, slots=True)
class Row:
    """What is joined, and in short what tells each from the others; what stands before and behind the row.

    says_what: whether each says what is asked of it, 2021年的产量, and is no mere name
    """

    items: tuple[str, ...]
    labels: tuple[str, ...]
    before: str
    rest: str
    says_what: bool = False


def row_in(question: str) -> Row | None:
    """The first row of a question; None where it has none.

    >>> row_in("2021年和2022年的产量分别是多少").items
    ('2021年的产量', '2022年的产量')
    """
    found = own_names(question)
    for start in range(len(found) - 1):
        row = [found[start]]
        for name in found[start + 1 :]:
            if not _JOINING.fullmatch(question[row[-1].end : name.start]):
                break
            row.append(name)
        if len(row) > 1:
            # 青石厂和白杨厂, where only 白杨 was taken for a name.
            kind = widened(row[-1], question)[len(row[-1].text) :]
            kind = kind if row[0].text.endswith(kind) else ""
            names = (*(one.text for one in row[:-1]), row[-1].text + kind)[:MAX_PARTS]
            return Row(names, names, question[: row[0].start], question[row[-1].end + len(kind) :])
    match = _OF_NOUNS.match(question)
    if match is None:
        return None
    one, other, rest = match["one"], match["other"], match["rest"]
    # 买药和还账一共多少 has verbs in its row; elsewhere 和 may join what is done.
    if any(tag == "v" for _, tag in tagged(other)) and not re.match(TOTAL_OF_ROW, rest):
        return None
    both = _sharing(one, other)
    if both != (one, other):
        return Row(both, _labels(both), "", rest, says_what=True)
    # 北林区种植面积和年产值 are both of 北林区; 北林区的面积和南岭县的人口 are not.
    owner = next((name.text for name in found[:1] if name.start == 0 and name.end <= match.end("one")), "")
    owner = "" if own_names(other) else owner
    items = (one.removeprefix(owner), other)
    return Row(items, items, owner, rest, says_what="的" in one and "的" in other)


def _sharing(one: str, other: str) -> tuple[str, str]:
    """Both with the noun of the last, or with whose the first is, where only one of them says it."""
    when, then = dates(one), dates(other)
    if "的" in other and "的" not in one:
        whose, _, noun = other.rpartition("的")
        # 押金和第二年的租金: a deposit has no rent.
        same = _counts(one) == _counts(whose) and not _says_more(one)
        return (f"{one}的{noun}", other) if same else (one, other)
    if "的" in one and "的" not in other:
        return (one, other) if own_names(other) or then else (one, f"{one.rpartition('的')[0]}的{other}")
    if not when or when[0].start:
        return one, other
    # 一季度和二季度营收; 2022年营收和净利润
    if when[0].end == len(one) and then and not then[0].start:
        return one + other[then[0].end :], other
    if when[0].end < len(one) and not then and not own_names(other) and not own_names(one):
        return one, one[: when[0].end] + other
    return one, other


def _counts(text: str) -> bool:
    """Whether it is a time or a place in an order."""
    return text.startswith("第") or bool(dates(text))


def _says_more(one: str) -> bool:
    """Whether more than a name is said: 青石县人口 of 青石县人口和白杨县的面积."""
    found = own_names(one)
    return bool(found) and found[0].text != one


def _labels(both: tuple[str, str]) -> tuple[str, str]:
    """Each without what it has in common with the other: 2021年, 2022年; 人口, 面积."""
    one, other = both
    (whose, of, what), (theirs, _, thing) = one.rpartition("的"), other.rpartition("的")
    if of and whose == theirs:
        return what, thing
    if of and what == thing:
        return whose, theirs
    when, then = dates(one)[0], dates(other)[0]
    behind = (one[when.end :], other[then.end :])
    return (one[: when.end], other[: then.end]) if behind[0] == behind[1] else behind
