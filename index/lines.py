"""What a line is by its own characters: closed, a list item, a caption, a fact of the masthead, a source.

Every test reads one line and is linear in it. Which lines belong together is for `paragraphs`, what they make of a
document for `sections`.
"""

import re
import unicodedata

CLOSERS = "”’」』）)】》〉］]\"'*_"
_ENDERS = "。！？!?…：:；;．"
_NUMERAL = "一二三四五六七八九十百零〇"

_NUMBERED = re.compile(
    rf"第[{_NUMERAL}\d]{{1,5}}[章节篇部编回]|[{_NUMERAL}]{{1,3}}、|[（(][{_NUMERAL}\d]{{1,3}}[）)]"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}[ 　](?=\D)|\d{1,2}(?:[.．](?!\d)|、|[）)])|[①-⑳]"
)
_COUNTED = re.compile(rf"([（(]?)(\d{{1,2}}|[{_NUMERAL}]{{1,3}})([.．、)）])(?!\d)")
_BULLET = re.compile(r"[-*+—] |[•●○■□◆◇▪▶►➢★☆※]|·(?=[ \u3000])")
_MARKDOWN = re.compile(r"#{1,6} |>|\||```|~~~")
_RULE = re.compile(r"[-=_*＊—─━~#·.…+|\s]{3,}")
_WIDE_GAP = re.compile(r"\S[ \u3000]{2,}+(?=\S)")

_MAX_CAPTION_CHARS = 80
_PHOTO_DATE = re.compile(r"(?:这是)?(?:\d{4}年)?\d{1,2}月\d{1,2}日[^。]{0,20}拍摄的")
_CAPTION_START = re.compile(
    r"图为|[上下左右题配本插组]图[:：为]|图[片注]?(?:来源|说明)?[:：/／]|图[\d①-⑳一二三四]|图片来源|资料图|△|▲|▼"
)
_CAPTION_END = re.compile(
    r"摄(?:影)?(?:报道)?|[^，。]{0,12}供图|资料图片?|(?:无人机|航拍|资料)?(?:照片|图片)|[绘制]图|图[/／|丨:： ]\S{2,10}"
    r"|视频截图|图源\S{1,10}"
)
_PARENTHESES = re.compile(r"[（(【\[][^（()）\n]{1,30}[）)】\]]")

_ROLES = (
    "责任编辑|执行编辑|值班编辑|本版编辑|技术编辑|视觉编辑|美术编辑|图片编辑|编辑|责任校对|校对|责编|美编|主编|副主编|执行主编|编审|审核|审校|"
    "监制|统筹|策划|出品|版式|排版|制图|绘图|设计|作者|记者|本报记者|通讯员|撰文|文字|摄影|摄|图|文|来源|稿源|出处|日期|时间|发布时间|发表时间|"
    "版次|版面|期号|刊号|电话|邮箱|地址|热线|网址|编号|文号|电子邮箱|主办|承办|协办"
)
_LABELLED = re.compile(rf"(?:{_ROLES})(?:[ \u3000]*+[:：|丨/／][ \u3000]*+|[ \u3000]++)\S.{{0,40}}")
_PARTY = re.compile(r"[\u4e00-\u9fff]{0,7}(?:号|号码|方|人|机构|单位|日期|部门|姓名|名称)[ \u3000]*+[:：].*")
_DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{0,12}[〔\[（(]?\d{4}[〕\]）)]?[ \u3000]?[\u4e00-\u9fff\d]{0,14}?[ \u3000]?\d{1,6}[ \u3000]?号"
)
_SIGNATORY = re.compile("[\u4e00-\u9fffA-Za-z（）()·、 \u3000]{2,40}")
_DATE = re.compile(
    r"(?:\d{4}|[二〇○零一三四五六七八九]{4})\s?[年./-]\s?[\d一二三四五六七八九十]{1,3}\s?[月./-]\s?[\d一二三四五六七八九十]{1,3}\s?日?"
    r"(?:\s{0,3}\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?(?:\s{0,3}[（(]?(?:星期|周)[一二三四五六日天][）)]?)?.{0,10}"
)
_PAGE = re.compile(
    r"(?:第\s?)?[A-Z]?\d{1,4}\s?[版页]?(?:\s?[/／共]\s?\d{1,4}\s?[版页]?)?|[-—–－ ]{1,3}\d{1,4}[-—–－ ]{1,3}"
    r"|(?:[A-Z]\d{1,2}版?|第?\d{1,2}版)[ \u3000：:·]?[\u4e00-\u9fff]{2,6}"
)
_PAPER = re.compile(
    r"[《]?[\u4e00-\u9fff]{1,8}(?:日报|晚报|早报|晨报|时报|商报|都市报|快报|周报|周刊|杂志|新闻网|日报社|导报|法治报|青年报|新闻)[》]?"
)
_SOURCE = re.compile(
    r"[（(【]?(?:据|来源|稿源|信息来源|文章来源|稿件来源|本文来源|转自|转载自|本文转自|原载|原载于|摘自|摘编自|综合)"
    r"[ \u3000]*+[:：]?[^。，！？]{2,40}[）)】]?"
)


def is_closed(text: str) -> bool:
    """Does it end a sentence or hand over to what follows: 。！？…：； and their like, quotes and brackets after them.

    "他说：“好。”" yes, "（记者 王强）" after a sentence yes, "激活“流动”" no.
    """
    bare = text.rstrip(CLOSERS + " \u3000")
    if not bare:
        return True
    if bare[-1] in _ENDERS or (bare[-1] == "." and not bare[-2:-1].isdigit()):
        return True
    # A byline, (完) or a credit in brackets after the last sentence.
    bracket = max(text.rfind("（", -40), text.rfind("(", -40), text.rfind("【", -40))
    return text[-1] in "）)】" and bracket > 0 and text[:bracket].rstrip(CLOSERS + " \u3000")[-1:] in tuple(_ENDERS)


def is_numbered(text: str) -> bool:
    """Does it open with a number as headings and list items do: 一、 （二） 3. 第四章 1.2."""
    return _NUMBERED.match(text) is not None


def counts_on(before: str, text: str) -> bool:
    """Is it numbered as the next of the line before it: 二、 after 一、 and （3） after （2）."""
    first, second = _COUNTED.match(before), _COUNTED.match(text)
    if first is None or second is None or first.group(1, 3) != second.group(1, 3):
        return False
    return _number(second.group(2)) == _number(first.group(2)) + 1


def is_row(text: str) -> bool:
    """Is it a row of a table, written with the names of its columns: "城市：石家庄；项目：406个"."""
    name, colon, rest = text.partition("：")
    return bool(colon) and "；" in rest[:-1] and "；" not in name


def is_bulleted(text: str) -> bool:
    """Does it open with a bullet: "● 牛奶"."""
    return _BULLET.match(text) is not None


def is_itemised(text: str) -> bool:
    """Is it a list item by a bullet, a Markdown mark, a rule of dashes or a table row?"""
    return bool(
        _BULLET.match(text) or _MARKDOWN.match(text) or _RULE.fullmatch(text) or len(_WIDE_GAP.findall(text[:200])) > 1
    )


def is_caption(text: str) -> bool:
    """Is it a short line that speaks of its photograph: "7月28日拍摄的产业园区一角。", "张华 摄", "（资料图）"."""
    if len(text) > _MAX_CAPTION_CHARS:
        return False
    if _CAPTION_START.match(text) or _PHOTO_DATE.match(text) or _PARENTHESES.fullmatch(text):
        return True
    tail = text.rstrip(CLOSERS + "。 ")[-16:]
    return any(match.end() == len(tail) for match in _CAPTION_END.finditer(tail))


def is_fact(text: str) -> bool:
    """Is it a line of a masthead: a date, a page number, a paper's name, or a role and who fills it."""
    if len(text) > 60 or text[-1:] in "。！？":
        return False
    return any(test(text) for test in (is_labelled, is_date, is_page, is_paper))


def is_labelled(text: str) -> bool:
    """Is it a role and who fills it: "责任编辑 刘洋"."""
    return _LABELLED.fullmatch(text) is not None


def is_reference(text: str) -> bool:
    """Is it what a document is filed under, or a party to it: "合同号：LZ-2024-S056", "甲方：…", "民字〔2023〕第17号"."""
    return _PARTY.fullmatch(text) is not None or is_document_number(text)


def is_document_number(text: str) -> bool:
    """Is it the number that an authority gives a document: "民字〔2023〕第17号"."""
    return _DOCUMENT_NUMBER.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Is it a date alone: "2023年5月13日 星期六"."""
    return _DATE.fullmatch(text) is not None


def is_signatory(text: str) -> bool:
    """May it be who signs a document, above its date: "华安科技股份有限公司行政部"."""
    return _SIGNATORY.fullmatch(text) is not None


def is_page(text: str) -> bool:
    """Is it a page number, with the page's name or without: "4", "第4版", "A3 综合新闻"."""
    return _PAGE.fullmatch(text) is not None


def is_paper(text: str) -> bool:
    """Is it the name of a paper alone: "沧州晚报"."""
    return _PAPER.fullmatch(text) is not None


def is_source(text: str) -> bool:
    """Does it say where the document was taken from: "据《河北日报》", "来源：新华社"."""
    return len(text) <= 60 and _SOURCE.fullmatch(text) is not None


def columns(text: str) -> int:
    """Width on a page: a full-width character takes two columns, a half-width one takes one."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _number(written: str) -> int:
    """Of at most two digits: 21 and 二十一 -> 21."""
    if written.isdigit():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    return (10 * (_NUMERAL.find(tens) + 1 if tens else 1) if ten else 0) + (_NUMERAL.find(ones) + 1 if ones else 0)
