"""The shortest exact words of a sentence that answer a how-many or a when question; None for any other.

Of the quantities (or dates) in the sentence, the one nearest to the question's words is taken, and none when two
are about as near. Finding the words of every other kind of answer is a trained reader's work.
"""

import re
from collections.abc import Mapping

from index.words import cut, normalised
from qa.questions import Kind, content_words, focus, kind_of, weight

_FOCUS = 4.0  # how much more the word that is asked about counts than the rest of the question
_CLEAR_MARGIN = 1.15  # how much better the best must be than the second; below it, no span is given

_UNITS = (
    "平方公里|平方千米|平方米|立方米|公里|千米|厘米|毫米|英里|海里|公顷|公斤|千克|小时|分钟|秒钟|个月|人次|个百分点|亿元|万元|美元|欧元|日元"
    "|英镑|港元|人民币|世纪|年代|周年|个|家|项|条|名|人|位|年|月|日|天|岁|元|倍|成|次|种|座|所|区|级|章|册|部|集|首|米|吨|度|号|票|分|队|支|场"
    "|届|间|层|张|台|辆|架|艘|只|头|匹|户|字|页|版|县|市|省|国|类|款|套|份|组|亩|里|尺|斤|秒|股|楼|站|处|起|例|件|封|幅|根|块|片|株|棵|粒|对|双|列|排|段|篇|轮|期|代|批|笔|门|节|趟|克|升|瓦|伏|℃|万|亿|[%％‰]"
)
_QUANTITY = re.compile(
    r"(?:超过|不到|不足|多达|高达|将近|大约|至少|约|近|逾|超)?"
    r"(?:百分之[零〇一二两三四五六七八九十百点]+"
    r"|(?:\d[\d,]*(?:\.\d+)?(?:[-—~～至]\d+(?:\.\d+)?)?|(?!一(?:"
    + _UNITS
    + r"))[零〇一二两三四五六七八九十百千半]+)[十百千万亿]*[余多]?(?:"
    + _UNITS
    + r")"
    r"(?:以上|以下|左右|多)?)"
)
_DAY = r"(?:\d{1,2}|十[一二]|[一二三四五六七八九十正])月(?:(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号])?"
_DATE = re.compile(
    r"(?:公元前?)?(?:\d{3,4}|[一二三四五六七八九十〇零○]{4})年(?:" + _DAY + r")?"
    r"|(?:[今去前明]年)?" + _DAY + r"(?:凌晨|上午|中午|下午|晚上|晚)?"
    r"|[今去前明]年(?:[一二三四]季度|[上下]半年|初|底)?|(?:上|本|\d{1,2}|十[一二三四五六七八九]|二十一?)世纪(?:\d{1,2}年代)?[初末]?"
)
# A question for a part of a date wants that part.
_DATE_PARTS = (
    (re.compile("(?:星期|周)几"), re.compile("(?:星期|周)[一二三四五六日天]")),
    (re.compile("几月"), re.compile(rf"(?:\d{{4}}年)?{_DAY}")),
)
_UNIT_ASKED = re.compile(r"(?:多少|几)(" + _UNITS + ")")


def value_pattern(question: str) -> re.Pattern[str] | None:
    """What the value that the question wants looks like; None when it wants neither a quantity nor a date."""
    kind = kind_of(question)
    if kind is Kind.NUMBER:
        return _QUANTITY
    if kind is not Kind.DATE:
        return None
    return next((pattern for asked, pattern in _DATE_PARTS if asked.search(question)), _DATE)


def unit_asked(question: str) -> str:
    """The unit that a how-many question names: 家 in 有多少家子公司; or '', as in 有多少项目, where 项目 is a word."""
    found = _UNIT_ASKED.search(question)
    return found.group(1) if found and cut(question[found.start(1) :])[0] == found.group(1) else ""


def shortest_span(question: str, sentence: str) -> str | None:
    """A slice of `sentence`, or None.

    >>> shortest_span("石家庄承接了多少项目", "累计承接京津转移项目406个，总投资2106.18亿元。")
    '406个'
    """
    pattern = value_pattern(question)
    if pattern is None:
        return None
    found = list(pattern.finditer(sentence))
    if unit := unit_asked(question):
        found = [m for m in found if re.search(unit + r"(?:以上|以下|左右|多)?$", m.group())]
    weights = {word: weight(word) for word in content_words(question)}
    if (asked_for := focus(question)) in weights:
        weights[asked_for] *= _FOCUS
    text = normalised(sentence)
    scores = sorted(((nearness(weights, text, *match.span()), match.group()) for match in found), reverse=True)
    if not scores or (len(scores) > 1 and scores[0][0] < scores[1][0] * _CLEAR_MARGIN):
        return None
    return scores[0][1]


def nearness(weights: Mapping[str, float], text: str, start: int, end: int) -> float:
    """The sum over the words of weight / (4 + distance to the span).

    A comma between them counts as ten characters, and a word after the span as four: a value mostly follows what it
    is the value of.
    """
    total = 0.0
    for word, tells in weights.items():
        distances = []
        for match in re.finditer(re.escape(word), text):
            between = text[match.end() : start] if match.end() <= start else text[end : match.start()]
            behind = 4 if match.start() >= end else 0
            distances.append(len(between) + behind + 10 * len(re.findall("[，；、,;]", between)))
        if distances:
            total += tells / (4 + min(distances))
    return total
