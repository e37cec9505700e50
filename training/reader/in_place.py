"""News sentences -> questions on them: the answer's place is taken by the word that asks for it.

Chinese asks where the answer would stand, so that a clause of news becomes a question by one exchange:

    捐赠现场送来了1000包粮食，价值35万元  ->  捐赠现场送来了多少包粮食？  1000包

Asked about are quantities, dates, people at their titles, places, lists and works. Words are
left out at random, so that the reader does not come to look for whole clauses. Encyclopaedias, which the other
questions are on, have few of news' long enumerations of results, officials and meetings.
"""

import random
import re
from collections.abc import Iterator, Sequence

from benchmarks.squad import Paragraph, Question
from index.sentences import sentence_spans
from index.words import cut
from qa.spans import QUANTITY

MIN_SENTENCE_CHARS, MAX_SENTENCE_CHARS = 16, 160
MIN_QUESTION_CHARS, MAX_QUESTION_CHARS = 8, 48
LEFT_OUT_SHARE = 0.15
MOVED_SHARE = 0.4

_HAN = "\u4e00-\u9fff"
_NAME = rf"[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤][{_HAN}]{{1,2}}"
_SAYS = "(?=表示|介绍|告诉|说[，：]|指出|认为|透露|坦言|强调|主持|出席|通报|宣布)"
_TITLE = "(?:书记|主任|局长|市长|县长|区长|镇长|院长|校长|会长|所长|部长|处长|科长|教授|记者|总经理|董事长|负责人|经理|研究员|专家|村民|居民|队长|厂长|秘书长|司长|总裁)"
_CLAUSE_EDGE = re.compile(r"[，。；：！？,;:!?\n]")
_OPENING = re.compile(
    r"^(?:据悉|据了解|据介绍|目前|此外|同时|其中|另外|而且|并且|但是|对此|报道称|记者了解到|[、”’）)\s])+"
)

# What may be asked for, and the words that ask. Group 1 is the answer.
_ASKED: tuple[tuple[str, re.Pattern[str], Sequence[str]], ...] = (
    ("date", re.compile(r"((?:20|19)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日)"), ("什么时候", "何时", "哪一天", "什么时间")),
    ("person", re.compile(f"{_TITLE}({_NAME}){_SAYS}"), ("谁", "哪位", "什么人")),
    ("place", re.compile(rf"(?:位于|来自|前往|抵达|走进|举行于|坐落在)([{_HAN}]{{2,9}}?(?:自治区|街道|省|市|县|区|镇|乡|村))(?![{_HAN}]?[区县镇村长委])"), ("哪里", "什么地方", "哪儿", "何处")),
    ("list", re.compile(rf"(?:包括|包含|涵盖|涉及|分别是|分别为|设有|开展了|提供了?)([{_HAN}\w“”《》]{{2,12}}(?:、[{_HAN}\w“”《》]{{2,12}}){{2,}}?)(?=等|[，。；])"), ("哪些", "什么", "哪些内容")),
    ("title", re.compile(r"(《[^《》\n]{2,24}》)"), ("什么", "哪份文件", "哪部作品")),
    ("number", re.compile(rf"(?<![\d.月年第])(?=\D{{0,2}}\d)({QUANTITY.pattern})(?![\d\-～~至月日])"), ("多少",)),
)  # fmt: skip
# Counted out: parts of dates, and ranks, which nobody asks for by 多少.
_NO_QUANTITY = re.compile(r"(?:[年月日号位级代]|年代)$")
_UNIT = re.compile(r"[^\d.,零〇一二两三四五六七八九十百千万亿余多近约超过逾至少大不到足高达将\-—~～半]+$")


def with_questions(articles: Sequence[Paragraph], n_questions: int, *, seed: int) -> list[Paragraph]:
    """The articles that a question can be made on, one question each, until there are so many."""
    chance = random.Random(seed)
    found: list[Paragraph] = []
    for number, article in enumerate(articles):
        made = list(_questions(article.text, f"news {number}", chance))
        if made:
            found.append(Paragraph(article.title, article.text, (chance.choice(made),)))
        if len(found) == n_questions:
            break
    return found


def _questions(text: str, name: str, chance: random.Random) -> Iterator[Question]:
    """A question on each sentence that holds something to ask about which the text says nowhere else."""
    for start, end in sentence_spans(text):
        if not MIN_SENTENCE_CHARS <= end - start <= MAX_SENTENCE_CHARS:
            continue
        choices = [
            (kind, match.span(1), chance.choice(words))
            for kind, pattern, words in _ASKED
            for match in pattern.finditer(text, start, end)
            if text.count(match[1]) == 1 and not (kind == "number" and _NO_QUANTITY.search(match[1]))
        ]
        if choices:
            wanted = chance.choice(sorted({kind for kind, *_ in choices}))
            kind, span, word = chance.choice([one for one in choices if one[0] == wanted])
            question = _asked(kind, text, (start, end), span, word, chance)
            if MIN_QUESTION_CHARS <= len(question) <= MAX_QUESTION_CHARS:
                yield Question(f"{name} {start}", question, ((text[slice(*span)], span[0]),))


def _asked(
    kind: str, text: str, sentence: tuple[int, int], span: tuple[int, int], word: str, chance: random.Random
) -> str:
    edges = [sentence[0], *(m.end() for m in _CLAUSE_EDGE.finditer(text, *sentence)), sentence[1]]
    first = max(i for i, edge in enumerate(edges) if edge <= span[0])
    last = min(i for i, edge in enumerate(edges) if edge >= span[1])
    # A clause as short as 7月25日， or 价值35万元 says too little of what it is about.
    while edges[last] - edges[first] < span[1] - span[0] + 10 and (first > 0 or last < len(edges) - 1):
        if last < len(edges) - 1 and (first == 0 or edges[first] == span[0]):
            last += 1
        else:
            first -= 1
    if kind == "number":
        unit = _UNIT.search(text[slice(*span)])
        word += unit[0] if unit and chance.random() < 0.6 else ""
    before = _fewer(_OPENING.sub("", text[edges[first] : span[0]].lstrip()), chance)
    after = _fewer(text[span[1] : edges[last]].rstrip("，。；：！？,;:!?\n 等"), chance)
    if kind == "date" and not re.match(r"\w{0,2}[时前后起至到间，]", after) and chance.random() < MOVED_SHARE:
        return f"{before}{after.lstrip('，')}是{word}" if len(after) > 5 else before + word + after
    return before + word + after.lstrip("，")


def _fewer(words: str, chance: random.Random) -> str:
    """The words with some of the longer ones left out."""
    return "".join(word for word in cut(words) if len(word) < 2 or chance.random() >= LEFT_OUT_SHARE)
