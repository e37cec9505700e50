"""What a message that says too little may ask, completed from the last question and those before it.

The results are in the order to try them; the reader decides.
"""

import re
from collections.abc import Sequence

from qa.answers import Turn
from qa.attributes import asked_of_another, attribute_exchanged, of_another, owner, owner_exchanged
from qa.dates import dates
from qa.grammar import ASKING, LABEL, TAIL, happens, lacks_subject, own_names, phrases, statement, widened
from qa.names import PERSON, titles
from qa.premises import to_confirm
from qa.quantities import quantities
from qa.questions import Kind, content_words, kind_of
from qa.references import mentioned, named_by
from qa.slots import answered_by, asked_otherwise, counted_otherwise, subject_exchanged
from qa.turns import earlier_questions

_WHO = re.compile(
    "(?:[^个]人|者|会计|经理|老师|导师|教师|医生|记者|队长|司机|代表|丈夫|妻子|父亲|母亲|儿子|女儿|先生|太太|搭档|队友|教练|选手|创始人|[^特]设计师)$"
)
_HOW_MUCH = re.compile(
    "(?:数|数量|投资|[价费额率量比距重龄]|(?<!高)速|面积|收入|成本|产值|利润|价格|成绩|得分|长度|高度|人口|薪|薪资|工资|奖金|押金|定金|租金|水温|温度|海拔|资本|电话|号码)$"
)
_WHERE_FROM = re.compile("(?:单位|公司|机构|企业|部门|银行)$")
OWNED = re.compile("(?!原来|现在|目前|以前|之前|去年|今年|全部|总)[^的]{2,}的[^的]{2,}")
_LABELLED = re.compile("[A-Za-z0-9-]{1,8}号?(?:厂房|车间|仓库|[包楼栋标段组座期类型线馆门区款室班店])")
_AN_AMOUNT = re.compile("多少|几|多[大长高远重宽深厚]")
_TIME = re.compile("时间$")
_PLACE = re.compile("(?:地点|地址|位置)$")
_SAYING = re.compile("(?:原因|理由|内容|名称|名字)$")
_WHY = ("为什么", "为何", "因为什么", "怎么会")
_MAX_NAME = 15  # characters of an answer that may stand in its question's place


def of_the_same(what: str, before: str, turns: Sequence[Turn]) -> list[str]:
    """What is asked now of what the last question was about: 总投资 of 石家庄承接的项目; or the same of it: 大豆的."""
    what = TAIL.sub("", what)
    asking = asking_for(what, before)
    same = owner_exchanged(what.removesuffix("的"), before)
    if own_names(what):
        return _each((same, f"{what}{asking}"))
    if OWNED.fullmatch(what):  # w8的重量 says of what
        return _each((f"{what}{asking}", *subject_exchanged(what, before)))
    about = statement(before)
    first, *other = [f"{subject}{what}{asking}" for subject in _then(what + asking, before, turns)] or [
        f"{what}{asking}"
    ]
    # 馆长是谁, and then 电话呢: of whoever was named.
    of_answer = f"{named}{what}{asking}" if turns and (named := named_by(turns[-1])) else ""
    others = [*subject_exchanged(what, before), *counted_otherwise(what, before), same, of_answer]
    beside = attribute_exchanged(what, before, asking)
    return _each(
        (
            *of_another(what, before),
            asked_of_another(what, before),
            # Without a name, all that stands before what was asked for says of what: 2023年, 二期工程.
            *(beside[:1] if not own_names(before) else ()),
            first,
            *others,
            *beside,
            *other,
            # 重800吨，造价是多少 would take the 800 for granted.
            *(() if quantities(before) else (f"{about}的{what}{asking}", f"{about}，{what}{asking}")),
        )
    )


def among(what: str, before: str, turns: Sequence[Turn]) -> list[str]:
    """其中玉米 after 粮食总产量是多少: a part of what the last question asked."""
    asking, about = asking_for(what, before), statement(before)
    named = [f"{one}{what}{asking}" for one in _then(what + asking, before, turns)[:1]]
    return _each((f"{about}中{what}{asking}", *named, f"{about}，{what}{asking}"))


def asking_for(what: str, before: str) -> str:
    """The words that ask for it: as its last noun tells, else as the last question asked; "" where it asks itself."""
    if ASKING.search(what):
        return ""
    if titles(what) or _WHO.search(what):
        return "是谁"
    if said := _TIME.search(what) or _PLACE.search(what) or _SAYING.search(what):
        return {"时间": "是什么时候", "地点": "在哪里", "地址": "在哪里", "位置": "在哪里"}.get(said.group(), "是什么")
    if _HOW_MUCH.search(what) or _AN_AMOUNT.search(before):
        if _WHERE_FROM.search(what):
            return "是哪家"
        return "有多少" if what.endswith("的") else "是多少"
    if what.endswith("日"):
        return "是哪天"
    # 报名缴费 after 什么时候放假; what only names something may be of any kind.
    return "是什么时候" if kind_of(before) is Kind.DATE and happens(what) else "是什么"


def _then(asked: str, before: str, turns: Sequence[Turn]) -> list[str]:
    """What the conversation is about; where an amount is asked for, at the time of the last question: 2023年青石县."""
    about = subjects(before, turns)
    old = dates(before)[:1]
    if not old or dates(asked) or not _AN_AMOUNT.search(asked):
        return about
    if old[0].start and before[: old[0].start] not in about:
        return about
    when = before[old[0].start : old[0].end]
    return _each([f"{when}{one}" for one in about if not dates(one)] + about)


def subjects(before: str, turns: Sequence[Turn]) -> list[str]:
    """What the conversation is about: the first name of the last question, else its first noun and the name before."""
    if thing := _LABELLED.match(before):
        return [thing.group()]
    if found := own_names(before):
        return list(dict.fromkeys((widened(found[0], before), found[0].text)))
    nouns = phrases(before)[:1]
    stated = statement(before)
    stated = stated[max((one.end for one in dates(stated)[:1] if not one.start), default=0) :]
    earlier = earlier_questions(turns)
    named = next((one[0].text for question in earlier if (one := own_names(question))), "")
    older = next((two[0] for question in earlier if (two := phrases(question))), "")
    whole = [owner(nouns[0])] if nouns and stated == nouns[0] else []
    labelled = [label.group() for one in nouns if (label := re.search(rf"{LABEL}{re.escape(one)}", before))]
    found_here = _each((*whole, *(labelled or nouns), named or older))
    return found_here or [word for word in content_words(before) if len(word) > 1][:1]


def asked_again(asking: str, before: str, turns: Sequence[Turn]) -> list[str]:
    """The same matter with another asking word: why, when, where, who."""
    bare = re.sub(r"^(?:这|那)(?=是|又|为)", "", TAIL.sub("", asking))
    about = statement(before)
    if not own_names(about) and (found := subjects(before, turns)) and found[-1] not in about:
        about = f"{found[-1]}{about}"
    turned = [asked_otherwise(bare, before)]
    if bare.startswith(_WHY):
        name = turns[-1].span
        said = answered_by(name, before) if 1 < len(name) <= _MAX_NAME else ""
        return _each((f"{bare}{said}" if said else "", *turned, f"{bare}{about}", f"{about}{bare}"))
    return _each((*turned, f"{about}{bare}", f"{about}，{bare}"))


def with_subject(message: str, before: str, turns: Sequence[Turn]) -> list[str]:
    """A question that names nothing, for the subject of the last."""
    if own_names(message) or not (ASKING.search(message) or to_confirm(message)) or len(message) > 20:
        return []
    about = statement(before)
    people = mentioned(turns[-1:], (PERSON,))[:1] if "谁" in before else []
    found = [f"{one}{message}" for one in (*_then(message, before, turns), *people) if one not in message]
    # 总投资8亿元，停车场能停多少车 would take the eight for granted; and a whole question needs no more than a name.
    beside = found and about and lacks_subject(message) and not quantities(before)
    return _each((*counted_otherwise(message, before), *found, f"{about}，{message}" if beside else ""))


def _each(questions: Sequence[str]) -> list[str]:
    """Each once, and no empty one."""
    return [one for one in dict.fromkeys(questions) if one]
