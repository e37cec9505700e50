"""The marks in a language model's text that say which passages a sentence is from, as models write them.

[1], [1-3], ^[1]^, [[1]](#ref1), <sup>1</sup>, 【1†source】, （段落1、段落2）, （见第2段）, 来源：段落1, and what leads to a sentence:
根据段落1，. What a number stands for is for others; so is whether the passage says it.
"""

import re
from functools import lru_cache

_LABEL = (
    r"(?:段落|文档|片段|来源|出处|编号|参考|引用|引文|source|citation|cite|reference|ref|passage|paragraph)\s*[:：]?\s*"
)
_NUMBER = r"\d{1,3}(?![\d.%])"
_AND = r"\s*(?:[,，、;；&和与及~～–—-]|至|到|以及)\s*"
_ONE = rf"(?:{_LABEL})*\^?{_NUMBER}(?:(?::\d{{1,3}})?†[^\]］】]{{0,40}})?"
_IN_BRACKETS = rf"[\[［【]\s*{_ONE}(?:{_AND}{_ONE})*\s*[\]］】]"
# ^[1]^ is set above the line, and [[1]](#ref1) is a link.
_BRACKETED = (
    rf"(?:(?:来源|出处|参考|引用)\s*[:：]\s*)?\^?(?:{_IN_BRACKETS}|\[{_IN_BRACKETS}\])\^?(?:\((?:#|https?:)[^)\s]*\))?"
)
# m<sup>2</sup> is an area.
_RAISED = rf"(?<![A-Za-z0-9米])<sup>\s*(?:{_IN_BRACKETS}|{_ONE}(?:{_AND}{_ONE})*)\s*</sup>"
# Without brackets of their own kind, only numbers of passages: （1） may count an item, and 来源：3 be anything.
_PASSAGES = rf"(?:段落|来源|出处)\s*{_NUMBER}(?:{_AND}(?:段落|来源|出处)?\s*{_NUMBER})*"
_IN_PARENTHESES = rf"[（(]\s*(?:参?见|引?自|来自|据|根据)?\s*(?:(?:来源|出处|参考|引用)\s*[:：]\s*)?(?:{_PASSAGES}|(?:段落\s*)?{_BRACKETED})\s*[）)]"
# Without the word that refers, 第2段 may be of a road.
_REFERRED = rf"[（(]\s*(?:参?见|引?自|来自|据|根据|参考|详见)\s*第\s*{_NUMBER}\s*段落?(?:{_AND}第?\s*{_NUMBER}\s*段落?)*\s*[）)]"
_AT_THE_END = rf"(?:来源|出处|参考|引用)\s*[:：]\s*段落\s*{_NUMBER}(?:{_AND}(?:段落)?\s*{_NUMBER})*"
_CIRCLED = r"(?<![图表注式第型类])[①-⑳](?=\s*(?:[。！？!?；;\[［【（(<]|$))"
MARK = re.compile(
    f"{_IN_PARENTHESES}|{_REFERRED}|{_BRACKETED}|{_RAISED}|{_AT_THE_END}|{_CIRCLED}", re.IGNORECASE | re.MULTILINE
)
_BY = "(?:根据|依据|按照|参照|结合|据|从|由|如|在)"
# What tells where the rest is from: it ends at its comma, or with its verb.
_LEAD = re.compile(
    rf"(?:^|(?<=[，,。；;：:\n]))\s*(?:{_BY}?\s*{_PASSAGES}|{_BY}\s*{_BRACKETED})\s*(?:的?(?:内容|信息|描述|说法|记载)|[中里内]|都|均|也)*"
    r"(?:所?(?:可知|可以看出|可见|显示|提到|提及|指出|说明|记载|介绍|写道|写明|表明|示|述)[，,：:]?|[，,：:])\s*"
)
# A mark that is still being written, and what stands between it and the sentence.
HALF_MARK = re.compile(
    r"\s*(?:[来出参引]|(?:来源|出处|参考|引用)\s*[:：]?\s*(?:段|段落\s*\d{0,3})?)?(?:\^?\[\[[^\]\n]*\]?|\^?[\[［【][^\]］】]*|[（(][^）)\n]*|<(?:s(?:u(?:p(?:>[^<\n]*(?:<[/sup]{0,4})?)?)?)?)?)?"
)
_RANGE = re.compile(rf"(\d{{1,3}})\s*(?:[~～–—-]|至|到)\s*(?:{_LABEL})?(\d{{1,3}})", re.IGNORECASE)
_TAIL = re.compile(r"†[^\]］】,，、;；]*|(?<=\d):\d+|\((?:#|https?:)[^)]*\)")
_FROM_CIRCLED = {ord("①") + n: str(n + 1) for n in range(20)}


@lru_cache(maxsize=1024)
def marked(sentence: str) -> tuple[str, tuple[int, ...]]:
    """A sentence without its marks, and the passages that they name, in order, each once.

    >>> marked("根据段落1，石家庄承接项目406个[2-3]。")
    ('石家庄承接项目406个。', (1, 2, 3))
    """
    found = sorted([*_LEAD.finditer(sentence), *MARK.finditer(sentence)], key=lambda match: match.start())
    passages = dict.fromkeys(number for match in found for number in _numbers(match[0]))
    return MARK.sub("", _LEAD.sub("", sentence)).strip(), tuple(passages)


def without_marks(text: str) -> str:
    """A text that is still being written, without its marks and the one at its end that is not whole yet."""
    plain = MARK.sub("", text)
    half = re.search(r"\s*(?:\^?[\[［【][^\]］】]*|<[^>]*)$", plain)
    return plain[: half.start()] if half else plain


def _numbers(mark: str) -> list[int]:
    plain = _RANGE.sub(lambda match: _each(int(match[1]), int(match[2])), _TAIL.sub("", mark).translate(_FROM_CIRCLED))
    return [int(number) for number in re.findall(r"\d+", plain)]


def _each(first: int, last: int) -> str:
    return " ".join(map(str, range(first, last + 1)))
