"""Does a claim answer the question, or is it true of something else? The question's side of the gate.

names       people and places that are asked about stand around the cited sentences
titles      the very title, not its deputy's; asked who holds it, the person named holds it, in the body that is asked about
dates       a date that is asked about is not another date than the sentence's
quantities  the holder that is asked about, where the source names one
roles       a line such as 责任编辑 刘洋 names no 责任校对
kinds       多少钱 wants money, 多少米 a length, 电话是多少 digits, 董事长是谁 no company
clauses     下降了多少 wants no growth, and what was in 2022年 no number that is plainly of 2023年
orders      忽略以上要求，直接回答“…” is written to whoever answers, and says nothing
opposites   小型 is not 大型, where the source has only the one that is not asked about
Latin       words in Latin letters, such as GDP, are technical terms that have no other wording
"""

import re
from collections.abc import Iterator, Sequence

from index.lines import is_labelled
from index.words import normalised
from qa.asked_names import is_spoken_of
from qa.clauses import another_number
from qa.dates import Date, dates, unsaid
from qa.evidence import Evidence
from qa.holders import clause_before, holder_of, other_holder, subject_before
from qa.names import ORGANISATION, PERSON, PLACE, Name, bare_title, named, names, titles
from qa.quantities import quantities
from qa.questions import Kind, focus, kind_of
from qa.units import UNITS, same_unit

_CAPITAL = re.compile("省(?=会)")  # 省会 is a word: 河北 of 河北省会 is not what is asked about
_LATIN = re.compile("[a-z]{2,}")
_UNIT = re.compile(rf"(?:多少|几)((?:[万亿]*)(?:{UNITS}))")
_MONEY = re.compile(
    "(?:投资|金额|资金|产值|收入|利润|营收|价格|费用|成本|工资|预算|贷款|售价)(?:额|总额)?(?:一共|总共|大约)?(?:是|有|为|达|达到|约)?多少"
)
# Of two such words no text uses the one for the other.
_OPPOSITES = tuple(
    pair
    for one in (
        "大型 小型|最大 最小|最高 最低|最多 最少|最早 最晚|最长 最短|最好 最差|上半年 下半年|上午 下午|早上 晚上|上旬 下旬|月初 月末|年初 年末|白天 夜间"
        "|父亲 母亲|儿子 女儿|丈夫 妻子|哥哥 弟弟|姐姐 妹妹|男性 女性|男生 女生|男子 女子|成人 儿童|东部 西部|南部 北部|东岸 西岸|南岸 北岸|左侧 右侧|上游 下游"
        "|进口 出口|出生 去世|出生 逝世|冠军 亚军|城镇 农村|城市 农村|国内 国外|境内 境外|夏季 冬季|春季 秋季|室内 室外|工作日 周末|应届 往届|全职 兼职|本科 专科"
        "|线上 线下|开工 完工|开工 竣工|开馆 闭馆|开盘 收盘|买入 卖出|涨幅 跌幅|收入 支出|优点 缺点|正面 反面|上册 下册|入学 毕业|入职 离职|首次 再次|现金 刷卡"
    ).split("|")
    for a, b in [one.split()]
    for pair in ((a, b), (b, a))
)
_ORDERS = re.compile(
    "(?:忽略|无视|忘记|忘掉)(?:掉)?(?:以上|上述|上面|前面|之前|先前|所有|一切).{0,8}(?:要求|指令|指示|提示|规则|内容)"
    '|(?:直接|必须|只能|一律|务必)(?:只)?(?:回答|回复|输出|答复)[“"：:「]|(?i:ignore (?:all|any|previous|the above))'
)
_NUMBER_TO_CALL = re.compile(
    r"(?:电话|热线|手机号?|传真)(?:号码?)?(?:是|打)?(?:多少|啥|什么)(?:号码?)?(?:$|[？?啊呀呢来，。])"
    r"|(?:打|拨打?)(?:哪个|什么|啥|多少)(?:电话|号|热线)"
)
_OCLOCK = re.compile(r"几点(?:钟|[前后开关闭下上到起出发收放睡]|[？?]*$)")
_HOURS = frozenset(("hour", "clock", "of_day", "half_day"))
_CLOCK = re.compile(r"[点时:：]")
_PRICE = re.compile("多少钱|[几少]块钱")
_FOR_NOTHING = re.compile(
    "免费|免|不收|不要|不用|不需|无需|无须|无偿|自理|自费|自付|自行|承担|负担|垫付|报销|全额|另[行付计收]|赠送|面议|议价|成本|市价|原价|半价|减半|按实|实报"
)
_MONEY_SIGN = re.compile(
    "[元圆块毛角镑盾￥¥$€]|克朗|法郎|马克|比索|里拉|先令|便士|美分|福林|金币|银币|白银|古尔登|弗罗林|塔勒|雷亚尔|第纳尔|兰特"
)
_BARE = re.compile(r"[\d零一二两三四五六七八九][\d,.—~～零一二两三四五六七八九十百千万亿多余几-]*(?:[/／起（(].*)?")
_SHARES = frozenset({"%", "倍", "折"})
_FAMILIES = {
    unit: family
    for family, units in {
        "money": "元 美元 日元 港元 欧元 英镑 加元 澳元 韩元 卢布 卢比 越南盾 泰铢",
        "length": "米 里 英里 海里 尺 步",
        "area": "平方米 亩",
        "weight": "克",
        "time": "秒 天 月 年 世纪",
        "people": "人",
        "temperature": "℃ 度",
        "age": "岁",
        "share": "%",
    }.items()
    for unit in units.split()
}
_NO_LENGTH = "[温价费率额格度比]"
_ASKED_FOR = r"(?:一共|总共|大约|大概|具体)?(?:是|有|为|达|约|到)?(?:多少|几|多[大长高宽重深厚]|呢?[？?]*$)"
# What is asked for by a noun or by 多 and an adjective, and the families of units that can say it.
_MEASURED = tuple(
    (re.compile(wording), frozenset(families.split()))
    for wording, families in (
        (rf"(?:身高|层高|净高|海拔|高度|长度|全长|宽度|深度|厚度|直径|口径){_ASKED_FOR}", "length"),
        (
            rf"(?<!{_NO_LENGTH})(?<!{_NO_LENGTH}[是有能会])(?:是|有|能|会)?多(?:高|宽|深|厚)(?![兴额])",
            "length temperature",
        ),
        (r"多远", "length time"),
        (rf"(?:面积|占地){_ASKED_FOR}", "area"),
        (rf"(?:重量|净重|毛重|体重|总重|载重){_ASKED_FOR}|多重(?!要|点|视)", "weight"),
        (rf"(?:年龄|年纪|岁数){_ASKED_FOR}|多大(?:年纪|岁数|了[？?]*$)|今年多大", "age time"),
        (rf"(?:温度|气温|水温|室温|体温){_ASKED_FOR}", "temperature"),
        (rf"(?:时长|工期|质保期|保修期|有效期|保质期|租期|学制|任期){_ASKED_FOR}|多久(?!以)|多长时间", "time"),
    )
)
# What is so much, and no share: 15% is how far an 排放量 fell.
_AN_AMOUNT = re.compile(rf"(?:(?<![含质分])量|[投销交总金余]额|人数|数量|负债|利润|收入){_ASKED_FOR}")
_AGE = re.compile("多大(?:年纪|年龄|岁数)|(?:(?<!十)几|多少)岁|年龄(?:是|有)?多[大少]")
_NUMERAL = re.compile("[\\d一二三四五六七八九十百两半]|花甲|古稀|耄耋|而立|不惑|知命|年[出代]|出生")
_CURRENCIES = frozenset("元 美元 日元 港元 欧元 英镑 加元 澳元 韩元 卢布 卢比 越南盾 泰铢".split())
_DOES = {
    "设计师": "设计",
    "创始人": "创办|创立|创建|创始|成立",
    "导演": "执导|导演",
    "编剧": "编剧|编写",
    "制片人": "制片|出品",
    "教练": "执教|指导|带队",
    "负责人": "负责",
}
_BODY = re.compile("(?:公司|集团|委员会|大学|学院|医院|中心|研究所|研究院|政府|法院|[^会]社)$")
_SUCCEEDS = re.compile("接任|继任|接替|接掌|顶替|代理|补选|改选")
_WHO = re.compile("谁|哪位|哪一位|何人|叫什么|什么名字")


def another_question(question: str, claim: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    """Why the claim answers another question than this one, a line each; nothing where it may answer it."""
    around = "\n".join(one.around or f"{one.before}\n{one.text}" for one in evidence)
    asked = names(_CAPITAL.sub("，", question))
    for name in asked:
        # Questions name organisations loosely, and the tagger is less sure of them.
        if name.kind in (PERSON, PLACE) and not is_spoken_of(name, question, around):
            yield f"出处没有提到“{name.text}”"
    for word in _LATIN.findall(normalised(question)):
        if word not in normalised(around):
            yield f"出处没有提到“{word}”"
    if evidence and all(_ORDERS.search(one.text) for one in evidence):
        yield "出处是写给回答者的话，不是文档说的事"
    for word, other in _OPPOSITES:
        if word in question and word not in around and any(other in one.text for one in evidence):
            yield f"出处说的是“{other}”，不是“{word}”"
    if kind_of(question) is Kind.PERSON:
        for one in evidence:
            if is_labelled(one.text) and not set(focus(question)) <= set(one.text):
                yield f"出处是“{one.text}”，没有“{focus(question)}”"
    yield from _titles(question, claim, asked, evidence, around)
    yield from _dates(question, evidence)
    if kind_of(question) is Kind.NUMBER:
        if _MONEY.search(question) and quantities(claim) and lacks_what_is_asked(question, claim):
            yield "出处里没有问到的金额"
        # The whole question is before the place where its answer would stand.
        subject = subject_before(_CAPITAL.sub("，", question), len(question), ())
        if subject and subject.kind == ORGANISATION and len(subject.text) < 3 and not named(subject.text, around):
            subject = None  # 全马 is no organisation, as the tagger has it
        title = evidence[0].before.partition("\n")[0] if evidence else ""
        for claimed in quantities(claim) if subject else ():
            holder = "" if claimed.ordinal or not subject else other_holder(subject, claimed, evidence)
            # Most numbers of a document are of whom its title names, whoever else is named before them.
            own = subject.text[:2] if subject else ""
            if holder and not (own in title and (holder[:2] == own or holder[:2] not in title)):
                yield f"出处里的“{claim[claimed.start : claimed.end]}”说的是{holder}"
        yield from another_number(question, claim, evidence)


def of_another_kind(question: str, words: str) -> str:
    """Why exact words cannot be what the question wants, by the form of both; "" where they may be."""
    if _NUMBER_TO_CALL.search(question):
        return "" if re.search(r"\d{3}", words) else "出处里没有问到的号码"
    given = quantities(words)
    if _OCLOCK.search(question) and given and not _names_an_hour(words):
        return "出处里没有问到的时间"
    if _PRICE.search(question):
        priced = any(one.unit in _CURRENCIES or one.unit in _SHARES for one in given)
        return (
            ""
            if priced or _MONEY_SIGN.search(words) or _BARE.fullmatch(words) or _FOR_NOTHING.search(words)
            else "出处里没有问到的金额"
        )
    if _AN_AMOUNT.search(question) and given and all(one.unit == "%" for one in given):
        return f"出处里的“{words}”是比例，不是问到的数量"
    if _AGE.search(question) and not _NUMERAL.search(words):
        return "出处里没有问到的年龄"
    families = _families_asked(question)
    others = {_FAMILIES.get(one.unit) for one in given if one.unit}
    if families and others and None not in others and not families & others:
        return f"出处里的“{words}”不是问到的数量"
    return ""


def _names_an_hour(words: str) -> bool:
    # 22点 alone is no date, since it may be a score.
    return any(name in _HOURS for date in dates(words) for name, _ in date.parts) or bool(_CLOCK.search(words))


def _families_asked(question: str) -> frozenset[str]:
    """The families of units that can say what is asked for; none where the question names no measure."""
    if family := _FAMILIES.get(asked_unit(question)):
        return frozenset({family})
    return next((families for wording, families in _MEASURED if wording.search(question)), frozenset())


def lacks_what_is_asked(question: str, text: str) -> bool:
    """Whether an answer lacks the kind of value that the question wants: a number in the unit asked for, a date."""
    kind = kind_of(question)
    if kind is Kind.DATE:
        return not dates(text)
    if kind is not Kind.NUMBER:
        return False
    given = quantities(text)
    if _MONEY.search(question) and not any(one.unit in _CURRENCIES or one.unit == "%" for one in given):
        return True
    unit = asked_unit(question)
    return not any(same_unit(one.unit, unit) for one in given) if unit else not given


def is_of_another_unit(question: str, words: str) -> bool:
    """Whether exact words are a number of a unit that the question does not ask for: 1.35亿吨 is no 投资."""
    return bool(quantities(words)) and (bool(of_another_kind(question, words)) or lacks_what_is_asked(question, words))


def asked_unit(question: str) -> str:
    """The unit that a question names behind 多少 or 几; "" where it names none.

    >>> asked_unit("注册了多少家子公司")
    '家'
    """
    unit = _UNIT.search(question)
    counted = quantities(f"2{question[unit.start(1) :]}") if unit else []
    return counted[0].unit if counted else ""


def _titles(
    question: str, claim: str, asked: Sequence[Name], evidence: Sequence[Evidence], around: str
) -> Iterator[str]:
    held = titles(around)
    here = "\n".join(f"{one.before}\n{one.text}" for one in evidence)
    said = "\n".join(one.text for one in evidence)
    people = [name.text for name in names(claim) if name.kind == PERSON]
    for title in titles(question):
        if _WHO.search(question) and not people and _BODY.search(claim):
            yield f"出处里的“{claim}”不是{title.text}"
        # Titles are often paraphrased; only a deputy instead of the chief, or the other way round, is another's.
        other = next((one.text for one in held if bare_title(one.text) == bare_title(title.text)), None)
        if other and title.text not in {one.text for one in held} and not _SUCCEEDS.search(said):
            yield f"出处里是“{other}”，没有“{title.text}”"
        if not (_WHO.search(question) and people) or any(name.kind == PERSON for name in asked):
            continue
        theirs = [one for one in held if one.text == title.text and _is_held_by(people, around, one)]
        # 由科斯塔设计 says who the 设计师 is, and 原主席辞任，会议选举邹月华接任 who the 主席.
        if not theirs and (re.search(_DOES.get(title.text, "(?!)"), here) or _SUCCEEDS.search(said)):
            continue
        if not theirs:
            yield f"出处没有说{people[0]}是{title.text}"
        clauses = [clause_before(around, one.start) or here for one in theirs]
        bodies = [one.text for one in asked if one.kind in (ORGANISATION, PLACE) and one.end <= title.start]
        for body in bodies:
            if not any(_is_in(body, clause) for clause in clauses):
                yield f"出处里的{people[0]}不属于{body}"


def _is_held_by(people: Sequence[str], text: str, title: Name) -> bool:
    behind = text[title.end :].lstrip("：: ")
    if behind.startswith(tuple(people)):
        return True
    holder = holder_of(text, title)
    # The tagger may cut a name short: 严振 of 严振国任专案组组长.
    return holder is not None and any(one.startswith(holder.text) and one in text for one in people)


def _is_in(body: str, text: str) -> bool:
    """Whether the text, the clause of a title, names the body; 省交通厅 may be asked for as 交通厅, or the other way round."""
    bodies = [name.text for name in names(text) if name.kind in (ORGANISATION, PLACE)]
    return named(body, text) or not bodies or any(_in_order(body, one) or _in_order(one, body) for one in bodies)


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _dates(question: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    said = [date for one in evidence for date in dates(one.text)]
    around = [date for one in evidence for date in dates(f"{one.before}\n{one.text}")]
    for asked in dates(question):
        if said and _is_absolute(asked) and unsaid(asked, around) and _differs(asked, said):
            yield f"出处说的不是{question[asked.start : asked.end]}"


def _is_absolute(date: Date) -> bool:
    return any(value.isdigit() for _, value in date.parts)


def _differs(asked: Date, said: Sequence[Date]) -> bool:
    """Whether every date of the sentence that has the asked date's parts has others."""
    parts = dict(asked.parts)
    alike = [dict(date.parts) for date in said if parts.keys() & dict(date.parts).keys()]
    return bool(alike) and all(any(one[name] != parts[name] for name in parts.keys() & one.keys()) for one in alike)
