"""The reader's span -> the exact words that answer, by the kind of question: whole quantities, whole lists.

    how many     the quantity with its unit and what qualifies it: 超过30个, not 30 and not 项目超过30个
    which ones   the whole list that the span is part of: its items on either side of 、, or, where the span stands under
                 一是 or （二）, what stands under each of its fellows
    of several   the value at the place of the one that is asked about, where 分别 tells which is whose (`respectively`)
    when         the reader's words with the 上午 or 晚 before an hour
    who          the reader's words without a 说 or 表示 behind them; the title that goes with a name is in the sentence
    why          the reader's words as they are; where their sentence begins with 因此, the one before it holds the
                 reason, and is cited with it

Every result is a span of the document's text; nothing is put together.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from index.words import cut
from qa.names import titles
from qa.quantities import AT_LEAST, AT_MOST
from qa.questions import Kind, kind_of
from qa.respectively import value_asked

Range = tuple[int, int]

_UNITS = (
    "平方公里|平方千米|平方米|立方米|公里|千米|厘米|毫米|英里|海里|公顷|公斤|千克|小时|分钟|秒钟|个月|人次|个百分点|亿元|万元|美元|美金|欧元|日元|日圆"
    "|英镑|港元|港币|加元|澳元|韩元|卢布|卢比|越南盾|泰铢|人民币|世纪|年代|周年|个|家|项|条|名|人|位|年|月|日|天|岁|元|倍|成|次|种|座|所|区|级|章|册|部|集|首|米|吨|度|号|票|分|队|支|场"
    "|届|间|层|张|台|辆|架|艘|只|头|匹|户|字|页|版|县|市|省|国|类|款|套|份|组|亩|里|尺|斤|秒|股|楼|站|处|起|例|件|封|幅|根|块|片|株|棵|粒|对|双|列|排|段|篇|轮|期|代|批|笔|门|节|趟|克|升|瓦|伏|℃|万|亿|[%％‰]"
)
_QUANTITY = re.compile(
    rf"第?(?:{AT_MOST}|{AT_LEAST}|超过|不到|不足|多达|高达|将近|大约|(?<![签续违合预公契条特制节履])约|近|逾|超)?(?:零下|负)?"
    r"(?:百分之[零〇一二两三四五六七八九十百点]+"
    r"|(?:\d[\d,]*(?:\.\d+)?(?:[-—~～至]\d+(?:\.\d+)?)?|(?!一(?![万亿])(?:"
    + _UNITS
    + r"))[零〇一二两三四五六七八九十百千半][零〇一二两三四五六七八九十百千万亿]*(?:点[零〇一二三四五六七八九]+)?(?:[-—~～至到][零〇一二两三四五六七八九十百千万亿]+)?)[十百千万亿]*[余多]?(?:"
    + _UNITS
    + r")"
    r"(?:以上|以下|左右|多)?)"
)
_UNIT_ASKED = re.compile(rf"(?:多少|几)({_UNITS})")
_PART_OF_DAY = re.compile("(?:凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚间|晚|夜间)$")
_TIME = re.compile(r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:[点时:：])")
_SAYS = re.compile("(?:表示|介绍|指出|强调|认为|透露|坦言|说|称)")
_RATE = re.compile(r"[每$€£￥¥]")  # 每平方公里69670人 is one quantity
_LIST_ASKED = re.compile(r"哪些|哪[几两二三四五六七八九十]|分别|有什么|包括什么|什么和什么")
# 有什么学历要求 asks for one of several requirements, 有哪些子公司 for all that are one.
_OF_KIND = re.compile(r"(?:有什么)(?P<kind>[\u4e00-\u9fff]{1,6}?)(?:要求|限制|规定)?[？?呢]*$")
_KIND_OF_ALL = re.compile(r"哪些(?P<kind>[\u4e00-\u9fff]{1,5})[？?呢]*$")
_ONE_OF_TWO = re.compile(r"[和与跟同](?:谁|哪位)")
_LIST_EDGE = re.compile(r"[，。；：！？,;:!?“”‘’（）()\n]")
_AFTER_LIST = re.compile(r"[，。；：！？,;:!?“”‘’（）()\n]|等(?!级|于|待|候)")
_ITEM = re.compile(
    r"(?:(?<=[。；，：:;,\n])|^)[“\s]*(?:[一二三四五六七八九十]是|第[一二三四五六七八九十][，、,是]|其[一二三四五六七八九]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.、．)）]|[①-⑳]"
    r"|[一二三四五六七八九十]、)",
    re.MULTILINE,
)
_BRACKETED = re.compile("（[^（）]*）$")
_BEFORE_LIST = frozenset("由 有 包括 拥有 是 为".split())
_MAX_ITEMS = 20
_LEAD_CHARS = 2  # before what is said in an item: 持有健康证
_FOLLOWS = re.compile(r"[“\s]*(?:因此|所以|因而|为此|于是|正因如此|故而)")


def exact_words(question: str, text: str, span: Range, within: Range) -> list[Range]:
    """The spans of `text` that answer, in their order; at least one.

    span: the reader's words. within: the passage that it was found in; nothing outside is looked at.

    >>> text = "累计承接京津转移项目406个，总投资2106.18亿元。"
    >>> [text[slice(*span)] for span in exact_words("承接了多少项目", text, (4, 14), (0, 28))]
    ['406个']
    """
    kind = kind_of(question)
    if _LIST_ASKED.search(question) and not _ONE_OF_TWO.search(question) and kind is not Kind.NUMBER:
        if items := _items(text, span, within):
            return _item_of_kind(question, text, span, items) or items
        return [_whole_list(text, *_with_kind(question, text, span, within), within)]
    if "分别" not in question:
        if (value := value_asked(question, text, span, within)) is not None:
            return [value]
        if kind is Kind.NUMBER:
            return [_quantity(question, text, span, within)]
    if kind is Kind.DATE and (part := _PART_OF_DAY.search(text, within[0], span[0])) and _TIME.match(text, *span):
        return [(part.start(), span[1])]
    if kind is Kind.PERSON and (said := _says_at_end(text, span)):
        return [(span[0], said)]
    return [span]


def _says_at_end(text: str, span: Range) -> int:
    """Where a verb of saying begins that the span ends with, behind a name; 0 where there is none."""
    found = [match for match in _SAYS.finditer(text, *span) if match.end() == span[1]]
    return found[0].start() if found and found[0].start() - span[0] > 1 else 0


def before_it(text: str, sentences: Sequence[Range], evidence: Range) -> Range:
    """The evidence, with the sentence before it where it begins by drawing a conclusion from that."""
    if not _FOLLOWS.match(text, evidence[0]):
        return evidence
    earlier = [sentence for sentence in sentences if sentence[1] <= evidence[0]]
    return (earlier[-1][0], evidence[1]) if earlier else evidence


def _quantity(question: str, text: str, span: Range, within: Range) -> Range:
    """The one quantity that the span lies in, or ends with; of several, the one in the unit that is asked for.

    The span itself where there is none, or several of which none is asked for. What stands after a quantity in the
    reader's words is a unit that the list lacks, or what is counted, and stays.
    """
    found = [m for m in _QUANTITY.finditer(text, *within) if m.start() < span[1] and m.end() > span[0]]
    unit = _UNIT_ASKED.search(question)
    if len(found) > 1 and unit:
        found = [m for m in found if unit[1] in m.group()]
    if len(found) != 1:
        return span
    start, end = found[0].span()
    if _LIST_EDGE.search(text, *span) and span[0] <= start and end <= span[1]:
        return start, end  # the reader took a sentence or two, in which this is the only one
    if start <= span[0] and span[1] <= end:
        return start, end
    if span[0] <= start and end == span[1] and not _RATE.search(text, span[0], start):
        return start, end
    return span


def _item_of_kind(question: str, text: str, span: Range, items: Sequence[Range]) -> list[Range]:
    """The item that the span is in, where it alone has what is asked for: 学历 of 要有什么学历; else nothing."""
    asked = _OF_KIND.search(question)
    having = [one for one in items if asked and asked["kind"] in text[slice(*one)]]
    return [one for one in having if len(having) == 1 and one[0] <= span[0] and span[1] <= one[1]]


def _with_kind(question: str, text: str, span: Range, within: Range) -> tuple[Range, str]:
    """The span with what 、 parts from the item before it and says that it is one of those asked for, as the item before is:
    控股子公司乙公司 behind 全资子公司甲公司, where all 子公司 are. And 子公司, which every item then has; "" where that is not so.
    """
    asked = _KIND_OF_ALL.search(question)
    joint = text.rfind("、", within[0], span[0])
    said = text[joint + 1 : span[0]]
    if asked is None or joint < 0 or not said or _LIST_EDGE.search(said):
        return span, ""
    kind, before = asked["kind"], re.split("、|" + _LIST_EDGE.pattern, text[within[0] : joint])[-1]
    if said.endswith(kind):
        is_any = kind in before and (said == kind or said.removesuffix(kind) not in question)
        return (joint + 1 if is_any else span[0], span[1]), kind
    # 副组长钱丽 behind 组长赵伟
    is_title = any(one.start == 0 and one.end == len(said) for one in titles(said))
    return (joint + 1 if is_title and titles(before) else span[0], span[1]), ""


def _whole_list(text: str, span: Range, kind: str, within: Range) -> Range:
    """The span with the items that 、 joins to it on either side; of those behind it the ones that have the kind."""
    start, end = span
    left = text[within[0] : start]
    if left.endswith("、"):
        edges = [m.end() for m in _LIST_EDGE.finditer(left)]
        first, *middle = left[edges[-1] if edges else 0 : -1].split("、")
        start -= len("、".join([_first_item(first, middle or [_BRACKETED.sub("", text[slice(*span)])]), *middle])) + 1
    stop = _AFTER_LIST.search(text, end, within[1])
    rest = text[end : stop.start() if stop else within[1]]
    if rest.startswith("、"):
        others = takewhile(lambda item: kind in item, rest[1:].split("、"))
        end += sum(len(item) + 1 for item in others)
    return start, end


def _first_item(words: str, others: Sequence[str]) -> str:
    """The end of the words before the first 、 that is the first item: as many as fit the longest of the others.

    What stands before it belongs to the sentence: 蓝天 of 打好蓝天、碧水.
    """
    longest = max(map(len, others))
    item = ""
    for word in reversed(cut(words)):
        if item and (len(word) + len(item) > longest or word in _BEFORE_LIST):
            break
        item = word + item
    return item


def _items(text: str, span: Range, within: Range) -> list[Range]:
    """What stands under each marker of the enumeration that the span is in; empty where it is in none."""
    marks = list(_ITEM.finditer(text, *within))
    at = sum(mark.start() <= span[0] for mark in marks) - 1
    if len(marks) < 2 or at < 0:
        return []
    # 1. 2. 3. under 一、 are one enumeration, and 二、 is no item of it.
    looks = [_look(mark.group()) for mark in marks]
    first = next((n + 1 for n in range(at, -1, -1) if looks[n] != looks[at]), 0)
    last = next((n for n in range(at, len(marks)) if looks[n] != looks[at]), len(marks)) - 1
    among = (
        marks[first : last + 1]
        if first < last
        else [one for one, look in zip(marks, looks, strict=True) if look == looks[at]]
    )
    ends = [mark.start() for mark in among[1:]]
    behind = next((mark.start() for mark in marks if mark.start() > among[-1].start()), within[1])
    ends.append(min(_end_of_item(text, among[-1].end(), within[1]), behind))
    found = []
    for mark, end in zip(among, ends, strict=True):
        item = text[mark.end() : end]
        kept = item.rstrip("。；，、;, \n\u3000”")
        found.append((mark.end() + len(item) - len(item.lstrip()), mark.end() + len(kept)))
    # What stands somewhere inside a long item is no item: 打火机和充电宝 of 踏勘：…不得携带打火机和充电宝.
    if len(among) < 2 or not any(_is_item(span, item) for item in found):
        return []
    return [item for item in found if item[0] < item[1]][:_MAX_ITEMS]


def _is_item(span: Range, item: Range) -> bool:
    """Whether the words are an item, or what one begins with."""
    inside = item[0] <= span[0] and span[1] <= item[1]
    return inside and (span[0] - item[0] <= _LEAD_CHARS or 2 * (span[1] - span[0]) >= item[1] - item[0])


def _look(mark: str) -> str:
    """A marker without its number: all of （一）, （二） and （十一） look alike, and none of them like 1."""
    look = re.sub("[①-⑳]", "①", re.sub(r"\d+", "1", re.sub("[一二三四五六七八九十]+", "一", mark.strip("“ \n"))))
    return look[:2] if look[0] in "第其" else look


def _end_of_item(text: str, start: int, end: int) -> int:
    stop = re.compile(r"[。！？\n]").search(text, start, end)
    return stop.start() if stop else end
