"""What a question asks for, and of what: 层高 of 3号厂房; and either of the two exchanged for what a fragment names.

Which of them a fragment is for is not known: 水温呢 asks for something else of the same, 面米制品呢 for the same of something else.
"""

import re

from qa.grammar import ASKING, LABEL, TAIL, bears_a_name, is_noun_phrase, own_names, phrases, statement, widened
from qa.names import tagged
from qa.numbers import to_ascii

_ASKED_FOR = frozenset(("n", "nz", "vn", "an"))
_BODY = re.compile("(?:公司|集团|学校|医院|企业|大学|全[市县省区国校]|合作社|银行|基地)$")
_COUNTS = ("m", "q")
_MOST_WORDS = 2  # of what is asked for: 建筑 面积
_ASKS_FOR_IT = re.compile("(?:一共|总共|大概)?(?:是|有|为|达到?)?(?:多少(?!钱)|几|什么|谁|多[大长高重远宽深厚])")


def owner(stated: str) -> str:
    """A statement without the noun that it ends with; "" where nothing is left.

    >>> owner("白杨河水电站造价")
    '白杨河水电站'
    """
    return next(iter(_owners(stated)), "").removesuffix("的")


def attribute_exchanged(what: str, before: str, asking: str) -> list[str]:
    """Something else of what the earlier question is about; with the last noun in its place, then the last two.

    asking: the words that ask for it.

    >>> attribute_exchanged("层高", "3号厂房面积是多少", "是多少")
    ['3号厂房层高是多少']
    """
    stated = statement(before)
    if not before.startswith(stated) or not _ASKS_FOR_IT.match(before[len(stated) :]):
        return []
    return [f"{of}{what}{asking}" for of in _owners(stated) if not of.endswith(what)]


def owner_exchanged(what: str, before: str) -> str:
    """The same of something else; "" where the earlier question does not say of what.

    >>> owner_exchanged("面米制品", "鱼糜制品的毛利率是多少")
    '面米制品的毛利率是多少'
    """
    head, of, tail = before.rpartition("的")
    asked = ASKING.search(tail)
    return f"{what}的{tail}" if of and head and asked and asked.start() and not ASKING.search(head) else ""


def qualified(what: str, before: str) -> str:
    """The same of a part only, 大豆的 after 上半年实现销售收入多少; "" where the earlier question asks for no noun.

    >>> qualified("大豆的", "上半年实现销售收入多少")
    '上半年实现大豆销售收入多少'
    """
    stated = statement(before)
    owners = _owners(stated)
    if not what.endswith("的") or not owners or not before.startswith(stated):
        return ""
    return owners[-1] + what.removesuffix("的") + before[len(owners[-1]) :]


def of_another(what: str, before: str) -> list[str]:
    """The same of something else or of a part, where 的 leaves out the noun that both have; the likelier first.

    >>> of_another("玉米的", "小麦种植面积是多少")
    ['玉米种植面积是多少', '小麦玉米种植面积是多少']
    """
    part = qualified(what, before)
    stated = statement(before)
    if not what.endswith("的") or what[:-1] in stated or not before.startswith(stated):
        return [part]
    cut = tagged(to_ascii(stated))
    behind = next((place for place in range(len(cut), 0, -1) if cut[place - 1][1] not in _ASKED_FOR), 0)
    nouns = [word for word, _ in cut[behind:]][:-1]  # without what is asked for
    if not nouns:
        return [part]
    like = [word for word in nouns if _alike_at_its_end(word, what[:-1])]
    # What the company's business makes, and not the company, is another's.
    old = like[0] if like else nouns[1] if len(nouns) > 1 and _BODY.search(nouns[0]) else nouns[0]
    start = sum(len(word) for word, _ in cut[:behind]) + sum(len(word) for word in nouns[: nouns.index(old)])
    other = before[:start] + what[:-1] + before[start + len(old) :]
    # 大豆的 is a part of 销售收入, and no other than 销售; 旧的 stands beside a noun.
    is_done = cut[behind + nouns.index(old)][1] == "vn" and not like
    return [part, other] if is_done or not is_noun_phrase(what[:-1]) else [other, part]


def asked_of_another(what: str, before: str) -> str:
    """The same asked of something else that has a name: 隧道 after 大桥什么时候通车; "" for what may be something of it.

    >>> asked_of_another("隧道", "大桥什么时候通车"), asked_of_another("用途", "大桥什么时候通车")
    ('隧道什么时候通车', '')
    """
    names, asking = own_names(before), ASKING.search(before)
    subject = before[: asking.start()].removesuffix("在") if asking else ""
    is_subject = subject in [widened(one, before) for one in names[:1]] or subject in phrases(before)[:1]
    return what + before[len(subject) :] if subject and is_subject and bears_a_name(what) else ""


def _alike_at_its_end(one: str, other: str) -> bool:
    return len(one) > 2 and one[-2:] == other[-2:] and one != other


def _owners(stated: str) -> list[str]:
    """What is left of a statement without its last noun, and without its last two."""
    cut = tagged(to_ascii(TAIL.sub("", stated)))
    found, left = [], stated
    for place in range(len(cut) - 1, max(len(cut) - 1 - _MOST_WORDS, 0), -1):
        word, tag = cut[place]
        if tag not in _ASKED_FOR or len(word) < 2 or cut[place - 1][1] in _COUNTS:  # 3号 is nothing without 厂房
            break
        left = left[: len(left) - len(word)]
        if re.fullmatch(LABEL, left):  # nor A without 套餐
            break
        found.append(left)
    return found
