"""What stands joined in a row in a question, each with the words that the row shares: 2021年和2022年的产量 are 2021年的产量 and
2022年的产量.
"""

import re
from dataclasses import dataclass

from index.words import cut
from qa.dates import dates
from qa.grammar import own_names, widened
from qa.names import tagged
from qa.numbers import DIGITS
from qa.shared import shared

MAX_PARTS = 6

TOTAL_WORDS = "一共|总共|合计|共计|总计|加起来|加在一起|加一起|加一块儿?|合起来|合在一起|总和|总数"
# 青石县和白杨县共新建了多少座水库; 公共, 共同 and 共享 are no sum, nor is what two have built together, 共建的.
TOTAL_OF_ROW = rf"{TOTAL_WORDS}|(?<![公中总一])共(?![同享产识青鸣振和性管]|[建有办用]的)"

_JOINTS = frozenset("、 和 与 跟 及 以及".split())
_JOINING = re.compile(r"\s*(?:、|和|与|及|跟|同|以及|还是)\s*")
_OF_NOUNS = re.compile(
    rf"^(?P<row>[^，。？?]{{2,}}?[、和与跟及][^，。？?]{{2,}}?)"
    rf"(?P<rest>(?:各|分别|{TOTAL_OF_ROW}|相差|差(?=多|了|距|几)|哪一?[个家款种项座条]).+)$"
)
_ITEM_CHARS = range(2, 15)
_AND_SO_ON = re.compile("(?<![一二三四五六高中低初上下同优平])等(?![级候待])")
# 语文、数学和英语三科: how many they are says nothing more of the last.
_SO_MANY = re.compile(
    "(?:这)?(?:(?P<two>[俩两])|(?P<three>[仨三])|(?P<four>四)|(?P<five>五)|(?P<six>六))(?:(?<=[俩仨])|个?[人者地科门项种家市县区省校班村厂店国年款方队站类样]|个[\u4e00-\u9fff]{1,2}|[位名])"
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
# 停车费我们一共花了多少, 违约金法院一共判了多少, 支链在面粉里各占多少: who does it and where stands behind the row, and is of no item.
_DOER = re.compile(
    "(?<=..)(?:[我你他她咱]们|大家|(?<!其)[我你他她]|(?<=[款费金税价额租])(?:法院|公司|甲方|乙方|双方|学校|单位|政府|房东)|在[^在的]{1,8}[里中内上])$"
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
    """The first row of a question; None where it has none, or one of more than MAX_PARTS: none of it is left out.

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
            names = (*(one.text for one in row[:-1]), row[-1].text + kind)
            before, rest = question[: row[0].start], question[row[-1].end + len(kind) :]
            if before[-1:] in _JOINTS or cut(rest)[:1] in [[joint] for joint in _JOINTS]:
                break  # 城东店、石家庄和保定: not all of them are names
            return Row(names, names, before, _without_number(rest, len(names))) if len(names) <= MAX_PARTS else None
    match = _OF_NOUNS.match(question)
    return _of_nouns(_items(match["row"]), match["rest"]) if match else None


def _items(row: str) -> list[str]:
    """What 、 and 和 join, where they are words of their own: 参与者和志愿者 are two."""
    items = [""]
    for word in cut(row):
        if word in _JOINTS:
            items.append("")
        else:
            items[-1] += word
    return [one for one in items if one]


def _of_nouns(items: list[str], rest: str) -> Row | None:
    """The row of nouns that `rest` stands behind."""
    if not 1 < len(items) <= MAX_PARTS or _AND_SO_ON.search(items[-1]):
        return None
    items[-1], moved = _without_what_is_said_of_all(items)
    if any(len(one) not in _ITEM_CHARS for one in items):
        return None
    # 买药和还账一共多少 has verbs in its row; elsewhere 和 may join what is done.
    if not re.match(TOTAL_OF_ROW, rest) and any(tag == "v" for one in items[1:] for _, tag in tagged(one)):
        return None
    rest = moved + rest
    whole, labels = shared(items)
    if list(whole) != items:
        return Row(whole, labels, "", rest, says_what=True)
    # 北林区种植面积和年产值 are both of 北林区; 北林区的面积和南岭县的人口 are not.
    first, *others = items
    names = [name for name in own_names(first) if name.start == 0]
    owner = names[0].text if names and not any(map(own_names, others)) else ""
    alone = (first.removeprefix(owner), *others)
    return Row(alone, alone, owner, rest, says_what=all("的" in one for one in items))


def _without_what_is_said_of_all(items: list[str]) -> tuple[str, str]:
    """The last item, and when or by whom something is done with all of them, which may stand behind it: 乙店 and 8月."""
    last, moved = items[-1], ""
    has_dates = any(map(dates, items[:-1]))
    while True:
        number = next((found for found in _SO_MANY.finditer(last) if found.end() == len(last)), None)
        if number and number.start() > 1 and _says_number(number, items):
            last = last[: number.start()]
            continue
        when = next((one.start for one in dates(last) if one.end == len(last) and not has_dates), 0)
        doer = _DOER.search(last)
        edge = when if when > 1 else doer.start() if doer else 0
        if not edge:
            return last, moved
        last, moved = last[:edge], last[edge:] + moved


def _says_number(number: re.Match[str], items: list[str]) -> bool:
    """Whether it is how many the items are; 小学三班 is the third of its like, where another is 小学一班."""
    classifier = re.escape(number.group()[1:])
    is_one_of_them = any(re.search(rf"[{DIGITS}十\d]{classifier}$", one) for one in items[:-1])
    return _NUMBERS[number.lastgroup or ""] == len(items) and not is_one_of_them


def _without_number(rest: str, n_items: int) -> str:
    """Without how many the items are: 一共承接了多少 of 两地一共承接了多少."""
    number = _SO_MANY.match(rest)
    return rest[number.end() :] if number and _NUMBERS[number.lastgroup or ""] == n_items else rest
