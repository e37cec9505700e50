"""An earlier question with one of its parts exchanged for what is named now: a name, a time, a title, a noun, the words that
ask. 那冀南新区呢 after 石家庄承接了多少项目 asks 冀南新区承接了多少项目.

Which part is meant is not known: the results are in the order to try them, and the reader decides.
"""

import re
from itertools import pairwise

from qa.alike import like_in, numbered_alike
from qa.attributes import owner_exchanged
from qa.dates import dates
from qa.grammar import BY_WHOM, TAIL, UNIT, WHEN_OR_WHERE, own_names, phrases, widened
from qa.names import PERSON, Name, tagged, titles
from qa.numbers import to_ascii
from qa.quantities import only_quantity, quantities
from qa.questions import Kind, kind_of

_THEN_OR_NOW = re.compile(
    "现在|目前|如今|眼下|当前|原来|原先|以前|之前|过去|从前|当初|早先|往年|历年|[一二两三四五六七八九十几\\d]+年前"
)
# 上届 for 这届, and before all of a question that names none.
_OCCASION = re.compile("[这本上下今往首][一两]?[届次期]")
_HOW_MANY = re.compile("多少|几(?=[个家项人次名座条所])")
_HOW_MANY_OF = re.compile(rf"(?:多少|几)(?:{UNIT})?")
_HOW_LARGE = re.compile("多[大长高远久重深宽](?=$|时间)(?:时间)?")
_WHO_OR_WHICH = re.compile("(?P<who>谁)|哪一?[个座家位条所名支艘项种]")
_KIND = re.compile(
    "(?:分公司|公司|基地|[院校港园景矿厂]区|大桥|车站|机场|码头|医院|中学|小学|大学|学校|[分支]行|分店|门店|[^商书饭酒]店|仓库|水库|电站|车间)$"
)
_PLACE_END = re.compile("[省市县区镇乡村州旗盟站厂馆校院店行司社局]$")
_NOUNS = frozenset(("n", "s", "vn"))
_RANK = re.compile("冠军|亚军|季军|第[一二三四五六七八九十\\d]+(?:名|位)?|最(?=[高大多长贵低小少短重远快])")
_SEX = re.compile("(?:那)?(?P<sex>[男女])(?:的|性|生|士|子|选手)?")


def exchanged(what: str, before: str) -> list[str]:
    """The earlier question `before`, for what is named now; nothing where it has no part of that kind.

    >>> exchanged("白杨县", "青石县新建了多少座水库")
    ['白杨县新建了多少座水库']
    """
    what = TAIL.sub("", what)
    if found := _of_another_time(what, before) or (
        _time(what, before) or _rank(what, before) or _sex(what, before) or _title(what, before) or _name(what, before)
    ):
        return found
    # 青石县的人口 is no noun in another's place, but something else of 青石县.
    old = "" if own_names(what) else like_in(what, before)
    return [before.replace(old, what.removesuffix("的"), 1)] if old else []


def asked_otherwise(asking: str, before: str) -> str:
    """The earlier question with other words that ask when, where, why or how; "" where it has none.

    >>> asked_otherwise("哪一天", "发布会是在哪儿开的")
    '发布会是哪一天开的'
    >>> asked_otherwise("哪一年", "公司由谁创办")
    '公司哪一年创办'
    """
    old, new = WHEN_OR_WHERE.search(before) or BY_WHOM.search(before), WHEN_OR_WHERE.search(asking)
    return before[: old.start()] + new.group() + before[old.end() :] if old and new else ""


def counted_otherwise(what: str, before: str) -> list[str]:
    """How many of something else the earlier question asks, or how many do something else.

    >>> counted_otherwise("多少栋楼", "全市整治多少个小区")
    ['全市整治多少栋楼']
    >>> counted_otherwise("恢复供电的", "全镇有多少个村断电")
    ['全镇有多少个村恢复供电']
    """
    what, before = TAIL.sub("", what), TAIL.sub("", before)
    match = _HOW_MANY.search(before)
    if match is None:
        return []
    if _HOW_MANY.match(what):
        return [before[: match.start()] + what]
    counted = _noun_at(match.end(), before)
    if what.endswith("的") and counted and before[match.end() + len(counted) :]:
        return [before[: match.end()] + counted + what.removesuffix("的")]
    return []


def answered_with(value: str, before: str) -> str:
    """The earlier question as a statement to be confirmed, with a value for what it asked; "" where it asks for none.

    >>> answered_with("506个", "石家庄承接了多少个项目")
    '石家庄承接了506个项目吗'
    """
    before = TAIL.sub("", before)
    match = _HOW_MANY_OF.search(before) or _HOW_LARGE.search(before) or WHEN_OR_WHERE.search(before)
    return f"{before[: match.start()]}{value}{before[match.end() :]}吗" if match else ""


def confirmed_with(said: str, before: str) -> str:
    """The same, where what is said is a number or a time and no more, and the earlier question asks for that; else "".

    >>> confirmed_with("2024年", "合同什么时候到期"), confirmed_with("2024年", "合同总价是多少")
    ('合同2024年到期吗', '')
    """
    said = said.removesuffix("吗")
    if kind_of(before) is Kind.DATE:
        whole = [(one.start, one.end) for one in dates(said)] == [(0, len(said))] and not dates(before)
        return answered_with(said, before) if whole else ""
    much = only_quantity(said)
    # 700分以上 may as well be for the 600分以上 of the question.
    if much is None or much.start or any(one.unit == much.unit for one in quantities(before)):
        return ""
    counted = _HOW_MANY_OF.search(before)
    # 506个项目 says of what, as 多少项目 did.
    if rest := said[much.end :]:
        return answered_with(said[: much.end], before) if counted and before.startswith(rest, counted.end()) else ""
    return answered_with(said, before)


def answered_by(name: str, before: str) -> str:
    """The earlier question as a statement, with the name that answered it; "" where it asks for none.

    >>> answered_by("白鹤站", "哪座车站暂不办理客运业务？")
    '白鹤站暂不办理客运业务'
    """
    before = TAIL.sub("", before)
    match = _WHO_OR_WHICH.search(before)
    if match is None:
        return ""
    which = "" if match["who"] else _noun_at(match.end(), before)
    return before[: match.start()] + name + before[match.end() + len(which) :]


def _noun_at(place: int, text: str) -> str:
    """What is counted behind 多少, which ends at `place`: 个村 of 多少个村断电."""
    found, start = "", 0
    for word, tag in tagged(to_ascii(text)):
        end = start + len(word)
        if end > place:
            if tag not in ("n", "q", "nz"):
                break
            found += text[max(start, place) : end]
        start = end
    return found


def _of_another_time(what: str, before: str) -> list[str]:
    """2022年白杨县: a time and what else is named with it, each in its like's place."""
    new = dates(what)[:1]
    if not new or new[0].start:
        return []
    when, rest = what[: new[0].end], what[new[0].end :].removeprefix("的")
    if rest and rest in before:  # 2022年的产量, after 2023年青石县的产量是多少
        return _time(when, before)
    return [one for then in _time(when, before) for one in exchanged(rest, then)] if rest else []


def _time(what: str, before: str) -> list[str]:
    """去年, 2015年, 现在, 原来: in place of the question's own time, or before all of it."""
    what = what.removesuffix("的")
    new = dates(what.removesuffix("同期"))  # 去年同期
    is_date = bool(new) and new[0].start == 0 and new[-1].end >= len(what.removesuffix("同期"))
    then, occasion = _THEN_OR_NOW.fullmatch(what), _OCCASION.fullmatch(what)
    if not (then or occasion or is_date):
        return []
    old = dates(before)
    match = _OCCASION.search(before) if occasion else None if is_date and old else _THEN_OR_NOW.search(before)
    start, end = match.span() if match else (old[0].start, old[0].end) if old else (0, 0)
    return [before[:start] + what + before[end:]]


def _rank(what: str, before: str) -> list[str]:
    """第三名 in place of 冠军, 第三高 in place of 最高."""
    old = _RANK.search(before)
    if old is None or not _RANK.fullmatch(what) or old.group() == what:
        return []
    return [before[: old.start()] + (what.rstrip("名位") if old.group() == "最" else what) + before[old.end() :]]


def _sex(what: str, before: str) -> list[str]:
    """女 in place of 男, the other way round, and nothing else changed."""
    match = _SEX.fullmatch(what)
    other = {"男": "女", "女": "男"}[match["sex"]] if match else ""
    return [before.replace(other, match["sex"], 1)] if match and other in before else []


def _name(what: str, before: str) -> list[str]:
    """A name in place of one of the same kind; what holds more than a name is no name."""
    new, old = own_names(what), own_names(before)
    if new and (like := numbered_alike(what.removesuffix("的"), before)):  # 观澜二号, where 观澜 is taken for a name
        return [before.replace(like, what.removesuffix("的"), 1)]
    if (run := _run_of(new)) and run.text == what.removesuffix("的"):  # 拒马河张坊站 for 大石河漫水桥站
        new, old = [run], [one] if (one := _run_of(old)) else old
    if not new or len(new[0].text) < len(what) - 2:
        return []
    alike = [one for one in old if one.kind == new[0].kind] or [
        one for one in old if one.kind != PERSON or new[0].kind == PERSON
    ]
    if not alike:
        return [one for one in (owner_exchanged(what, before), f"{what}{before}") if one]
    name = what.removesuffix("的")
    return [
        before[: one.start] + new_name + before[one.end :]
        for one in alike
        for new_name in dict.fromkeys((_of_kind(name, one.text), name))
    ]


def _run_of(names: list[Name]) -> Name | None:
    """The first two names of which the one follows on the other, as one; None without such."""
    for one, other in pairwise(names):
        if one.end == other.start:
            return Name(other.kind, one.text + other.text, one.start, other.end)
    return None


def _of_kind(name: str, other: str) -> str:
    """The name with what the other says of its kind: 钦州基地, beside 漳浦基地."""
    match = _KIND.search(other)
    return name + match.group() if match and not _KIND.search(name) and not _PLACE_END.search(name) else name


def _title(what: str, before: str) -> list[str]:
    """书记 in place of 镇长 of 清水镇镇长是谁; with a body of its own, it needs nothing of the question before."""
    new = [one for one in titles(what) if one.end == len(what)]
    if not new:
        return []
    old = titles(before)
    if own_names(what):
        return [f"{what}是谁"]
    if not old:
        return []
    start = old[-1].start
    for one in reversed(old[:-1]):  # 主任医师 is one title
        start = one.start if one.end == start else start
    return [before[:start] + what + before[old[-1].end :]]


def subject_exchanged(what: str, before: str) -> list[str]:
    """What a question begins with in its place: 渔业设施的损失金额 after 香蕉的损失金额, 农村人均收入 after 城镇人均收入."""
    bare = what.removesuffix("的")
    names, nouns = own_names(before), phrases(before)
    first = widened(names[0], before) if names and not names[0].start else nouns[0] if nouns else ""
    found = []
    if first and re.match(f"{re.escape(first)}(?:的|有|是|在)", before):
        found.append(bare + before[len(first) :])
    word, tag = next(iter(tagged(to_ascii(before))), ("", ""))
    same = [(len(one), kind in _NOUNS) for one, kind in tagged(bare)] == [(len(word), tag in _NOUNS)]
    if not names and same and not before.startswith(f"{first}的"):
        found.append(bare + before[len(word) :])
    return list(dict.fromkeys(found))
