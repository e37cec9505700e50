"""Which kind of value a question wants, and whether words can be it, by the form of both.

多少钱 wants money, 多少米 a length, 电话是多少 digits, 几点 a clock's time, 多大年纪 an age.
"""

import re

from qa.dates import dates
from qa.quantities import quantities
from qa.questions import Kind, kind_of
from qa.units import UNITS, same_unit

_UNIT = re.compile(rf"(?:多少|几)((?:[万亿]*)(?:{UNITS}))")
_MONEY = re.compile(
    "(?:投资|金额|资金|产值|收入|利润|营收|价格|费用|成本|工资|预算|贷款|售价)(?:额|总额)?(?:一共|总共|大约)?(?:是|有|为|达|达到|约)?多少"
)
# Of two such words no text uses the one for the other.
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
# 什么时候 may be answered by what has to happen first, and by how often; 哪一年 and 几月几号 may not.
_WHENEVER = re.compile("[什啥]么?(?:时候|时间)|何时")
_CONDITION = re.compile(
    "|".join(
        (
            r"(?<![小按及准定临])时(?:候|(?=[，,；;。、]|[会要须应可才就便即请自将不]|$))",
            r"(?<!最)后(?![勤续果台方备悔者卫门院座裔遗])|(?<![目当面跟眼空])前(?![台端排景锋列三五十方往来者面])|[天日周月年时钟][以之]?内",
            r"(?:[次日天周月年期岁级]|之?日|开始)起(?![草步点诉重伏源码飞])",
            r"每(?!个人|[人位名家户股晚吨亩])[^，。；]{0,8}?(?:[次回遍趟班]|[天日周月季年])|随时|立即|即时|同时|届时|平时|期间|时期|年间|当[天日]|节日|假日|周末|工作日",
            r"如果|如遇|一旦|只要|除非|每当|每逢|(?:低于|高于|超过|达到|不足|少于|大于|小于|满)[^，。；]{1,12}?(?:会|就|即|便|才|自动|可|须|应|要)",
            r"[尚还]未|待定|未定|春节|元旦|国庆|中秋|端午|清明|[寒暑]假",
        )
    )
)
_CURRENCIES = frozenset("元 美元 日元 港元 欧元 英镑 加元 澳元 韩元 卢布 卢比 越南盾 泰铢".split())


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
    """Whether an answer lacks the kind of value that the question wants: a number in the unit asked for, a time."""
    kind = kind_of(question)
    if kind is Kind.DATE:
        in_days = "几日" in question and any(one.unit in ("天", "个") for one in quantities(text))
        return not (in_days or dates(text) or (_WHENEVER.search(question) and _CONDITION.search(text)))
    if kind is not Kind.NUMBER:
        return False
    given = quantities(text)
    if _MONEY.search(question) and not any(one.unit in _CURRENCIES or one.unit == "%" for one in given):
        return True
    unit = asked_unit(question)
    return not any(same_unit(one.unit, unit) for one in given) if unit else not given


def lacks_money_asked_for(question: str, text: str) -> bool:
    """Whether the question wants an amount of money, and an answer has none."""
    return _MONEY.search(question) is not None and lacks_what_is_asked(question, text)


def is_of_another_unit(question: str, words: str) -> bool:
    """Whether exact words are a number of a unit that the question does not ask for: 1.35亿吨 is no 投资."""
    return bool(quantities(words)) and (bool(of_another_kind(question, words)) or lacks_what_is_asked(question, words))


def asked_unit(question: str) -> str:
    """The unit that a question names behind 多少 or 几; "" where it names none.

    >>> asked_unit("注册了多少家子公司")
    '家'
    """
    unit = _UNIT.search(question)
    # 多少日内 may be answered in 工作日.
    counted = quantities(f"2{question[unit.start(1) :]}") if unit and unit[1] != "日" else []
    return counted[0].unit if counted else ""
